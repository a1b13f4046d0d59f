package org.yizhan.statistics;

import java.util.Comparator;
import java.util.List;

/** One bar of a chart (图): what it stands for and how long it is. The table beside it says the same in numbers. */
public record Bar(String name, int value) {
    /** More bars than these help nobody; the table has the rest. */
    private static final int MOST = 12;

    /** The longest first. */
    static List<Bar> longest(List<Bar> bars) {
        return bars.stream()
                .filter(bar -> bar.value > 0)
                .sorted(Comparator.comparingInt(Bar::value).reversed())
                .limit(MOST)
                .toList();
    }
}
