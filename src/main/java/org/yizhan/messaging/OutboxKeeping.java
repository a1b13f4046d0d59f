package org.yizhan.messaging;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.SqlLimit;

/**
 * How long the outbox remembers (保存期限): addresses and values go a month after the notice was made, when it is through or given
 * up, and the line itself goes after a year. What still waits is left alone.
 */
@Component
class OutboxKeeping {
    static final Duration WHOLE = Duration.ofDays(30);
    static final Duration AT_ALL = Duration.ofDays(365);
    private static final int BATCH = 500;

    private final JdbcClient database;
    private final CountyClock clock;

    OutboxKeeping(JdbcClient database, CountyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    void tidy() {
        int rows;
        do {
            rows = Math.max(erase(), delete());
        } while (rows == BATCH);
    }

    private int erase() {
        return database.sql(SqlLimit.of(BATCH,
                """
                        update messaging.outgoing set places = '{}', further = '{}', erased_at = :now,
                            recipient = case
                                when recipient like '%@%' then left(recipient, 1) || '****' || substr(recipient, position('@' in recipient))
                                when length(recipient) < 8 then '****'
                                else left(recipient, 3) || '****' || right(recipient, 4) end
                        where id in (select id from messaging.outgoing
                            where erased_at is null and state <> 'waiting' and created_at < :before order by created_at limit :rows)"""))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("before", before(WHOLE))
                .update();
    }

    private int delete() {
        return database.sql(SqlLimit.of(BATCH, """
                delete from messaging.outgoing where id in (select id from messaging.outgoing
                    where erased_at is not null and created_at < :before order by created_at limit :rows)"""))
                .param("before", before(AT_ALL))
                .update();
    }

    private OffsetDateTime before(Duration age) {
        return clock.now().minus(age).atOffset(ZoneOffset.UTC);
    }
}
