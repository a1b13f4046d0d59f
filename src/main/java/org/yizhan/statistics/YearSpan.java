package org.yizhan.statistics;

import java.time.LocalDate;

import org.yizhan.shared.web.Dates;

/** The days of a yearly table: a year of the calendar, or the 365 days up to today. */
public record YearSpan(String code, LocalDate from, LocalDate until) {
    public static final String RECENT = "recent";
    private static final int DAYS = 365;

    static YearSpan recent(LocalDate today) {
        return new YearSpan(RECENT, today.minusDays(DAYS - 1L), today);
    }

    static YearSpan year(int year) {
        return new YearSpan(Integer.toString(year), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    public String words() {
        return code.equals(RECENT) ? "近一年" : code + "年度";
    }

    String days() {
        return Dates.day(from) + "至" + Dates.day(until);
    }
}
