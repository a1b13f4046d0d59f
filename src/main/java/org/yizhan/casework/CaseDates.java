package org.yizhan.casework;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.DueDate;

/** Why the limits of a case end when they end (期限推算). */
public record CaseDates(CaseView view, List<Line> limits) {
    public CaseDates {
        limits = List.copyOf(limits);
    }

    /**
     * @param due null while it is suspended, and while a year's notice is missing
     * @param ended when it ended, in words; empty while it runs
     * @param lapsed whether it is a time that passed without what might have been done in it, so that nothing is late
     * @param lateBy in working days, or in hours for a limit in hours
     * @param problem why the days cannot be told; empty when they can
     */
    public record Line(String name, String nature, String unit, String term, String basis, String begun,
            CaseSheet.@Nullable Due due, String ended, boolean lapsed, boolean late, int lateBy, boolean inHours,
            int extensions,
            List<DueDate.Day> days, String problem) {
        public Line {
            days = List.copyOf(days);
        }
    }
}
