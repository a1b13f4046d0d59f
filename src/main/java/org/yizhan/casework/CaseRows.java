package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
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

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of cases: read under a lock, and written as an act leaves them, with what {@link CaseLog} and {@link RunningLimits} keep. */
@Component
class CaseRows {
    private static final String FIELDS = """
            select c.id, c.kind, c.number, c.code, c.process, c.title, c.class, c.subject, c.region, c.channel, c.writer, c.guarded,
                c.home_path, c.lead_path, c.state, c.outcome, c.waits, c.bound, c.received_at, c.answered_at, c.ended_at, c.due,
                c.late, c.returns, c.reopenings, c.urges, c.facts, c.version, c.events, c.assisting
            from casework.cases c
            """;

    private final JdbcClient sql;
    private final CaseLog log;
    private final RunningLimits running;
    private final Replies replies;
    private final JsonMapper json = JsonMapper.builder().build();
    private final IdBlocks taskIds;

    CaseRows(JdbcClient sql, CaseLog log, RunningLimits running, Replies replies) {
        this.sql = sql;
        this.log = log;
        this.running = running;
        this.replies = replies;
        taskIds = new IdBlocks(sql, "casework.task_id");
    }

    /** Nobody else acts on the case until the transaction ends. */
    Optional<CaseFile> lock(CaseId id) {
        Optional<Row> row = sql.sql(FIELDS + "where c.id = :id for update of c")
                .param("id", id.value())
                .query((r, n) -> row(r))
                .optional();
        return row.map(this::opened);
    }

    /** With its open steps, its open limits and the last answer, in one question: a row for each. */
    private CaseFile opened(Row found) {
        var steps = new ArrayList<Token>();
        var limits = new ArrayList<Running>();
        var answers = new ArrayList<Replies.Reply>();
        sql.sql("""
                select step.*, running.*, answer.* from (
                    select id as step, node, place, via, idx, whom from casework.task
                    where case_id = :id and ended_at is null) step
                full join (""" + RunningLimits.ROWS
                + "where case_id = :id and ended_at is null) running on false full join ("
                + Replies.LAST + ") answer on false")
                .param("id", found.view().id().value())
                .query(row -> {
                    if (row.getObject("step") != null) {
                        steps.add(token(row, "step"));
                    } else if (row.getObject("number") != null) {
                        answers.add(replies.reply(row));
                    } else {
                        limits.add(running.read(row));
                    }
                });
        return new CaseFile(found.view(), found.events(), new Marking(steps), limits,
                answers.isEmpty() ? null : answers.getFirst());
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
        Map<CaseId, List<Running>> limits = running.open(found.stream().map(row -> row.view().id()).toList());
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
                Objects.requireNonNull(Moments.instant(row, "received_at")), Moments.instant(row, "answered_at"),
                Moments.instant(row, "ended_at"), Moments.instant(row, "due"), row.getBoolean("late"),
                row.getInt("returns"),
                row.getInt("reopenings"), row.getInt("urges"), facts(row.getString("facts")), row.getInt("version"));
        return new Row(view, row.getInt("events"));
    }

    private Map<String, String> facts(String written) {
        return written.equals("{}")
                ? Map.of()
                : json.readerForMapOf(String.class).readValue(written);
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
                .param("received", Moments.time(row.receivedAt()))
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
                .param("received", Moments.times(wanted, CaseView::receivedAt))
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
        writes.with("id", file.id().value()).with("at", Moments.time(at));
        tokens(file, by, action, writes);
        RunningLimits.moved(file.changedLimits(), writes);
        running.begun(file.begunLimits(), writes);
        log.append(CaseLog.fresh(List.of(file)), writes);
        assist(file, writes);
        shelve(file.before(), file.view(), writes);
        replies.save(file, writes);
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
                .with("answered", Moments.time(now.answeredAt()))
                .with("ended", Moments.time(now.endedAt()))
                .with("due", Moments.time(now.due()))
                .with("late", now.late())
                .with("returns", now.returns())
                .with("reopenings", now.reopenings())
                .with("urges", now.urges())
                .with("facts", json.writeValueAsString(now.facts()))
                .with("events", file.events());
    }

    /** What the program itself says of many cases at once: events, when they are due, whether they are late. */
    void saveDates(Collection<CaseFile> files) {
        if (files.isEmpty()) {
            return;
        }
        List<CaseView> now = files.stream().map(CaseFile::view).toList();
        Long[] ids = now.stream().map(view -> view.id().value()).toArray(Long[]::new);
        String[] dues = Moments.times(now, CaseView::due);
        Boolean[] late = now.stream().map(CaseView::late).toArray(Boolean[]::new);
        var writes = new Writes().with("ids", ids).with("dues", dues).with("late", late);
        writes.add(
                """
                        update casework.cases c set due = n.due, late = n.late, events = n.events, version = version + 1
                        from unnest(:ids, cast(:dues as timestamptz[]), :late, :events) as n (id, due, late, events) where c.id = n.id""")
                .with("events", files.stream().map(CaseFile::events).toArray(Integer[]::new));
        log.append(CaseLog.fresh(files), writes);
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
                .param("at", Moments.time(at))
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
                        row.getObject("given_by", Long.class), Moments.instant(row, "given_at")))
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
                .with("received", Moments.time(now.receivedAt()));
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
}
