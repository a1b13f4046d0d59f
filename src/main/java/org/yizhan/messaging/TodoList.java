package org.yizhan.messaging;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * The one to-do list of the program (待办), ordered by date. Who sees what is kept as tokens ({@code p:5},
 * {@code content.review@7}), so that a person's list is a few index ranges however many to-dos the county has.
 */
@Component
public class TodoList {
    private static final int MOST_COUNTED = 99;
    private static final int LONGEST_LINE = 200;
    private static final String EVERYWHERE = "@all";

    private final JdbcClient database;
    private final CountyClock clock;

    TodoList(JdbcClient database, CountyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A right that a reader holds: a permission over a subtree, as {@code Holders} audiences are matched. */
    public record Right(String permission, String scopePath) {
        /** The rights of a person who is acting. */
        public static List<Right> of(Actor actor) {
            return actor.grants().stream().map(g -> new Right(g.permission(), g.scope().value())).toList();
        }
    }

    /** Opens it, or replaces the open one with the same key, which keeps the moment since when it is open. */
    @Transactional
    public void add(NewTodo todo) {
        open(List.of(todo), List.of(), ActorRef.PROGRAM);
    }

    /** Closes some for everyone, as {@link #done} does, and opens others; in one statement, unless one is closed and opened anew. */
    @Transactional
    public void change(Collection<String> done, Collection<NewTodo> opened, ActorRef by) {
        boolean together = opened.stream().map(NewTodo::key).noneMatch(done::contains);
        if (!done.isEmpty() && (opened.isEmpty() || !together)) {
            close("key = any(:key)", done.toArray(String[]::new), by);
        }
        if (!opened.isEmpty()) {
            open(opened, together ? done : List.of(), by);
        }
    }

    private static final String CLOSED = """
            closed as (
                update messaging.todo set done_at = :now, done_by_kind = :kind, done_by_id = :by
                where done_at is null and %s returning id)""";
    private static final String FREED = "delete from messaging.todo_audience where todo_id in (select id from closed)";

    private void open(Collection<NewTodo> all, Collection<String> done, ActorRef by) {
        record Seat(String key, String token, Long[] without) {}
        Collection<Seat> seats = all.stream()
                .flatMap(todo -> todo.audience()
                        .stream()
                        .flatMap(who -> tokens(who).stream().map(token -> new Seat(todo.key(), token, except(who)))))
                .collect(Collectors.toMap(seat -> List.of(seat.key(), seat.token()), Function.identity(),
                        (first, second) -> first, LinkedHashMap::new))
                .values();
        String closing = done.isEmpty() ? "" : CLOSED.formatted("key = any(:done)") + ", freed as (" + FREED + "), ";
        database.sql("with " + closing
                + """
                        opened as (
                            insert into messaging.todo (key, what, why, since, until, href, one_tap)
                            select key, what, why, :since, until, href, one_tap
                            from unnest(:keys, :whats, :whys, cast(:untils as date[]), :hrefs, :oneTaps)
                                as n (key, what, why, until, href, one_tap)
                            on conflict (key) where done_at is null do update set what = excluded.what, why = excluded.why,
                                until = excluded.until, href = excluded.href, one_tap = excluded.one_tap
                            returning id, key, since, until, xmax <> 0 as known),
                        seat as (
                            select o.id, s.token, coalesce(o.until, 'infinity') as until, o.since,
                                cast(string_to_array(s.without, ',') as bigint[]) as without
                            from opened o join unnest(:seatKeys, :seatTokens, :seatWithout) as s (key, token, without) on s.key = o.key),
                        gone as (
                            delete from messaging.todo_audience a using opened o
                            where o.known and a.todo_id = o.id and not exists (select 1 from seat s
                                where s.id = a.todo_id and s.token = a.token and s.until = a.until and s.since = a.since))
                        insert into messaging.todo_audience (token, until, since, todo_id, without)
                        select token, until, since, id, without from seat
                        on conflict (token, until, since, todo_id) do update set without = excluded.without""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("kind", by.kind().name())
                .param("by", by.id())
                .param("done", done.toArray(String[]::new))
                .param("since", clock.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .param("keys", each(all, NewTodo::key))
                .param("whats", each(all, todo -> oneLine(todo.what())))
                .param("whys", each(all, todo -> oneLine(todo.why())))
                .param("untils", each(all, todo -> todo.until() == null ? null : todo.until().toString()))
                .param("hrefs", each(all, NewTodo::href))
                .param("oneTaps", all.stream().map(NewTodo::oneTap).toArray(Boolean[]::new))
                .param("seatKeys", each(seats, Seat::key))
                .param("seatTokens", each(seats, Seat::token))
                .param("seatWithout",
                        each(seats,
                                seat -> Arrays.stream(seat.without())
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))))
                .update();
    }

    private static <T> @Nullable String[] each(Collection<T> all, Function<T, @Nullable String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static Long[] except(NewTodo.Audience who) {
        return who instanceof NewTodo.Audience.Holders holders ? holders.except().toArray(Long[]::new) : new Long[0];
    }

    /** Closes it for everyone; nothing happens when it is not open. */
    @Transactional
    public void done(String key, ActorRef by) {
        close("key = :key", key, by);
    }

    /** Closes all whose key begins with {@code prefix}, for instance because the article they speak of is withdrawn. */
    @Transactional
    public void doneAll(String prefix, ActorRef by) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("an empty prefix would close every to-do");
        }
        // not like: the database plans once (ADR 0003) and would read the keys of all open to-dos
        close("key ~>=~ :key and key ~<~ (:key || chr(1114111))", prefix, by);
    }

    /** Closes it with one tap from the list, where that is safe and the person is among those who see it. */
    @Transactional
    public Optional<Refusal> tick(Actor actor, String key) {
        record Found(boolean oneTap, boolean mine) {}
        Optional<Found> found = database.sql("""
                select one_tap, exists (select 1 from messaging.todo_audience a
                    where a.todo_id = t.id and a.token = any(:tokens) and :me <> all(a.without)) as mine
                from messaging.todo t where key = :key and done_at is null""")
                .param("tokens", tokens(actor.ref().id(), Right.of(actor)))
                .param("me", actor.ref().id())
                .param("key", key)
                .query((row, n) -> new Found(row.getBoolean("one_tap"), row.getBoolean("mine")))
                .optional();
        if (found.isEmpty() || !found.get().mine()) {
            return Optional.of(new Refusal("这件待办已经办结，或不在您的清单里。请刷新待办清单。"));
        }
        if (!found.get().oneTap()) {
            return Optional.of(new Refusal("这件待办需要打开页面作出处理，不能直接办结。"));
        }
        done(key, actor.ref());
        return Optional.empty();
    }

    /** How many to-dos are for this person alone. */
    @Transactional(readOnly = true)
    public int ofOne(long person) {
        return database.sql("select count(*) from messaging.todo_audience where token = :token")
                .param("token", "p:" + person)
                .query(Integer.class)
                .single();
    }

    /**
     * For whom an open to-do is: one person, the holders of a permission for a unit, or those who have it for the whole county.
     *
     * @param permission null for one person
     * @param units the unit and those above it; empty for the whole county and for one person
     */
    public record Seat(@Nullable String permission, Set<Long> units) {
        public boolean isOnePersons() {
            return permission == null;
        }
    }

    /** For whom each of these is; a to-do that is closed by now has none. */
    @Transactional(readOnly = true)
    public Map<Long, List<Seat>> seats(Collection<Long> todos) {
        record Token(long todo, String token) {}
        var byTodo = new LinkedHashMap<Long, Map<String, Set<Long>>>();
        database.sql("select todo_id, token from messaging.todo_audience where todo_id = any(:todos) order by token")
                .param("todos", todos.toArray(Long[]::new))
                .query((row, n) -> new Token(row.getLong("todo_id"), row.getString("token")))
                .list()
                .forEach(one -> {
                    int at = one.token().indexOf('@');
                    Set<Long> units = byTodo.computeIfAbsent(one.todo(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(at < 0 ? "" : one.token().substring(0, at), _ -> new LinkedHashSet<>());
                    if (at >= 0 && !one.token().endsWith(EVERYWHERE)) {
                        units.add(Long.valueOf(one.token().substring(at + 1)));
                    }
                });
        var seats = new LinkedHashMap<Long, List<Seat>>();
        byTodo.forEach((todo, all) -> seats.put(todo, all.entrySet()
                .stream()
                .map(one -> new Seat(one.getKey().isEmpty() ? null : one.getKey(), Set.copyOf(one.getValue())))
                .toList()));
        return seats;
    }

    /** Gives what one person alone had to do to another; returns how many. Part of the hand-over when someone leaves. */
    @Transactional
    public int handOver(long fromPerson, long toPerson) {
        int moved = database.sql("""
                insert into messaging.todo_audience (token, until, since, todo_id)
                select :to, until, since, todo_id from messaging.todo_audience where token = :from
                on conflict do nothing""").param("from", "p:" + fromPerson).param("to", "p:" + toPerson).update();
        database.sql("delete from messaging.todo_audience where token = :from")
                .param("from", "p:" + fromPerson)
                .update();
        return moved;
    }

    /** What this person must do, the earliest date first, then the oldest; what has no date comes last. */
    public KeyPage<Todo> of(long personId, Collection<Right> rights, @Nullable String key, int size) {
        TodoKey from = TodoKey.parse(key);
        List<Todo> found = from != null && from.backwards()
                ? before(personId, rights, from, size + 1)
                : after(personId, rights, from, size + 1);
        boolean more = found.size() > size;
        List<Todo> items = new ArrayList<>(more ? found.subList(0, size) : found);
        boolean backwards = from != null && from.backwards();
        if (backwards) {
            items = new ArrayList<>(items.reversed());
        }
        if (items.isEmpty()) {
            return new KeyPage<>(List.of(), null, null);
        }
        String older = more || backwards ? TodoKey.after(items.getLast()).toString() : null;
        boolean hasNewer = backwards ? more : from != null;
        return new KeyPage<>(items, older, hasNewer ? TodoKey.before(items.getFirst()).toString() : null);
    }

    /** What waits for a person, each 99 at most. */
    public record Waiting(int todos, int unreadNotices) {}

    /** How many are open for the person, 99 at most. */
    public int count(long personId, Collection<Right> rights) {
        return waiting(personId, rights).todos();
    }

    /** Open to-dos and unread notices in one question, because every page of the desk asks it. */
    public Waiting waiting(long personId, Collection<Right> rights) {
        return database.sql(SqlLimit.of(MOST_COUNTED, """
                select (select count(*) from (
                    select distinct a.todo_id from unnest(:tokens) token
                    cross join lateral (select todo_id from messaging.todo_audience ta
                        where ta.token = token.token and :me <> all(ta.without)
                        order by until, since, todo_id limit :rows) a
                    limit :rows) counted) as todos,
                    (select count(*) from (select 1 from messaging.inbox
                        where reader = :reader and read_at is null limit :rows) unread) as notices"""))
                .param("tokens", tokens(personId, rights))
                .param("me", personId)
                .param("reader", ActorRef.staff(personId).toString())
                .query((row, n) -> new Waiting(row.getInt("todos"), row.getInt("notices")))
                .single();
    }

    private List<Todo> after(long personId, Collection<Right> rights, @Nullable TodoKey from, int size) {
        return page("""
                select t.* from (
                    select distinct a.until, a.since, a.todo_id from unnest(:tokens) mine(token)
                    cross join lateral (select until, since, todo_id from messaging.todo_audience ta
                        where ta.token = mine.token and :me <> all(ta.without)
                          and (until, since, todo_id) > (:until::date, :since, :id)
                        order by until, since, todo_id limit :rows) a
                    order by a.until, a.since, a.todo_id limit :rows) found
                join messaging.todo t on t.id = found.todo_id
                order by found.until, found.since, found.todo_id""", personId, rights,
                from == null ? TodoKey.FIRST : from, size);
    }

    private List<Todo> before(long personId, Collection<Right> rights, TodoKey from, int size) {
        return page("""
                select t.* from (
                    select distinct a.until, a.since, a.todo_id from unnest(:tokens) mine(token)
                    cross join lateral (select until, since, todo_id from messaging.todo_audience ta
                        where ta.token = mine.token and :me <> all(ta.without)
                          and (until, since, todo_id) < (:until::date, :since, :id)
                        order by until desc, since desc, todo_id desc limit :rows) a
                    order by a.until desc, a.since desc, a.todo_id desc limit :rows) found
                join messaging.todo t on t.id = found.todo_id
                order by found.until desc, found.since desc, found.todo_id desc""", personId, rights, from, size);
    }

    private List<Todo> page(String sql, long personId, Collection<Right> rights, TodoKey from, int size) {
        return database.sql(SqlLimit.of(size, sql))
                .param("tokens", tokens(personId, rights))
                .param("me", personId)
                .param("until", from.until())
                .param("since", from.since().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .query((row, n) -> new Todo(row.getLong("id"), row.getString("key"), row.getString("what"),
                        row.getString("why"), row.getTimestamp("since").toInstant(),
                        row.getObject("until", LocalDate.class), row.getString("href"), row.getBoolean("one_tap")))
                .list();
    }

    private void close(String which, Object key, ActorRef by) {
        database.sql("with " + CLOSED.formatted(which) + " " + FREED)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("kind", by.kind().name())
                .param("by", by.id())
                .param("key", key)
                .update();
    }

    /** Stored for the unit and every unit above it, so that a right over any subtree that holds the unit finds it. */
    private static Set<String> tokens(NewTodo.Audience audience) {
        return switch (audience) {
            case NewTodo.Audience.OnePerson person -> Set.of("p:" + person.personId());
            case NewTodo.Audience.Holders holders -> {
                var tokens = new LinkedHashSet<String>();
                for (String unit : new UnitPath(holders.unitPath()).value().substring(1).split("/")) {
                    tokens.add(holders.permission() + "@" + unit);
                }
                yield tokens;
            }
            case NewTodo.Audience.Everywhere everywhere -> Set.of(everywhere.permission() + EVERYWHERE);
        };
    }

    private static String[] tokens(long personId, Collection<Right> rights) {
        var tokens = new LinkedHashSet<String>();
        tokens.add("p:" + personId);
        for (Right right : rights) {
            var scope = new UnitPath(right.scopePath());
            tokens.add(right.permission() + "@" + scope.unit().value());
            if (scope.isRoot()) {
                tokens.add(right.permission() + EVERYWHERE);
            }
        }
        return tokens.toArray(String[]::new);
    }

    private static String oneLine(String text) {
        String line = PlainText.line(text);
        return PlainText.length(line) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - 1)) + "…";
    }
}
