package org.yizhan.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes all sealed entries into a file that can be verified without the database (日志导出). */
@Component
class JournalExport {
    private static final int FETCH = 1000;

    private final JdbcTemplate database;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final JournalKeys keys;
    private final JournalSealer sealer;

    JournalExport(DataSource source, PlatformTransactionManager transactions, Clock clock, JournalKeys keys,
            JournalSealer sealer) {
        this.database = new JdbcTemplate(source);
        this.database.setFetchSize(FETCH);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
        this.keys = keys;
        this.sealer = sealer;
    }

    private static final class End {
        long seq;
        byte[] hash = Seal.NO_HASH;
    }

    /** Returns how many entries the file holds. Rows that were tampered with are written as they are; the file then fails. */
    long write(Path file) {
        sealer.seal();
        return Objects.requireNonNull(snapshot.execute(status -> {
            Map<Long, Closing> closings = new HashMap<>();
            database.query("select * from journal.closing", row -> {
                closings.put(row.getLong("last_seq"), new Closing(row.getLong("last_seq"),
                        row.getObject("day", LocalDate.class), row.getBytes("hash"), row.getBytes("signature")));
            });
            var end = new End();
            try (var out = new JournalFile.Writer(file, keys, clock.instant())) {
                database.query("""
                        select s.seq, s.hash, e.* from journal.seal s join journal.entry e on e.id = s.entry_id
                        order by s.seq""", row -> {
                    end.seq = row.getLong("seq");
                    end.hash = row.getBytes("hash");
                    JournalSealer.readable(row).ifPresent(entry -> out.entry(end.seq, entry, end.hash));
                    Closing closing = closings.get(end.seq);
                    if (closing != null) {
                        out.closing(closing);
                    }
                });
                out.end(end.seq, end.hash);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return end.seq;
        }));
    }
}
