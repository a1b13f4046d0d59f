package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** Counts what platforms above have handed down and what they were told (上下联动情况, R27), and lists both ticket by ticket. */
@Component
@Transactional(readOnly = true)
public class AboveFigures {
    private static final int PAGE = 30;
    private static final int MOST = 20_000;
    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,7})-([0-9]{1,18})");

    private final JdbcClient sql;
    private final CaseReading cases;
    private final TicketRows rows;
    private final Directory directory;
    private final CountyClock clock;

    AboveFigures(JdbcClient sql, CaseReading cases, TicketRows rows, Directory directory, CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Of a year.
     *
     * @param byFile how many of those received came as a file
     * @param late how many had a day that passed before they were answered
     */
    public record Year(int received, int byFile, int signed, int answered, int ended, int dated, int late) {}

    /** @param oldest since when the first of those not confirmed is ready; null when there is none */
    public record Told(int results, long confirmed, int waiting, @Nullable Instant oldest) {}

    public Year year(OutsideSystem system, int year) {
        return sql
                .sql("""
                        select count(*), count(*) filter (where by_file), count(signed_at), count(answered_at), count(ended_at), count(asked_by),
                            count(*) filter (where asked_by < :today and answered_at is null and ended_at is null
                                or (coalesce(answered_at, ended_at) at time zone :zone)::date > asked_by)
                        from hotline.outside_ticket
                        where system_id = :system and received_on >= :from and received_on < :until""")
                .param("today", clock.today())
                .param("zone", clock.zone().getId())
                .param("system", system.id())
                .param("from", LocalDate.of(year, 1, 1))
                .param("until", LocalDate.of(year + 1, 1, 1))
                .query((row, n) -> new Year(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5),
                        row.getInt(6), row.getInt(7)))
                .single();
    }

    public Told told(OutsideSystem system) {
        record New(int many, @Nullable Instant oldest) {}
        New fresh = sql.sql("""
                select count(*) as many, min(at) as oldest from hotline.result
                where system_id = :system and (number is null or number > :confirmed)""")
                .param("system", system.id())
                .param("confirmed", system.confirmed())
                .query((row, n) -> new New(row.getInt("many"), instant(row, "oldest")))
                .single();
        return new Told((int) system.confirmed() + fresh.many(), system.confirmed(), fresh.many(), fresh.oldest());
    }

    /** One ticket of a platform above, and how far it has come. */
    public record Line(String outerNumber, CaseView view, String unit, boolean byFile, LocalDate received,
            @Nullable LocalDate askedBy, @Nullable Instant signed, @Nullable Instant answered,
            @Nullable Instant ended) {
        /** Of a guarded one nothing is told in lists. */
        public String title() {
            return view.guarded() ? "保密件" : view.title();
        }
    }

    private record Row(long id, String number, boolean byFile, LocalDate received, @Nullable LocalDate asked,
            @Nullable Instant signed, @Nullable Instant answered, @Nullable Instant ended) {}

    private static final String ROWS = """
            select case_id, number, by_file, received_on, asked_by, signed_at, answered_at, ended_at from hotline.outside_ticket
            where system_id = :system
            """;

    /** The newest first. */
    public KeyPage<Line> list(OutsideSystem system, @Nullable String key) {
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        var query = sql.sql(SqlLimit.of(PAGE + 1, ROWS
                + (from.isEmpty() ? "" : "and (received_on, case_id) " + (newer ? ">" : "<") + " (:day, :id) ")
                + (newer ? "order by received_on, case_id" : "order by received_on desc, case_id desc")
                + " limit :rows"))
                .param("system", system.id());
        if (from.isPresent()) {
            query = query.param("day", LocalDate.ofEpochDay(Long.parseLong(from.get().group(2))))
                    .param("id", Long.parseLong(from.get().group(3)));
        }
        List<Row> read = query.query((row, n) -> row(row)).list();
        Map<Long, CaseView> views = views(read);
        return KeyPage.of(read, PAGE, newer, from.isPresent(), row -> row.received().toEpochDay() + "-" + row.id(),
                row -> line(row, views));
    }

    /** What is reported of each of a year (12345 处理结果报告), the oldest first: its answer's kind, and what the caller said of it. */
    public List<Reported> report(OutsideSystem system, int year) {
        List<Row> read = sql.sql(SqlLimit.of(MOST, ROWS + """
                and received_on >= :from and received_on < :until order by received_on, case_id limit :rows"""))
                .param("system", system.id())
                .param("from", LocalDate.of(year, 1, 1))
                .param("until", LocalDate.of(year + 1, 1, 1))
                .query((row, n) -> row(row))
                .list();
        Map<Long, CaseView> views = views(read);
        List<Long> ids = read.stream().map(Row::id).toList();
        Map<Long, String> results = rows.find(ids, system.name())
                .stream()
                .filter(ticket -> ticket.result() != null)
                .collect(Collectors.toMap(ticket -> ticket.id().value(),
                        ticket -> Objects.requireNonNull(ticket.result()).label()));
        Map<Long, Said> said = said(ids);
        return read.stream()
                .map(row -> new Reported(line(row, views), results.getOrDefault(row.id(), ""),
                        said.getOrDefault(row.id(), Said.NOTHING)))
                .toList();
    }

    /** @param result with what the unit says it ended */
    public record Reported(Line line, String result, Said said) {}

    /** The caller's last word; null for what was not said. */
    public record Said(@Nullable Boolean solved, @Nullable Integer satisfaction) {
        static final Said NOTHING = new Said(null, null);
    }

    private Map<Long, Said> said(List<Long> ids) {
        var said = new HashMap<Long, Said>();
        sql.sql("""
                select distinct on (case_id) case_id, solved, satisfaction from hotline.call_back
                where case_id = any(:ids) and state = 'DONE' order by case_id, round desc""")
                .param("ids", ids.toArray(Long[]::new))
                .query((RowCallbackHandler) row -> said.put(row.getLong(1),
                        new Said(row.getObject(2, Boolean.class), row.getObject(3, Integer.class))));
        return said;
    }

    private Map<Long, CaseView> views(List<Row> read) {
        return cases.byId(read.stream().map(Row::id).toList());
    }

    private Line line(Row row, Map<Long, CaseView> views) {
        CaseView view = Objects.requireNonNull(views.get(row.id()));
        return new Line(row.number(), view,
                view.lead() == null ? "" : directory.unit(view.lead().unit()).map(Unit::shortName).orElse(""),
                row.byFile(), row.received(), row.asked(), row.signed(), row.answered(), row.ended());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("case_id"), row.getString("number"), row.getBoolean("by_file"),
                row.getObject("received_on", LocalDate.class), row.getObject("asked_by", LocalDate.class),
                instant(row, "signed_at"), instant(row, "answered_at"), instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
