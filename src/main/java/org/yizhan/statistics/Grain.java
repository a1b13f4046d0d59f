package org.yizhan.statistics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long a period of the analysis is (统计周期). */
public enum Grain {
    WEEK("周", "上周"), MONTH("月", "上月"), QUARTER("季", "上季"), HALF("半年", "上个半年"), YEAR("年", "上年");

    private final String label;
    private final String before;

    Grain(String label, String before) {
        this.label = label;
        this.before = before;
    }

    public String label() {
        return label;
    }

    /** What people call the period before. */
    public String before() {
        return before;
    }

    LocalDate first(LocalDate day) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case HALF -> LocalDate.of(day.getYear(), day.getMonthValue() < 7 ? 1 : 7, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
        };
    }

    /** The first day of a period so many periods later. */
    LocalDate later(LocalDate first, int periods) {
        return switch (this) {
            case WEEK -> first.plusWeeks(periods);
            case MONTH -> first.plusMonths(periods);
            case QUARTER -> first.plusMonths(3L * periods);
            case HALF -> first.plusMonths(6L * periods);
            case YEAR -> first.plusYears(periods);
        };
    }

    LocalDate last(LocalDate first) {
        return later(first, 1).minusDays(1);
    }

    String words(LocalDate first) {
        int year = first.getYear();
        int month = first.getMonthValue();
        return switch (this) {
            case WEEK -> day(first) + "至" + day(last(first));
            case MONTH -> year + "年" + month + "月";
            case QUARTER -> year + "年第" + "一二三四".charAt((month - 1) / 3) + "季度";
            case HALF -> year + "年" + (month < 7 ? "上半年" : "下半年");
            case YEAR -> year + "年";
        };
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Some days of a period one after the other, from its first on. */
    public record Span(Grain grain, LocalDate first, LocalDate last) {
        /** The period that contains the day, as far as it has come by today. */
        static Span of(Grain grain, LocalDate day, LocalDate today) {
            LocalDate first = grain.first(day);
            LocalDate last = grain.last(first);
            return new Span(grain, first, today.isBefore(first) || today.isAfter(last) ? last : today);
        }

        public boolean isWhole() {
            return last.equals(grain.last(first));
        }

        /** As much of the period before as has passed of this one. */
        public Span before() {
            return asMuchOf(grain.later(first, -1));
        }

        /** As much of the same period of the year before; the week a year ago begins on a Monday too. */
        public Span yearAgo() {
            return asMuchOf(grain == WEEK ? first.minusWeeks(52) : first.minusYears(1));
        }

        private Span asMuchOf(LocalDate other) {
            LocalDate end = grain.last(other);
            LocalDate same = other.plusDays(ChronoUnit.DAYS.between(first, last));
            return new Span(grain, other, isWhole() || same.isAfter(end) ? end : same);
        }

        public String words() {
            return grain.words(first)
                    + (isWhole() ? "" : "（截至" + last.getMonthValue() + "月" + last.getDayOfMonth() + "日）");
        }
    }
}
