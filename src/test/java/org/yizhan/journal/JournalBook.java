package org.yizhan.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

/** A journal for a test, without the program around it; opened twice over the same data it is the program started anew. */
final class JournalBook {
    enum Act implements JournalAct {
        TRIED;

        @Override
        public String code() {
            return "test.tried";
        }

        @Override
        public String label() {
            return "试一试";
        }
    }

    final JdbcClient database;
    final TransactionTemplate transaction;
    final Path data;
    final Journal journal;
    final JournalSealer sealer;
    final JournalVerifier verifier;
    final JournalExport export;
    final List<JournalAlarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-09-30T01:00:00Z");

    JournalBook(DataSource source, Path data) {
        this.data = data;
        database = JdbcClient.create(source);
        var transactions = new JdbcTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        var keys = new JournalKeys(data);
        var committed = new CommittedEntries();
        journal = new Journal(database, clock, keys, committed);
        sealer = new JournalSealer(database, transactions, clock, keys, new Heads(data, keys), committed, journal,
                event -> alarms.add((JournalAlarm) event));
        verifier = new JournalVerifier(source, transactions, clock, keys, new Heads(data, keys), sealer);
        export = new JournalExport(source, transactions, clock, keys, sealer);
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("journal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    void act(long object) {
        transaction.executeWithoutResult(status -> journal.record(ActorRef.staff(7), Act.TRIED,
                new ObjectRef("thing", object), Map.of("digest", "abc", "edition", "2")));
    }

    void acts(int from, int to) {
        for (int i = from; i <= to; i++) {
            act(i);
        }
        sealer.seal();
    }

    /** What someone with the database's own rights can do. */
    void tamper(String... statements) {
        for (String table : List.of("entry", "seal", "closing")) {
            database.sql("alter table journal." + table + " disable trigger all").update();
        }
        for (String sql : statements) {
            if (database.sql(sql).update() == 0) {
                throw new AssertionError("nothing was tampered with: " + sql);
            }
        }
        for (String table : List.of("entry", "seal", "closing")) {
            database.sql("alter table journal." + table + " enable trigger all").update();
        }
    }

    List<String> findings() {
        return verifier.verify().findings().stream().map(f -> f.kind() + " " + f.words()).toList();
    }
}
