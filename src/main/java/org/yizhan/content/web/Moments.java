package org.yizhan.content.web;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.TypedDay;

/** Day and time as two fields of a form, in the county's zone. */
final class Moments {
    private Moments() {}

    /** Empty when one of them is missing or no day or time. */
    static Optional<Instant> read(CountyClock clock, String day, String time) {
        try {
            LocalTime at = LocalTime.parse(time.strip());
            return TypedDay.of(day).map(on -> on.atTime(at).atZone(clock.zone()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
