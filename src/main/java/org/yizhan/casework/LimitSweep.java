package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;

/**
 * Warns of limits that come near and says which have passed (到期提醒). It asks what is due by now and not yet said: a missed night
 * heals itself, running twice or on three nodes at once changes nothing, and what it costs follows from what is due.
 */
@Component
public class LimitSweep {

    private final JdbcClient sql;
    private final CaseRows rows;
    private final RunningLimits running;
    private final LimitKeeper keeper;
    private final Clockwork clockwork;
    private final Kinds kinds;
    private final Counting counting;
    private final Journal journal;
    private final StaffNotices notices;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    LimitSweep(JdbcClient sql, CaseRows rows, RunningLimits running, LimitKeeper keeper, Clockwork clockwork,
            Kinds kinds, Counting counting,
            Journal journal, StaffNotices notices, CountyClock clock, TransactionTemplate transaction) {
        this.sql = sql;
        this.rows = rows;
        this.running = running;
        this.keeper = keeper;
        this.clockwork = clockwork;
        this.kinds = kinds;
        this.counting = counting;
        this.journal = journal;
        this.notices = notices;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 60_000)
    public void regularly() {
        run();
    }

    /** Returns how many warnings were given that had not been given before. */
    public int run() {
        Instant now = clock.now();
        int said = 0;
        Key after = new Key(Instant.EPOCH, 0);
        for (;;) {
            List<Due> due = due(now, after);
            if (due.isEmpty()) {
                return said;
            }
            after = due.getLast().key();
            said += Objects.requireNonNull(transaction.execute(status -> say(due, now)));
        }
    }

    private record Key(Instant at, long id) {}

    private record Due(Key key, long caseId) {}

    private List<Due> due(Instant now, Key after) {
        return sql.sql("""
                select id, case_id, next_warning from casework.running
                where next_warning <= :now and (next_warning, id) > (:at, :id) order by next_warning, id limit 200""")
                .param("now", Moments.time(now))
                .param("at", Moments.time(after.at()))
                .param("id", after.id())
                .query((row, n) -> new Due(new Key(row.getTimestamp("next_warning").toInstant(), row.getLong("id")),
                        row.getLong("case_id")))
                .list();
    }

    private record Said(CaseFile file, LimitWarning warning, Instant deadline) {}

    private int say(List<Due> due, Instant now) {
        var ids = due.stream().map(Due::caseId).collect(Collectors.toCollection(LinkedHashSet::new));
        List<CaseFile> files = rows.lockFree(ids);
        var said = new ArrayList<Said>();
        var changed = new ArrayList<Running>();
        for (CaseFile file : files) {
            for (Running limit : file.openLimits()) {
                if (limit.nextWarning() != null && !limit.nextWarning().isAfter(now)) {
                    changed.add(say(file, limit, now, said));
                }
            }
        }
        running.save(changed);
        List<CaseFile> late = files.stream().filter(file -> !file.fresh().isEmpty()).toList();
        rows.saveDates(late);
        counting.overdue(late);
        journal.recordAll(ActorRef.PROGRAM, CaseworkAct.FELL_DUE, late.stream()
                .collect(Collectors.toMap(file -> file.id().ref(), file -> Map.of("number", file.view().number()))));
        Set<Long> fresh = proved(said);
        List<StaffNotices.Reached> reached = said.stream()
                .filter(one -> fresh.contains(one.warning().limit()))
                .map(one -> new StaffNotices.Reached(one.file().view(), one.warning()))
                .toList();
        notices.reached(reached);
        reached.forEach(one -> kinds.of(one.view().kind()).warned(one.view(), one.warning()));
        return said.size();
    }

    /** Of several stages that were missed, each counts as said, and the last one is. */
    private Running say(CaseFile file, Running limit, Instant now, List<Said> said) {
        Instant deadline = Objects.requireNonNull(limit.deadline());
        Integer stage = limit.warned();
        Clockwork.Warning next = clockwork.nextWarning(limit.rule(), deadline, stage);
        while (next != null && !next.at().isAfter(now)) {
            stage = next.stage();
            next = clockwork.nextWarning(limit.rule(), deadline, stage);
        }
        if (stage == null) {
            throw new IllegalStateException("limit " + limit.id() + " is to be warned of, and nothing is to be said");
        }
        if (stage >= LimitRule.LATE && limit.isOfTheCase() && !limit.wasSaidToBeLate()) {
            keeper.fell(file, limit, now);
        }
        said.add(new Said(file, new LimitWarning(limit.id(), limit.rule(), stage, clockwork.dueDay(deadline)),
                deadline));
        return limit.until(deadline, next == null ? null : next.at(), stage);
    }

    /** The limits of which it was not said before: the row is the proof that it was, and that it is not said again. */
    private Set<Long> proved(List<Said> said) {
        return Set.copyOf(sql.sql("""
                insert into casework.warning (limit_id, stage, deadline, at)
                select id, stage, cast(deadline as timestamptz), :now
                from unnest(cast(:limits as bigint[]), cast(:stages as integer[]), cast(:deadlines as text[]))
                    as said (id, stage, deadline)
                on conflict do nothing returning limit_id""")
                .param("limits", said.stream().map(one -> one.warning().limit()).toArray(Long[]::new))
                .param("stages", said.stream().map(one -> one.warning().stage()).toArray(Integer[]::new))
                .param("deadlines", said.stream().map(one -> one.deadline().toString()).toArray(String[]::new))
                .param("now", Moments.time(clock.now()))
                .query(Long.class)
                .list());
    }
}
