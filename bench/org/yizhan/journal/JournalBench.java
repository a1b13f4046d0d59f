package org.yizhan.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.LoggerFactory;
import org.yizhan.runtime.EmbeddedPostgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

/**
 * Acts a second, sealing included, on the program's own server with everything forced to disk: many writers, one transaction
 * for each act, while the sealer works beside them; the clock stops when the last entry is sealed. A round before warms up. Argument: a data folder on
 * which no program runs.
 */
public final class JournalBench {
    private static final int WRITERS = 32;
    private static final long SECONDS = 20;

    private JournalBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path data = Path.of(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data.resolve("postgres"));
                HikariDataSource source = source(server)) {
            var book = new JournalBook(source, data);
            book.at(Instant.ofEpochMilli(System.currentTimeMillis()).toString());
            book.sealer.start();
            var acts = new AtomicLong();
            written(book, acts);
            acts.set(0);
            long begin = System.nanoTime();
            double written = written(book, acts);
            double sealed = (System.nanoTime() - begin) / 1e9;
            book.sealer.stop();
            long verifyFrom = System.nanoTime();
            Verification result = book.verifier.verify();
            double verified = (System.nanoTime() - verifyFrom) / 1e9;
            System.out.printf(
                    "figure: %d acts by %d writers: %.0f a second, sealing included (to be at least 2,000); the last "
                            + "sealed %.2f s after it was written; verified at %.0f a second: %s%n",
                    acts.get(), WRITERS,
                    acts.get() / sealed, sealed - written, result.checked() / verified,
                    result.isSound() ? "sound" : result.report());
        }
    }

    /** Lets the writers write and returns how many seconds they did, when the last act is sealed. */
    private static double written(JournalBook book, AtomicLong acts) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + SECONDS * 1_000_000_000L;
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    book.act(acts.incrementAndGet());
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        while (book.database.sql("select count(*) from journal.pending").query(Long.class).single() > 0) {
            Thread.sleep(5);
        }
        return seconds;
    }

    private static HikariDataSource source(EmbeddedPostgres server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.url("yizhan"));
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(24);
        return new HikariDataSource(config);
    }
}
