package org.yizhan.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

/** Runs the verification every night, keeps what it found, and raises an alarm (夜间校验). */
@Component
public class JournalVerifications {
    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JournalVerifier verifier;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final ReentrantLock one = new ReentrantLock();

    JournalVerifications(JdbcClient database, PlatformTransactionManager transactions, Clock clock,
            JournalVerifier verifier, Journal journal, ApplicationEventPublisher events) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.verifier = verifier;
        this.journal = journal;
        this.events = events;
    }

    /** A result as it was kept. */
    public record Kept(Instant at, long checked, int findings, String report) {}

    /** Asks every ten minutes whether the last one is older than last night, so that a missed night heals itself. */
    @Scheduled(initialDelay = 300_000, fixedDelay = 600_000)
    void nightly() {
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        ZonedDateTime lastNight = now.with(NIGHT).isAfter(now) ? now.with(NIGHT).minusDays(1) : now.with(NIGHT);
        boolean isDue = newest().stream()
                .findFirst()
                .map(kept -> kept.at().isBefore(lastNight.toInstant()))
                .orElse(true);
        boolean clockWasAhead = newest().stream()
                .findFirst()
                .map(kept -> kept.at().isAfter(clock.instant().plus(Duration.ofHours(1))))
                .orElse(false);
        if (isDue || clockWasAhead) {
            run(ActorRef.PROGRAM);
        }
    }

    /** Empty when one is under way already. */
    Optional<Verification> run(ActorRef by) {
        if (!one.tryLock()) {
            return Optional.empty();
        }
        try {
            Verification result = verifier.verify();
            transaction.executeWithoutResult(status -> keep(result, by));
            return Optional.of(result);
        } finally {
            one.unlock();
        }
    }

    private void keep(Verification result, ActorRef by) {
        int findings = (int) Math.min(Integer.MAX_VALUE, result.findings().size() + result.more());
        database.sql("insert into journal.verification (at, checked, findings, report) values (?, ?, ?, ?)")
                .param(result.at().atOffset(ZoneOffset.UTC))
                .param(result.checked())
                .param(findings)
                .param(result.report())
                .update();
        journal.record(by, OwnAct.VERIFIED, new ObjectRef("journal", result.checked()),
                Map.of("findings", String.valueOf(findings)));
        if (!result.isSound()) {
            events.publishEvent(new JournalAlarm("verification", "校验发现" + findings + "处问题。"));
        }
    }

    /** The newest first. */
    List<Kept> newest() {
        return database.sql("select * from journal.verification order by id desc limit 10")
                .query((row, n) -> new Kept(row.getTimestamp("at").toInstant(), row.getLong("checked"),
                        row.getInt("findings"), row.getString("report")))
                .list();
    }
}
