package org.yizhan.content;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.proofreading.Knowledge;
import org.yizhan.content.proofreading.Roster;
import org.yizhan.content.proofreading.UnitNames;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Kept;
import org.yizhan.shared.UnitPath;

/** What a text is compared with: the leaders and the units of the county, read once for many texts. */
@Component
class CountyKnowledge {
    private final LeaderRows leaders;
    private final Directory directory;
    private final CountyClock clock;
    private final Kept<Units> units = new Kept<>(this::readUnits);
    private final Map<UnitPath, Roster> rosters = new ConcurrentHashMap<>();
    private volatile List<KnownLeader> rostersOf = List.of();

    CountyKnowledge(LeaderRows leaders, Directory directory, CountyClock clock) {
        this.leaders = leaders;
        this.directory = directory;
        this.clock = clock;
    }

    private record Units(UnitNames names, List<Unit> all) {}

    Knowledge of(Edition edition) {
        LocalDate day = edition.publishedAt() == null
                ? clock.today()
                : clock.local(edition.publishedAt()).toLocalDate();
        Units now = units.now();
        return new Knowledge(day, roster(edition.unit()), now.names, speaker(now, edition));
    }

    /** Changes whenever leaders or units do. */
    String mark() {
        return Integer.toHexString(leaders.inForce().hashCode()) + "."
                + Integer.toHexString(units.now().all.hashCode());
    }

    private Roster roster(UnitPath unit) {
        List<KnownLeader> now = leaders.inForce();
        if (!now.equals(rostersOf)) {
            rosters.clear();
            rostersOf = now;
        }
        return rosters.computeIfAbsent(unit, path -> new Roster(now.stream()
                .filter(leader -> leader.unit().contains(path))
                .map(leader -> new Roster.Leader(leader.name(), leader.posts(), leader.position()))
                .toList()));
    }

    private static List<String> speaker(Units units, Edition edition) {
        var names = new ArrayList<String>();
        if (!edition.source().isBlank()) {
            names.add(edition.source());
        }
        for (Unit unit : units.all) {
            if (unit.path().contains(edition.unit())) {
                names.add(unit.name());
                names.add(unit.shortName());
            }
        }
        return names;
    }

    private Units readUnits() {
        List<Unit> all = directory.units();
        var names = new ArrayList<String>();
        all.forEach(unit -> {
            names.add(unit.name());
            names.add(unit.shortName());
        });
        String county = directory.root().map(unit -> unit.name().replaceFirst("人民政府$", "")).orElse("");
        return new Units(new UnitNames(county, names), List.copyOf(all));
    }
}
