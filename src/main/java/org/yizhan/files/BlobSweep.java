package org.yizhan.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;

/**
 * Deletes bytes that no file is known by: of uploads whose transaction was rolled back, or that a crash cut off. They are kept for
 * a day. May run on several nodes at once, beside uploads of the very same bytes.
 */
@Component
class BlobSweep {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int AT_ONCE = 500;

    private final BlobStore blobs;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CountyClock clock;

    BlobSweep(BlobStore blobs, JdbcClient sql, PlatformTransactionManager transactions, CountyClock clock) {
        this.blobs = blobs;
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The lock on a content: shared by those who store it, alone with it whoever drops it. */
    static long lock(String sm3) {
        return Long.parseUnsignedLong(sm3.substring(0, 16), 16);
    }

    @Scheduled(cron = "0 41 3 * * *")
    void sweep() {
        Instant moment = clock.now().minus(KEPT);
        int dropped = 0;
        try (Stream<String> old = blobs.keptBefore(moment)) {
            blobs.dropTemporaryBefore(moment);
            var some = new ArrayList<String>(AT_ONCE);
            for (String sm3 : (Iterable<String>) old::iterator) {
                some.add(sm3);
                if (some.size() == AT_ONCE) {
                    dropped += drop(some, moment);
                    some.clear();
                }
            }
            dropped += drop(some, moment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (dropped > 0) {
            LOG.info("{} contents without a file were dropped", dropped);
        }
    }

    private int drop(List<String> contents, Instant moment) {
        Set<String> known = Set.copyOf(sql.sql("select distinct sm3 from files.file where sm3 = any(?)")
                .param(contents.toArray(String[]::new))
                .query(String.class)
                .list());
        int dropped = 0;
        for (String sm3 : contents) {
            if (!known.contains(sm3) && Boolean.TRUE.equals(transaction.execute(_ -> drop(sm3, moment)))) {
                dropped++;
            }
        }
        return dropped;
    }

    private boolean drop(String sm3, Instant moment) {
        boolean alone = sql.sql("select pg_try_advisory_xact_lock(?)").param(lock(sm3)).query(Boolean.class).single();
        return alone && !isKnown(sm3) && blobs.dropKeptBefore(moment, sm3);
    }

    private boolean isKnown(String sm3) {
        return sql.sql("select exists (select from files.file where sm3 = ?)").param(sm3).query(Boolean.class).single();
    }
}
