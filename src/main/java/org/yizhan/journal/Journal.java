package org.yizhan.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
        Entry entry = entry(who, act, what, facts, now());
        database.sql("""
                with written as (
                    insert into journal.entry
                        (id, at, who_kind, who_id, act, object_type, object_id, facts, key_mark, mac)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)
                insert into journal.pending (entry_id) select id from written""")
                .param(entry.id())
                .param(entry.at().atOffset(ZoneOffset.UTC))
                .param(entry.whoKind())
                .param(entry.whoId())
                .param(entry.act())
                .param(entry.objectType())
                .param(entry.objectId())
                .param(entry.facts())
                .param(keys.mark())
                .param(keys.mac(entry.canonical()))
                .update();
        whenCommitted(List.of(entry));
    }

    /** The same act on many things, in one statement; see {@link #record}. */
    @Transactional
    public void recordAll(ActorRef who, JournalAct act, Map<ObjectRef, Map<String, String>> whats) {
        Instant at = now();
        List<Entry> entries = whats.entrySet()
                .stream()
                .map(what -> entry(who, act, what.getKey(), what.getValue(), at))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        Entry first = entries.getFirst();
        database.sql(
                """
                        with written as (
                            insert into journal.entry
                                (id, at, who_kind, who_id, act, object_type, object_id, facts, key_mark, mac)
                            select id, :at, :whoKind, :whoId, :act, type, object, facts, :mark, decode(mac, 'hex')
                            from unnest(cast(:ids as bigint[]), cast(:types as text[]), cast(:objects as bigint[]), cast(:facts as text[]),
                                cast(:macs as text[])) as e (id, type, object, facts, mac)
                            returning id)
                        insert into journal.pending (entry_id) select id from written""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("whoKind", first.whoKind())
                .param("whoId", first.whoId())
                .param("act", first.act())
                .param("mark", keys.mark())
                .param("ids", entries.stream().map(Entry::id).toArray(Long[]::new))
                .param("types", entries.stream().map(Entry::objectType).toArray(String[]::new))
                .param("objects", entries.stream().map(Entry::objectId).toArray(Long[]::new))
                .param("facts", entries.stream().map(Entry::facts).toArray(String[]::new))
                .param("macs",
                        entries.stream()
                                .map(entry -> HexFormat.of().formatHex(keys.mac(entry.canonical())))
                                .toArray(String[]::new))
                .update();
        whenCommitted(entries);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Entry entry(ActorRef who, JournalAct act, ObjectRef what, Map<String, String> facts, Instant at) {
        labels.putIfAbsent(act.code(), act.label());
        return new Entry(newId(), at, who.kind().name().toLowerCase(Locale.ROOT), who.id(), act.code(), what.type(),
                what.id(), Facts.canonical(facts));
    }

    private void whenCommitted(List<Entry> entries) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                entries.forEach(entry -> committed.add(entry.id()));
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
