package org.yizhan.casework;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.yizhan.shared.Share;

/**
 * A sum of cases (办件统计): how many there are of each fate, and how they went.
 *
 * @param days working days from receipt to the answer, of all {@code dated} ones together
 * @param dated those of which the working days are known
 * @param satisfied rated at least 基本满意
 * @param repeated brought by the same writer before; counted only where {@link CaseFigures#table} says so
 */
public record CaseTally(Map<Fate, Long> fates, long days, long dated, long returned, long reopened, long rated,
        long satisfied, long solved, long unsolved, long repeated) {
    public static final CaseTally NONE = new CaseTally(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0);

    public CaseTally(Map<Fate, Long> fates, long days, long dated, long returned, long reopened, long rated,
            long satisfied, long solved, long unsolved) {
        this(fates, days, dated, returned, reopened, rated, satisfied, solved, unsolved, 0);
    }

    public CaseTally {
        fates = Map.copyOf(fates);
    }

    public long of(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    public long of(Set<Fate> some) {
        return some.stream().mapToLong(this::of).sum();
    }

    /** All of them, whatever became of them. */
    public long all() {
        return fates.values().stream().mapToLong(Long::longValue).sum();
    }

    public long done() {
        return of(Fate.IN_TIME) + of(Fate.EXTENDED) + of(Fate.LATE);
    }

    public long open() {
        return of(Fate.OPEN) + of(Fate.OVERDUE);
    }

    public CaseTally and(CaseTally other) {
        var sum = new EnumMap<Fate, Long>(Fate.class);
        sum.putAll(fates);
        other.fates.forEach((fate, n) -> sum.merge(fate, n, Long::sum));
        return new CaseTally(sum, days + other.days, dated + other.dated, returned + other.returned,
                reopened + other.reopened, rated + other.rated, satisfied + other.satisfied, solved + other.solved,
                unsolved + other.unsolved, repeated + other.repeated);
    }

    /** Of what was done, how much in time: 99.5%; empty while nothing is done. */
    public String inTimeShare() {
        return Share.of(of(Fate.IN_TIME) + of(Fate.EXTENDED), done());
    }

    public String satisfiedShare() {
        return Share.of(satisfied, rated);
    }

    public String solvedShare() {
        return Share.of(solved, solved + unsolved);
    }

    /** Average working days: 4.2; empty while nothing is done. */
    public String averageDays() {
        return dated == 0 ? "" : Share.average(days, dated);
    }
}
