package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/**
 * Merges all cases that read like one into it (全部并入): ten thousand letters of one text are one press of a button. Each is merged by
 * the desk that does it singly, with the rights that the person has at that moment; what has ended, is guarded or not this person's
 * is passed over. It goes on where it stopped, on whichever node.
 */
@Component
public class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
    private static final int BATCH = 100;
    /** A node that died in a batch lets another have it after this time; what was merged then is passed over. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final JdbcClient sql;
    private final CaseDesk desk;
    private final CaseRows rows;
    private final CaseRules rules;
    private final CaseOracle oracle;
    private final Kinds kinds;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    Gathering(JdbcClient sql, CaseDesk desk, CaseRows rows, CaseRules rules, CaseOracle oracle, Kinds kinds,
            Directory directory, Journal journal, CountyClock clock, TransactionTemplate transaction) {
        this.sql = sql;
        this.desk = desk;
        this.rows = rows;
        this.rules = rules;
        this.oracle = oracle;
        this.kinds = kinds;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * How far it has come.
     *
     * @param passedOver how many read alike and were left as they are
     */
    public record Progress(int merged, int passedOver, boolean ended) {}

    /** Whether this person may begin it: as with merging a single one, and the case itself goes on. */
    boolean isOffered(Actor actor, CaseView into) {
        return into.state().isOpen()
                && !into.guarded()
                && oracle.sight(actor, into) == CaseOracle.Sight.ALL
                && rules.whyNot(actor, into, rows.marking(into.id()), CaseAction.MERGE).isEmpty();
    }

    /** Notes that it is to be done; nothing happens when it is already under way. */
    @Transactional
    public Optional<Refusal> begin(Actor actor, CaseId into) {
        Optional<CaseView> found = rows.find(into).filter(view -> isOffered(actor, view));
        if (found.isEmpty()) {
            return Optional.of(new Refusal("不能并入这一件：它已经办结，或不归您办理。"));
        }
        if (kinds.of(found.get().kind()).alike(found.get(), 0, 1).isEmpty()) {
            return Optional.of(new Refusal("没有与这一件内容相近的" + kinds.of(found.get().kind()).label() + "。"));
        }
        int begun = sql.sql("""
                insert into casework.gathering (into_id, person_id, begun_at, claimed_until)
                values (:into, :person, :now, :now) on conflict do nothing""")
                .param("into", into.value())
                .param("person", actor.ref().id())
                .param("now", Moments.time(clock.now()))
                .update();
        if (begun > 0) {
            journal.record(actor.ref(), CaseworkAct.GATHERING, into.ref(), Map.of("number", found.get().number()));
        }
        return Optional.empty();
    }

    /** The latest one into this case. */
    Optional<Progress> of(CaseId into) {
        return sql.sql("""
                select merged, passed_over, ended_at is not null as ended from casework.gathering
                where into_id = :into order by id desc limit 1""")
                .param("into", into.value())
                .query((row, n) -> new Progress(row.getInt("merged"), row.getInt("passed_over"),
                        row.getBoolean("ended")))
                .optional();
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 2_000)
    public void regularly() {
        run();
    }

    /** All that is to be done now. */
    public void run() {
        for (Optional<Work> work = claim(); work.isPresent(); work = claim()) {
            batch(work.get());
        }
    }

    private record Work(long id, CaseId into, PersonId person, long after) {
        static Work of(ResultSet row) throws SQLException {
            return new Work(row.getLong("id"), new CaseId(row.getLong("into_id")),
                    new PersonId(row.getLong("person_id")),
                    row.getLong("done_until"));
        }
    }

    private Optional<Work> claim() {
        return sql
                .sql("""
                        update casework.gathering set claimed_until = :until where id = (
                            select id from casework.gathering where ended_at is null and claimed_until <= :now order by id limit 1
                            for update skip locked)
                        returning id, into_id, person_id, done_until""")
                .param("until", Moments.time(clock.now().plus(CLAIM)))
                .param("now", Moments.time(clock.now()))
                .query((row, n) -> Work.of(row))
                .optional();
    }

    private void batch(Work work) {
        CaseView into = rows.find(work.into()).orElseThrow();
        List<CaseId> alike = into.state().isOpen()
                ? kinds.of(into.kind()).alike(into, work.after(), BATCH)
                : List.of();
        Actor actor = directory.actor(work.person());
        int merged = 0;
        for (CaseId one : alike) {
            merged += merges(actor, one, work.into()) ? 1 : 0;
        }
        said(work, alike, merged);
    }

    private boolean merges(Actor actor, CaseId one, CaseId into) {
        try {
            return desk.act(actor, one, new CaseAct.Merge(into), null).refusal().isEmpty();
        } catch (RuntimeException e) {
            LOG.error("Case {} could not be merged into {} among others", one.value(), into.value(), e);
            return false;
        }
    }

    private void said(Work work, List<CaseId> alike, int merged) {
        transaction.executeWithoutResult(_ -> sql
                .sql("""
                        update casework.gathering set merged = merged + :merged, passed_over = passed_over + :rest, claimed_until = :now,
                            done_until = :until, ended_at = case when :over then cast(:now as timestamptz) end
                        where id = :id and done_until = :after""")
                .param("merged", merged)
                .param("rest", alike.size() - merged)
                .param("now", Moments.time(clock.now()))
                .param("until", alike.isEmpty() ? work.after() : alike.getLast().value())
                .param("over", alike.size() < BATCH)
                .param("id", work.id())
                .param("after", work.after())
                .update());
    }
}
