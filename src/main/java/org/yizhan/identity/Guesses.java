package org.yizhan.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;

/**
 * Counts guesses and pauses guessing (登录失败处理). A guess is counted before it is checked, under the row's lock, so that a
 * hundred guesses at once are still counted one by one; a right one takes the count back.
 */
@Component
public class Guesses {
    private final JdbcClient db;
    private final CountyClock clock;

    Guesses(JdbcClient db, CountyClock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What is counted together, and how often it may be wrong.
     *
     * @param window after so long without a guess the count begins anew
     * @param pauses the first pause, the second, …; the last one repeats
     */
    public record Limit(String scope, int tries, Duration window, List<Duration> pauses) {}

    /**
     * The answer to "may I guess?".
     *
     * @param pausedUntil no guess now, but from then on
     * @param last this guess is the last one before a pause
     */
    public record Leave(@Nullable Instant pausedUntil, boolean last) {
        public boolean isPaused() {
            return pausedUntil != null;
        }
    }

    private record Row(int tries, int rounds, Instant since, @Nullable Instant blockedUntil) {
        /** Counted so far in the future that the clock has been set back since: nobody shall be locked out by that. */
        boolean isOfAWrongClock(Limit limit, Instant now) {
            return since.isAfter(now.plus(limit.window()));
        }
    }

    /** Takes one guess, in a transaction of its own: it stays counted whatever becomes of the caller's. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Leave take(Limit limit, String key) {
        Instant now = clock.now();
        Row row = lock(limit.scope(), key, now);
        if (row.blockedUntil() != null && row.blockedUntil().isAfter(now) && !row.isOfAWrongClock(limit, now)) {
            return new Leave(row.blockedUntil(), false);
        }
        boolean afterPause = row.blockedUntil() != null;
        boolean anew = row.since().plus(limit.window()).isBefore(now) || row.isOfAWrongClock(limit, now);
        int tries = anew ? 1 : afterPause ? limit.tries() : row.tries() + 1;
        int rounds = anew ? 0 : row.rounds();
        boolean last = tries >= limit.tries();
        Instant blocked = null;
        if (last) {
            blocked = now.plus(limit.pauses().get(Math.min(rounds, limit.pauses().size() - 1)));
            rounds++;
        }
        db.sql("""
                update identity.guess set tries = :tries, rounds = :rounds, since = :now, blocked_until = :blocked
                where scope = :scope and key = :key""")
                .param("tries", tries)
                .param("rounds", rounds)
                .param("now", Timestamp.from(now))
                .param("blocked", blocked == null ? null : Timestamp.from(blocked))
                .param("scope", limit.scope())
                .param("key", key)
                .update();
        return new Leave(null, last);
    }

    private Row lock(String scope, String key, Instant now) {
        db.sql("""
                insert into identity.guess (scope, key, tries, rounds, since) values (:scope, :key, 0, 0, :now)
                on conflict do nothing""")
                .param("scope", scope)
                .param("key", key)
                .param("now", Timestamp.from(now))
                .update();
        return db.sql("""
                select tries, rounds, since, blocked_until from identity.guess
                where scope = :scope and key = :key for update""")
                .param("scope", scope)
                .param("key", key)
                .query((r, n) -> new Row(r.getInt(1), r.getInt(2), r.getTimestamp(3).toInstant(),
                        Optional.ofNullable(r.getTimestamp(4)).map(Timestamp::toInstant).orElse(null)))
                .single();
    }

    /** It was right: what was counted is forgotten. */
    @Transactional
    public void forget(String scope, String key) {
        db.sql("delete from identity.guess where scope = :scope and key = :key")
                .param("scope", scope)
                .param("key", key)
                .update();
    }

    /** Forgets all whose key begins so. */
    @Transactional
    public void forgetAll(String scope, String beginning) {
        db.sql("delete from identity.guess where scope = :scope and key >= :from and key < :to")
                .param("scope", scope)
                .param("from", beginning)
                .param("to", beginning + 'g')
                .update();
    }

    /** One guess of several sources was right: it is taken back, the others stay. */
    @Transactional
    public void takeBack(String scope, String key) {
        db.sql("""
                update identity.guess set tries = greatest(tries - 1, 0), blocked_until = null
                where scope = :scope and key = :key""")
                .param("scope", scope)
                .param("key", key)
                .update();
    }

    @Transactional
    public int dropOlderThan(Instant limit) {
        return db.sql("delete from identity.guess where since < :limit and coalesce(blocked_until, since) < :limit")
                .param("limit", Timestamp.from(limit))
                .update();
    }
}
