package org.yizhan.evaluation;

import java.time.LocalDate;

/**
 * How far a column has come with what it must publish in the running period (进度).
 *
 * @param expected what it should have by tonight, in proportion to the working days that have begun
 */
public record Progress(Period period, int minimum, int done, int expected) {
    static Progress of(Period period, int minimum, int done, LocalDate today, CountyDays calendar) {
        LocalDate before = period.first(today).minusDays(1);
        int all = calendar.working(before, period.last(today));
        int gone = calendar.working(before, today);
        return new Progress(period, minimum, done, all == 0 ? minimum : minimum * gone / all);
    }

    public boolean isReached() {
        return done >= minimum;
    }

    public boolean isBehind() {
        return done < expected;
    }

    /** 本月应发 20 条，已发 12 条，按进度应为 13 条。 */
    public String words() {
        return period.current() + "应发 " + minimum + " 条，已发 " + done + " 条"
                + (isReached() ? "，已完成" : "，按进度应为 " + expected + " 条");
    }
}
