package org.yizhan.casework;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;

/**
 * Who may open the cases behind a figure (数字背后的办件): whoever may see them, and nobody because he counts them. Figures tell of nobody;
 * cases do.
 */
@Component
public class BehindFigures {
    private static final int NAMED = 3;

    private final CaseOracle oracle;
    private final Kinds kinds;
    private final Directory directory;

    BehindFigures(CaseOracle oracle, Kinds kinds, Directory directory) {
        this.oracle = oracle;
        this.kinds = kinds;
        this.directory = directory;
    }

    /** Why this person can open none of them, and who can; empty when there is something that he may see. */
    public Optional<String> closed(Actor actor, Collection<CaseKind> behind) {
        if (behind.isEmpty() || behind.stream().anyMatch(kind -> !oracle.ranges(actor, kind).isEmpty())) {
            return Optional.empty();
        }
        String labels = behind.stream().map(CaseKind::label).collect(Collectors.joining("、"));
        List<Person> who = directory.root()
                .map(Unit::path)
                .map(county -> behind.stream()
                        .flatMap(kind -> directory.holders(kind.permission(Power.OFFICE), county).stream())
                        .distinct()
                        .limit(NAMED)
                        .toList())
                .orElse(List.of());
        return Optional.of("编印和查看统计的人看到数字，不看" + labels + "的内容：里面有群众的个人信息，只给受理、承办和分管的人看。"
                + (who.isEmpty()
                        ? ""
                        : "要核对是哪几件，请找" + who.stream().map(this::named).collect(Collectors.joining("、")) + "。"));
    }

    private String named(Person person) {
        return person.name()
                + directory.unit(person.unit().unit()).map(unit -> "（" + unit.shortName() + "）").orElse("");
    }

    /** The same for the figures of a table, by the addresses to which they lead. */
    public Optional<String> closedLinks(Actor actor, Collection<String> hrefs) {
        Set<String> codes = hrefs.stream()
                .filter(href -> href.startsWith(CaseSet.COUNTED))
                .flatMap(href -> Stream.of(href.substring(CaseSet.COUNTED.length()).split("&", 2)[0].split("\\.")))
                .collect(Collectors.toSet());
        return closed(actor, kinds.all().stream().filter(kind -> codes.contains(kind.code())).toList());
    }
}
