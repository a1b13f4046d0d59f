package org.yizhan.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.ContentPermissions;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/**
 * Tells those who answer for columns before these lapse, and the heads of their units afterwards (到期提醒与催办). It asks what is
 * due and not yet told, so that a missed night heals itself and running twice changes nothing. What one person owes to one site is
 * one to-do, however many columns it names.
 */
@Component
public class Sweep {
    private static final int NAMED = 3;
    private static final LocalDate NEVER = LocalDate.EPOCH;

    private final Standings standings;
    private final DutyRows rows;
    private final TodoList todos;
    private final Directory directory;
    private final CountyClock clock;

    Sweep(Standings standings, DutyRows rows, TodoList todos, Directory directory, CountyClock clock) {
        this.standings = standings;
        this.rows = rows;
        this.todos = todos;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What a sweep found.
     *
     * @param told reminders that had not been given before
     * @param todos to-dos that were opened, changed or closed
     */
    public record Swept(int columns, int soon, int late, int told, int todos) {}

    /** Often enough that a to-do goes soon after its column was brought up to date. */
    @Scheduled(initialDelay = 30_000, fixedDelay = 600_000)
    @Transactional
    public void regularly() {
        run();
    }

    @Transactional
    public Swept run() {
        Map<String, String> open = rows.openTodos();
        var reminders = new ArrayList<DutyRows.Reminder>();
        var wanted = new LinkedHashMap<String, Pile>();
        var active = new HashMap<Long, Boolean>();
        int columns = 0;
        int soon = 0;
        int late = 0;
        for (Standing standing : standings.all()) {
            columns++;
            Freshness freshness = standing.freshness();
            boolean isLate = freshness.isLate() && (standing.leaf() || freshness.state() != Freshness.State.EMPTY);
            boolean isSoon = freshness.state() == Freshness.State.SOON;
            if (!isLate && !isSoon) {
                continue;
            }
            ColumnRecord column = standing.column();
            Long person = column.responsible() != null && active.computeIfAbsent(column.responsible(), this::isActive)
                    ? column.responsible()
                    : null;
            LocalDate since = freshness.cared() == null ? NEVER : freshness.cared();
            reminders.add(new DutyRows.Reminder(column.id(), since,
                    isLate ? DutyRows.Stage.LAPSED : DutyRows.Stage.SOON, freshness.due(), person, column.unit()));
            Audience who = person != null
                    ? new Audience.OnePerson(person)
                    : new Audience.Holders(ContentPermissions.WRITE, column.unit().value());
            String whom = person != null ? "p" + person : "u" + column.unit().unit().value();
            wanted.computeIfAbsent("duty:" + whom + ":s" + column.siteId(), key -> new Pile(who, null)).add(standing);
            if (isLate) {
                late++;
                UnitPath unit = column.unit();
                wanted.computeIfAbsent("duty:head:u" + unit.unit().value(),
                        key -> new Pile(new Audience.Holders(EvaluationPermissions.HEAD, unit.value()), unit))
                        .add(standing);
            } else {
                soon++;
            }
        }
        Instant now = clock.now();
        int told = rows.remind(reminders, now);
        return new Swept(columns, soon, late, told, settle(open, wanted));
    }

    /** Opens what is new, changes what says something else now, and closes what is done. */
    private int settle(Map<String, String> open, Map<String, Pile> wanted) {
        int touched = 0;
        for (Map.Entry<String, Pile> one : wanted.entrySet()) {
            String words = one.getValue().words();
            if (!words.equals(open.remove(one.getKey()))) {
                todos.add(one.getValue().todo(one.getKey()));
                rows.todoOpened(one.getKey(), words);
                touched++;
            }
        }
        for (String key : open.keySet()) {
            todos.done(key, ActorRef.PROGRAM);
            rows.todoClosed(key);
            touched++;
        }
        return touched;
    }

    private boolean isActive(long person) {
        return directory.person(new PersonId(person)).filter(Person::active).isPresent();
    }

    /** The columns that one to-do speaks of. */
    private static final class Pile {
        private final Audience who;
        private final @Nullable UnitPath headOf;
        private final List<Standing> late = new ArrayList<>();
        private final List<Standing> soon = new ArrayList<>();

        Pile(Audience who, @Nullable UnitPath headOf) {
            this.who = who;
            this.headOf = headOf;
        }

        void add(Standing standing) {
            (standing.freshness().isLate() ? late : soon).add(standing);
        }

        NewTodo todo(String key) {
            return new NewTodo(key, what(), why(), until(), href(), List.of(who));
        }

        String words() {
            return what() + "\n" + why() + "\n" + until();
        }

        private String what() {
            String site = first().site();
            if (headOf != null) {
                return "督促更新：本单位" + late.size() + "个栏目超期或空白";
            }
            return "更新栏目（" + site + "）："
                    + (late.isEmpty() ? "" : late.size() + "个超期或空白")
                    + (late.isEmpty() || soon.isEmpty() ? "" : "，")
                    + (soon.isEmpty() ? "" : soon.size() + "个即将到期");
        }

        private String why() {
            List<Standing> all = new ArrayList<>(late);
            all.addAll(soon);
            var names = all.stream()
                    .limit(NAMED)
                    .map(one -> one.column().name() + "（" + one.freshness().state().label()
                            + (one.freshness().due() == null ? "" : "，" + shortDay(one.freshness().due()) + "到期") + "）")
                    .toList();
            return String.join("、", names) + (all.size() > NAMED ? "等" : "");
        }

        private static String shortDay(LocalDate day) {
            return day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        }

        /** The first date that counts; an empty column has none. */
        private @Nullable LocalDate until() {
            return java.util.stream.Stream.concat(late.stream(), soon.stream())
                    .map(one -> one.freshness().due())
                    .filter(Objects::nonNull)
                    .min(LocalDate::compareTo)
                    .orElse(null);
        }

        private Standing first() {
            return late.isEmpty() ? soon.getFirst() : late.getFirst();
        }

        private String href() {
            return "/desk/duty?site=" + first().column().siteId() + "&state=DUE";
        }
    }
}
