package org.yizhan.letters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.yizhan.directory.Unit;

/**
 * Which unit a part of a name means (单位对应): 教育 is the 教育局 in one county and the 教育体育局 in another. Rows with parts of names fit
 * both, and a unit that is renamed or founded later.
 */
final class UnitNaming {
    private UnitNaming() {}

    /**
     * The unit with that name, else the one whose name has the part and the fewest other characters.
     *
     * @param parts the first that fits counts, such as 自来水、供水、水利 where some counties have a waterworks and others a bureau alone
     */
    static Optional<Unit> of(List<Unit> all, String parts) {
        return Arrays.stream(parts.split("[、，,]"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .flatMap(part -> one(all, part).stream())
                .findFirst();
    }

    private static Optional<Unit> one(List<Unit> all, String part) {
        return all.stream()
                .filter(unit -> unit.name().equals(part) || unit.shortName().equals(part))
                .findFirst()
                .or(() -> all.stream()
                        .filter(unit -> unit.name().contains(part) || unit.shortName().contains(part))
                        .min(Comparator.comparingInt((Unit unit) -> rank(unit.name()))
                                .thenComparingInt(unit -> unit.name().length())));
    }

    /** A bureau before what stands below one: 教育局 before 教育局招生办. */
    private static int rank(String name) {
        return name.matches(".*(?:局|委员会|委|办公室|政府|公司|联合会)$") ? 0 : 1;
    }
}
