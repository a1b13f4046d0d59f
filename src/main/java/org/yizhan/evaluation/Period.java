package org.yizhan.evaluation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The periods in which something is due or reported (周期). */
public enum Period {
    WEEK("每周", "本周"), MONTH("每月", "本月"), QUARTER("每季度", "本季度"), YEAR("每年", "本年");

    private final String label;
    private final String current;

    Period(String label, String current) {
        this.label = label;
        this.current = current;
    }

    public String label() {
        return label;
    }

    /** As the period that runs now is called. */
    public String current() {
        return current;
    }

    public LocalDate first(LocalDate day) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
        };
    }

    public LocalDate last(LocalDate day) {
        LocalDate first = first(day);
        return switch (this) {
            case WEEK -> first.plusDays(6);
            case MONTH -> first.plusMonths(1).minusDays(1);
            case QUARTER -> first.plusMonths(3).minusDays(1);
            case YEAR -> first.plusYears(1).minusDays(1);
        };
    }

    /** 2026年11月, 2026年第4季度. */
    public String words(LocalDate day) {
        return switch (this) {
            case WEEK -> first(day).getMonthValue() + "月" + first(day).getDayOfMonth() + "日起的一周";
            case MONTH -> day.getYear() + "年" + day.getMonthValue() + "月";
            case QUARTER -> day.getYear() + "年第" + ((day.getMonthValue() - 1) / 3 + 1) + "季度";
            case YEAR -> day.getYear() + "年";
        };
    }
}
