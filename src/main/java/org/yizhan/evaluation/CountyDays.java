package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;

/** Due dates and working days of one evaluation: the same question, asked for thousands of columns, is worked out once. */
final class CountyDays {
    private record Question(LocalDate from, TimeLimit limit) {}

    private final WorkingCalendar calendar;
    private final Map<Question, Optional<LocalDate>> due = new HashMap<>();
    private final Map<LocalDate, Map<LocalDate, Integer>> working = new HashMap<>();

    CountyDays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Empty when it lies in a year whose holidays are not known yet. */
    Optional<LocalDate> due(LocalDate from, TimeLimit limit) {
        if (limit.unit() == TimeLimit.Unit.NATURAL_DAYS) {
            return Optional.of(from.plusDays(limit.days()));
        }
        return due.computeIfAbsent(new Question(from, limit), question -> {
            try {
                return Optional.of(calendar.due(question.from(), question.limit()).due());
            } catch (YearNotLoaded e) {
                return Optional.empty();
            }
        });
    }

    /** Working days after {@code from} up to {@code to}; natural days where the calendar does not reach. */
    int working(LocalDate from, LocalDate to) {
        return working.computeIfAbsent(from, any -> new HashMap<>()).computeIfAbsent(to, until -> {
            try {
                return calendar.workingDaysBetween(from, until);
            } catch (YearNotLoaded e) {
                return (int) java.time.temporal.ChronoUnit.DAYS.between(from, until);
            }
        });
    }
}
