package org.yizhan.setup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;

/** The days on which the stories of the demonstration happen: so many working days before or after another. */
@Component
class DemoDays {
    private final CountyClock clock;
    private final WorkingCalendar calendar;

    DemoDays(CountyClock clock, WorkingCalendar calendar) {
        this.clock = clock;
        this.calendar = calendar;
    }

    /** @param days negative for earlier; where no holidays are known, Monday to Friday are worked */
    LocalDate working(LocalDate from, int days) {
        LocalDate day = from;
        for (int left = Math.abs(days); left > 0;) {
            day = day.plusDays(Integer.signum(days));
            boolean works = calendar.isLoaded(day.getYear())
                    ? calendar.isWorkingDay(day)
                    : day.getDayOfWeek().getValue() < 6;
            left -= works ? 1 : 0;
        }
        return day;
    }

    Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(clock.zone()).toInstant();
    }
}
