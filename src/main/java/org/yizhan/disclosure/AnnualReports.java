package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublicChange;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/**
 * The annual reports on disclosure (公开年报): who has published the one on a year, who owes it and until when. A report is a document in the
 * section for reports; the year is the one that its title names, else the one before it was published.
 */
@Service
@Transactional
public class AnnualReports {
    static final String TOKEN = "disclosure:reports";

    private static final Pattern YEAR = Pattern.compile("(20\\d{2})\\s*年");
    private static final int DAYS_BEFORE = 20;
    /** So far back a report that never came is still asked for. */
    private static final int YEARS_ASKED = 2;

    private final JdbcClient sql;
    private final Bodies bodies;
    private final Settings settings;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;
    private final ApplicationEventPublisher events;

    AnnualReports(JdbcClient sql, Bodies bodies, Settings settings, TodoList todos, Journal journal, CountyClock clock,
            ApplicationEventPublisher events) {
        this.sql = sql;
        this.bodies = bodies;
        this.settings = settings;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A body and its report on one year.
     *
     * @param from the first year that it reports on
     * @param report null as long as there is none
     * @param published the day on which it became public
     * @param due the last day for it
     */
    public record Line(Body body, int from, @Nullable Entry report, @Nullable LocalDate published, LocalDate due) {
        public boolean owedOn(LocalDate day, int year) {
            return report == null && year >= from && !day.isBefore(due.minusDays(DAYS_BEFORE));
        }

        public boolean late(LocalDate today) {
            return published == null ? due.isBefore(today) : due.isBefore(published);
        }
    }

    /** Every body that is in use and reports on the year, the county first. */
    @Transactional(readOnly = true)
    public List<Line> of(int year) {
        Map<Long, Integer> from = duties();
        var reports = new HashMap<Long, Entry>();
        sql.sql("""
                select * from disclosure.entry where live and section = 'REPORT' and year >= :year
                order by order_key desc, document_id desc""")
                .param("year", year)
                .query((row, n) -> EntryRows.entry(row))
                .list()
                .stream()
                .filter(entry -> yearOf(entry) == year)
                // The first one that was published counts; later ones are new texts of it.
                .forEach(entry -> reports.put(entry.where().body() == null ? 0L : entry.where().body(), entry));
        var lines = new ArrayList<Line>();
        for (Body body : bodies.open()) {
            Entry report = reports.get(body.id());
            int first = from.getOrDefault(body.id(), year);
            if (report != null || year >= first) {
                lines.add(new Line(body, first, report,
                        report == null || report.firstPublishedAt() == null
                                ? null
                                : clock.local(report.firstPublishedAt()).toLocalDate(),
                        settings.reportDue(body.county(), year)));
            }
        }
        return lines;
    }

    private int yearOf(Entry entry) {
        Matcher named = YEAR.matcher(entry.title());
        if (named.find()) {
            return Integer.parseInt(named.group(1));
        }
        return entry.firstPublishedAt() == null ? 0 : clock.local(entry.firstPublishedAt()).getYear() - 1;
    }

    /**
     * The column in which the body's reports stand: one that is its own before one that holds everybody's, and the county's for whoever has
     * neither; empty while there is none.
     */
    @Transactional(readOnly = true)
    public Optional<Long> column(long body) {
        return sql
                .sql("""
                        select column_id from disclosure.column_rule
                        where section = 'REPORT' and (body_id = :body or body_id is null or body_id = :county)
                        order by body_id is distinct from :body, body_id nulls first, column_id limit 1""")
                .param("body", body)
                .param("county", bodies.county().map(Body::id).orElse(body))
                .query(Long.class)
                .optional();
    }

    /**
     * Normative documents of a body, or of all (行政规范性文件), as its report tells them.
     *
     * @param made in the year
     * @param inForce today
     */
    public record Normative(int made, int ended, int inForce) {}

    /** @param body 0 for all of them */
    @Transactional(readOnly = true)
    public Normative normative(long body, int year) {
        return sql
                .sql("""
                        select count(*) filter (where issued_on >= :first and issued_on < :next),
                            count(*) filter (where validity in ('REPEALED', 'EXPIRED') and expires_on >= :first and expires_on < :next),
                            count(*) filter (where validity in ('EFFECTIVE', 'PARTLY'))
                        from disclosure.entry where live and normative and (:body = 0 or body_id = :body)""")
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .param("body", body)
                .query((row, n) -> new Normative(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /** The years that there are reports on, and the last one that is over; the last one first. */
    @Transactional(readOnly = true)
    public List<Integer> years() {
        var years = new TreeSet<Integer>(Collections.reverseOrder());
        sql.sql("select * from disclosure.entry where live and section = 'REPORT'")
                .query((row, n) -> EntryRows.entry(row))
                .list()
                .forEach(entry -> years.add(yearOf(entry)));
        years.add(clock.today().getYear() - 1);
        return List.copyOf(years);
    }

    private Map<Long, Integer> duties() {
        var from = new HashMap<Long, Integer>();
        sql.sql("select body_id, from_year from disclosure.report_duty").query(row -> {
            from.put(row.getLong(1), row.getInt(2));
        });
        return from;
    }

    /** Says on which year the body reports first. */
    public Optional<Refusal> owesFrom(Actor actor, long body, int year) {
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(bodies.find(body).isEmpty(), "没有找到这个公开主体。"))
                .or(() -> Refusal.when(year < 2008 || year > clock.today().getYear() + 1, "请填写四位年份，例如 "
                        + clock.today().getYear() + "。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                insert into disclosure.report_duty (body_id, from_year) values (:body, :year)
                on conflict (body_id) do update set from_year = excluded.from_year""")
                .param("body", body)
                .param("year", year)
                .update();
        journal.record(actor.ref(), DisclosureAct.BODY_CHANGED, new ObjectRef("body", body),
                Map.of("reports-from", Integer.toString(year)));
        events.publishEvent(new PublicChange(Set.of(TOKEN)));
        remind();
        return Optional.empty();
    }

    /** Asks for what is due by now; safe to repeat, and a missed day heals itself. */
    @Scheduled(initialDelay = 50_000, fixedDelay = 3_600_000)
    public void remind() {
        LocalDate today = clock.today();
        for (int year = today.getYear() - YEARS_ASKED; year < today.getYear(); year++) {
            for (Line line : of(year)) {
                String key = key(line.body().id(), year);
                if (line.owedOn(today, year)) {
                    todos.add(new NewTodo(key, "发布" + year + "年政府信息公开工作年度报告：" + line.body().name(),
                            "公开条例第四十九条，逾期会被通报", line.due(), "/desk/disclosure/reports?year=" + year, List.of(
                                    new NewTodo.Audience.Holders(DisclosurePermissions.MANAGE, line.body()
                                            .unit()
                                            .value()))));
                } else {
                    todos.done(key, ActorRef.PROGRAM);
                }
            }
        }
    }

    /** A report has come: its to-do is done in the same act. */
    void came(Entry entry) {
        if (entry.where().section() == Section.REPORT && entry.where().body() != null) {
            todos.done(key(entry.where().body(), yearOf(entry)), ActorRef.PROGRAM);
        }
    }

    private static String key(long body, int year) {
        return "disclosure:report:" + body + ":" + year;
    }
}
