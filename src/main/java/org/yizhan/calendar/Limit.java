package org.yizhan.calendar;

import java.util.Optional;

/** How long something may take (期限): in days, or in hours and minutes. */
public sealed interface Limit permits TimeLimit, HourLimit {
    /** Reads {@code 10wd}, {@code 30d}, {@code 24h}, {@code 30m}, {@code 4oh} or {@code 90om}; empty for anything else. */
    static Optional<Limit> parse(String written) {
        Optional<Limit> days = TimeLimit.parse(written).map(limit -> limit);
        return days.isPresent() ? days : HourLimit.parse(written).map(limit -> limit);
    }

    /** Reads what a person types: 10个工作日, 30天, 24小时, 4个工作小时, or what {@link #parse} reads; empty for anything else. */
    static Optional<Limit> read(String typed) {
        return LimitWords.read(typed);
    }

    /** As {@link #parse} reads it. */
    String written();

    /** As people say it: 10个工作日, 4个工作小时. */
    String words();

    /** In what it is counted: 个工作日, 日, 分钟. */
    String unitWords();

    /** A limit of the same kind that is longer by so many of its units: days, or minutes; one that is longer than the longest is refused with IllegalArgumentException. */
    Limit longerBy(int amount);
}
