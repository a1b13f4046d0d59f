package org.yizhan.messaging;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CalendarChanged;
import org.yizhan.calendar.CalendarPermissions;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.shared.ActorRef;

/**
 * Reminds administrators from 1 November that next year's holidays are not loaded. Stands here because the calendar knows
 * nothing of to-dos.
 */
@Component
class CalendarReminder {
    private static final MonthDay FIRST = MonthDay.of(11, 1);

    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final TodoList todos;

    CalendarReminder(WorkingCalendar calendar, CountyClock clock, TodoList todos) {
        this.calendar = calendar;
        this.clock = clock;
        this.todos = todos;
    }

    /** Safe to repeat: what is there already is replaced by the same. */
    @Scheduled(initialDelay = 20_000, fixedDelay = 3_600_000)
    void remind() {
        LocalDate today = clock.today();
        remind(today.getYear(), today);
        if (!MonthDay.from(today).isBefore(FIRST)) {
            remind(today.getYear() + 1, today);
        }
    }

    private void remind(int year, LocalDate today) {
        if (calendar.isLoaded(year)) {
            todos.done(key(year), ActorRef.PROGRAM);
            return;
        }
        LocalDate until = year > today.getYear() ? LocalDate.of(today.getYear(), 12, 15) : today;
        todos.add(new NewTodo(key(year), "录入" + year + "年放假安排", "没有录入的年份不能推算期限；国务院办公厅通常在10月至12月发布下一年通知", until,
                "/desk/calendar/edit?year=" + year,
                List.of(new NewTodo.Audience.Everywhere(CalendarPermissions.EDIT))));
    }

    @ApplicationModuleListener
    void on(CalendarChanged changed) {
        changed.years().forEach(year -> {
            if (calendar.isLoaded(year)) {
                todos.done(key(year), ActorRef.PROGRAM);
            }
        });
    }

    private static String key(int year) {
        return "calendar:year:" + year;
    }
}
