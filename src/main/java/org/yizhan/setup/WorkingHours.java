package org.yizhan.setup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.Predicate;

/** When offices do things: on working days, between half past eight and six. */
record WorkingHours(Predicate<LocalDate> working) {
    private static final LocalTime BEGIN = LocalTime.of(8, 30);
    private static final LocalTime END = LocalTime.of(17, 50);

    /** That moment, or the first after it at which somebody is there. */
    LocalDateTime from(LocalDateTime moment) {
        LocalDate day = moment.toLocalDate();
        LocalTime time = moment.toLocalTime();
        if (working.test(day) && time.isBefore(END)) {
            return time.isBefore(BEGIN) ? day.atTime(BEGIN) : moment;
        }
        do {
            day = day.plusDays(1);
        } while (!working.test(day));
        return day.atTime(BEGIN);
    }

    /** After so many minutes of them. */
    LocalDateTime after(LocalDateTime moment, int minutes) {
        return from(from(moment).plusMinutes(minutes));
    }

    /** So many working days after the first on which somebody is there. */
    LocalDate day(LocalDateTime moment, int count) {
        LocalDate day = from(moment).toLocalDate();
        for (int left = count; left > 0;) {
            day = day.plusDays(1);
            left -= working.test(day) ? 1 : 0;
        }
        return day;
    }
}
