package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * Emergency release (应急发布): a person with a special right publishes at once although steps are missing. The secrecy review is never
 * missing: it is signed in the same act. A second person confirms it afterwards within a limit; what nobody confirms is listed, and the
 * office may withdraw it.
 */
@Service
@Transactional
public class EmergencyDesk {
    private static final int SHORTEST_REASON = 5;
    private static final int BATCH = 100;

    private final Acts acts;
    private final Editions editions;
    private final Checks checks;
    private final Release release;
    private final PublishingRules rules;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final TodoList todos;
    private final Directory directory;
    private final JdbcClient sql;

    EmergencyDesk(Acts acts, Editions editions, Checks checks, Release release, PublishingRules rules,
            WorkingCalendar calendar, CountyClock clock, TodoList todos, Directory directory, JdbcClient sql) {
        this.acts = acts;
        this.editions = editions;
        this.checks = checks;
        this.release = release;
        this.rules = rules;
        this.calendar = calendar;
        this.clock = clock;
        this.todos = todos;
        this.directory = directory;
        this.sql = sql;
    }

    public enum State {
        OPEN("等待确认"), CONFIRMED("已确认"), WITHDRAWN("已撤稿");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One release with what a page says of it.
     *
     * @param missing the steps that it went without
     * @param confirmedBy null until it is confirmed
     * @param mayConfirm whether this person may
     */
    public record Line(long id, long documentId, String title, String releasedBy, Instant at, String reason,
            String missing, LocalDate due, State state, @Nullable String confirmedBy, @Nullable Instant confirmedAt,
            String remark, boolean overdue, boolean mayConfirm) {}

    /** Whether the releaser must sign the secrecy review in this act, because nobody has signed it for this text. */
    @Transactional(readOnly = true)
    public boolean needsSecrecyStatement(long documentId) {
        return editions.inWork(documentId).filter(edition -> !release.secrecyPassed(edition)).isPresent();
    }

    /**
     * Publishes at once.
     *
     * @param statement the secrecy review of this text, signed by the one who releases; null when it was passed before
     */
    public Optional<Refusal> release(Actor actor, Turn turn, String reason, @Nullable SecrecyFinding statement) {
        return acts.act(actor, ContentAction.EMERGENCY, ContentAct.EMERGENCY_RELEASED, turn,
                (edition, standing, now) -> {
                    boolean passed = release.secrecyPassed(edition);
                    String words = Acts.words(reason);
                    var refusal = Refusal.when(words.length() < SHORTEST_REASON, "请写明为什么要应急发布，例如发生了什么、来不及走哪些环节。")
                            .or(() -> release.unfit(edition))
                            .or(() -> forbidden(edition))
                            .or(() -> passed ? Optional.empty() : secrecy(actor, edition, statement));
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                    String missing = missing(edition, standing, passed);
                    if (!passed && statement != null) {
                        editions.archiveSecrecy(edition, actor.ref().id(), now, statement, "PASSED");
                        acts.note(actor, ContentAct.SECRECY_PASSED, edition, now, Acts.words(statement.opinion()));
                    }
                    LocalDate due = due();
                    sql.sql("""
                            insert into content.emergency_release (document_id, edition_id, digest, unit_path, released_by, at, reason,
                                missing, due)
                            values (:document, :edition, :digest, :unit, :person, :now, :reason, :missing, :due)""")
                            .param("document", edition.documentId())
                            .param("edition", edition.id())
                            .param("digest", edition.digest())
                            .param("unit", edition.unit().value())
                            .param("person", actor.ref().id())
                            .param("now", Editions.at(now))
                            .param("reason", words)
                            .param("missing", missing)
                            .param("due", due)
                            .update();
                    release.goLive(actor, ContentAction.EMERGENCY, ContentAct.EMERGENCY_RELEASED, edition,
                            actor.ref().id(), now, words + (missing.isEmpty() ? "" : "（未经：" + missing + "）"));
                    var barred = new java.util.HashSet<>(standing.authors());
                    barred.add(actor.ref().id());
                    todos.add(new NewTodo(todo(edition.documentId()), "确认应急发布：" + Trail.shortened(edition.title()),
                            actor.name() + "应急发布：" + Trail.shortened(words), due, Trail.href(edition),
                            confirmers(edition.unit(), barred)));
                    return Optional.empty();
                });
    }

    /** A second person looks at it and stands by it. */
    public Optional<Refusal> confirm(Actor actor, long id, String remark) {
        record Row(long document, long edition, State state, long releasedBy, @Nullable Long confirmedBy) {}
        Optional<Row> found = sql
                .sql("""
                        select document_id, edition_id, state, released_by, confirmed_by from content.emergency_release where id = :id
                        for update""")
                .param("id", id)
                .query((row, n) -> new Row(row.getLong(1), row.getLong(2), State.valueOf(row.getString(3)),
                        row.getLong(4), row.getObject(5, Long.class)))
                .optional();
        if (found.isEmpty()) {
            return Acts.refuse("没有这次应急发布的记录。");
        }
        Row row = found.get();
        if (row.state() != State.OPEN) {
            boolean own = row.confirmedBy() != null && row.confirmedBy() == actor.ref().id();
            return Refusal.when(!own, "这次应急发布" + row.state().label() + "，不用再确认。");
        }
        Edition edition = editions.byId(row.edition()).orElseThrow();
        Standing standing = editions.standing(edition);
        var refusal = ContentRules.confirmation(actor, standing, row.releasedBy());
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant now = clock.now();
        sql.sql("""
                update content.emergency_release set state = 'CONFIRMED', confirmed_by = :person, confirmed_at = :now,
                    remark = :remark where id = :id""")
                .param("id", id)
                .param("person", actor.ref().id())
                .param("now", Editions.at(now))
                .param("remark", Acts.words(remark))
                .update();
        todos.done(todo(row.document()), actor.ref());
        todos.done(warning(row.document()), actor.ref());
        acts.note(actor, ContentAct.EMERGENCY_CONFIRMED, edition, now, Acts.words(remark));
        return Optional.empty();
    }

    /** What was withdrawn needs no confirmation any more. */
    @org.springframework.context.event.EventListener
    void on(ArticleWithdrawn withdrawn) {
        int closed = sql
                .sql("update content.emergency_release set state = 'WITHDRAWN' where document_id = :id and state = 'OPEN'")
                .param("id", withdrawn.documentId())
                .update();
        if (closed > 0) {
            todos.done(todo(withdrawn.documentId()), ActorRef.PROGRAM);
            todos.done(warning(withdrawn.documentId()), ActorRef.PROGRAM);
        }
    }

    /** Warns of what should have been confirmed by yesterday; once for each, however often and on however many nodes it runs. */
    int warn() {
        record Late(long document, String unit, String title) {}
        List<Late> late = sql.sql(SqlLimit.of(BATCH, """
                update content.emergency_release r set warned_at = :now from content.edition e
                where e.id = r.edition_id and r.id in (
                    select id from content.emergency_release where state = 'OPEN' and due < :today and warned_at is null
                    order by due, id limit :rows for update skip locked)
                returning r.document_id, r.unit_path, e.title"""))
                .param("now", Editions.at(clock.now()))
                .param("today", clock.today())
                .query((row, n) -> new Late(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
        late.forEach(one -> todos.add(new NewTodo(warning(one.document()), "应急发布逾期没有确认："
                + Trail.shortened(one.title()), "请尽快安排确认；内容不妥的，可以撤稿", null, "/desk/articles/" + one.document(),
                List.of(new NewTodo.Audience.Holders(ContentPermissions.WITHDRAW, one.unit())))));
        return late.size();
    }

    /** Of one document, the last first. */
    @Transactional(readOnly = true)
    public List<Line> of(Actor actor, long documentId) {
        return sql.sql(SELECT + "where r.document_id = :id order by r.id desc limit 5")
                .param("id", documentId)
                .query((row, n) -> line(actor, row))
                .list();
    }

    /** Of the units in which this person works: what is open by its limit, otherwise the last first. */
    @Transactional(readOnly = true)
    public KeyPage<Line> list(Actor actor, State state, @Nullable String key, int size) {
        int rows = Math.clamp(size, 1, 100);
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean begun = !place.isEmpty();
        boolean back = place.startsWith("n");
        long from = begun ? Long.parseLong(place.substring(back ? 1 : 0)) : Long.MAX_VALUE;
        List<Line> found = sql
                .sql(SqlLimit.of(rows + 1,
                        SELECT + """
                                where r.state = :state and r.id %s :from
                                    and exists (select 1 from unnest(cast(:scopes as text[])) scope where starts_with(r.unit_path, scope))
                                order by r.id %s limit :rows"""
                                .formatted(back ? ">" : "<", back ? "" : "desc")))
                .param("state", state.name())
                .param("from", from)
                .param("scopes", ContentRules.scopes(actor))
                .query((row, n) -> line(actor, row))
                .list();
        if (back && found.size() < rows) {
            return list(actor, state, null, size);
        }
        return KeyPage.of(found, rows, back, begun, line -> Long.toString(line.id()), line -> line);
    }

    private static final String SELECT = """
            select r.*, e.title, e.authors, e.submitted_by from content.emergency_release r
            join content.edition e on e.id = r.edition_id
            """;

    private Line line(Actor actor, ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        LocalDate due = row.getObject("due", LocalDate.class);
        Timestamp confirmed = row.getTimestamp("confirmed_at");
        Long confirmedBy = row.getObject("confirmed_by", Long.class);
        Edition edition = editions.byId(row.getLong("edition_id")).orElseThrow();
        return new Line(row.getLong("id"), row.getLong("document_id"), row.getString("title"),
                name(row.getLong("released_by")), row.getTimestamp("at").toInstant(), row.getString("reason"),
                row.getString("missing"), due, state, confirmedBy == null ? null : name(confirmedBy),
                confirmed == null ? null : confirmed.toInstant(), row.getString("remark"),
                state == State.OPEN && due.isBefore(clock.today()),
                state == State.OPEN && ContentRules
                        .confirmation(actor, editions.standing(edition), row.getLong("released_by"))
                        .isEmpty());
    }

    private String name(long person) {
        return directory.person(new PersonId(person)).map(Person::name).orElse("（已不在册）");
    }

    /** A declared grade of secrecy and what else no reason overrides. */
    private Optional<Refusal> forbidden(Edition edition) {
        return checks.look(edition)
                .stream()
                .filter(finding -> finding.weight() == Finding.Weight.FORBIDDEN)
                .findFirst()
                .map(finding -> new Refusal(finding.place() + "：" + finding.advice()));
    }

    private Optional<Refusal> secrecy(Actor actor, Edition edition, @Nullable SecrecyFinding statement) {
        return Refusal.when(!actor.may(ContentPermissions.SECRECY, edition.unit()),
                "这篇稿件还没有通过保密审查，须由能签署保密审查的领导应急发布。")
                .or(() -> Refusal.when(editions.secrecyResult(edition).isPresent(), "这篇稿件已商请保密部门审定，没有答复以前不能发布。"))
                .or(() -> Refusal.when(statement == null || statement.has(SecrecyFinding.Mark.DOUBTFUL)
                        || statement.has(SecrecyFinding.Mark.FOUND), "保密审查的四项都确认不涉及，才能应急发布。"));
    }

    private String missing(Edition edition, Standing standing, boolean secrecyPassed) {
        var missing = new ArrayList<String>();
        standing.sheet()
                .stream()
                .filter(line -> line.signedBy() == null)
                .forEach(line -> missing.add(line.name()));
        if (!secrecyPassed) {
            missing.add("单独的保密审查环节（发布人已当场签署）");
        }
        release.objections(edition).forEach(objection -> missing.add(objection.text()));
        return String.join("、", missing);
    }

    private LocalDate due() {
        TimeLimit limit = rules.now().confirmWithin();
        try {
            return calendar.due(clock.today(), limit).due();
        } catch (YearNotLoaded e) {
            return clock.today().plusDays(limit.days());
        }
    }

    private static List<NewTodo.Audience> confirmers(UnitPath unit, Set<Long> barred) {
        return List.of(new NewTodo.Audience.Holders(ContentPermissions.PUBLISH, unit.value(), barred),
                new NewTodo.Audience.Holders(ContentPermissions.EMERGENCY, unit.value(), barred));
    }

    private static String todo(long documentId) {
        return "article-emergency:" + documentId;
    }

    private static String warning(long documentId) {
        return "article-emergency-late:" + documentId;
    }
}
