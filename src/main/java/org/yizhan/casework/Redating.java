package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CalendarChanged;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;

/**
 * Counts open limits anew when a holiday notice changes (期限重算): in batches beside normal work, going on where it stopped. Each
 * case whose date changes has an event that says so, and the journal an entry.
 */
@Component
public class Redating {

    private final JdbcClient sql;
    private final CaseRows rows;
    private final CaseLog log;
    private final RunningLimits running;
    private final LimitKeeper keeper;
    private final Clockwork clockwork;
    private final Journal journal;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    Redating(JdbcClient sql, CaseRows rows, CaseLog log, RunningLimits running, LimitKeeper keeper, Clockwork clockwork,
            Journal journal, CountyClock clock,
            TransactionTemplate transaction) {
        this.sql = sql;
        this.rows = rows;
        this.log = log;
        this.running = running;
        this.keeper = keeper;
        this.clockwork = clockwork;
        this.journal = journal;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** In the transaction of the change itself, so that it is never forgotten. */
    @EventListener
    @Transactional
    public void on(CalendarChanged changed) {
        sql.sql("insert into casework.redating (years, at) values (:years, :now)")
                .param("years", changed.years().toArray(Integer[]::new))
                .param("now", Moments.time(clock.now()))
                .update();
    }

    @Scheduled(initialDelay = 15_000, fixedDelay = 5_000)
    public void regularly() {
        run();
    }

    /** Returns how many cases got another date. */
    public int run() {
        int changed = 0;
        for (;;) {
            Optional<Integer> batch = Objects.requireNonNull(transaction.execute(status -> batch()));
            if (batch.isEmpty()) {
                return changed;
            }
            changed += batch.get();
        }
    }

    private record Work(long id, long after) {}

    /** One batch of the oldest work; empty when there is none, or another node does it. */
    private Optional<Integer> batch() {
        Optional<Work> work = sql.sql("""
                select id, done_until from casework.redating where done_at is null order by id limit 1
                for update skip locked""")
                .query((row, n) -> new Work(row.getLong("id"), row.getLong("done_until")))
                .optional();
        return work.map(this::batch);
    }

    private int batch(Work work) {
        record Open(long id, long caseId) {}
        List<Open> open = sql
                .sql("""
                        select id, case_id from casework.running where ended_at is null and id > :after order by id limit 500""")
                .param("after", work.after())
                .query((row, n) -> new Open(row.getLong("id"), row.getLong("case_id")))
                .list();
        if (open.isEmpty()) {
            sql.sql("update casework.redating set done_at = :now where id = :id")
                    .param("now", Moments.time(clock.now()))
                    .param("id", work.id())
                    .update();
            return 0;
        }
        List<Long> cases = open.stream().map(Open::caseId).distinct().sorted().toList();
        List<CaseFile> files = rows.lockAll(cases);
        Map<CaseId, List<PastEvent>> events = log.clockEvents(cases);
        Instant now = clock.now();
        var moved = new ArrayList<Running>();
        var changed = new ArrayList<CaseFile>();
        for (CaseFile file : files) {
            if (redate(file, events.getOrDefault(file.id(), List.of()), now, moved)) {
                changed.add(file);
            }
        }
        running.save(moved);
        rows.saveDates(changed);
        journal.recordAll(ActorRef.PROGRAM, CaseworkAct.REDATED, changed.stream()
                .collect(Collectors.toMap(file -> file.id().ref(),
                        file -> Map.of("number", file.view().number(), "redating", Long.toString(work.id())))));
        sql.sql("update casework.redating set done_until = :until, changed = changed + :changed where id = :id")
                .param("until", open.getLast().id())
                .param("changed", changed.size())
                .param("id", work.id())
                .update();
        return changed.size();
    }

    private boolean redate(CaseFile file, List<PastEvent> events, Instant now, List<Running> moved) {
        boolean any = false;
        for (Running limit : file.openLimits()) {
            Running again = keeper.again(limit, events);
            if (again.equals(limit)) {
                continue;
            }
            moved.add(again);
            file.changes(again);
            file.happened(new CaseEvent.Redated(limit.rule().code(), day(limit.deadline()), day(again.deadline())), now,
                    ActorRef.PROGRAM, null, "放假安排有变", limit.isOfTheCase());
            any = true;
        }
        if (any) {
            LimitKeeper.owes(file);
        }
        return any;
    }

    private @Nullable LocalDate day(@Nullable Instant deadline) {
        return deadline == null ? null : clockwork.dueDay(deadline);
    }
}
