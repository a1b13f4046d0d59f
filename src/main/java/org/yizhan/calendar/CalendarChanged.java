package org.yizhan.calendar;

import java.util.Set;

/** The table of these years changed; dates that were computed with it may have to be computed again. */
public record CalendarChanged(Set<Integer> years) {
    public CalendarChanged {
        years = Set.copyOf(years);
    }
}
