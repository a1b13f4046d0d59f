package org.yizhan.casework;

import java.util.Map;
import java.util.TreeMap;

/** Working days that done cases took, and how many took each (办理用时分布). */
public record DaysTaken(Map<Integer, Long> counts) {
    public static final DaysTaken NONE = new DaysTaken(Map.of());

    public DaysTaken {
        counts = Map.copyOf(counts);
    }

    public long done() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** So many days, or fewer, were enough for this share of them: the nearest rank; -1 while nothing is done. */
    public int within(int percent) {
        long rank = (done() * percent + 99) / 100;
        for (Map.Entry<Integer, Long> one : new TreeMap<>(counts).entrySet()) {
            rank -= one.getValue();
            if (rank <= 0) {
                return one.getKey();
            }
        }
        return -1;
    }

    public DaysTaken and(DaysTaken other) {
        var sum = new TreeMap<>(counts);
        other.counts.forEach((days, n) -> sum.merge(days, n, Long::sum));
        return new DaysTaken(sum);
    }
}
