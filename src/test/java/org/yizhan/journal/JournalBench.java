package org.yizhan.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Acts a second, sealing included: 32 writers, one transaction for each act, while the sealer works beside them; the clock stops
 * when the last entry is sealed. The server of the tests does not force to disk, so run it on the program's own for real figures:
 * {@code -Djournal.bench.url= -Djournal.bench.user= -Djournal.bench.password=}.
 */
public final class JournalBench {
    private static final int WRITERS = 32;
    private static final long SECONDS = Long.getLong("journal.bench.seconds", 10);

    private JournalBench() {}

    public static void main(String[] args) throws InterruptedException {
        try (HikariDataSource source = source()) {
            var book = new JournalBook(source, JournalBook.folder());
            book.sealer.start();
            var acts = new AtomicLong();
            long begin = System.nanoTime();
            long end = begin + SECONDS * 1_000_000_000L;
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(Thread.ofVirtual().start(() -> {
                    while (System.nanoTime() < end) {
                        book.transaction.executeWithoutResult(status -> book.journal.record(ActorRef.staff(7),
                                JournalBook.Act.TRIED, new ObjectRef("thing", 1),
                                Map.of("digest", "abc", "edition", "2")));
                        acts.incrementAndGet();
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            double written = (System.nanoTime() - begin) / 1e9;
            while (book.database.sql("select count(*) from journal.pending").query(Long.class).single() > 0) {
                Thread.sleep(5);
            }
            double sealed = (System.nanoTime() - begin) / 1e9;
            book.sealer.stop();
            long verifyFrom = System.nanoTime();
            Verification result = book.verifier.verify();
            double verified = (System.nanoTime() - verifyFrom) / 1e9;
            System.out.printf("journal: %d acts by %d writers, %.0f acts/s written, %.0f acts/s sealed, "
                    + "last sealed %.2f s after the last act, verified %.0f/s, %s%n", acts.get(), WRITERS,
                    acts.get() / written, acts.get() / sealed, sealed - written, result.checked() / verified,
                    result.isSound() ? "sound" : result.report());
        }
        System.exit(0);
    }

    private static HikariDataSource source() {
        var config = new HikariConfig();
        String url = System.getProperty("journal.bench.url");
        if (url == null) {
            TestDatabase.Copy copy = TestDatabase.copy();
            config.setJdbcUrl(copy.url());
            config.setUsername(copy.user());
            config.setPassword(copy.password());
        } else {
            config.setJdbcUrl(url);
            config.setUsername(System.getProperty("journal.bench.user"));
            config.setPassword(System.getProperty("journal.bench.password"));
        }
        config.setMaximumPoolSize(24);
        return new HikariDataSource(config);
    }
}
