package org.yizhan.workbench;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DayWords;
import org.yizhan.calendar.When;
import org.yizhan.messaging.Todo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.Dates;

/** What a person has to do, one page of it, grouped by how soon (今天要做的). */
@Component
public class TodayList {
    private static final int PAGE = 30;

    private final TodoList todos;
    private final CountyClock clock;
    private final DayWords words;

    TodayList(TodoList todos, CountyClock clock, DayWords words) {
        this.todos = todos;
        this.clock = clock;
        this.words = words;
    }

    public enum Soon {
        LATE("超期"), TODAY("今天"), THIS_WEEK("本周"), LATER("以后"), UNDATED("没有期限");

        private final String label;

        Soon(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        static Soon of(@Nullable LocalDate until, LocalDate today) {
            if (until == null) {
                return UNDATED;
            }
            if (until.isBefore(today)) {
                return LATE;
            }
            if (until.isEqual(today)) {
                return TODAY;
            }
            LocalDate sunday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            return until.isAfter(sunday) ? LATER : THIS_WEEK;
        }
    }

    /**
     * One line.
     *
     * @param since the day on which it came
     * @param until null when nothing says when
     */
    public record Line(String key, String what, String why, String href, String since, @Nullable When until,
            boolean oneTap) {}

    public record Group(Soon soon, List<Line> lines) {}

    public record Page(List<Group> groups, @Nullable String older, @Nullable String newer) {
        public boolean isEmpty() {
            return groups.isEmpty();
        }
    }

    public Page of(Actor actor, @Nullable String key) {
        KeyPage<Todo> found = todos.of(actor.ref().id(), TodoList.Right.of(actor), key, PAGE);
        LocalDate today = clock.today();
        Map<Soon, List<Line>> bySoon = new EnumMap<>(Soon.class);
        for (Todo todo : found.items()) {
            bySoon.computeIfAbsent(Soon.of(todo.until(), today), soon -> new ArrayList<>()).add(line(todo));
        }
        return new Page(bySoon.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList(),
                found.older(), found.newer());
    }

    private Line line(Todo todo) {
        return new Line(todo.key(), todo.what(), todo.why(), todo.href(),
                Dates.day(clock.local(todo.since()).toLocalDate()),
                todo.until() == null ? null : words.due(todo.until()),
                todo.oneTap());
    }
}
