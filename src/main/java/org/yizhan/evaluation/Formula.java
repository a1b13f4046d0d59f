package org.yizhan.evaluation;

import java.time.LocalDate;

/**
 * How the ranking weighs (排行公式), from a day on.
 *
 * @param windowDays so many days back are looked at
 * @param timeliness its weight; the three together are 100
 * @param returnPoints points off the quality for each percent of hand-ins that came back
 * @param findingPoints points off the quality for each finding in the unit's columns
 * @param leastItems units that published less are shown without a rank
 */
public record Formula(LocalDate validFrom, int windowDays, int timeliness, int quality, int completeness,
        double returnPoints, double findingPoints, int leastItems, String note) {
    public String returnWords() {
        return Indicator.number(returnPoints);
    }

    public String findingWords() {
        return Indicator.number(findingPoints);
    }
}
