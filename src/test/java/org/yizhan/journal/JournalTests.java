package org.yizhan.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest
class JournalTests {
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

    @Autowired
    Journal journal;
    @Autowired
    JournalVerifier verifier;
    @Autowired
    JdbcClient database;
    @Autowired
    TransactionTemplate transaction;

    @Test
    void keepsTheActInTheTransactionOfTheAct() {
        transaction.executeWithoutResult(status -> record(41));
        transaction.executeWithoutResult(status -> {
            record(42);
            status.setRollbackOnly();
        });
        assertThat(entries(41)).isEqualTo(1);
        assertThat(entries(42)).isZero();
    }

    @Test
    void refusesLongTextsAndManyFacts() {
        assertThatThrownBy(() -> journal.record(ActorRef.PROGRAM, Act.TRIED, new ObjectRef("thing", 1),
                Map.of("text", "长".repeat(201)))).isInstanceOf(IllegalArgumentException.class);
        var many = new HashMap<String, String>();
        for (int i = 0; i < 21; i++) {
            many.put("k" + i, "v");
        }
        assertThatThrownBy(() -> journal.record(ActorRef.PROGRAM, Act.TRIED, new ObjectRef("thing", 1), many))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToChangeDeleteOrEmptyTheTables() {
        record(43);
        for (String table : new String[]{"entry", "seal", "closing"}) {
            assertRefused("delete from journal." + table);
            assertRefused("truncate journal." + table + " cascade");
        }
        assertRefused("update journal.entry set who_id = 1");
        assertRefused("update journal.seal set seq = 1");
        assertRefused("update journal.closing set day = now()");
        assertThat(entries(43)).isEqualTo(1);
    }

    @Test
    void sealsWhatAHundredWritersWriteAtOnceWithinMoments() throws InterruptedException {
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < 100; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                for (int act = 0; act < 10; act++) {
                    record(44);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        journal.recordAll(ActorRef.staff(7), Act.TRIED, Map.of(new ObjectRef("thing", 45), Map.of("a", "1\n\"x\""),
                new ObjectRef("thing", 46), Map.of()));
        journal.recordAll(ActorRef.staff(7), Act.TRIED, Map.of());
        long patience = System.nanoTime() + 10_000_000_000L;
        while (database.sql("select count(*) from journal.pending").query(Long.class).single() > 0) {
            assertThat(System.nanoTime()).as("still waiting to be sealed").isLessThan(patience);
            Thread.sleep(20);
        }
        assertThat(entries(44)).isEqualTo(1000);
        assertThat(List.of(entries(45), entries(46))).containsOnly(1L);
        Verification result = verifier.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.checked()).isGreaterThanOrEqualTo(1000);
        assertThat(database.sql("select label from journal.act where code = 'test.tried'").query(String.class).single())
                .isEqualTo("试一试");
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> database.sql(sql).update()).as(sql).hasStackTraceContaining("append-only");
    }

    private void record(long object) {
        journal.record(ActorRef.staff(7), Act.TRIED, new ObjectRef("thing", object), Map.of("b", "2", "a", "1\n\"x\""));
    }

    private long entries(long object) {
        return database.sql("select count(*) from journal.entry where object_type = 'thing' and object_id = ?")
                .param(object)
                .query(Long.class)
                .single();
    }
}
