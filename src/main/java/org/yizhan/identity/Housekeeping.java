package org.yizhan.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/** Drops what has run out. Sign-ins are kept longer than the six months that 网络安全法 Art. 21 asks for. */
@Component
class Housekeeping {
    private static final Duration SIGN_INS = Duration.ofDays(400);
    private static final Duration GUESSES = Duration.ofDays(7);
    private static final Duration CODES = Duration.ofDays(2);
    private static final Duration TOKENS = Duration.ofDays(1);

    private final JdbcClient db;
    private final Guesses guesses;
    private final CountyClock clock;

    Housekeeping(JdbcClient db, Guesses guesses, CountyClock clock) {
        this.db = db;
        this.guesses = guesses;
        this.clock = clock;
    }

    @Scheduled(cron = "0 17 3 * * *")
    void sweep() {
        Instant now = clock.now();
        guesses.dropOlderThan(now.minus(GUESSES));
        drop("identity.one_time_code where sent_at < :limit", now.minus(CODES));
        drop("identity.sign_in where at < :limit", now.minus(SIGN_INS));
        drop("""
                identity.oauth2_authorization
                where coalesce(access_token_expires_at, authorization_code_expires_at) < :limit""", now.minus(TOKENS));
    }

    private void drop(String rows, Instant limit) {
        db.sql("delete from " + rows).param("limit", Timestamp.from(limit)).update();
    }
}
