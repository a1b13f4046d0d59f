package org.yizhan.content.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.yizhan.calendar.CountyClock;

/** Day and time as two fields of a form, in the county's zone. */
final class Moments {
    private Moments() {}

    /** Empty when one of them is missing or no day or time. */
    static Optional<Instant> read(CountyClock clock, String day, String time) {
        try {
            return Optional.of(LocalDate.parse(day.strip())
                    .atTime(LocalTime.parse(time.strip()))
                    .atZone(clock.zone())
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
