package org.yizhan.supervision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.Fate;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.UnitId;

/** Names the units that are late (超期曝光), over all kinds of case at once. */
@Component
public class LateBoard {
    private final CaseFigures figures;
    private final Kinds kinds;
    private final Directory directory;
    private final CountyClock clock;

    LateBoard(CaseFigures figures, Kinds kinds, Directory directory, CountyClock clock) {
        this.figures = figures;
        this.kinds = kinds;
        this.directory = directory;
        this.clock = clock;
    }

    /** What may be wrong with a case. */
    public enum Fault {
        OVERDUE("超期未办结"), LATE("今年超期办结"), DISSATISFIED("今年评价不满意");

        private final String label;

        Fault(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Fault> of(String name) {
            return java.util.Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }

    /** One unit with its cases of one kind. */
    public record Line(Unit unit, CaseKind kind, long open, long overdue, long late, long dissatisfied) {
        public long of(Fault fault) {
            return switch (fault) {
                case OVERDUE -> overdue;
                case LATE -> late;
                case DISSATISFIED -> dissatisfied;
            };
        }
    }

    /** The units over which the person supervises and that have a fault to show, the worst first. */
    public List<Line> lines(Actor actor) {
        Map<UnitId, Unit> units = new HashMap<>();
        directory.units().forEach(unit -> units.put(unit.id(), unit));
        var lines = new ArrayList<Line>();
        for (CaseKind kind : kinds.all()) {
            Map<UnitId, CaseTally> open = figures.byUnit(CaseSet.of(kind.code()).with(Fate.OPEN, Fate.OVERDUE));
            Map<UnitId, CaseTally> year = figures.byUnit(CaseSet.of(kind.code()).received(thisYear()));
            var all = new java.util.LinkedHashSet<>(open.keySet());
            all.addAll(year.keySet());
            for (UnitId id : all) {
                Unit unit = units.get(id);
                CaseTally now = open.getOrDefault(id, CaseTally.NONE);
                CaseTally done = year.getOrDefault(id, CaseTally.NONE);
                if (unit == null || !SupervisionRules.mayWatch(actor, unit.path())
                        || now.of(Fate.OVERDUE) + done.of(Fate.LATE) + done.rated() - done.satisfied() == 0) {
                    continue;
                }
                lines.add(new Line(unit, kind, now.open(), now.of(Fate.OVERDUE), done.of(Fate.LATE),
                        done.rated() - done.satisfied()));
            }
        }
        lines.sort(Comparator.comparingLong(Line::overdue)
                .thenComparingLong(Line::late)
                .thenComparingLong(Line::dissatisfied)
                .reversed()
                .thenComparing(line -> line.unit().path().value()));
        return lines;
    }

    /** How many open cases of whatever kind are late, by the units over which the person watches. */
    Map<Unit, Long> overdue(Actor actor) {
        var late = new HashMap<Unit, Long>();
        figures.byUnit(CaseSet.of(kinds().keySet()).with(Fate.OVERDUE))
                .forEach((id, tally) -> directory.unit(id)
                        .filter(unit -> SupervisionRules.mayWatch(actor, unit.path()))
                        .ifPresent(unit -> late.put(unit, tally.of(Fate.OVERDUE))));
        return late;
    }

    /** The cases behind one number of the board, as far as the person may see them. */
    public KeyPage<CaseFigures.Line> cases(Actor actor, String kind, @Nullable UnitId unit, Fault fault,
            @Nullable String key) {
        CaseSet set = unit == null ? CaseSet.of(kind) : CaseSet.of(kind).of(unit);
        return figures.cases(actor, switch (fault) {
            case OVERDUE -> set.with(Fate.OVERDUE);
            case LATE -> set.received(thisYear()).with(Fate.LATE);
            case DISSATISFIED -> set.received(thisYear()).with(CaseSet.Mark.DISSATISFIED);
        }, key);
    }

    private CaseSet.Months thisYear() {
        return CaseSet.Months.year(clock.today().getYear());
    }

    /** The kinds of case, by code. */
    public Map<String, String> kinds() {
        var labels = new LinkedHashMap<String, String>();
        kinds.all().forEach(kind -> labels.put(kind.code(), kind.label()));
        return labels;
    }
}
