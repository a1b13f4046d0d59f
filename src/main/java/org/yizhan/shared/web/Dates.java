package org.yizhan.shared.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as pages show them. */
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.CHINA);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.CHINA);
    private static final String[] WEEKDAYS = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

    private Dates() {}

    /** 2026年11月21日 */
    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** 2026年11月21日 09:05 */
    public static String minute(LocalDateTime time) {
        return MINUTE.format(time);
    }

    /** 2026-11-21 09:05, as the rules ask for beside a published item. */
    public static String stamp(LocalDateTime time) {
        return STAMP.format(time);
    }

    /** 周六 */
    public static String weekday(LocalDate date) {
        return WEEKDAYS[date.getDayOfWeek().getValue() - 1];
    }
}
