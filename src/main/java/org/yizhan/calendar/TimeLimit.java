package org.yizhan.calendar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit in working days or natural days (期限), counted from the day after the day on which it begins. Written
 * {@code 10wd} or {@code 30d}.
 *
 * @param days at least 0, at most 3660
 */
public record TimeLimit(int days, Unit unit) implements Limit {
    private static final int MOST_DAYS = 3660;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})(wd|d)");

    public enum Unit {
        WORKING_DAYS("wd", "个工作日"), NATURAL_DAYS("d", "日");

        final String suffix;
        final String words;

        Unit(String suffix, String words) {
            this.suffix = suffix;
            this.words = words;
        }
    }

    public TimeLimit {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("a limit has 0 to 3660 days, not " + days);
        }
    }

    public static TimeLimit workingDays(int days) {
        return new TimeLimit(days, Unit.WORKING_DAYS);
    }

    public static TimeLimit naturalDays(int days) {
        return new TimeLimit(days, Unit.NATURAL_DAYS);
    }

    /** Reads {@code 10wd} or {@code 30d}; empty for anything else. */
    public static Optional<TimeLimit> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > MOST_DAYS) {
            return Optional.empty();
        }
        int days = Integer.parseInt(parts.group(1));
        return Optional.of(parts.group(2).equals("wd") ? workingDays(days) : naturalDays(days));
    }

    @Override
    public String written() {
        return days + unit.suffix;
    }

    @Override
    public String words() {
        return days + unit.words;
    }

    @Override
    public String unitWords() {
        return unit.words;
    }

    @Override
    public TimeLimit longerBy(int amount) {
        return new TimeLimit(Math.addExact(days, amount), unit);
    }
}
