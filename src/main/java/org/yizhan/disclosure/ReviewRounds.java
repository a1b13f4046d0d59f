package org.yizhan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Made;
import org.yizhan.content.PublicChange;
import org.yizhan.disclosure.ReviewRound.Conclusion;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * The periodic review of normative documents (文件清理): every body says of each of its documents in force what becomes of it; the office
 * publishes the result, and in the same act the documents stand as concluded.
 */
@Service
@Transactional
public class ReviewRounds {
    static final String TOKEN = "disclosure:reviews";
    static final int MOST_AT_ONCE = 200;

    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_REASON = 200;
    private static final String ROUND = """
            select r.*, (select count(*) from disclosure.review_item i where i.round_id = r.id) as documents,
                (select count(*) from disclosure.review_item i where i.round_id = r.id and i.conclusion is not null) as concluded
            from disclosure.review_round r
            """;
    private static final String ITEM = """
            select i.*, b.name as body_name from disclosure.review_item i join disclosure.body b on b.unit_id = i.body_id
            """;

    private final JdbcClient sql;
    private final Documents documents;
    private final EntryRows entries;
    private final Bodies bodies;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;
    private final ApplicationEventPublisher events;

    ReviewRounds(JdbcClient sql, Documents documents, EntryRows entries, Bodies bodies, TodoList todos, Journal journal,
            CountyClock clock, ApplicationEventPublisher events) {
        this.sql = sql;
        this.documents = documents;
        this.entries = entries;
        this.bodies = bodies;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** Newest first; the public has only those whose result is published. */
    @Transactional(readOnly = true)
    public KeyPage<ReviewRound> list(boolean everyState, @Nullable String key, int size) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean newer = place.startsWith("n");
        List<ReviewRound> found = sql
                .sql(SqlLimit.of(size + 1, ROUND + "where r.id " + (newer ? ">" : "<") + " :from"
                        + (everyState ? "" : " and r.state = 'PUBLISHED'")
                        + " order by r.id " + (newer ? "" : "desc") + " limit :rows"))
                .param("from", place.isEmpty() ? Long.MAX_VALUE : Long.parseLong(newer ? place.substring(1) : place))
                .query(ReviewRounds::round)
                .list();
        return newer && found.size() < size
                ? list(everyState, null, size)
                : KeyPage.of(found, size, newer, !place.isEmpty(), round -> Long.toString(round.id()), round -> round);
    }

    @Transactional(readOnly = true)
    public Optional<ReviewRound> find(long id) {
        return sql.sql(ROUND + "where r.id = :id").param("id", id).query(ReviewRounds::round).optional();
    }

    @Transactional(readOnly = true)
    public List<ReviewRound.Progress> progress(long round) {
        return sql
                .sql("""
                        select i.body_id, b.name, count(*) as documents, count(i.conclusion) as concluded
                        from disclosure.review_item i join disclosure.body b on b.unit_id = i.body_id
                        where i.round_id = :round group by i.body_id, b.name, b.county, b.position order by not b.county, b.position""")
                .param("round", round)
                .query((row, n) -> new ReviewRound.Progress(row.getLong(1), row.getString(2), row.getInt(3),
                        row.getInt(4)))
                .list();
    }

    /** The documents of one body in the round. */
    @Transactional(readOnly = true)
    public KeyPage<ReviewRound.Item> items(long round, long body, @Nullable String key, int size) {
        return items("i.body_id = :body", round, body, "", key, size);
    }

    /** Those with this conclusion, of all bodies. */
    @Transactional(readOnly = true)
    public KeyPage<ReviewRound.Item> concluded(long round, Conclusion conclusion, @Nullable String key, int size) {
        return items("i.conclusion = :conclusion", round, 0, conclusion.name(), key, size);
    }

    private KeyPage<ReviewRound.Item> items(String which, long round, long body, String conclusion,
            @Nullable String key, int size) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean newer = place.startsWith("n");
        List<ReviewRound.Item> found = sql
                .sql(SqlLimit.of(size + 1, ITEM + "where i.round_id = :round and " + which + " and i.document_id "
                        + (newer ? ">" : "<") + " :from order by i.document_id " + (newer ? "" : "desc")
                        + " limit :rows"))
                .param("round", round)
                .param("body", body)
                .param("conclusion", conclusion)
                .param("from", place.isEmpty() ? Long.MAX_VALUE : Long.parseLong(newer ? place.substring(1) : place))
                .query(ReviewRounds::item)
                .list();
        return newer && found.size() < size
                ? items(which, round, body, conclusion, null, size)
                : KeyPage.of(found, size, newer, !place.isEmpty(), item -> Long.toString(item.documentId()),
                        item -> item);
    }

    @Transactional(readOnly = true)
    public Map<Conclusion, Integer> counts(long round) {
        var counts = new EnumMap<Conclusion, Integer>(Conclusion.class);
        sql.sql("""
                select conclusion, count(*) from disclosure.review_item
                where round_id = :round and conclusion is not null group by conclusion""")
                .param("round", round)
                .query(row -> {
                    counts.put(Conclusion.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    /** Why this person may not open, publish or call off a round of this body, or of all for null. */
    public Optional<Refusal> whyNotLead(Actor actor, @Nullable Long body) {
        if (body == null) {
            return DisclosureRules.ofCounty(actor);
        }
        return bodies.find(body)
                .map(one -> DisclosureRules.refusal(DisclosureAction.MANAGE, actor, one.unit()))
                .orElse(Optional.of(new Refusal("请选择公开主体。")));
    }

    /** Asks about every normative document in force that no other open round asks about. */
    public Made open(Actor actor, String typed, @Nullable Long body, LocalDate until) {
        String title = PlainText.line(typed).strip();
        var refusal = whyNotLead(actor, body)
                .or(() -> Refusal.when(title.isEmpty() || PlainText.length(title) > LONGEST_TITLE,
                        "请填写清理的名称，最多" + LONGEST_TITLE + "个字，例如“2026年度行政规范性文件清理”。"))
                .or(() -> Refusal.when(until.isBefore(clock.today()), "完成日期不能早于今天。"));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        // One after the other, so that no document is asked about twice.
        sql.sql("lock table disclosure.review_round in share row exclusive mode").update();
        if (sql.sql("select not exists (select 1 from disclosure.entry e where " + ASKED + ")")
                .param("body", body)
                .query(Boolean.class)
                .single()) {
            return new Made.Refused(new Refusal("没有要清理的文件：现行有效的规范性文件要么没有，要么正在别的清理里。"));
        }
        long id = sql.sql("""
                insert into disclosure.review_round (title, body_id, until, opened_at, opened_by)
                values (:title, :body, :until, :now, :by) returning id""")
                .param("title", title)
                .param("body", body)
                .param("until", until)
                .param("now", Timestamp.from(clock.now()))
                .param("by", actor.ref().id())
                .query(Long.class)
                .single();
        sql.sql("""
                insert into disclosure.review_item (round_id, document_id, body_id, title, document_number)
                select :round, e.document_id, e.body_id, e.title, e.document_number from disclosure.entry e where """
                + ASKED)
                .param("round", id)
                .param("body", body)
                .update();
        journal.record(actor.ref(), DisclosureAct.REVIEW_OPENED, new ObjectRef("review-round", id), Map.of());
        for (ReviewRound.Progress one : progress(id)) {
            bodies.find(one.body())
                    .ifPresent(whose -> todos.add(new NewTodo(key(id) + whose.id(),
                            "文件清理：" + whose.name() + one.documents() + "件", title + "，逐件作出结论", until,
                            "/desk/disclosure/reviews/" + id + "?body=" + whose.id(), List.of(
                                    new NewTodo.Audience.Holders(DisclosurePermissions.MANAGE, whose.unit()
                                            .value())))));
        }
        return new Made.Done(id);
    }

    private static final String ASKED = """
             e.live and e.normative and e.validity in ('EFFECTIVE', 'PARTLY')
            and (cast(:body as bigint) is null or e.body_id = :body)
            and not exists (select 1 from disclosure.review_item i join disclosure.review_round r on r.id = i.round_id
                where i.document_id = e.document_id and r.state = 'OPEN')""";

    private static String key(long round) {
        return "disclosure:review:" + round + ":";
    }

    /** What became of one of many: why not, or empty. */
    public record Result(long document, String title, Optional<Refusal> refusal) {}

    /** The same conclusion for several documents; each is answered for itself. */
    public List<Result> conclude(Actor actor, long round, List<Long> wanted, Conclusion conclusion, String typed) {
        var results = new ArrayList<Result>();
        for (long document : wanted.stream().distinct().limit(MOST_AT_ONCE).toList()) {
            Optional<ReviewRound.Item> item = item(round, document);
            results.add(new Result(document, item.map(ReviewRound.Item::title).orElse(""),
                    conclude(actor, round, document, conclusion, typed)));
        }
        return results;
    }

    /** A conclusion may be changed as long as the result is not published. */
    public Optional<Refusal> conclude(Actor actor, long round, long document, Conclusion conclusion, String typed) {
        String reason = PlainText.line(typed).strip();
        Optional<ReviewRound.Item> item = item(round, document);
        if (item.isEmpty()) {
            return Optional.of(new Refusal("这份文件不在这次清理里。"));
        }
        var refusal = bodies.find(item.get().body())
                .map(body -> DisclosureRules.refusal(DisclosureAction.MANAGE, actor, body.unit()))
                .orElse(Optional.of(new Refusal("没有找到公开主体。")))
                .or(() -> Refusal.when(!locked(round), "这次清理已经结束，结论不能再改。"))
                .or(() -> Refusal.when(reason.isEmpty() || PlainText.length(reason) > LONGEST_REASON,
                        "请写明理由，最多" + LONGEST_REASON + "个字；结果公布后公众会看到。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                update disclosure.review_item set conclusion = :conclusion, reason = :reason, person_id = :person,
                    concluded_at = :now where round_id = :round and document_id = :document""")
                .param("conclusion", conclusion.name())
                .param("reason", reason)
                .param("person", actor.ref().id())
                .param("now", Timestamp.from(clock.now()))
                .param("round", round)
                .param("document", document)
                .update();
        entries.record(document, actor, "REVIEWED", conclusion.label() + "：" + reason);
        journal.record(actor.ref(), DisclosureAct.REVIEWED, new ObjectRef("article", document),
                Map.of("round", Long.toString(round), "conclusion", conclusion.name()));
        closeWhatIsDone(actor, round, item.get().body());
        return Optional.empty();
    }

    private void closeWhatIsDone(Actor actor, long round, long body) {
        List<ReviewRound.Progress> progress = progress(round);
        if (progress.stream().anyMatch(one -> one.body() == body && one.done())) {
            todos.done(key(round) + body, actor.ref());
        }
        if (progress.stream().allMatch(ReviewRound.Progress::done)) {
            ReviewRound whole = find(round).orElseThrow();
            Body leader = (whole.body() == null ? bodies.county() : bodies.find(whole.body())).orElse(null);
            if (leader != null) {
                todos.add(new NewTodo(key(round) + "publish", "公布清理结果：" + whole.title(), "各单位的结论已经齐了",
                        whole.until(), "/desk/disclosure/reviews/" + round, List.of(new NewTodo.Audience.Holders(
                                DisclosurePermissions.MANAGE, leader.unit().value()))));
            }
        }
    }

    /** The public learns the result, and the documents stand as concluded, in one act. */
    public Optional<Refusal> publish(Actor actor, long id) {
        Optional<ReviewRound> round = find(id);
        if (round.isEmpty()) {
            return Optional.of(new Refusal("没有这次清理。"));
        }
        var refusal = whyNotLead(actor, round.get().body())
                .or(() -> Refusal.when(!locked(id), "这次清理已经结束。"))
                .or(() -> Refusal.when(find(id).orElseThrow().concluded() < round.get().documents(), "还有文件没有结论："
                        + progress(id).stream()
                                .filter(one -> !one.done())
                                .limit(5)
                                .map(one -> one.bodyName() + (one.documents() - one.concluded()) + "件")
                                .reduce((a, b) -> a + "、" + b)
                                .orElse("")
                        + "。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        for (Conclusion conclusion : List.of(Conclusion.REPEAL, Conclusion.EXPIRED)) {
            for (ReviewRound.Item item : concluded(id, conclusion, null, Integer.MAX_VALUE - 1).items()) {
                entries.find(item.documentId()).filter(Entry::live).ifPresent(entry -> stand(actor, entry, conclusion));
            }
        }
        end(actor, id, ReviewRound.State.PUBLISHED);
        journal.record(actor.ref(), DisclosureAct.REVIEW_PUBLISHED, new ObjectRef("review-round", id), Map.of());
        events.publishEvent(new PublicChange(Set.of(TOKEN)));
        return Optional.empty();
    }

    private void stand(Actor actor, Entry entry, Conclusion conclusion) {
        Validity now = conclusion.validity();
        if (now == null || entry.validity() == null || !entry.validity().inForce()) {
            return;
        }
        documents.stand(actor, entry.documentId(), new Documents.Standing(now, entry.effectiveOn(), entry.expiresOn(),
                entry.policy(), entry.normative())).ifPresent(why -> {
                    // Nothing of the round may be half done.
                    throw new IllegalStateException("document " + entry.documentId() + ": " + why.text());
                });
    }

    /** Opened by mistake: nothing changes, and nobody is asked any more. */
    public Optional<Refusal> cancel(Actor actor, long id) {
        Optional<ReviewRound> round = find(id);
        if (round.isEmpty()) {
            return Optional.of(new Refusal("没有这次清理。"));
        }
        var refusal = whyNotLead(actor, round.get().body()).or(() -> Refusal.when(!locked(id), "这次清理已经结束。"));
        if (refusal.isEmpty()) {
            end(actor, id, ReviewRound.State.CANCELLED);
            journal.record(actor.ref(), DisclosureAct.REVIEW_CANCELLED, new ObjectRef("review-round", id), Map.of());
        }
        return refusal;
    }

    private void end(Actor actor, long id, ReviewRound.State state) {
        sql.sql("update disclosure.review_round set state = :state, ended_at = :now, ended_by = :by where id = :id")
                .param("state", state.name())
                .param("now", Timestamp.from(clock.now()))
                .param("by", actor.ref().id())
                .param("id", id)
                .update();
        todos.doneAll(key(id), actor.ref());
    }

    /** Whether it is open; it stays so until the end of this act. */
    private boolean locked(long id) {
        return sql.sql("select state = 'OPEN' from disclosure.review_round where id = :id for update")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Optional<ReviewRound.Item> item(long round, long document) {
        return sql.sql(ITEM + "where i.round_id = :round and i.document_id = :document")
                .param("round", round)
                .param("document", document)
                .query(ReviewRounds::item)
                .optional();
    }

    private static ReviewRound round(ResultSet row, int n) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new ReviewRound(row.getLong("id"), row.getString("title"), row.getObject("body_id", Long.class),
                row.getObject("until", LocalDate.class), ReviewRound.State.valueOf(row.getString("state")),
                row.getTimestamp("opened_at").toInstant(), ended == null ? null : ended.toInstant(),
                row.getInt("documents"), row.getInt("concluded"));
    }

    private static ReviewRound.Item item(ResultSet row, int n) throws SQLException {
        String conclusion = row.getString("conclusion");
        Timestamp at = row.getTimestamp("concluded_at");
        return new ReviewRound.Item(row.getLong("document_id"), row.getLong("body_id"), row.getString("body_name"),
                row.getString("title"), row.getString("document_number"),
                conclusion == null ? null : Conclusion.valueOf(conclusion), row.getString("reason"),
                row.getObject("person_id", Long.class), at == null ? null : at.toInstant());
    }
}
