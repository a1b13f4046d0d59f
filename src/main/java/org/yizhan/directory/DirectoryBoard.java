package org.yizhan.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.messaging.Todo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Grant;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** What the desk's pages about units and people show, with what the reader may do there. */
@Component
public class DirectoryBoard {
    private static final int UNITS_FOUND = 50;
    private static final int PEOPLE_FOUND = 50;
    /** Those whose name begins with the words: a range of an index, which begins where the page before ended. */
    private static final String BY_NAME = """
            (select id, name from directory.person
             where name collate "C" < :begin || chr(1114111) and (name collate "C", id) > (
                 greatest(:begin, (select last.name from directory.person last where last.id = :after)) collate "C",
                 coalesce(:after::bigint, 0))
             order by name collate "C", id limit :rows)""";
    /** Those whose account does, a range of another index: one condition for both would walk along all people. */
    private static final String BY_ACCOUNT = """
            (select id, name from directory.person
             where account collate "C" >= lower(:begin) and account collate "C" < lower(:begin) || chr(1114111)
               and (:after::bigint is null or (name collate "C", id) >
                   (select last.name, last.id from directory.person last where last.id = :after))
             order by name collate "C", id limit :rows)""";

    private static final int LEFT_AT_ONCE = 20;
    private static final int NAMED = 3;

    private final JdbcClient jdbc;
    private final TodoList todos;
    private final Units units;
    private final People people;
    private final Posts posts;
    private final Delegations delegations;
    private final Organisation organisation;
    private final CountyClock clock;

    DirectoryBoard(JdbcClient jdbc, Units units, People people, Posts posts, Delegations delegations,
            Organisation organisation, TodoList todos, CountyClock clock) {
        this.clock = clock;
        this.todos = todos;
        this.jdbc = jdbc;
        this.units = units;
        this.people = people;
        this.posts = posts;
        this.delegations = delegations;
        this.organisation = organisation;
    }

    /** One line of the tree. */
    public record TreeLine(Unit unit, boolean hasBelow, int people) {}

    /** A person in a list. */
    public record PersonLine(Person person, String unitName, String titles) {}

    /** Everything the page of a unit shows. */
    public record UnitPage(Unit unit, UnitKind kind, @Nullable String creditCode, @Nullable String region,
            @Nullable String regionName, int ordering, LocalDate openedOn, @Nullable LocalDate closedOn, int version,
            List<Unit> above, List<TreeLine> below, List<PersonLine> people, boolean mayAddUnit, boolean mayChange,
            boolean mayClose, boolean mayAddPerson, @Nullable Refusal whyNotClose) {
        public boolean open() {
            return closedOn == null;
        }
    }

    /** A post with what the reader may do to it. */
    public record PostLine(Post post, boolean mayGrant, boolean mayEnd) {}

    /**
     * Everything the page of a person shows.
     *
     * @param phone null when the reader may not see it
     */
    public record PersonPage(Person person, String unitName, @Nullable String phone, int ordering, LocalDate joinedOn,
            @Nullable LocalDate leftOn, @Nullable Person successor, int version, List<PostLine> posts,
            List<Delegation> delegations, boolean mayChange, boolean mayHandOver, boolean mayAppoint) {}

    /** A role that nobody else has for a unit: what only it lets people do stays undone when its holder leaves. */
    public record Sole(String role, String unit) {}

    /**
     * What becomes of somebody's work when he leaves.
     *
     * @param todos how many go over to whoever follows
     * @param sole what does not go over, because it belongs to posts, and nobody else holds such a post
     */
    public record Leaving(int todos, List<Sole> sole) {
        public Leaving {
            sole = List.copyOf(sole);
        }
    }

    public Leaving leaving(PersonId person) {
        return new Leaving(todos.ofOne(person.value()), jdbc
                .sql("""
                        select distinct r.name as role, u.name as unit, r.ordering, u.path
                        from directory.post p join directory.post_role h on h.post = p.id join directory.role r on r.code = h.role
                        join directory.unit u on u.id = p.scope
                        where p.person = :person and p.ended_on is null and not exists (
                            select from directory.post o join directory.post_role also on also.post = o.id and also.role = h.role
                            where o.scope = p.scope and o.ended_on is null and o.person <> :person)
                        order by u.path, r.ordering, r.name""")
                .param("person", person.value())
                .query((row, n) -> new Sole(row.getString("role"), row.getString("unit")))
                .list());
    }

    /**
     * One piece of open work of somebody who leaves.
     *
     * @param personal whether it goes over to whoever follows
     * @param others who will do it otherwise, the nearest first; empty when nobody will
     * @param more how many more there are of them
     */
    public record Left(Todo todo, boolean personal, List<String> others, int more) {
        public Left {
            others = List.copyOf(others);
        }
    }

    /** All the open work of somebody who leaves, in the order of his own list, and what becomes of each piece. */
    public KeyPage<Left> leftBy(PersonId leaver, @Nullable String key) {
        Set<Grant> grants = posts.grants(leaver, clock.today());
        KeyPage<Todo> page = todos.of(leaver.value(),
                grants.stream().map(grant -> new TodoList.Right(grant.permission(), grant.scope().value())).toList(),
                key, LEFT_AT_ONCE);
        Map<Long, List<TodoList.Seat>> seats = todos.seats(page.items().stream().map(Todo::id).toList());
        var known = new HashMap<TodoList.Seat, List<String>>();
        return new KeyPage<>(page.items().stream().map(todo -> {
            List<TodoList.Seat> of = seats.getOrDefault(todo.id(), List.of());
            List<String> others = of.stream()
                    .filter(seat -> !seat.isOnePersons())
                    .flatMap(seat -> known.computeIfAbsent(seat, one -> others(one, leaver)).stream())
                    .distinct()
                    .toList();
            return new Left(todo, of.stream().anyMatch(TodoList.Seat::isOnePersons),
                    others.stream().limit(NAMED).toList(),
                    Math.max(0, others.size() - NAMED));
        }).toList(), page.older(), page.newer());
    }

    private List<String> others(TodoList.Seat seat, PersonId leaver) {
        Optional<UnitPath> unit = seat.units().isEmpty()
                ? units.root().map(Unit::path)
                : seat.units()
                        .stream()
                        .flatMap(id -> units.byId(new UnitId(id)).stream())
                        .map(Unit::path)
                        .max(Comparator.comparingInt(path -> path.value().length()));
        return unit.map(path -> posts.holders(Objects.requireNonNull(seat.permission()), path, clock.today())
                .stream()
                .filter(person -> !person.id().equals(leaver))
                .map(Person::name)
                .toList()).orElse(List.of());
    }

    /** The units right below one, or the root alone for null. */
    public List<TreeLine> tree(@Nullable UnitId parent) {
        List<Unit> level = parent == null ? units.root().stream().toList() : units.children(parent);
        Long[] ids = level.stream().map(unit -> unit.id().value()).toArray(Long[]::new);
        record Counts(boolean below, int people) {}
        Map<Long, Counts> counts = jdbc
                .sql("""
                        select u.id, exists(select 1 from directory.unit c where c.parent = u.id and c.closed_on is null) as below,
                            (select count(*) from directory.person p where p.unit = u.id and p.left_on is null) as people
                        from directory.unit u where u.id = any(?)""")
                .param(ids)
                .query((row, _) -> Map.entry(row.getLong("id"),
                        new Counts(row.getBoolean("below"), row.getInt("people"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return level.stream().map(unit -> {
            Counts count = counts.getOrDefault(unit.id().value(), new Counts(false, 0));
            return new TreeLine(unit, count.below(), count.people());
        }).toList();
    }

    /** Open units whose name or short name contains the words. There are a few thousand at most, so all are looked at. */
    public List<Unit> findUnits(String words) {
        String typed = PlainText.line(words);
        return typed.isEmpty()
                ? List.of()
                : jdbc.sql(SqlLimit.of(UNITS_FOUND,
                        """
                                select u.id, u.path, u.name, u.short_name, u.kind from directory.unit u
                                where u.closed_on is null and (position(:words in u.name) > 0 or position(:words in u.short_name) > 0)
                                order by u.kind = 'DIVISION', length(u.name), u.ordering, u.id limit :rows"""))
                        .param("words", typed)
                        .query(Units.UNIT)
                        .list();
    }

    /** People whose name or account begins with the words, those who left included; by name, read on from a person. */
    public KeyPage<PersonLine> findPeople(String words, @Nullable Long after) {
        String typed = PlainText.line(words);
        if (typed.isEmpty()) {
            return new KeyPage<>(List.of(), null, null);
        }
        List<PersonLine> found = lines(
                SqlLimit.of(PEOPLE_FOUND + 1, "where p.id in (select id from (" + BY_NAME + " union " + BY_ACCOUNT + """
                        ) page order by name collate "C", id limit :rows) order by p.name collate "C", p.id"""),
                Map.of("begin", typed), after);
        boolean more = found.size() > PEOPLE_FOUND;
        List<PersonLine> page = more ? found.subList(0, PEOPLE_FOUND) : found;
        return new KeyPage<>(page, more ? String.valueOf(page.getLast().person().id().value()) : null, null);
    }

    private List<PersonLine> lines(String where, Map<String, Object> params, @Nullable Long after) {
        return jdbc.sql("""
                select p.id, p.name, p.account, u.path, p.left_on, u.name as unit_name,
                    coalesce((select string_agg(o.title, '、' order by o.main desc, o.id) from directory.post o
                        where o.person = p.id and o.unit = p.unit and o.ended_on is null), '') as titles
                from directory.person p join directory.unit u on u.id = p.unit\s""" + where)
                .params(params)
                .param("after", after)
                .query((row, n) -> new PersonLine(People.PERSON.mapRow(row, n), row.getString("unit_name"),
                        row.getString("titles")))
                .list();
    }

    public Optional<UnitPage> unit(Actor actor, UnitId id) {
        return units.facts(id).map(facts -> {
            UnitPath path = facts.unit().path();
            Long[] way = Arrays.stream(path.value().substring(1).split("/")).map(Long::valueOf).toArray(Long[]::new);
            List<Unit> above = new ArrayList<>(units.byIds(List.of(way)));
            above.removeIf(unit -> unit.id().equals(id));
            boolean open = facts.open();
            boolean mayClose = open && above.size() > 0 && DirectoryRules.may(actor, Action.CLOSE_UNIT, path);
            List<PersonLine> inside = lines("""
                    where p.unit = :unit and p.left_on is null and :after::bigint is null
                    order by p.ordering, p.id limit 500""", Map.of("unit", id.value()), null);
            return new UnitPage(facts.unit(), facts.kind(), facts.creditCode(), facts.region(), facts.regionName(),
                    facts.ordering(), facts.openedOn(), facts.closedOn(), facts.version(), above, tree(id), inside,
                    open && DirectoryRules.may(actor, Action.ADD_UNIT, path),
                    open && DirectoryRules.may(actor, Action.CHANGE_UNIT, path), mayClose,
                    open && DirectoryRules.may(actor, Action.ADD_PERSON, path),
                    mayClose ? organisation.whyNotClose(id).orElse(null) : null);
        });
    }

    public Optional<PersonPage> person(Actor actor, PersonId id) {
        return people.facts(id).map(facts -> {
            Person person = facts.person();
            boolean self = DirectoryRules.notOneself(actor, id).isPresent();
            List<PostLine> held = posts.of(id).stream().map(post -> {
                boolean inside = post.held() && !self;
                return new PostLine(post, inside && DirectoryRules.may(actor, Action.GRANT_ROLES, post.unit())
                        && DirectoryRules.may(actor, Action.GRANT_ROLES, post.scope()),
                        inside && DirectoryRules.may(actor, Action.END_POST, post.unit())
                                && DirectoryRules.may(actor, Action.END_POST, post.scope()));
            }).toList();
            PersonId successor = facts.successor();
            boolean active = person.active();
            boolean seesPhone = self || DirectoryRules.may(actor, Action.SEE_PHONE, person.unit());
            return new PersonPage(person, facts.unitName(), seesPhone ? facts.phone() : null, facts.ordering(),
                    facts.joinedOn(), facts.leftOn(), successor == null ? null : people.byId(successor).orElse(null),
                    facts.version(), held, delegations.about(id),
                    active && DirectoryRules.may(actor, Action.CHANGE_PERSON, person.unit()),
                    active && !self && DirectoryRules.may(actor, Action.HAND_OVER, person.unit()),
                    active && !self && actor.mayAnywhere(Action.APPOINT.permission));
        });
    }

    public Optional<Post> post(PostId id) {
        return posts.byId(id);
    }

    /** One thing that was looked up by what a person typed; otherwise why not. */
    public record Found<T>(@Nullable T one, @Nullable String problem) {}

    /** An active person by account, or by name where only one has it. */
    public Found<Person> personTyped(String typed) {
        String words = PlainText.line(typed);
        if (words.isEmpty()) {
            return new Found<>(null, "请填写姓名或账号。");
        }
        Optional<Person> byAccount = people.byAccount(Accounts.normal(words));
        if (byAccount.isPresent()) {
            return new Found<>(byAccount.get(), null);
        }
        List<PersonLine> named = lines("""
                where p.name = :name and p.left_on is null and :after::bigint is null order by p.id limit 10""",
                Map.of("name", words), null);
        if (named.size() == 1) {
            return new Found<>(named.getFirst().person(), null);
        }
        return new Found<>(null, named.isEmpty()
                ? "没有找到“" + SpreadsheetReader.shortened(words) + "”，请填写完整的姓名或账号。"
                : "有" + named.size() + "位“" + words + "”，请填写账号：" + named.stream()
                        .map(line -> line.person().account() + "（" + line.unitName() + "）")
                        .collect(Collectors.joining("、")) + "。");
    }

    /** An open unit by full or short name, or {@code 上级/名称}. */
    public Found<Unit> unitTyped(String typed) {
        String words = PlainText.line(typed);
        if (words.isEmpty()) {
            return new Found<>(null, "请填写单位名称。");
        }
        String[] way = words.split("[/／]");
        List<Unit> found = new ArrayList<>(units.named(way[way.length - 1].strip()));
        if (way.length > 1) {
            String above = way[way.length - 2].strip();
            found.removeIf(unit -> units.named(above).stream().noneMatch(upper -> isRightAbove(upper, unit)));
        } else if (found.stream().anyMatch(unit -> !unit.division())) {
            found.removeIf(Unit::division);
        }
        if (found.size() == 1) {
            return new Found<>(found.getFirst(), null);
        }
        return new Found<>(null, found.isEmpty()
                ? "没有找到单位“" + SpreadsheetReader.shortened(words) + "”，请核对名称。"
                : "有" + found.size() + "个单位叫“" + words + "”，请写成“上级/名称”。");
    }

    private static boolean isRightAbove(Unit upper, Unit unit) {
        return unit.path().value().equals(upper.path().value() + unit.id().value() + "/");
    }

    /** The regions right below one, or the top ones. */
    public List<Region> regions(@Nullable String parent) {
        return units.regionsBelow(parent);
    }

    public Optional<Region> region(String code) {
        return units.region(code);
    }

    public boolean mayChangeRegions(Actor actor) {
        return units.root().map(root -> DirectoryRules.may(actor, Action.CHANGE_REGIONS, root.path())).orElse(false);
    }
}
