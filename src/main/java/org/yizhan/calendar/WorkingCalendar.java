package org.yizhan.calendar;

import java.time.LocalDate;

import org.springframework.stereotype.Component;

/** Working days and due dates (工作日历), after the yearly notices of the State Council and a regional overlay. */
@Component
public class WorkingCalendar {
    /** @throws YearNotLoaded when a day of the way lies in a year whose notice is not loaded */
    public DueDate due(LocalDate from, TimeLimit limit) {
        throw new UnsupportedOperationException();
    }

    /** @throws YearNotLoaded when the year's notice is not loaded */
    public boolean isWorkingDay(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** Working days after {@code from} up to and including {@code to}; negative when {@code to} is earlier. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        throw new UnsupportedOperationException();
    }
}
