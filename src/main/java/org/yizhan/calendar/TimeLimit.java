package org.yizhan.calendar;

/**
 * A limit in working days or natural days (期限), counted from the day after the day on which it begins. Written
 * {@code 10wd} or {@code 30d}.
 *
 * @param days at least 0, at most 3660
 */
public record TimeLimit(int days, Unit unit) {
    public enum Unit {
        WORKING_DAYS("wd"), NATURAL_DAYS("d");

        final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }
    }

    public TimeLimit {
        if (days < 0 || days > 3660) {
            throw new IllegalArgumentException("a limit has 0 to 3660 days, not " + days);
        }
    }

    public static TimeLimit workingDays(int days) {
        return new TimeLimit(days, Unit.WORKING_DAYS);
    }

    public static TimeLimit naturalDays(int days) {
        return new TimeLimit(days, Unit.NATURAL_DAYS);
    }
}
