package org.yizhan.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

/** Writes acts into the journal (日志), in the transaction of the act itself. */
@Component
public class Journal {
    private static final int BLOCK = 100;

    private final JdbcClient database;
    private final Clock clock;
    private final JournalKeys keys;
    private final CommittedEntries committed;
    private final Map<String, String> labels = new ConcurrentHashMap<>();
    private final ReentrantLock idLock = new ReentrantLock();
    private long nextId;
    private long blockEnd;

    Journal(JdbcClient database, Clock clock, JournalKeys keys, CommittedEntries committed) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
        this.committed = committed;
    }

    /**
     * Records one act. Rolled back with the act; sealed into the chain within a second after the commit.
     *
     * @param facts ids, codes and digests only, never names or text; at most 20 entries of 200 characters
     */
    @Transactional
    public void record(ActorRef who, JournalAct act, ObjectRef what, Map<String, String> facts) {
        labels.putIfAbsent(act.code(), act.label());
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new Entry(newId(), at, who.kind().name().toLowerCase(java.util.Locale.ROOT), who.id(), act.code(),
                what.type(), what.id(), Facts.canonical(facts));
        database.sql("""
                with written as (
                    insert into journal.entry
                        (id, at, who_kind, who_id, act, object_type, object_id, facts, key_mark, mac)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)
                insert into journal.pending (entry_id) select id from written""")
                .param(entry.id())
                .param(at.atOffset(java.time.ZoneOffset.UTC))
                .param(entry.whoKind())
                .param(entry.whoId())
                .param(entry.act())
                .param(entry.objectType())
                .param(entry.objectId())
                .param(entry.facts())
                .param(keys.mark())
                .param(keys.mac(entry.canonical()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.add(entry.id());
            }
        });
    }

    /** What the codes of acts recorded by this program mean. */
    Map<String, String> labels() {
        return labels;
    }

    /** Ids come in blocks, so that most acts need no question to the database; gaps mean nothing, the order is the seal's. */
    private long newId() {
        idLock.lock();
        try {
            if (nextId == blockEnd) {
                nextId = database.sql("select nextval('journal.entry_id')").query(Long.class).single();
                blockEnd = nextId + BLOCK;
            }
            return nextId++;
        } finally {
            idLock.unlock();
        }
    }
}
