package org.yizhan.casework;

import java.util.concurrent.locks.ReentrantLock;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Ids that come in blocks, so that most acts need no question to the database; gaps mean nothing. */
final class IdBlocks {
    /** As the sequences count. */
    private static final int BLOCK = 100;

    private final JdbcClient sql;
    private final String sequence;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    IdBlocks(JdbcClient sql, String sequence) {
        this.sql = sql;
        this.sequence = sequence;
    }

    long next() {
        lock.lock();
        try {
            if (next == end) {
                next = sql.sql("select nextval(cast(:sequence as regclass))")
                        .param("sequence", sequence)
                        .query(Long.class)
                        .single();
                end = next + BLOCK;
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }
}
