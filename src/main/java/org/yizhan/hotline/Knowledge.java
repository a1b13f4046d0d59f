package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublicChange;
import org.yizhan.content.PublishedContent;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.search.SearchDocument;
import org.yizhan.search.SearchIndex;
import org.yizhan.search.Visibility;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * What the county knows (知识库). Each entry has a unit that answers for it, says on what it rests, and is looked at again by a day; the
 * office approves each version before anybody is told from it. What did not help is the owner's to mend.
 */
@Component
@Transactional
public class Knowledge implements Visibility {
    public static final String KIND = "knowledge";
    /** Who may find an entry that is not for the public. */
    public static final String STAFF = "hotline-staff";
    /** On it depend the public lists. */
    public static final String TOKEN = "hotline:knowledge";
    public static final int LONGEST_TITLE = 60;
    public static final int LONGEST_BODY = 5000;

    private static final int PAGE = 20;
    private static final int LONGEST_POLICY = 300;
    private static final int MOST_YEARS = 3;
    private static final int REMINDED = 200;
    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,7})-([0-9]{1,18})");
    private static final String FIELDS = """
            select e.id, e.unit_id, e.unit_path, e.state, e.in_force, e.version, v.number, v.title, v.body, v.policy, v.open, v.review_on,
                v.sent_back, e.changed_on
            from hotline.entry e join hotline.entry_version v on v.entry_id = e.id and v.number =
            """;
    private static final String NEWEST = "(select max(number) from hotline.entry_version where entry_id = e.id) ";
    private static final String IN_FORCE = "e.in_force ";

    private final JdbcClient sql;
    private final Directory directory;
    private final SearchIndex index;
    private final PublishedContent content;
    private final TodoList todos;
    private final ApplicationEventPublisher events;
    private final Journal journal;
    private final CountyClock clock;

    Knowledge(JdbcClient sql, Directory directory, SearchIndex index, PublishedContent content, TodoList todos,
            ApplicationEventPublisher events, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.directory = directory;
        this.index = index;
        this.content = content;
        this.todos = todos;
        this.events = events;
        this.journal = journal;
        this.clock = clock;
    }

    /** How far an entry has come. */
    public enum State {
        DRAFT("草稿"), WAITING("待审核"), IN_FORCE("已发布"), RETIRED("已停用");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param open whether the public may read it; {@code policy} is on what it rests */
    public record Written(String title, String body, String policy, boolean open, @Nullable LocalDate reviewOn) {}

    /**
     * One version of an entry.
     *
     * @param inForce number of the version people are told from; null when there is none
     * @param sentBack why the office sent this version back; empty when it did not
     */
    public record Entry(long id, UnitPath unit, State state, @Nullable Integer inForce, int version, int number,
            String title, String body, String policy, boolean open, LocalDate reviewOn, String sentBack,
            LocalDate changedOn) {
        public String href() {
            return "/knowledge/" + id + ".html";
        }
    }

    public record Feedback(long id, String words) {}

    public static String token(long id) {
        return "hotline:knowledge:" + id;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong("id"), new UnitPath(row.getString("unit_path")),
                State.valueOf(row.getString("state")), row.getObject("in_force", Integer.class), row.getInt("version"),
                row.getInt("number"), row.getString("title"), row.getString("body"), row.getString("policy"),
                row.getBoolean("open"), row.getObject("review_on", LocalDate.class), row.getString("sent_back"),
                row.getObject("changed_on", LocalDate.class));
    }

    /** The newest version, for whoever writes or approves it. */
    public Optional<Entry> find(Actor actor, long id) {
        return newest(id).filter(entry -> mayWrite(actor, entry.unit()) || mayApprove(actor));
    }

    private Optional<Entry> newest(long id) {
        return sql.sql(FIELDS + NEWEST + "where e.id = :id")
                .param("id", id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** What people are told now; an entry that is not for the public only for staff. */
    @Transactional(readOnly = true)
    public Optional<Entry> inForce(long id, boolean staff) {
        return sql.sql(FIELDS + IN_FORCE + "where e.id = :id")
                .param("id", id)
                .query((row, n) -> entry(row))
                .optional()
                .filter(entry -> entry.open() || staff);
    }

    public boolean mayWrite(Actor actor, UnitPath unit) {
        return actor.isStaff() && actor.may(HotlinePermissions.KNOWLEDGE, unit);
    }

    public boolean mayApprove(Actor actor) {
        return actor.isStaff() && actor.mayEverywhere(HotlinePermissions.KNOWLEDGE_OFFICE);
    }

    /** For which units somebody may write, in the county's order. */
    public Map<String, String> units(Actor actor) {
        var units = new LinkedHashMap<String, String>();
        directory.units()
                .stream()
                .filter(unit -> mayWrite(actor, unit.path()))
                .forEach(unit -> units.put(unit.path().value(), unit.shortName()));
        return units;
    }

    /** What somebody may write or approve, the last one first. */
    public KeyPage<Entry> mine(Actor actor, @Nullable String key) {
        List<Long> units = mayApprove(actor)
                ? null
                : directory.units()
                        .stream()
                        .filter(unit -> mayWrite(actor, unit.path()))
                        .map(unit -> unit.id().value())
                        .toList();
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        var query = sql.sql(SqlLimit.of(PAGE + 1, FIELDS + NEWEST + "where true "
                + (units == null ? "" : "and e.unit_id = any(:units) ")
                + (from.isEmpty() ? "" : "and e.id " + (newer ? ">" : "<") + " :id ")
                + (newer ? "order by e.id" : "order by e.id desc") + " limit :rows"));
        if (units != null) {
            query = query.param("units", units.toArray(Long[]::new));
        }
        if (from.isPresent()) {
            query = query.param("id", Long.parseLong(from.get().group(3)));
        }
        List<Entry> read = query.query((row, n) -> entry(row)).list();
        return KeyPage.of(read, PAGE, newer, from.isPresent(), one -> "0-" + one.id(), one -> one);
    }

    /** What the public may read, the last changed first; of one unit when asked. */
    @Transactional(readOnly = true)
    public KeyPage<Entry> open(@Nullable Long unit, @Nullable String key) {
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        var query = sql.sql(SqlLimit.of(PAGE + 1, FIELDS + IN_FORCE + "where e.open and e.in_force is not null "
                + (unit == null ? "" : "and e.unit_id = :unit ")
                + (from.isEmpty() ? "" : "and (e.changed_on, e.id) " + (newer ? ">" : "<") + " (:day, :id) ")
                + (newer ? "order by e.changed_on, e.id" : "order by e.changed_on desc, e.id desc") + " limit :rows"));
        if (unit != null) {
            query = query.param("unit", unit);
        }
        if (from.isPresent()) {
            query = query.param("day", LocalDate.ofEpochDay(Long.parseLong(from.get().group(2))))
                    .param("id", Long.parseLong(from.get().group(3)));
        }
        List<Entry> read = query.query((row, n) -> entry(row)).list();
        return KeyPage.of(read, PAGE, newer, from.isPresent(), one -> one.changedOn().toEpochDay() + "-" + one.id(),
                one -> one);
    }

    /** The versions of an entry, the newest first, with whether each was in force. */
    public List<Version> versions(long id) {
        return sql.sql("""
                select number, title, by_id, at, approved_at, sent_back from hotline.entry_version where entry_id = :id
                order by number desc""")
                .param("id", id)
                .query((row, n) -> new Version(row.getInt("number"), row.getString("title"), row.getLong("by_id"),
                        clock.local(row.getTimestamp("at").toInstant()).toLocalDate(),
                        row.getTimestamp("approved_at") != null,
                        row.getString("sent_back")))
                .list();
    }

    public record Version(int number, String title, long by, LocalDate on, boolean approved, String sentBack) {}

    /** Either the id of what was written, or why not. */
    public sealed interface Saved {
        record Done(long id) implements Saved {}

        record Refused(Refusal why) implements Saved {}
    }

    /**
     * A new entry, or a new version of one; a version that nobody has approved yet is written over.
     *
     * @param id 0 for a new one
     * @param send whether the office is to look at it now
     */
    public Saved write(Actor actor, long id, int seen, @Nullable UnitPath unit, Written typed, boolean send) {
        Written written = new Written(PlainText.line(typed.title()), PlainText.lines(typed.body()),
                PlainText.lines(typed.policy()), typed.open(), typed.reviewOn());
        Optional<Entry> before = id == 0 ? Optional.empty() : locked(id);
        UnitPath owner = before.map(Entry::unit).orElse(unit);
        Optional<Refusal> refusal = Refusal.when(id != 0 && before.isEmpty(), "没有这条知识。")
                .or(() -> Refusal.when(owner == null || !mayWrite(actor, owner)
                        || directory.unit(owner.unit()).filter(one -> one.path().equals(owner)).isEmpty(),
                        "请选择您可以维护的单位。"))
                .or(() -> Refusal.when(before.filter(entry -> entry.version() != seen).isPresent(),
                        "这条知识刚被别人改过，请看一看现在的内容；您写的还在。"))
                .or(() -> Refusal.when(before.filter(entry -> entry.state() == State.WAITING).isPresent(),
                        "这一版正在等热线办审核，审核以后再改。"))
                .or(() -> whyNot(written));
        if (refusal.isPresent() || owner == null) {
            return new Saved.Refused(refusal.orElseThrow());
        }
        long entry = before.map(Entry::id).orElseGet(() -> insert(owner, written));
        int number = before.map(one -> Objects.equals(one.inForce(), one.number()) || one.state() == State.RETIRED
                ? one.number() + 1
                : one.number()).orElse(1);
        version(entry, number, written, actor.ref().id());
        state(entry, send ? State.WAITING : State.DRAFT);
        journal.record(actor.ref(), HotlineAct.KNOWLEDGE_WRITTEN, ref(entry),
                Map.of("number", Integer.toString(number), "sent", Boolean.toString(send)));
        todos.done(todo(entry, "back"), actor.ref());
        if (send) {
            todos.add(new NewTodo(todo(entry, "approve"), "审核知识：" + written.title(), "审核以后才能对外使用", null,
                    "/desk/hotline/knowledge/" + entry,
                    List.of(new NewTodo.Audience.Everywhere(HotlinePermissions.KNOWLEDGE_OFFICE))));
        }
        return new Saved.Done(entry);
    }

    private Optional<Refusal> whyNot(Written written) {
        LocalDate review = written.reviewOn();
        LocalDate today = clock.today();
        return length("标题", written.title(), 2, LONGEST_TITLE)
                .or(() -> length("内容", written.body(), 5, LONGEST_BODY))
                .or(() -> length("政策依据", written.policy(), 2, LONGEST_POLICY))
                .or(() -> Refusal.when(review == null || !review.isAfter(today)
                        || review.isAfter(today.plusYears(MOST_YEARS)), "到哪一天再核对：在今天以后，三年以内。"));
    }

    private static Optional<Refusal> length(String what, String text, int least, int most) {
        int length = PlainText.length(text);
        return Refusal.when(length < least, length == 0 ? "请填写" + what + "。" : what + "至少 " + least + " 个字。")
                .or(() -> Refusal.when(length > most, what + "最多 " + most + " 个字，现在有 " + length + " 个，请精简。"));
    }

    private Optional<Entry> locked(long id) {
        sql.sql("select id from hotline.entry where id = :id for update").param("id", id).query(Long.class).optional();
        return newest(id);
    }

    private long insert(UnitPath owner, Written written) {
        return sql.sql("""
                insert into hotline.entry (unit_id, unit_path, open, review_on, state, changed_on)
                values (:unit, :path, :open, :review, 'DRAFT', :today) returning id""")
                .param("unit", owner.unit().value())
                .param("path", owner.value())
                .param("open", written.open())
                .param("review", written.reviewOn())
                .param("today", clock.today())
                .query(Long.class)
                .single();
    }

    private void version(long entry, int number, Written written, long by) {
        sql.sql("""
                insert into hotline.entry_version (entry_id, number, title, body, policy, open, review_on, by_id, at)
                values (:entry, :number, :title, :body, :policy, :open, :review, :by, :at)
                on conflict (entry_id, number) do update set title = excluded.title, body = excluded.body, policy = excluded.policy,
                    open = excluded.open, review_on = excluded.review_on, by_id = excluded.by_id, at = excluded.at, sent_back = ''""")
                .param("entry", entry)
                .param("number", number)
                .param("title", written.title())
                .param("body", written.body())
                .param("policy", written.policy())
                .param("open", written.open())
                .param("review", written.reviewOn())
                .param("by", by)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void state(long entry, State state) {
        sql.sql("update hotline.entry set state = :state, version = version + 1 where id = :id")
                .param("state", state.name())
                .param("id", entry)
                .update();
    }

    /** From now on people are told from this version. */
    public Optional<Refusal> approve(Actor actor, long id, int seen) {
        Optional<Entry> found = locked(id);
        Optional<Refusal> refusal = office(actor, found, seen);
        if (refusal.isPresent()) {
            return refusal;
        }
        Entry entry = found.orElseThrow();
        sql.sql("""
                update hotline.entry_version set approved_by = :by, approved_at = :at where entry_id = :id and number = :number""")
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("number", entry.number())
                .update();
        sql.sql("""
                update hotline.entry set state = 'IN_FORCE', in_force = :number, open = :open, review_on = :review, changed_on = :today,
                    reminded = false, version = version + 1 where id = :id""")
                .param("number", entry.number())
                .param("open", entry.open())
                .param("review", entry.reviewOn())
                .param("today", clock.today())
                .param("id", id)
                .update();
        journal.record(actor.ref(), HotlineAct.KNOWLEDGE_APPROVED, ref(id),
                Map.of("number", Integer.toString(entry.number())));
        todos.done(todo(id, "approve"), actor.ref());
        todos.done(todo(id, "review"), actor.ref());
        put(inForce(id, true).orElseThrow());
        return Optional.empty();
    }

    public Optional<Refusal> sendBack(Actor actor, long id, int seen, String typedWhy) {
        String why = PlainText.line(typedWhy);
        Optional<Entry> found = locked(id);
        Optional<Refusal> refusal = office(actor, found, seen)
                .or(() -> Refusal.when(why.isEmpty() || why.length() > 300, "请写明退回的原因，最多 300 字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Entry entry = found.orElseThrow();
        sql.sql("update hotline.entry_version set sent_back = :why where entry_id = :id and number = :number")
                .param("why", why)
                .param("id", id)
                .param("number", entry.number())
                .update();
        state(id, State.DRAFT);
        journal.record(actor.ref(), HotlineAct.KNOWLEDGE_SENT_BACK, ref(id), Map.of());
        todos.done(todo(id, "approve"), actor.ref());
        todos.add(new NewTodo(todo(id, "back"), "修改知识：" + entry.title(), "热线办退回：" + why, null,
                "/desk/hotline/knowledge/" + id, owners(entry)));
        return Optional.empty();
    }

    private Optional<Refusal> office(Actor actor, Optional<Entry> found, int seen) {
        return Refusal.when(!mayApprove(actor), "知识由热线办审核，您没有这项权限。")
                .or(() -> Refusal.when(found.filter(entry -> entry.state() == State.WAITING).isEmpty(), "这条知识没有在等待审核。"))
                .or(() -> Refusal.when(found.orElseThrow().version() != seen, "这条知识刚被别人改过，请看一看现在的内容再审核。"));
    }

    /** Nobody is told from it any more; its versions stay. */
    public Optional<Refusal> retire(Actor actor, long id, int seen) {
        Optional<Entry> found = locked(id);
        Optional<Refusal> refusal = Refusal
                .when(found.isEmpty() || !mayWrite(actor, found.get().unit()) && !mayApprove(actor),
                        "没有这条知识，或您没有维护它的权限。")
                .or(() -> Refusal.when(found.orElseThrow().version() != seen, "这条知识刚被别人改过，请看一看现在的内容。"))
                .or(() -> Refusal.when(found.orElseThrow().state() == State.RETIRED, "这条知识已经停用。"));
        if (refusal.isEmpty()) {
            sql.sql("""
                    update hotline.entry set state = 'RETIRED', in_force = null, version = version + 1 where id = :id""")
                    .param("id", id)
                    .update();
            journal.record(actor.ref(), HotlineAct.KNOWLEDGE_RETIRED, ref(id), Map.of());
            todos.doneAll("hotline:knowledge:" + id + ":", actor.ref());
            index.remove(KIND, id);
            events.publishEvent(new PublicChange(Set.of(TOKEN, token(id))));
        }
        return refusal;
    }

    /** Since when it should have been looked at again; empty while its day has not come. */
    public Optional<LocalDate> toBeReviewedSince(long id) {
        return sql
                .sql("select review_on from hotline.entry where id = :id and in_force is not null and review_on <= :today")
                .param("id", id)
                .param("today", clock.today())
                .query(LocalDate.class)
                .optional();
    }

    /** It still holds: looked at again, and next time on that day. */
    public Optional<Refusal> stillHolds(Actor actor, long id, @Nullable LocalDate next) {
        Optional<Entry> found = locked(id);
        LocalDate today = clock.today();
        Optional<Refusal> refusal = Refusal
                .when(found.isEmpty() || !mayWrite(actor, found.get().unit()), "没有这条知识，或您没有维护它的权限。")
                .or(() -> Refusal.when(found.orElseThrow().inForce() == null, "这条知识没有发布，不用核对。"))
                .or(() -> Refusal.when(next == null || !next.isAfter(today)
                        || next.isAfter(today.plusYears(MOST_YEARS)), "下次核对的日期：在今天以后，三年以内。"));
        if (refusal.isEmpty()) {
            sql.sql("update hotline.entry set review_on = :next, reminded = false, version = version + 1 where id = :id")
                    .param("next", next)
                    .param("id", id)
                    .update();
            sql.sql("""
                    update hotline.entry_version set review_on = :next where entry_id = :id and number = :number""")
                    .param("next", next)
                    .param("id", id)
                    .param("number", found.orElseThrow().inForce())
                    .update();
            journal.record(actor.ref(), HotlineAct.KNOWLEDGE_REVIEWED, ref(id), Map.of("next", String.valueOf(next)));
            todos.done(todo(id, "review"), actor.ref());
            events.publishEvent(new PublicChange(Set.of(token(id))));
        }
        return refusal;
    }

    /** It did not help somebody; the owner hears why. */
    public Optional<Refusal> didNotHelp(Actor who, long id, String typedWords) {
        String words = PlainText.lines(typedWords);
        Optional<Entry> entry = inForce(id, who.isStaff());
        Optional<Refusal> refusal = Refusal.when(entry.isEmpty(), "没有这条知识。")
                .or(() -> Refusal.when(PlainText.length(words) < 2, "请写一写想问什么、哪里没有说清，我们好改。"))
                .or(() -> Refusal.when(PlainText.length(words) > 300, "最多 300 字，请精简。"));
        if (refusal.isEmpty()) {
            sql.sql("insert into hotline.feedback (entry_id, words, by_id, at) values (:id, :words, :by, :at)")
                    .param("id", id)
                    .param("words", words)
                    .param("by", who.isStaff() ? who.ref().id() : null, java.sql.Types.BIGINT)
                    .param("at", clock.now().atOffset(ZoneOffset.UTC))
                    .update();
            String first = words.length() > 60 ? words.substring(0, 60) + "…" : words;
            todos.add(new NewTodo(todo(id, "feedback"), "知识没有帮上忙：" + entry.orElseThrow().title(),
                    first.replace('\n', ' '), null, "/desk/hotline/knowledge/" + id, owners(entry.orElseThrow())));
        }
        return refusal;
    }

    public List<Feedback> feedback(long id) {
        return sql.sql(SqlLimit.of(PAGE,
                """
                        select id, words from hotline.feedback where entry_id = :id and settled_at is null order by id limit :rows"""))
                .param("id", id)
                .query((row, n) -> new Feedback(row.getLong("id"), row.getString("words")))
                .list();
    }

    /** The owner has seen what did not help, and mended it or not. */
    public Optional<Refusal> settle(Actor actor, long id) {
        Optional<Entry> entry = newest(id);
        Optional<Refusal> refusal = Refusal.when(entry.isEmpty() || !mayWrite(actor, entry.get().unit()),
                "没有这条知识，或您没有维护它的权限。");
        if (refusal.isEmpty()) {
            sql.sql("""
                    update hotline.feedback set settled_by = :by, settled_at = :at where entry_id = :id and settled_at is null""")
                    .param("by", actor.ref().id())
                    .param("at", clock.now().atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            todos.done(todo(id, "feedback"), actor.ref());
        }
        return refusal;
    }

    /** Owners are reminded of what is to be looked at again; a missed night makes up for itself. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    public void remind() {
        for (Entry entry : sql.sql(SqlLimit.of(REMINDED, FIELDS + IN_FORCE
                + "where e.in_force is not null and e.review_on <= :today and not e.reminded order by e.review_on, e.id limit :rows"))
                .param("today", clock.today())
                .query((row, n) -> entry(row))
                .list()) {
            todos.add(new NewTodo(todo(entry.id(), "review"), "核对知识：" + entry.title(), "到了该核对的日期，看看是否还对",
                    toBeReviewedSince(entry.id()).orElse(entry.reviewOn()), "/desk/hotline/knowledge/" + entry.id(),
                    owners(entry)));
            sql.sql("update hotline.entry set reminded = true where id = :id").param("id", entry.id()).update();
        }
    }

    private static List<NewTodo.Audience> owners(Entry entry) {
        return List.of(new NewTodo.Audience.Holders(HotlinePermissions.KNOWLEDGE, entry.unit().value()));
    }

    private static String todo(long id, String what) {
        return "hotline:knowledge:" + id + ":" + what;
    }

    private static ObjectRef ref(long id) {
        return new ObjectRef("hotline.entry", id);
    }

    private void put(Entry entry) {
        content.siteBySlug("")
                .ifPresent(portal -> index.put(new SearchDocument(KIND, entry.id(),
                        entry.open() ? "public" : STAFF, entry.title(), entry.body() + "\n" + entry.policy(), "",
                        portal.id(),
                        portal.name(), 0, "知识库", directory.unit(entry.unit().unit()).map(Unit::shortName).orElse(""),
                        null,
                        clock.now(), entry.href())));
        events.publishEvent(new PublicChange(Set.of(TOKEN, token(entry.id()))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Long> visible(Collection<Long> ids, String audience) {
        boolean staff = audience.equals(STAFF);
        if (ids.isEmpty() || !staff && !audience.equals("public")) {
            return Set.of();
        }
        return new HashSet<>(sql.sql("select id from hotline.entry where id = any(:ids) and in_force is not null and "
                + (staff ? "not open" : "open"))
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Names of the units of these entries. */
    public Map<UnitPath, String> names(Collection<Entry> entries) {
        var names = new HashMap<UnitPath, String>();
        entries.forEach(entry -> names.computeIfAbsent(entry.unit(),
                path -> directory.unit(path.unit()).map(Unit::shortName).orElse("")));
        return names;
    }
}
