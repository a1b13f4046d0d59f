package org.yizhan.hotline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * Gives results back to a platform above, and changes to every system that follows its tickets (回传). Each gets its number when it first
 * goes out, one after the other for each system: behind a number that was given out nothing smaller ever appears, so whoever has read
 * up to a number has missed nothing (ADR 0173). Results come again until they are confirmed.
 */
@Component
@Transactional
public class OutsideResults {
    /** As many as go out at once. */
    public static final int MOST = 1_000;

    private final JdbcClient sql;
    private final CaseReading cases;
    private final HotlineSetup setup;
    private final Journal journal;
    private final CountyClock clock;

    OutsideResults(JdbcClient sql, CaseReading cases, HotlineSetup setup, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.setup = setup;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * @param outerNumber under which the platform above knows the ticket
     * @param number of the ticket here
     * @param outcome how it was answered, refused or ended, in a few words
     * @param words the answer itself, or what else is said
     */
    public record Result(long result, long caseId, String outerNumber, String number, ResultKind what, Instant at,
            String unit,
            String outcome, String words) {}

    /** A ticket as it is now, and the number of its last change. */
    public record Change(long change, String outerNumber, CaseView view, Instant at) {}

    /** What is not confirmed yet, behind this number. */
    public List<Result> results(OutsideSystem system, long after, int most) {
        number(system, "hotline.result", "id", "number", "last_result");
        record Row(long number, String outer, long caseId, ResultKind what, Instant at, String unit, String outcome,
                String words) {}
        List<Row> read = sql
                .sql(SqlLimit.of(most,
                        """
                                select r.number, t.number as outer_number, r.case_id, r.what, r.at, r.unit, r.outcome, r.words
                                from hotline.result r join hotline.outside_ticket t on t.case_id = r.case_id
                                where r.system_id = :system
                                    and r.number > greatest(:after, (select s.confirmed from hotline.outside_system s where s.id = :system))
                                order by r.number limit :rows"""))
                .param("system", system.id())
                .param("after", after)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getLong(3),
                        ResultKind.valueOf(row.getString(4)), row.getTimestamp(5).toInstant(), row.getString(6),
                        row.getString(7), row.getString(8)))
                .list();
        Map<Long, CaseView> views = cases.byId(read.stream().map(Row::caseId).distinct().toList());
        return read.stream()
                .map(row -> new Result(row.number(), row.caseId(), row.outer(), view(views, row.caseId()).number(),
                        row.what(),
                        row.at(), row.unit(), row.outcome(), row.words()))
                .toList();
    }

    /** The system's own tickets that have changed, behind this number; each stands there once, by its last change. */
    public List<Change> changes(OutsideSystem system, long after, int most) {
        number(system, "hotline.outside_ticket", "case_id", "change", "last_change");
        record Row(long change, String outer, long caseId, Instant at) {}
        List<Row> read = sql.sql(SqlLimit.of(most, """
                select change, number, case_id, changed_at from hotline.outside_ticket
                where system_id = :system and change > :after order by change limit :rows"""))
                .param("system", system.id())
                .param("after", after)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list();
        Map<Long, CaseView> views = cases.byId(read.stream().map(Row::caseId).toList());
        return read.stream()
                .map(row -> new Change(row.change(), row.outer(), view(views, row.caseId()), row.at()))
                .toList();
    }

    private static CaseView view(Map<Long, CaseView> views, long id) {
        return Objects.requireNonNull(views.get(id));
    }

    /** What an act is just writing is passed over and numbered the next time. */
    private void number(OutsideSystem system, String table, String order, String column, String counter) {
        long last = sql.sql("select " + counter + " from hotline.outside_system where id = :system for no key update")
                .param("system", system.id())
                .query(Long.class)
                .single();
        int given = sql.sql(SqlLimit.of(MOST, """
                update %1$s t set %3$s = :last + fresh.place from (
                    select one.%2$s as key, row_number() over (order by one.%2$s) as place from (
                        select %2$s from %1$s where system_id = :system and %3$s is null
                        order by %2$s limit :rows for update skip locked) one) fresh
                where t.%2$s = fresh.key""".formatted(table, order, column)))
                .param("last", last)
                .param("system", system.id())
                .update();
        if (given > 0) {
            sql.sql("update hotline.outside_system set " + counter + " = :last where id = :system")
                    .param("last", last + given)
                    .param("system", system.id())
                    .update();
        }
    }

    /** Results go by file through somebody's hands, who must be allowed to know what is guarded among them. */
    public Optional<Refusal> mayNotHandOver(Actor actor, OutsideSystem system) {
        UnitPath home = setup.now().home();
        return Refusal.when(!actor.may(HotlinePermissions.OFFICE, home), "您没有回传结果的权限。")
                .or(() -> Refusal.when(!actor.may(HotlinePermissions.GUARDED, home)
                        && cases.byId(results(system, 0, MOST).stream().map(Result::caseId).distinct().toList())
                                .values()
                                .stream()
                                .anyMatch(CaseView::guarded),
                        "这些结果里有保密件，请由受理保密件的同志下载和回传。"));
    }

    /** The platform above has all results up to this one; once more changes nothing. */
    public Optional<Refusal> confirm(OutsideSystem system, long through) {
        return confirm(system, through, ActorRef.PROGRAM);
    }

    /** The same by the office, which has handed over a file. */
    public Optional<Refusal> confirm(Actor actor, OutsideSystem system, long through) {
        return actor.may(HotlinePermissions.OFFICE, setup.now().home())
                ? confirm(system, through, actor.ref())
                : Optional.of(new Refusal("您没有确认回传结果的权限。"));
    }

    private Optional<Refusal> confirm(OutsideSystem system, long through, ActorRef who) {
        record Known(long last, long confirmed) {}
        Known known = sql
                .sql("select last_result, confirmed from hotline.outside_system where id = :id for no key update")
                .param("id", system.id())
                .query((row, n) -> new Known(row.getLong(1), row.getLong(2)))
                .single();
        if (through < 1 || through > known.last()) {
            return Optional.of(new Refusal("没有第 " + through + " 号结果，现在最后一号是 " + known.last() + "。"));
        }
        if (through > known.confirmed()) {
            sql.sql("update hotline.outside_system set confirmed = :through, confirmed_at = :now where id = :id")
                    .param("through", through)
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .param("id", system.id())
                    .update();
            journal.record(who, HotlineAct.RESULTS_CONFIRMED, new ObjectRef("hotline-system", system.id()),
                    Map.of("through", Long.toString(through)));
        }
        return Optional.empty();
    }
}
