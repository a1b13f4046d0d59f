package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.Limit;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of cases: read under a lock, and written as an act leaves them. */
@Component
class CaseRows {
    private static final String FIELDS = """
            select c.id, c.kind, c.number, c.code, c.process, c.title, c.class, c.subject, c.region, c.channel, c.writer, c.guarded,
                c.home_path, c.lead_path, c.state, c.outcome, c.waits, c.bound, c.received_at, c.answered_at, c.ended_at, c.due,
                c.late, c.returns, c.reopenings, c.urges, c.facts, c.version, c.events, c.assisting
            from casework.cases c
            """;

    private final JdbcClient sql;
    private final EventText texts;
    private final LimitRules rules;
    private final JsonMapper json = JsonMapper.builder().build();
    private final IdBlocks taskIds;
    private final IdBlocks limitIds;

    CaseRows(JdbcClient sql, EventText texts, LimitRules rules) {
        this.sql = sql;
        this.texts = texts;
        this.rules = rules;
        taskIds = new IdBlocks(sql, "casework.task_id");
        limitIds = new IdBlocks(sql, "casework.running_id_seq");
    }

    /** Nobody else acts on the case until the transaction ends. */
    Optional<CaseFile> lock(CaseId id) {
        Optional<Row> row = sql.sql(FIELDS + "where c.id = :id for update of c")
                .param("id", id.value())
                .query((r, n) -> row(r))
                .optional();
        return row.map(this::opened);
    }

    /** With where it stands and what runs on it, in one question: a row for each open step and one for each open limit. */
    private CaseFile opened(Row found) {
        var steps = new ArrayList<Token>();
        var limits = new ArrayList<Running>();
        sql.sql("""
                select step.*, running.* from (
                    select id as step, node, place, via, idx, whom from casework.task
                    where case_id = :id and ended_at is null) step
                full join (""" + LIMITS + "where case_id = :id and ended_at is null) running on false")
                .param("id", found.view().id().value())
                .query(row -> {
                    if (row.getObject("step") == null) {
                        limits.add(limit(row));
                    } else {
                        steps.add(token(row, "step"));
                    }
                });
        return new CaseFile(found.view(), found.events(), new Marking(steps), limits);
    }

    /** Those of them on which nobody acts now, each with its open limits; for the program's own work, which does not move processes. */
    List<CaseFile> lockFree(Collection<Long> ids) {
        return lock(ids, " skip locked");
    }

    /** The same for all of them; waits for whoever acts. */
    List<CaseFile> lockAll(Collection<Long> ids) {
        return lock(ids, "");
    }

    private List<CaseFile> lock(Collection<Long> ids, String how) {
        List<Row> found = sql.sql(FIELDS + "where c.id = any(:ids) order by c.id for update of c" + how)
                .param("ids", ids.toArray(Long[]::new))
                .query((r, n) -> row(r))
                .list();
        Map<CaseId, List<Running>> limits = sql
                .sql(LIMITS + "where case_id = any(:ids) and ended_at is null order by id")
                .param("ids", found.stream().map(row -> row.view().id().value()).toArray(Long[]::new))
                .query((row, n) -> limit(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Running::caseId));
        return found.stream()
                .map(row -> new CaseFile(row.view(), row.events(), Marking.EMPTY,
                        limits.getOrDefault(row.view().id(), List.of())))
                .toList();
    }

    Optional<CaseView> find(CaseId id) {
        return sql.sql(FIELDS + "where c.id = :id").param("id", id.value()).query((r, n) -> row(r).view()).optional();
    }

    Optional<CaseView> byCode(String code) {
        return sql.sql(FIELDS + "where c.code = :code").param("code", code).query((r, n) -> row(r).view()).optional();
    }

    Optional<CaseView> byNumber(String number) {
        return sql.sql(FIELDS + "where c.number = :number")
                .param("number", number)
                .query((r, n) -> row(r).view())
                .optional();
    }

    List<CaseView> byNumbers(Collection<String> numbers) {
        return sql.sql(FIELDS + "where c.number = any(:numbers)")
                .param("numbers", numbers.toArray(String[]::new))
                .query((r, n) -> row(r).view())
                .list();
    }

    /** Nobody acts on any of them until the transaction ends; in one order, so that two who need the same never wait for each other. */
    void hold(Collection<CaseId> ids) {
        sql.sql("select id from casework.cases where id = any(:ids) order by id for update")
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    List<CaseView> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.sql(FIELDS + "where c.id = any(:ids)")
                        .param("ids", ids.toArray(Long[]::new))
                        .query((r, n) -> row(r).view())
                        .list();
    }

    List<CaseView> after(long id, long until, int most) {
        return sql.sql(SqlLimit.of(most, FIELDS + "where c.id > :id and c.id <= :until order by c.id limit :rows"))
                .param("id", id)
                .param("until", until)
                .query((r, n) -> row(r).view())
                .list();
    }

    long last() {
        return sql.sql("select coalesce(max(id), 0) from casework.cases").query(Long.class).single();
    }

    /** What else came from the same writer, the last one first; nothing that is guarded. */
    List<CaseView> ofWriter(CaseView view, int most) {
        return view.writer().isEmpty()
                ? List.of()
                : sql.sql(SqlLimit.of(most, FIELDS + """
                        where c.kind = :kind and c.writer = :writer and c.writer <> '' and c.id <> :id and not c.guarded
                        order by c.received_at desc, c.id desc limit :rows"""))
                        .param("kind", view.kind())
                        .param("writer", view.writer())
                        .param("id", view.id().value())
                        .query((r, n) -> row(r).view())
                        .list();
    }

    /** The same of every kind; each kind is a range of the index. */
    List<CaseView> ofWriter(String mark, int most) {
        return sql.sql(SqlLimit.of(most, FIELDS + """
                where c.id in (select one.id from unnest(:kinds::text[]) as kind cross join lateral (
                        select c2.id from casework.cases c2
                        where c2.kind = kind and c2.writer = :writer and c2.writer <> '' and not c2.guarded
                        order by c2.received_at desc, c2.id desc limit :rows) one)
                order by c.received_at desc, c.id desc limit :rows"""))
                .param("kinds", sql.sql("select distinct kind from casework.process_version")
                        .query(String.class)
                        .list()
                        .toArray(String[]::new))
                .param("writer", mark)
                .query((r, n) -> row(r).view())
                .list();
    }

    private record Row(CaseView view, int events) {}

    private Row row(ResultSet row) throws SQLException {
        String lead = row.getString("lead_path");
        String waits = row.getString("waits");
        Set<UnitPath> helping = Arrays.stream((String[]) row.getArray("assisting").getArray())
                .map(UnitPath::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var view = new CaseView(new CaseId(row.getLong("id")), row.getString("kind"), row.getString("number"),
                row.getString("code"), row.getInt("process"), row.getString("title"), row.getString("class"),
                row.getString("subject"), row.getString("region"), row.getString("channel"), row.getString("writer"),
                row.getBoolean("guarded"), new UnitPath(row.getString("home_path")),
                lead == null ? null : new UnitPath(lead), helping, CaseState.valueOf(row.getString("state")),
                row.getString("outcome"), waits == null ? null : CaseView.Wait.valueOf(waits), row.getBoolean("bound"),
                Objects.requireNonNull(instant(row, "received_at")), instant(row, "answered_at"),
                instant(row, "ended_at"), instant(row, "due"), row.getBoolean("late"), row.getInt("returns"),
                row.getInt("reopenings"), row.getInt("urges"), facts(row.getString("facts")), row.getInt("version"));
        return new Row(view, row.getInt("events"));
    }

    private Map<String, String> facts(String written) {
        return written.equals("{}")
                ? Map.of()
                : json.readerForMapOf(String.class).readValue(written);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** As text, because the driver knows no arrays of moments. */
    private static <T> @Nullable String[] times(List<T> rows, Function<T, @Nullable Instant> at) {
        return rows.stream().map(row -> {
            Instant moment = at.apply(row);
            return moment == null ? null : moment.toString();
        }).toArray(String[]::new);
    }

    Marking marking(CaseId id) {
        return new Marking(sql.sql("""
                select id, node, place, via, idx, whom from casework.task where case_id = :id and ended_at is null""")
                .param("id", id.value())
                .query((row, n) -> token(row, "id"))
                .list());
    }

    private static Token token(ResultSet row, String id) throws SQLException {
        return new Token(row.getLong(id), row.getString("node"), Token.Where.valueOf(row.getString("place")),
                row.getString("via"), row.getInt("idx"), row.getString("whom"));
    }

    private static final String LIMITS = """
            select id, case_id, rule_id, task_id, unit_path, begun_at, begun_event, deadline, ended_at, late, late_by, extensions,
                warned, next_warning, term from casework.running
            """;

    List<Running> limits(CaseId id) {
        return limits(List.of(id)).getOrDefault(id, List.of());
    }

    Map<CaseId, List<Running>> limits(Collection<CaseId> ids) {
        return sql.sql(LIMITS + "where case_id = any(:ids) order by id")
                .param("ids", values(ids))
                .query((row, n) -> limit(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Running::caseId));
    }

    private static Long[] values(Collection<CaseId> ids) {
        return ids.stream().map(CaseId::value).toArray(Long[]::new);
    }

    private Running limit(ResultSet row) throws SQLException {
        String unit = row.getString("unit_path");
        return new Running(row.getLong("id"), new CaseId(row.getLong("case_id")),
                rule(row.getLong("rule_id"), row.getString("term")),
                row.getObject("task_id", Long.class), unit == null ? null : new UnitPath(unit),
                Objects.requireNonNull(instant(row, "begun_at")), row.getInt("begun_event"), instant(row, "deadline"),
                instant(row, "ended_at"), row.getObject("late", Boolean.class), row.getObject("late_by", Integer.class),
                row.getInt("extensions"),
                row.getObject("warned", Integer.class), instant(row, "next_warning"));
    }

    private LimitRule rule(long id, @Nullable String own) {
        LimitRule rule = rules.get(id);
        return own == null ? rule : rule.lasting(Limit.parse(own).orElseThrow());
    }

    /** All that happened, in order. */
    List<PastEvent> events(CaseId id) {
        return Chronicle.of(id).map(past -> List.copyOf(past.events())).orElseGet(() -> written(id));
    }

    private List<PastEvent> written(CaseId id) {
        return sql.sql("""
                select number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                where case_id = :id order by number""").param("id", id.value()).query((row, n) -> event(row)).list();
    }

    private record Of(CaseId id, PastEvent past) {
        static Map<CaseId, List<PastEvent>> each(List<Of> all) {
            return all.stream()
                    .collect(Collectors.groupingBy(Of::id, Collectors.mapping(Of::past, Collectors.toList())));
        }
    }

    /** All that happened to each of these cases, in order. */
    Map<CaseId, List<PastEvent>> events(Collection<CaseId> ids) {
        return Of.each(sql.sql("""
                select case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                where case_id = any(:ids) order by case_id, number""")
                .param("ids", values(ids))
                .query((row, n) -> new Of(new CaseId(row.getLong("case_id")), event(row)))
                .list());
    }

    Map<CaseId, Instant> lastChanges(Collection<CaseId> ids) {
        return sql.sql("""
                select one.id, last.at from unnest(:ids::bigint[]) one (id) cross join lateral (
                    select at from casework.event where case_id = one.id and open order by number desc limit 1) last""")
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> Map.entry(new CaseId(row.getLong("id")), row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What moves the clocks of these cases. */
    Map<CaseId, List<PastEvent>> clockEvents(Collection<Long> ids) {
        return Of.each(sql
                .sql("""
                        select case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                        where case_id = any(:ids) and type in ('SUSPENDED', 'RESUMED', 'RESTARTED', 'SUPPLEMENT_ASKED', 'SUPPLEMENT_RECEIVED',
                            'EXTENSION_GRANTED', 'DATE_GIVEN') order by case_id, number""")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Of(new CaseId(row.getLong("case_id")), event(row)))
                .list());
    }

    private PastEvent event(ResultSet row) throws SQLException {
        String unit = row.getString("unit_path");
        return new PastEvent(row.getInt("number"), row.getTimestamp("at").toInstant(),
                texts.read(row.getString("type"), row.getString("facts")),
                new ActorRef(ActorRef.Kind.valueOf(row.getString("who_kind")), row.getLong("who_id")),
                unit == null ? null : new UnitPath(unit), row.getString("words"), row.getBoolean("open"));
    }

    /** A case that was registered: what only the database could say of it. */
    record Registered(CaseId id, String number, int process) {}

    /** Registers a case under this number. */
    Registered insert(CaseView row, String number) {
        return sql
                .sql("""
                        insert into casework.cases (kind, number, code, process, title, class, subject, region, channel, writer, guarded,
                            home_path, state, received_at, facts)
                        values (:kind, :number, :code, (select max(version) from casework.process_version where kind = :kind), :title,
                            :class, :subject, :region, :channel, :writer, :guarded, :home, 'SUBMITTED', :received, cast(:facts as jsonb))
                        returning id, process""")
                .param("number", number)
                .param("kind", row.kind())
                .param("code", row.code())
                .param("title", row.title())
                .param("class", row.clazz())
                .param("subject", row.subject())
                .param("region", row.region())
                .param("channel", row.channel())
                .param("writer", row.writer())
                .param("guarded", row.guarded())
                .param("home", row.home().value())
                .param("received", time(row.receivedAt()))
                .param("facts", json.writeValueAsString(row.facts()))
                .query((r, n) -> new Registered(new CaseId(r.getLong("id")), number, r.getInt("process")))
                .single();
    }

    /**
     * The same of many that came in long ago, each under the next number of its own day. It is counted in the same transaction, which must
     * not register another case of such a day by itself: {@link CaseNumbers} would wait for it.
     */
    List<Registered> insertAll(List<CaseView> wanted, List<String> prefixes) {
        record Coded(String code, Registered registered) {}
        Map<String, Registered> byCode = sql
                .sql("""
                        with wanted as (
                            select w.*, row_number() over (partition by prefix order by received, place) as nth,
                                count(*) over (partition by prefix) as many
                            from unnest(:prefixes, :kinds, :codes, :titles, :classes, :subjects, :regions, :channels, :writers, :guarded,
                                :homes, cast(:received as timestamptz[]), cast(:facts as jsonb[])) with ordinality
                                as w (prefix, kind, code, title, class, subject, region, channel, writer, guarded, home, received, facts,
                                    place)),
                        serial as (
                            insert into casework.serial (prefix, last) select prefix, max(many) from wanted group by prefix order by prefix
                            on conflict (prefix) do update set last = casework.serial.last + excluded.last returning prefix, last),
                        numbered as (
                            select w.*, (last - many + nth)::text as number from wanted w join serial using (prefix))
                        insert into casework.cases (kind, number, code, process, title, class, subject, region, channel, writer, guarded,
                            home_path, state, received_at, facts)
                        select kind, prefix || lpad(number, greatest(4, length(number)), '0'), code,
                            (select max(version) from casework.process_version v where v.kind = n.kind), title, class, subject, region,
                            channel, writer, guarded, home, 'SUBMITTED', received, facts
                        from numbered n order by received, place returning code, id, number, process""")
                .param("prefixes", prefixes.toArray(String[]::new))
                .param("kinds", of(wanted, CaseView::kind))
                .param("codes", of(wanted, CaseView::code))
                .param("titles", of(wanted, CaseView::title))
                .param("classes", of(wanted, CaseView::clazz))
                .param("subjects", of(wanted, CaseView::subject))
                .param("regions", of(wanted, CaseView::region))
                .param("channels", of(wanted, CaseView::channel))
                .param("writers", of(wanted, CaseView::writer))
                .param("guarded", wanted.stream().map(CaseView::guarded).toArray(Boolean[]::new))
                .param("homes", of(wanted, view -> view.home().value()))
                .param("received", times(wanted, CaseView::receivedAt))
                .param("facts", of(wanted, view -> json.writeValueAsString(view.facts())))
                .query((r, n) -> new Coded(r.getString("code"),
                        new Registered(new CaseId(r.getLong("id")), r.getString("number"), r.getInt("process"))))
                .stream()
                .collect(Collectors.toMap(Coded::code, Coded::registered));
        return wanted.stream().map(view -> Objects.requireNonNull(byCode.get(view.code()))).toList();
    }

    private static String[] of(List<CaseView> views, Function<CaseView, String> what) {
        return views.stream().map(what).toArray(String[]::new);
    }

    /** All that an act makes of a case: its row, the events, where it stands, its limits, and in which lists it is found. */
    void save(CaseFile file, ActorRef by, String action, Instant at, Writes writes) {
        writes.with("id", file.id().value()).with("at", time(at));
        tokens(file, by, action, writes);
        moved(file.changedLimits(), writes);
        begun(file.begunLimits(), writes);
        append(lines(List.of(file)), writes);
        assist(file, writes);
        shelve(file.before(), file.view(), writes);
        row(file, writes);
        writes.to(sql);
    }

    private void row(CaseFile file, Writes writes) {
        CaseView now = file.view();
        writes.add(
                """
                        update casework.cases set process = :process, title = :title, class = :class, subject = :subject,
                            region = :region, guarded = :guarded, lead_path = :lead, assisting = :assisting, state = :state,
                            outcome = :outcome, waits = :waits, bound = :bound, answered_at = :answered, ended_at = :ended, due = :due,
                            late = :late, returns = :returns, reopenings = :reopenings, urges = :urges, facts = cast(:facts as jsonb),
                            events = :events, version = version + 1
                        where id = :id""")
                .with("process", now.process())
                .with("title", now.title())
                .with("class", now.clazz())
                .with("subject", now.subject())
                .with("region", now.region())
                .with("guarded", now.guarded())
                .with("lead", now.lead() == null ? null : now.lead().value())
                .with("assisting", now.assisting().stream().map(UnitPath::value).toArray(String[]::new))
                .with("state", now.state().name())
                .with("outcome", now.outcome())
                .with("waits", now.waits() == null ? null : now.waits().name())
                .with("bound", now.bound())
                .with("answered", time(now.answeredAt()))
                .with("ended", time(now.endedAt()))
                .with("due", time(now.due()))
                .with("late", now.late())
                .with("returns", now.returns())
                .with("reopenings", now.reopenings())
                .with("urges", now.urges())
                .with("facts", json.writeValueAsString(now.facts()))
                .with("events", file.events());
    }

    record Line(CaseId id, PastEvent past) {}

    private static List<Line> lines(Collection<CaseFile> files) {
        return files.stream()
                .flatMap(file -> file.fresh().stream().map(past -> new Line(file.id(), past)))
                .toList();
    }

    void append(List<Line> fresh, Writes writes) {
        if (fresh.isEmpty()) {
            return;
        }
        writes.add(
                """
                        insert into casework.event (case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open)
                        select * from unnest(:eventCases, :eventNumbers, cast(:eventTimes as timestamptz[]), :eventTypes, :whoKinds, :whoIds,
                            :eventUnits, cast(:eventFacts as jsonb[]), :eventWords, :eventOpen)""")
                .with("eventCases", fresh.stream().map(line -> line.id().value()).toArray(Long[]::new))
                .with("eventNumbers", fresh.stream().map(line -> line.past().number()).toArray(Integer[]::new))
                .with("eventTimes", times(fresh, line -> line.past().at()))
                .with("eventTypes", strings(fresh, past -> past.event().type()))
                .with("whoKinds", strings(fresh, past -> past.who().kind().name()))
                .with("whoIds", fresh.stream().map(line -> line.past().who().id()).toArray(Long[]::new))
                .with("eventUnits", strings(fresh, past -> past.unit() == null ? null : past.unit().value()))
                .with("eventFacts", strings(fresh, past -> texts.write(past.event())))
                .with("eventWords", strings(fresh, PastEvent::words))
                .with("eventOpen", fresh.stream().map(line -> line.past().open()).toArray(Boolean[]::new));
    }

    private static @Nullable String[] strings(List<Line> lines, Function<PastEvent, @Nullable String> of) {
        return lines.stream().map(line -> of.apply(line.past())).toArray(String[]::new);
    }

    /** What the program itself says of many cases at once: events, when they are due, whether they are late. */
    void saveDates(Collection<CaseFile> files) {
        if (files.isEmpty()) {
            return;
        }
        List<CaseView> now = files.stream().map(CaseFile::view).toList();
        Long[] ids = now.stream().map(view -> view.id().value()).toArray(Long[]::new);
        String[] dues = times(now, CaseView::due);
        Boolean[] late = now.stream().map(CaseView::late).toArray(Boolean[]::new);
        var writes = new Writes().with("ids", ids).with("dues", dues).with("late", late);
        writes.add(
                """
                        update casework.cases c set due = n.due, late = n.late, events = n.events, version = version + 1
                        from unnest(:ids, cast(:dues as timestamptz[]), :late, :events) as n (id, due, late, events) where c.id = n.id""")
                .with("events", files.stream().map(CaseFile::events).toArray(Integer[]::new));
        append(lines(files), writes);
        writes.add("""
                update casework.shelf s set due = coalesce(n.due, timestamptz '9999-12-31 00:00:00Z'), late = n.late
                from unnest(:ids, cast(:dues as timestamptz[]), :late) as n (id, due, late) where s.case_id = n.id""");
        writes.to(sql);
    }

    /** What the assisting units were asked, and say; which they are now is with the case itself. */
    private static void assist(CaseFile file, Writes writes) {
        Set<UnitPath> now = file.view().assisting();
        Set<UnitPath> before = file.before().assisting();
        if (now.equals(before)) {
            return;
        }
        writes.add("delete from casework.assisting where case_id = :id and unit_path = any(:helpsNoLonger)")
                .with("helpsNoLonger", unitsOf(before, now));
        writes.add(
                """
                        insert into casework.assisting (case_id, unit_path, asked_at) select :id, unit, :at from unnest(:helpsNow) unit""")
                .with("helpsNow", unitsOf(now, before));
    }

    private static String[] unitsOf(Set<UnitPath> some, Set<UnitPath> without) {
        return some.stream().filter(unit -> !without.contains(unit)).map(UnitPath::value).toArray(String[]::new);
    }

    void opinion(CaseId id, UnitPath unit, String words, long by, Instant at) {
        Optional<Chronicle> past = Chronicle.of(id);
        if (past.isPresent()) {
            past.get().opinion(unit, words, by, at);
            return;
        }
        sql.sql("""
                update casework.assisting set opinion = :words, given_by = :by, given_at = :at
                where case_id = :id and unit_path = :unit""")
                .param("words", words)
                .param("by", by)
                .param("at", time(at))
                .param("id", id.value())
                .param("unit", unit.value())
                .update();
    }

    /** What the assisting units say, in the order in which they were asked. */
    List<Opinion> opinions(CaseId id) {
        return sql.sql("""
                select unit_path, opinion, given_by, given_at from casework.assisting where case_id = :id
                order by asked_at, unit_path""")
                .param("id", id.value())
                .query((row, n) -> new Opinion(new UnitPath(row.getString("unit_path")), row.getString("opinion"),
                        row.getObject("given_by", Long.class), instant(row, "given_at")))
                .list();
    }

    /** Who finds it: whoever may see the cases of one of its units, and for a guarded one only who must. */
    static Set<CaseOracle.Range> places(CaseView view) {
        var places = new LinkedHashSet<CaseOracle.Range>();
        if (view.guarded()) {
            view.units()
                    .stream()
                    .filter(unit -> unit.equals(view.lead()) || view.assisting().contains(unit))
                    .forEach(unit -> places.add(new CaseOracle.Range(unit.unit().value(), Sight.HANDLE)));
            steps(view.home()).forEach(unit -> places.add(new CaseOracle.Range(unit, Sight.GUARDED)));
        } else {
            view.units()
                    .forEach(unit -> steps(unit)
                            .forEach(id -> places.add(new CaseOracle.Range(id, Sight.OPEN))));
        }
        return places;
    }

    private static List<Long> steps(UnitPath path) {
        return Arrays.stream(path.value().substring(1).split("/")).map(Long::parseLong).toList();
    }

    /** With what right a line of a list is found. */
    enum Sight {
        /** Whoever sees the cases of the unit. */
        OPEN,
        /** Only who handles cases in this very unit; does not learn who wrote it. */
        HANDLE,
        /** Only who may know informers. */
        GUARDED
    }

    private static void shelve(CaseView before, CaseView now, Writes writes) {
        Set<CaseOracle.Range> places = places(now);
        Set<CaseOracle.Range> places0 = before.version() == 0 ? Set.of() : places(before);
        if (places.equals(places0) && line(before).equals(line(now))) {
            return;
        }
        List<CaseOracle.Range> gone = places0.stream().filter(place -> !places.contains(place)).toList();
        if (!gone.isEmpty()) {
            writes.add("""
                    delete from casework.shelf s using unnest(:goneUnits, :goneSights) as gone (unit, sight)
                    where s.case_id = :id and s.unit_id = gone.unit and s.sight = gone.sight""")
                    .with("goneUnits", units(gone))
                    .with("goneSights", sights(gone));
        }
        writes.add(
                """
                        insert into casework.shelf (unit_id, sight, case_id, kind, title, open, state, class, subject, region, lead_unit,
                            late, received_at, due)
                        select unit, sight, :id, :kind, :title, :lineOpen, :state, :class, :subject, :region, :leadUnit, :late, :received,
                            :lineDue
                        from unnest(:placeUnits, :placeSights) as place (unit, sight)
                        on conflict (case_id, unit_id, sight) do update set title = excluded.title, open = excluded.open,
                            state = excluded.state, class = excluded.class, subject = excluded.subject, region = excluded.region, lead_unit = excluded.lead_unit,
                            late = excluded.late, due = excluded.due""")
                .with("placeUnits", units(places))
                .with("placeSights", sights(places))
                .with("kind", now.kind())
                .with("received", time(now.receivedAt()));
        line(now).forEach(writes::with);
    }

    private static Long[] units(Collection<CaseOracle.Range> places) {
        return places.stream().map(CaseOracle.Range::unit).toArray(Long[]::new);
    }

    private static String[] sights(Collection<CaseOracle.Range> places) {
        return places.stream().map(place -> place.sight().name()).toArray(String[]::new);
    }

    private static Map<String, Object> line(CaseView view) {
        Instant due = view.due();
        return Map.of("title", view.title(), "lineOpen", view.state().isOpen(), "state", view.state().name(), "class",
                view.clazz(), "subject",
                view.subject(), "region", view.region(), "leadUnit",
                view.lead() == null ? 0L : view.lead().unit().value(), "late", view.late(), "lineDue",
                due == null
                        ? OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC)
                        : due.atOffset(ZoneOffset.UTC));
    }

    private static void tokens(CaseFile file, ActorRef by, String action, Writes writes) {
        if (!file.ended().isEmpty()) {
            writes.add("""
                    update casework.task set ended_at = :at, ended_by = :by, action = :action
                    where id = any(:endedTasks) and ended_at is null""")
                    .with("by", by.id())
                    .with("action", action)
                    .with("endedTasks", file.ended().stream().map(Token::id).toArray(Long[]::new));
        }
        List<Token> tokens = file.begun();
        if (!tokens.isEmpty()) {
            writes.add(
                    """
                            insert into casework.task (id, case_id, node, place, via, idx, whom, opened_at)
                            select task, :id, node, place, via, idx, whom, :at
                            from unnest(:tasks, :nodes, :places, :vias, :idxs, :whoms) as t (task, node, place, via, idx, whom)""")
                    .with("tasks", tokens.stream().map(Token::id).toArray(Long[]::new))
                    .with("nodes", tokens.stream().map(Token::node).toArray(String[]::new))
                    .with("places", tokens.stream().map(t -> t.where().name()).toArray(String[]::new))
                    .with("vias", tokens.stream().map(Token::via).toArray(String[]::new))
                    .with("idxs", tokens.stream().map(Token::index).toArray(Integer[]::new))
                    .with("whoms", tokens.stream().map(Token::whom).toArray(String[]::new));
        }
    }

    long newTaskId() {
        return taskIds.next();
    }

    long newLimitId() {
        return limitIds.next();
    }

    void begun(Collection<Running> limits, Writes writes) {
        if (limits.isEmpty()) {
            return;
        }
        List<Running> all = List.copyOf(limits);
        writes.add(
                """
                        insert into casework.running (id, case_id, rule_id, nature, task_id, unit_path, begun_at, begun_event, deadline,
                            next_warning, term)
                        select l, case_id, rule, nature, task, unit, at, event, deadline, next, term
                        from unnest(:limits, :limitCases, :limitRules, :natures, :limitTasks, :limitUnits, cast(:begunAt as timestamptz[]), :beginnings,
                            cast(:firstDeadlines as timestamptz[]), cast(:firstWarnings as timestamptz[]), :terms)
                            as n (l, case_id, rule, nature, task, unit, at, event, deadline, next, term)""")
                .with("limits", all.stream().map(Running::id).toArray(Long[]::new))
                .with("limitCases", all.stream().map(one -> one.caseId().value()).toArray(Long[]::new))
                .with("limitRules", all.stream().map(one -> one.rule().id()).toArray(Long[]::new))
                .with("natures", all.stream().map(one -> one.rule().nature().name()).toArray(String[]::new))
                .with("limitTasks", all.stream().map(Running::task).toArray(Long[]::new))
                .with("limitUnits",
                        all.stream()
                                .map(one -> one.unit() == null ? null : one.unit().value())
                                .toArray(String[]::new))
                .with("begunAt", times(all, Running::begunAt))
                .with("beginnings", all.stream().map(Running::beginning).toArray(Integer[]::new))
                .with("firstDeadlines", times(all, Running::deadline))
                .with("firstWarnings", times(all, Running::nextWarning))
                .with("terms", all.stream().map(one -> ownTerm(one.rule())).toArray(String[]::new));
    }

    /** The term of a case's own; null where it is the rule's. */
    private @Nullable String ownTerm(LimitRule rule) {
        return rule.term().equals(rules.get(rule.id()).term()) ? null : rule.term().written();
    }

    /** What the program itself says of limits of many cases at once. */
    void save(List<Running> changed) {
        var writes = new Writes();
        moved(changed, writes);
        writes.to(sql);
    }

    static void moved(Collection<Running> limits, Writes writes) {
        if (limits.isEmpty()) {
            return;
        }
        List<Running> changed = List.copyOf(limits);
        writes.add(
                """
                        update casework.running r set deadline = n.deadline, ended_at = n.ended_at, late = n.late, late_by = n.late_by,
                            extensions = n.extensions, warned = n.warned, next_warning = n.next_warning, begun_at = n.begun_at
                        from unnest(:changed, cast(:deadlines as timestamptz[]), cast(:endedAt as timestamptz[]), :wereLate, :lateBy,
                            :extensions, :warned, cast(:nextWarnings as timestamptz[]), cast(:countedFrom as timestamptz[]))
                            as n (id, deadline, ended_at, late, late_by, extensions, warned, next_warning, begun_at)
                        where r.id = n.id""")
                .with("changed", changed.stream().map(Running::id).toArray(Long[]::new))
                .with("deadlines", times(changed, Running::deadline))
                .with("endedAt", times(changed, Running::endedAt))
                .with("wereLate", changed.stream().map(Running::late).toArray(Boolean[]::new))
                .with("lateBy", changed.stream().map(Running::lateBy).toArray(Integer[]::new))
                .with("extensions", changed.stream().map(Running::extensions).toArray(Integer[]::new))
                .with("warned", changed.stream().map(Running::warned).toArray(Integer[]::new))
                .with("nextWarnings", times(changed, Running::nextWarning))
                .with("countedFrom", times(changed, Running::begunAt));
    }
}
