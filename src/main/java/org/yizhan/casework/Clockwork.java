package org.yizhan.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.ClockEvent;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Reckoning;
import org.yizhan.calendar.WorkingCalendar;

/** Until when a limit runs, and when to warn of it: pure functions of its rule, of what happened, and of the calendar. */
@Component
class Clockwork {
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    Clockwork(WorkingCalendar calendar, CountyClock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param events all events of the case, in order; a wait that lasts when the limit begins concerns it too
     * @throws org.yizhan.calendar.YearNotLoaded when a day of the way lies in a year whose notice is not loaded
     */
    Reckoning reckon(LimitRule rule, Instant begunAt, int beginning, List<PastEvent> events) {
        LocalDateTime start = clock.local(begunAt);
        return calendar.reckon(start, rule.term(), clockEvents(rule, start, beginning, events));
    }

    @Nullable
    Instant deadline(Reckoning reckoning) {
        LocalDateTime deadline = reckoning.deadline();
        return deadline == null ? null : instant(deadline);
    }

    /** What of the case's history moves this limit. */
    private List<ClockEvent> clockEvents(LimitRule rule, LocalDateTime start, int beginning, List<PastEvent> events) {
        var moving = new ArrayList<ClockEvent>();
        String wait = null;
        boolean begun = false;
        for (PastEvent past : events) {
            if (!begun && past.number() >= beginning) {
                begun = true;
                if (wait != null) {
                    moving.add(new ClockEvent.Suspended(start, wait));
                }
            }
            LocalDateTime at = clock.local(past.at());
            String before = wait;
            wait = rule.stops() ? waitAfter(past.event(), wait) : null;
            if (begun) {
                ClockEvent moved = moved(rule, past.event(), at, before, wait);
                if (moved != null) {
                    moving.add(moved);
                }
            }
        }
        if (!begun && wait != null) {
            moving.add(new ClockEvent.Suspended(start, wait));
        }
        return moving;
    }

    private static @Nullable String waitAfter(CaseEvent event, @Nullable String wait) {
        return switch (event) {
            case CaseEvent.Suspended suspended when wait == null -> suspended.ground();
            case CaseEvent.SupplementAsked _ when wait == null -> "等待补充材料";
            case CaseEvent.Resumed _,CaseEvent.Restarted _,CaseEvent.SupplementReceived _ -> null;
            default -> wait;
        };
    }

    private static @Nullable ClockEvent moved(LimitRule rule, CaseEvent event, LocalDateTime at,
            @Nullable String before, @Nullable String after) {
        if (before == null && after != null) {
            return new ClockEvent.Suspended(at, after);
        }
        return switch (event) {
            case CaseEvent.SupplementReceived _ when before != null -> new ClockEvent.Restarted(at, "材料补齐");
            case CaseEvent.Resumed _ when before != null -> new ClockEvent.Resumed(at);
            case CaseEvent.Restarted _ when before != null -> new ClockEvent.Restarted(at, "重新计时");
            case CaseEvent.ExtensionGranted granted when granted.limit().equals(rule.code()) ->
                new ClockEvent.Extended(at, granted.amount(), "批准延期");
            case CaseEvent.SupplementAsked asked when !rule.stops() && rule.begins().contains(asked.type()) ->
                new ClockEvent.Given(at, asked.until(), "要求在这一天以前补充");
            case CaseEvent.DateGiven given when rule.nature() == LimitNature.GIVEN ->
                new ClockEvent.Given(at, given.until(), "限定在这一天以前办结");
            default -> null;
        };
    }

    /** The next stage after {@code warned}, or null; of stages that have passed meanwhile only the last is said. */
    record Warning(int stage, Instant at) {}

    /** @param after the stage that was said last; null when none was */
    @Nullable
    Warning nextWarning(LimitRule rule, @Nullable Instant deadline, @Nullable Integer after) {
        if (deadline == null) {
            return null;
        }
        for (int stage : rule.warnings()) {
            if (after == null || stage > after) {
                return new Warning(stage, moment(rule, deadline, stage));
            }
        }
        return null;
    }

    private Instant moment(LimitRule rule, Instant deadline, int stage) {
        if (stage == LimitRule.LATE) {
            return deadline;
        }
        if (rule.isInHours()) {
            return deadline.plus(Duration.ofHours(stage < 0 ? stage : stage - LimitRule.LATE));
        }
        LocalDate day = dueDay(deadline);
        int steps = stage < 0 ? stage : stage == 0 ? 0 : stage - LimitRule.LATE + 1;
        return instant(workingDaysFrom(day, steps).atStartOfDay());
    }

    /** The last day that is in time. */
    LocalDate dueDay(Instant deadline) {
        return clock.local(deadline.minusNanos(1000)).toLocalDate();
    }

    private LocalDate workingDaysFrom(LocalDate day, int steps) {
        LocalDate at = day;
        for (int left = Math.abs(steps); left > 0;) {
            at = at.plusDays(Integer.signum(steps));
            if (!calendar.isLoaded(at.getYear()) || calendar.isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    /** By how much something that ended then was late: working days, at least 1, or hours begun; 0 when it was in time, or nothing was owed. */
    int lateBy(LimitRule rule, @Nullable Instant deadline, Instant endedAt) {
        if (deadline == null || endedAt.isBefore(deadline) || rule.nature() == LimitNature.WINDOW) {
            return 0;
        }
        if (rule.isInHours()) {
            return (int) Duration.between(deadline, endedAt).toHours() + 1;
        }
        LocalDate due = dueDay(deadline);
        return Math.max(1, calendar.workingDaysBetween(due, clock.local(endedAt).toLocalDate()));
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(clock.zone()).toInstant();
    }
}
