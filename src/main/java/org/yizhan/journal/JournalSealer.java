package org.yizhan.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.SqlLimit;

/**
 * Chains committed entries in batches, a moment after their acts (封存). One node seals at a time, under an advisory lock; the
 * acts themselves never wait. What carries no valid MAC was not written by this program: it is never sealed, and an alarm is
 * raised.
 */
@Component
class JournalSealer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSealer.class);
    private static final long LOCK = 0x79697a68616e6aL;
    private static final int BATCH = 2000;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Duration MISSING_AFTER = Duration.ofSeconds(3);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JournalKeys keys;
    private final Heads heads;
    private final CommittedEntries committed;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Set<String> labelled = new HashSet<>();
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    JournalSealer(JdbcClient database, PlatformTransactionManager transactions, Clock clock, JournalKeys keys,
            Heads heads,
            CommittedEntries committed, Journal journal, ApplicationEventPublisher events) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.keys = keys;
        this.heads = heads;
        this.committed = committed;
        this.journal = journal;
        this.events = events;
    }

    /** A row of {@code pending}, with its entry if that is still there. */
    private record Waiting(long entryId, @Nullable Entry entry, byte @Nullable [] mac, boolean sealedBefore) {}

    /** What one round did: how many it took from the queue, and the head of the chain if another node did not hold the lock. */
    private record Round(int taken, @Nullable Seal head) {}

    /** Seals everything that is committed; returns at once when another node is at it. */
    synchronized void seal() {
        Round round;
        do {
            round = java.util.Objects.requireNonNull(transaction.execute(status -> round()));
            Seal head = round.head();
            if (head != null && round.taken() > 0) {
                heads.keep(head.seq(), head.hash());
            }
        } while (round.taken() == BATCH);
        keepLabels();
    }

    private Round round() {
        if (!database.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single()) {
            return new Round(0, null);
        }
        Seal head = head().orElse(null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        if (head != null && !head.day().equals(today)) {
            close(head);
        }
        List<Waiting> waiting = waiting();
        if (waiting.isEmpty()) {
            return new Round(0, head);
        }
        compareWithKeptHead(head);
        if (head != null && now.isBefore(head.sealedAt().minus(CLOCK_TOLERANCE))) {
            LOG.warn("the clock was set back from {} to {}", head.sealedAt(), now);
            journal.record(ActorRef.PROGRAM, OwnAct.CLOCK_SET_BACK, new ObjectRef("journal", head.seq()),
                    Map.of("from", head.sealedAt().toString(), "to", now.toString()));
        }
        var seals = new ArrayList<Seal>();
        for (Waiting next : waiting) {
            if (next.sealedBefore()) {
                continue;
            }
            if (next.entry() == null || next.mac() == null) {
                alarm("lost", next.entryId(), "编号" + next.entryId() + "的日志在封存之前被删除。");
            } else if (!java.security.MessageDigest.isEqual(keys.mac(next.entry().canonical()), next.mac())) {
                alarm("foreign", next.entryId(), "编号" + next.entryId() + "的日志不是本程序写入的，或在封存之前被改动，未予封存。");
            } else {
                byte[] before = head == null ? Seal.NO_HASH : head.hash();
                head = new Seal(head == null ? 1 : head.seq() + 1, next.entryId(),
                        Seal.chain(before, next.entry().canonical()), now, today);
                seals.add(head);
            }
        }
        write(seals);
        database.sql("delete from journal.pending where entry_id = any(?)")
                .param(waiting.stream().map(Waiting::entryId).toArray(Long[]::new))
                .update();
        return new Round(waiting.size(), head);
    }

    /** A chain that is shorter or other than it was is told at once, and the old head stays on file for the verification. */
    private void compareWithKeptHead(@Nullable Seal last) {
        heads.newest().ifPresent(kept -> {
            boolean agrees = (last != null && last.seq() == kept.seq()
                    ? Optional.of(last.hash())
                    : database.sql("select hash from journal.seal where seq = ?")
                            .param(kept.seq())
                            .query((row, n) -> row.getBytes("hash"))
                            .optional())
                    .map(kept::speaksOf)
                    .orElse(false);
            if (!agrees) {
                heads.preserve(kept);
                alarm("rewritten", kept.seq(), "截至第" + kept.seq() + "号的日志被删除或重写，或数据库恢复自较早的备份。请立即校验日志。");
            }
        });
    }

    /** The day's digest: signed, so that nobody can make the past anew without the key. */
    private void close(Seal last) {
        database.sql("""
                insert into journal.closing (last_seq, day, hash, signature) values (?, ?, ?, ?)
                on conflict do nothing""")
                .param(last.seq())
                .param(last.day())
                .param(last.hash())
                .param(keys.sign(Closing.message(last.day(), last.seq(), last.hash())))
                .update();
    }

    private Optional<Seal> head() {
        return database.sql("select * from journal.seal order by seq desc limit 1")
                .query((row, n) -> new Seal(row.getLong("seq"), row.getLong("entry_id"), row.getBytes("hash"),
                        row.getTimestamp("sealed_at").toInstant(), row.getObject("day", LocalDate.class)))
                .optional();
    }

    private List<Waiting> waiting() {
        return database.sql(SqlLimit.of(BATCH, """
                select p.entry_id as waiting_id, e.*, s.seq as sealed from journal.pending p
                left join journal.entry e on e.id = p.entry_id
                left join journal.seal s on s.entry_id = p.entry_id
                order by p.entry_id limit :rows""")).query((row, n) -> {
            long id = row.getLong("waiting_id");
            boolean there = row.getObject("id") != null;
            return new Waiting(id, there ? readable(row).orElse(null) : null, row.getBytes("mac"),
                    row.getObject("sealed") != null);
        }).list();
    }

    /** Empty for a row that this program could not have written at all. */
    static Optional<Entry> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Entry(row.getLong("id"), row.getTimestamp("at").toInstant(),
                    row.getString("who_kind"),
                    row.getLong("who_id"), row.getString("act"), row.getString("object_type"), row.getLong("object_id"),
                    row.getString("facts")));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private void write(List<Seal> seals) {
        if (seals.isEmpty()) {
            return;
        }
        database.sql("""
                insert into journal.seal (seq, entry_id, hash, sealed_at, day, mac)
                select seq, entry_id, hash, :now, :today, mac
                from unnest(:seqs, :entries, :hashes::bytea[], :macs::bytea[]) as s(seq, entry_id, hash, mac)""")
                .param("now", seals.getFirst().sealedAt().atOffset(ZoneOffset.UTC))
                .param("today", seals.getFirst().day())
                .param("seqs", seals.stream().map(Seal::seq).toArray(Long[]::new))
                .param("entries", seals.stream().map(Seal::entryId).toArray(Long[]::new))
                .param("hashes", seals.stream().map(s -> bytea(s.hash())).toArray(String[]::new))
                .param("macs", seals.stream().map(s -> bytea(keys.mac(s.canonical()))).toArray(String[]::new))
                .update();
    }

    private static String bytea(byte[] bytes) {
        return "\\x" + java.util.HexFormat.of().formatHex(bytes);
    }

    /**
     * Looks for acts that this program committed but that the chain never saw: the entry was deleted within the second before
     * sealing, or its mark in the queue was.
     */
    void lookForTheMissing(Duration age) {
        List<Long> ids = committed.olderThan(age);
        if (ids.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> database.sql("""
                select id, exists (select 1 from journal.entry e where e.id = mine.id) as there
                from unnest(?) mine(id)
                where not exists (select 1 from journal.seal s where s.entry_id = mine.id)
                and not exists (select 1 from journal.pending p where p.entry_id = mine.id)""")
                .param(ids.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong("id"), row.getBoolean("there")))
                .list()
                .forEach(missing -> {
                    if (missing.getValue()) {
                        alarm("unqueued", missing.getKey(), "编号" + missing.getKey() + "的日志被移出待封存队列，已重新排入。");
                        database.sql("insert into journal.pending values (?) on conflict do nothing")
                                .param(missing.getKey())
                                .update();
                    } else {
                        alarm("lost", missing.getKey(), "编号" + missing.getKey() + "的日志在封存之前被删除。");
                    }
                }));
    }

    private void alarm(String kind, long entryId, String words) {
        LOG.error("journal alarm: {} entry {}", kind, entryId);
        journal.record(ActorRef.PROGRAM, OwnAct.ALARM, new ObjectRef("journal-entry", entryId), Map.of("kind", kind));
        events.publishEvent(new JournalAlarm(kind + ":" + entryId, words));
    }

    /** After the acts, never in them: two first uses of a label would wait for each other. */
    private void keepLabels() {
        journal.labels().forEach((code, label) -> {
            if (labelled.add(code)) {
                database.sql("""
                        insert into journal.act (code, label) values (?, ?)
                        on conflict (code) do update set label = excluded.label where act.label <> excluded.label""")
                        .param(code)
                        .param(label)
                        .update();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("journal-sealer").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (committed.await(IDLE)) {
                    Thread.sleep(GATHER);
                }
                seal();
                lookForTheMissing(MISSING_AFTER);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("sealing failed, trying again", e);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread worker = thread;
        if (worker == null) {
            return;
        }
        committed.ring();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
