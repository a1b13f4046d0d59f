package org.yizhan.casework;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Once;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * Cases that are put before a leader on paper together (呈批): which, by whom, when, and what came back for each. An office keeps its own batches;
 * what the leader wrote becomes an event of the case through the same desk as everything else.
 */
@Component
public class PaperDesk {
    public static final int MOST = 50;
    private static final int PAGE = 30;
    private static final int MOST_LEADERS = 12;
    static final int LONGEST_NAME = 50;
    private static final String PREFIX = "CP";

    private final JdbcClient sql;
    private final CaseLog log;
    private final CaseNumbers numbers;
    private final CaseBoard board;
    private final CaseDesk desk;
    private final Kinds kinds;
    private final CaseHistory history;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    PaperDesk(JdbcClient sql, CaseLog log, CaseNumbers numbers, CaseBoard board, CaseDesk desk, Kinds kinds,
            CaseHistory history, Directory directory, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.log = log;
        this.numbers = numbers;
        this.board = board;
        this.desk = desk;
        this.kinds = kinds;
        this.history = history;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param entered of how many cases it is known what the leader wrote */
    public record Batch(long id, String number, String leader, String by, String when, int cases, int entered) {}

    /** @param said what the leader wrote; null while nothing came back */
    public record Line(CaseSheet sheet, @Nullable String said) {}

    /** @param hidden how many of the cases this person may not see */
    public record Sheet(Batch batch, List<Line> lines, int hidden) {}

    public sealed interface Made {
        record Done(long id) implements Made {}

        record Refused(Refusal why) implements Made {}
    }

    /** Whoever receives cases of some kind, or leads, puts them before a leader. */
    public boolean mayUse(Actor actor) {
        return actor.isStaff() && actor.unit() != null
                && kinds.all()
                        .stream()
                        .anyMatch(kind -> actor.mayAnywhere(kind.permission(Power.OFFICE))
                                || actor.mayAnywhere(kind.permission(Power.LEAD)));
    }

    /** @param once of one form there is one batch; null for who has no form */
    @Transactional
    public Made make(Actor actor, String leader, List<Long> ids, @Nullable String once) {
        String name = PlainText.line(leader);
        UnitPath unit = actor.unit();
        if (unit == null || !mayUse(actor)) {
            return new Made.Refused(new Refusal("您没有呈批办件的权限。"));
        }
        Optional<Long> before = once == null ? Optional.empty() : byOnce(actor, once);
        if (before.isPresent()) {
            return new Made.Done(before.get());
        }
        List<Long> wanted = ids.stream().distinct().toList();
        Optional<Refusal> refusal = Refusal.when(wanted.isEmpty(), "请先在清单里勾选要呈批的件。")
                .or(() -> Refusal.when(wanted.size() > MOST, "一批最多 " + MOST + " 件。"))
                .or(() -> Refusal.when(name.isEmpty() || PlainText.length(name) > LONGEST_NAME,
                        "请填写呈给哪位领导，最多 " + LONGEST_NAME + " 字。"))
                .or(() -> Refusal.when(board.papers(actor, wanted).size() < wanted.size(), "选中的件里有您不能查看的，请重新选择。"));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        long id = sql
                .sql("""
                        insert into casework.paper_batch (number, leader, unit_path, made_by, made_at, once)
                        values (:number, :leader, :unit, :by, :at, :once) returning id""")
                .param("once", once)
                .param("number", numbers.next(Serials.prefix(PREFIX, clock.today())))
                .param("leader", name)
                .param("unit", unit.value())
                .param("by", actor.ref().id())
                .param("at", Moments.time(clock.now()))
                .query(Long.class)
                .single();
        sql.sql("""
                insert into casework.paper_case (batch_id, case_id, place)
                select :batch, one, place from unnest(:cases::bigint[]) with ordinality as c (one, place)""")
                .param("batch", id)
                .param("cases", wanted.toArray(Long[]::new))
                .update();
        journal.record(actor.ref(), CaseworkAct.PAPER_BATCH, new ObjectRef("paper-batch", id),
                Map.of("cases", Integer.toString(wanted.size())));
        return new Made.Done(id);
    }

    /** After whoever writes of the same form has finished; see {@link Once}. */
    private Optional<Long> byOnce(Actor actor, String once) {
        Once.await(sql, once);
        return sql.sql("select id from casework.paper_batch where once = :once and made_by = :by")
                .param("once", once)
                .param("by", actor.ref().id())
                .query(Long.class)
                .optional();
    }

    private record Row(long id, String number, String leader, long by, Instant at, int cases, int entered) {}

    private static final String FIELDS = """
            select b.id, b.number, b.leader, b.made_by, b.made_at,
                (select count(*) from casework.paper_case c where c.batch_id = b.id) as cases,
                (select count(c.event_number) from casework.paper_case c where c.batch_id = b.id) as entered
            from casework.paper_batch b where b.unit_path = :unit""";

    private List<Row> rows(Actor actor, String more, long id, int most) {
        UnitPath unit = actor.unit();
        return unit == null || !mayUse(actor)
                ? List.of()
                : sql.sql(SqlLimit.of(most, FIELDS + " " + more + " limit :rows"))
                        .param("unit", unit.value())
                        .param("id", id)
                        .query((row, n) -> new Row(row.getLong("id"), row.getString("number"), row.getString("leader"),
                                row.getLong("made_by"), row.getTimestamp("made_at").toInstant(), row.getInt("cases"),
                                row.getInt("entered")))
                        .list();
    }

    private List<Batch> named(List<Row> some) {
        Map<ActorRef, String> people = history.people(some.stream().map(row -> ActorRef.staff(row.by())).toList());
        return some.stream()
                .map(row -> new Batch(row.id(), row.number(), row.leader(),
                        people.getOrDefault(ActorRef.staff(row.by()), ""), history.when(row.at()), row.cases(),
                        row.entered()))
                .toList();
    }

    /** Those of the person's own unit, the newest first. */
    @Transactional(readOnly = true)
    public KeyPage<Batch> list(Actor actor, @Nullable String key) {
        boolean back = key != null && key.startsWith("n");
        String from = key == null ? "" : back ? key.substring(1) : key;
        boolean begun = from.matches("\\d{1,18}");
        boolean newer = back && begun;
        List<Row> read = rows(actor, newer ? "and b.id > :id order by b.id" : "and b.id < :id order by b.id desc",
                begun ? Long.parseLong(from) : Long.MAX_VALUE, PAGE + 1);
        KeyPage<Row> page = KeyPage.of(read, PAGE, newer, begun, row -> Long.toString(row.id()), row -> row);
        return new KeyPage<>(named(page.items()), page.older(), page.newer());
    }

    /** Whoever leads over cases of this unit, and those for whom it made batches lately. */
    @Transactional(readOnly = true)
    public List<String> leaders(Actor actor) {
        UnitPath unit = actor.unit();
        if (unit == null || !mayUse(actor)) {
            return List.of();
        }
        Stream<String> leading = kinds.all()
                .stream()
                .map(kind -> kind.permission(Power.LEAD))
                .distinct()
                .flatMap(permission -> directory.holders(permission, unit).stream())
                .map(Person::name);
        Stream<String> lately = rows(actor, "and b.id <= :id order by b.id desc", Long.MAX_VALUE, PAGE).stream()
                .map(Row::leader);
        return Stream.concat(leading, lately).distinct().limit(MOST_LEADERS).toList();
    }

    private record Place(long id, boolean back, String said) {}

    /** Empty when it is none of the person's unit. */
    @Transactional
    public Optional<Sheet> find(Actor actor, long id) {
        Optional<Batch> found = named(rows(actor, "and b.id = :id", id, 1)).stream().findFirst();
        return found.map(batch -> {
            List<Place> places = sql.sql("""
                    select p.case_id, p.event_number is not null as back, coalesce(e.words, '') as said
                    from casework.paper_case p
                    left join casework.event e on e.case_id = p.case_id and e.number = p.event_number
                    where p.batch_id = :id order by p.place""")
                    .param("id", id)
                    .query((row, n) -> new Place(row.getLong("case_id"), row.getBoolean("back"),
                            row.getString("said")))
                    .list();
            var sheets = new HashMap<Long, CaseSheet>();
            board.papers(actor, places.stream().map(Place::id).toList())
                    .forEach(sheet -> sheets.put(sheet.view().id().value(), sheet));
            List<Line> lines = places.stream()
                    .flatMap(place -> Stream.ofNullable(sheets.get(place.id()))
                            .map(sheet -> new Line(sheet, place.back() ? place.said() : null)))
                    .toList();
            return new Sheet(batch, lines, places.size() - lines.size());
        });
    }

    /** What the leader wrote on the paper of one case. */
    @Transactional
    public Optional<Refusal> enter(Actor actor, long batch, CaseId id, String words) {
        Optional<Row> found = rows(actor, "and b.id = :id", batch, 1).stream().findFirst();
        Optional<Boolean> back = found.isEmpty()
                ? Optional.empty()
                : sql.sql("""
                        select event_number is not null from casework.paper_case
                        where batch_id = :batch and case_id = :id for update""")
                        .param("batch", batch)
                        .param("id", id.value())
                        .query(Boolean.class)
                        .optional();
        if (found.isEmpty() || back.isEmpty()) {
            return Optional.of(new Refusal("这一批里没有这一件。"));
        }
        if (back.get()) {
            return Optional.of(new Refusal("这一件的批示已由其他同志录入，请核对。您写的还在下面。"));
        }
        Optional<Refusal> refusal = desk
                .act(actor, id, new CaseAct.Instruct(found.get().leader(), words), null)
                .refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                update casework.paper_case set event_number = :event, entered_by = :by, entered_at = :at
                where batch_id = :batch and case_id = :id""")
                .param("event", log.of(id)
                        .reversed()
                        .stream()
                        .filter(past -> past.event() instanceof CaseEvent.Instructed)
                        .findFirst()
                        .orElseThrow()
                        .number())
                .param("by", actor.ref().id())
                .param("at", Moments.time(clock.now()))
                .param("batch", batch)
                .param("id", id.value())
                .update();
        return Optional.empty();
    }
}
