package org.yizhan.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as pages write them, in the county's zone. */
public record Times(ZoneId zone) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final String[] WEEKDAYS = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};

    /** As the rules for government sites want the time of publication: {@code 2026-11-21 09:30}. */
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    public String day(Instant at) {
        return at.atZone(zone).toLocalDate().toString();
    }

    /** For the {@code datetime} attribute. */
    public String machine(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone).withNano(0));
    }

    public String rfc1123(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(zone));
    }

    static String words(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日 "
                + WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    }
}
