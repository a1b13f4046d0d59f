package org.yizhan.calendar.web;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.DueDate;
import org.yizhan.shared.web.FormErrors;

/**
 * A due date as the page asks for it and shows it.
 *
 * @param limit the number as typed; a link may also say {@code 10wd}, as the interface for programs does
 * @param unit one of {@link #UNITS}
 */
public record CalendarQuestion(String from, String limit, String unit, @Nullable DueDate answer, @Nullable String words,
        FormErrors errors) {
    private static final String WORKING_DAYS = "wd";
    private static final String NATURAL_DAYS = "d";
    /** How days are counted, working days first. */
    public static final Map<String, String> UNITS = new TreeMap<>(
            Map.of(WORKING_DAYS, "工作日", NATURAL_DAYS, "自然日（节假日也算）")).descendingMap();

    static CalendarQuestion typed(String from, String limit, String unit) {
        String number = limit.strip();
        String counted = unit.equals(NATURAL_DAYS) ? NATURAL_DAYS : WORKING_DAYS;
        if (number.matches("\\d+w?d")) {
            counted = number.endsWith(WORKING_DAYS) ? WORKING_DAYS : NATURAL_DAYS;
            number = number.replaceFirst("w?d$", "");
        }
        return new CalendarQuestion(from, number, counted, null, null, FormErrors.NONE);
    }

    /** As {@code TimeLimit} reads it. */
    String written() {
        return limit + unit;
    }

    CalendarQuestion with(FormErrors found) {
        return new CalendarQuestion(from, limit, unit, null, null, found);
    }

    CalendarQuestion answered(DueDate due, String how) {
        return new CalendarQuestion(from, limit, unit, due, how, FormErrors.NONE);
    }
}
