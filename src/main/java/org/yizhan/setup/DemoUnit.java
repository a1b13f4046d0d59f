package org.yizhan.setup;

import java.util.Arrays;
import java.util.List;

import org.yizhan.directory.UnitKind;

/**
 * One unit of the demonstration county, as written in {@code demo/units.txt}.
 *
 * @param code begins its accounts and is the address of its site
 */
record DemoUnit(String shortName, String name, UnitKind kind, String code, List<String> divisions) {
    /** The office that runs the county's portal and has no site beside it. */
    static final String OFFICE = "县政府办";

    static List<DemoUnit> all() {
        return DemoText.rows("units.txt")
                .stream()
                .map(row -> new DemoUnit(row[0], row[1], UnitKind.valueOf(row[2]), row[3],
                        Arrays.asList(row[4].split(","))))
                .toList();
    }

    boolean isTownship() {
        return kind == UnitKind.TOWNSHIP;
    }

    boolean hasSite() {
        return !shortName.equals(OFFICE);
    }

    /** As people call it: 县水利局, 白茶镇. */
    String called() {
        return isTownship() ? shortName : name.replaceFirst("^云岭县", "县");
    }

    String title() {
        return isTownship() ? name : called();
    }
}
