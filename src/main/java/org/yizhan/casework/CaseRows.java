package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.Limit;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of cases: read under a lock, and written as an act leaves them. */
@Component
class CaseRows {
    /** As the sequence counts. */
    private static final int BLOCK = 100;
    private static final String FIELDS = """
            select c.id, c.kind, c.number, c.code, c.process, c.title, c.class, c.subject, c.region, c.channel, c.writer, c.guarded,
                c.home_path, c.lead_path, c.state, c.outcome, c.waits, c.bound, c.received_at, c.answered_at, c.ended_at, c.due,
                c.late, c.returns, c.reopenings, c.urges, c.facts, c.version, c.events,
                (select array_agg(a.unit_path order by a.asked_at, a.unit_path) from casework.assisting a
                    where a.case_id = c.id) as assisting
            from casework.cases c
            """;

    private final JdbcClient sql;
    private final EventText texts;
    private final LimitRules rules;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ReentrantLock idLock = new ReentrantLock();
    private long nextId;
    private long blockEnd;

    CaseRows(JdbcClient sql, EventText texts, LimitRules rules) {
        this.sql = sql;
        this.texts = texts;
        this.rules = rules;
    }

    /** Nobody else acts on the case until the transaction ends. */
    Optional<CaseFile> lock(CaseId id) {
        Optional<Row> row = sql.sql(FIELDS + "where c.id = :id for update of c")
                .param("id", id.value())
                .query((r, n) -> row(r))
                .optional();
        return row.map(found -> new CaseFile(found.view(), found.events(), marking(id), openLimits(id)));
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

    List<CaseView> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.sql(FIELDS + "where c.id = any(:ids)")
                        .param("ids", ids.toArray(Long[]::new))
                        .query((r, n) -> row(r).view())
                        .list();
    }

    private record Row(CaseView view, int events) {}

    private Row row(ResultSet row) throws SQLException {
        String lead = row.getString("lead_path");
        String waits = row.getString("waits");
        var assisting = row.getArray("assisting");
        Set<UnitPath> helping = assisting == null
                ? Set.of()
                : Arrays.stream((String[]) assisting.getArray())
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
                .query((row, n) -> new Token(row.getLong("id"), row.getString("node"),
                        Token.Where.valueOf(row.getString("place")), row.getString("via"), row.getInt("idx"),
                        row.getString("whom")))
                .list());
    }

    private static final String LIMITS = """
            select id, case_id, rule_id, task_id, unit_path, begun_at, begun_event, deadline, ended_at, late, late_by, extensions,
                warned, next_warning, term from casework.running
            """;

    private List<Running> openLimits(CaseId id) {
        return sql.sql(LIMITS + "where case_id = :id and ended_at is null")
                .param("id", id.value())
                .query((row, n) -> limit(row))
                .list();
    }

    List<Running> limits(CaseId id) {
        return sql.sql(LIMITS + "where case_id = :id order by id")
                .param("id", id.value())
                .query((row, n) -> limit(row))
                .list();
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
        return sql.sql("""
                select number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                where case_id = :id order by number""").param("id", id.value()).query((row, n) -> event(row)).list();
    }

    /** What moves the clocks of these cases. */
    Map<CaseId, List<PastEvent>> clockEvents(Collection<Long> ids) {
        record Of(CaseId id, PastEvent past) {}
        return sql
                .sql("""
                        select case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                        where case_id = any(:ids) and type in ('SUSPENDED', 'RESUMED', 'SUPPLEMENT_ASKED', 'SUPPLEMENT_RECEIVED',
                            'EXTENSION_GRANTED', 'DATE_GIVEN') order by case_id, number""")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Of(new CaseId(row.getLong("case_id")), event(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::id, Collectors.mapping(Of::past, Collectors.toList())));
    }

    private PastEvent event(ResultSet row) throws SQLException {
        String unit = row.getString("unit_path");
        return new PastEvent(row.getInt("number"), row.getTimestamp("at").toInstant(),
                texts.read(row.getString("type"), row.getString("facts")),
                new ActorRef(ActorRef.Kind.valueOf(row.getString("who_kind")), row.getLong("who_id")),
                unit == null ? null : new UnitPath(unit), row.getString("words"), row.getBoolean("open"));
    }

    /** Registers a case; only its number is given by the caller. */
    CaseId insert(CaseView row) {
        return new CaseId(
                sql.sql("""
                        insert into casework.cases (kind, number, code, process, title, class, subject, region, channel, writer, guarded,
                            home_path, state, received_at, facts)
                        values (:kind, :number, :code, :process, :title, :class, :subject, :region, :channel, :writer, :guarded, :home,
                            'SUBMITTED', :received, cast(:facts as jsonb)) returning id""")
                        .param("kind", row.kind())
                        .param("number", row.number())
                        .param("code", row.code())
                        .param("process", row.process())
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
                        .query(Long.class)
                        .single());
    }

    /** Writes the row and the new events of an act. */
    void save(CaseFile file) {
        CaseView now = file.view();
        sql.sql("""
                update casework.cases set process = :process, title = :title, class = :class, subject = :subject,
                    region = :region, guarded = :guarded, lead_path = :lead, state = :state, outcome = :outcome, waits = :waits,
                    bound = :bound, answered_at = :answered, ended_at = :ended, due = :due, late = :late, returns = :returns,
                    reopenings = :reopenings, urges = :urges, facts = cast(:facts as jsonb), events = :events,
                    version = version + 1
                where id = :id""")
                .param("process", now.process())
                .param("title", now.title())
                .param("class", now.clazz())
                .param("subject", now.subject())
                .param("region", now.region())
                .param("guarded", now.guarded())
                .param("lead", now.lead() == null ? null : now.lead().value())
                .param("state", now.state().name())
                .param("outcome", now.outcome())
                .param("waits", now.waits() == null ? null : now.waits().name())
                .param("bound", now.bound())
                .param("answered", time(now.answeredAt()))
                .param("ended", time(now.endedAt()))
                .param("due", time(now.due()))
                .param("late", now.late())
                .param("returns", now.returns())
                .param("reopenings", now.reopenings())
                .param("urges", now.urges())
                .param("facts", json.writeValueAsString(now.facts()))
                .param("events", file.events())
                .param("id", file.id().value())
                .update();
        append(List.of(file));
        if (!now.assisting().equals(file.before().assisting())) {
            assist(file, now);
        }
        shelve(file.before(), now);
    }

    private record Line(CaseId id, PastEvent past) {}

    private void append(Collection<CaseFile> files) {
        List<Line> fresh = files.stream()
                .flatMap(file -> file.fresh().stream().map(past -> new Line(file.id(), past)))
                .toList();
        sql.sql("""
                insert into casework.event (case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open)
                select * from unnest(:ids, :numbers, cast(:at as timestamptz[]), :types, :kinds, :whos, :units,
                    cast(:facts as jsonb[]), :words, :open)""")
                .param("ids", fresh.stream().map(line -> line.id().value()).toArray(Long[]::new))
                .param("numbers", fresh.stream().map(line -> line.past().number()).toArray(Integer[]::new))
                .param("at", times(fresh, line -> line.past().at()))
                .param("types", strings(fresh, past -> past.event().type()))
                .param("kinds", strings(fresh, past -> past.who().kind().name()))
                .param("whos", fresh.stream().map(line -> line.past().who().id()).toArray(Long[]::new))
                .param("units", strings(fresh, past -> past.unit() == null ? null : past.unit().value()))
                .param("facts", strings(fresh, past -> texts.write(past.event())))
                .param("words", strings(fresh, PastEvent::words))
                .param("open", fresh.stream().map(line -> line.past().open()).toArray(Boolean[]::new))
                .update();
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
        sql.sql("""
                update casework.cases c set due = n.due, late = n.late, events = n.events, version = version + 1
                from unnest(:ids, cast(:dues as timestamptz[]), :late, :events) as n (id, due, late, events) where c.id = n.id""")
                .param("ids", ids)
                .param("dues", dues)
                .param("late", late)
                .param("events", files.stream().map(CaseFile::events).toArray(Integer[]::new))
                .update();
        append(files);
        sql.sql("""
                update casework.shelf s set due = coalesce(n.due, timestamptz '9999-12-31 00:00:00Z'), late = n.late
                from unnest(:ids, cast(:dues as timestamptz[]), :late) as n (id, due, late) where s.case_id = n.id""")
                .param("ids", ids)
                .param("dues", dues)
                .param("late", late)
                .update();
    }

    private void assist(CaseFile file, CaseView now) {
        String[] wanted = now.assisting().stream().map(UnitPath::value).toArray(String[]::new);
        sql.sql("delete from casework.assisting where case_id = :id and not unit_path = any(:units)")
                .param("id", file.id().value())
                .param("units", wanted)
                .update();
        sql.sql("""
                insert into casework.assisting (case_id, unit_path, asked_at) select :id, unit, :at from unnest(:units) unit
                on conflict do nothing""")
                .param("id", file.id().value())
                .param("at", time(file.fresh().getLast().at()))
                .param("units", wanted)
                .update();
    }

    void opinion(CaseId id, UnitPath unit, String words, long by, Instant at) {
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

    void shelve(@Nullable CaseView before, CaseView now) {
        Set<CaseOracle.Range> places = places(now);
        boolean moved = before == null || !places(before).equals(places);
        if (moved) {
            if (before != null) {
                sql.sql("delete from casework.shelf where case_id = :id").param("id", now.id().value()).update();
            }
            sql.sql("""
                    insert into casework.shelf (unit_id, sight, case_id, kind, open, state, class, subject, region, lead_unit, late,
                        received_at, due)
                    select unit, sight, :id, :kind, :open, :state, :class, :subject, :region, :lead, :late, :received, :due
                    from unnest(:units, :sights) as place (unit, sight)""")
                    .param("units", places.stream().map(CaseOracle.Range::unit).toArray(Long[]::new))
                    .param("sights", places.stream().map(place -> place.sight().name()).toArray(String[]::new))
                    .param("kind", now.kind())
                    .param("received", time(now.receivedAt()))
                    .params(line(now))
                    .update();
        } else if (!line(Objects.requireNonNull(before)).equals(line(now))) {
            sql.sql("""
                    update casework.shelf set open = :open, state = :state, class = :class, subject = :subject, region = :region,
                        lead_unit = :lead, late = :late, due = :due where case_id = :id and unit_id = any(:units)""")
                    .param("units", places.stream().map(CaseOracle.Range::unit).toArray(Long[]::new))
                    .params(line(now))
                    .update();
        }
    }

    private static Map<String, Object> line(CaseView view) {
        Instant due = view.due();
        return Map.of("id", view.id().value(), "open", view.state().isOpen(), "state", view.state().name(), "class",
                view.clazz(), "subject", view.subject(), "region", view.region(), "lead",
                view.lead() == null ? 0L : view.lead().unit().value(), "late", view.late(), "due",
                due == null
                        ? OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC)
                        : due.atOffset(ZoneOffset.UTC));
    }

    void begin(CaseId id, List<Token> tokens, Instant at) {
        if (tokens.isEmpty()) {
            return;
        }
        sql.sql("""
                insert into casework.task (id, case_id, node, place, via, idx, whom, opened_at)
                select task, :id, node, place, via, idx, whom, :at
                from unnest(:ids, :nodes, :places, :vias, :idxs, :whoms) as t (task, node, place, via, idx, whom)""")
                .param("id", id.value())
                .param("at", time(at))
                .param("ids", tokens.stream().map(Token::id).toArray(Long[]::new))
                .param("nodes", tokens.stream().map(Token::node).toArray(String[]::new))
                .param("places", tokens.stream().map(t -> t.where().name()).toArray(String[]::new))
                .param("vias", tokens.stream().map(Token::via).toArray(String[]::new))
                .param("idxs", tokens.stream().map(Token::index).toArray(Integer[]::new))
                .param("whoms", tokens.stream().map(Token::whom).toArray(String[]::new))
                .update();
    }

    void end(List<Token> tokens, Instant at, ActorRef by, String action) {
        if (tokens.isEmpty()) {
            return;
        }
        sql.sql("""
                update casework.task set ended_at = :at, ended_by = :by, action = :action
                where id = any(:ids) and ended_at is null""")
                .param("at", time(at))
                .param("by", by.id())
                .param("action", action)
                .param("ids", tokens.stream().map(Token::id).toArray(Long[]::new))
                .update();
    }

    /** Ids come in blocks, so that most acts need no question to the database. */
    long newTaskId() {
        idLock.lock();
        try {
            if (nextId == blockEnd) {
                nextId = sql.sql("select nextval('casework.task_id')").query(Long.class).single();
                blockEnd = nextId + BLOCK;
            }
            return nextId++;
        } finally {
            idLock.unlock();
        }
    }

    Running begin(CaseId id, LimitRule rule, @Nullable Long task, @Nullable UnitPath unit, Instant at, int event,
            @Nullable Instant deadline, @Nullable Instant nextWarning) {
        long limit = sql
                .sql("""
                        insert into casework.running (case_id, rule_id, nature, task_id, unit_path, begun_at, begun_event, deadline,
                            next_warning, term)
                        values (:case, :rule, :nature, :task, :unit, :at, :event, :deadline, :next, :term) returning id""")
                .param("case", id.value())
                .param("rule", rule.id())
                .param("nature", rule.nature().name())
                .param("task", task)
                .param("unit", unit == null ? null : unit.value())
                .param("at", time(at))
                .param("event", event)
                .param("deadline", time(deadline))
                .param("next", time(nextWarning))
                .param("term", rule.term().equals(rules.get(rule.id()).term()) ? null : rule.term().written())
                .query(Long.class)
                .single();
        return new Running(limit, id, rule, task, unit, at, event, deadline, null, null, null, 0, null, nextWarning);
    }

    void save(List<Running> changed) {
        if (changed.isEmpty()) {
            return;
        }
        sql.sql("""
                update casework.running r set deadline = n.deadline, ended_at = n.ended_at, late = n.late, late_by = n.late_by,
                    extensions = n.extensions, warned = n.warned, next_warning = n.next_warning
                from unnest(:ids, cast(:deadlines as timestamptz[]), cast(:ended as timestamptz[]), :late, :by, :extensions, :warned,
                    cast(:next as timestamptz[]))
                    as n (id, deadline, ended_at, late, late_by, extensions, warned, next_warning)
                where r.id = n.id""")
                .param("ids", changed.stream().map(Running::id).toArray(Long[]::new))
                .param("deadlines", times(changed, Running::deadline))
                .param("ended", times(changed, Running::endedAt))
                .param("late", changed.stream().map(Running::late).toArray(Boolean[]::new))
                .param("by", changed.stream().map(Running::lateBy).toArray(Integer[]::new))
                .param("extensions", changed.stream().map(Running::extensions).toArray(Integer[]::new))
                .param("warned", changed.stream().map(Running::warned).toArray(Integer[]::new))
                .param("next", times(changed, Running::nextWarning))
                .update();
    }
}
