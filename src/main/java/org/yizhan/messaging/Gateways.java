package org.yizhan.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/**
 * How fast each way out may be used, and whether it works (发送渠道的状态). After three failures in a row nothing is tried any more but one
 * notice every so often, so that a gateway that is down does not use up the tries of all that waits. Rows, because all nodes
 * share a gateway.
 */
@Component
class Gateways {
    private static final int FAILURES_TO_STOP = 3;
    private static final Duration PROBE = Duration.ofMinutes(1);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(15), Duration.ofSeconds(30),
            Duration.ofMinutes(1), Duration.ofMinutes(2));
    /** At most so much of a minute's notices leaves at once. */
    private static final double BURST = 1.0 / 12;

    private final JdbcClient database;
    private final CountyClock clock;

    Gateways(JdbcClient database, CountyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How a way out does.
     *
     * @param failures in a row
     * @param openUntil nothing is tried before; null when nothing hinders
     */
    record State(Channel channel, int perMinute, int failures, @Nullable Instant downSince,
            @Nullable Instant openUntil, @Nullable String lastError) {
        boolean isDown() {
            return failures >= FAILURES_TO_STOP;
        }
    }

    /**
     * Whether one more may leave now, and if so, how many failures there were before it. Of what is tried while the gateway is
     * down, one at a time is let through on all nodes.
     *
     * @param atOnce what no pace holds back
     */
    Optional<Integer> pass(Channel channel, boolean atOnce) {
        return database
                .sql("""
                        update messaging.gateway set tokens = greatest(0, least(full_at, tokens_now) - 1), filled_at = :now,
                            open_until = case when failures >= :most then :now::timestamptz + :probe * interval '1 second' end
                        from (select channel as name, greatest(1, per_minute * :burst) as full_at,
                                  tokens + greatest(0, extract(epoch from :now::timestamptz - filled_at)) * per_minute / 60 as tokens_now
                              from messaging.gateway where channel = :channel for update) counted
                        where channel = name and (open_until is null or open_until <= :now)
                            and (:atOnce or least(full_at, tokens_now) >= 1)
                        returning failures""")
                .param("channel", channel.name())
                .param("now", now())
                .param("most", FAILURES_TO_STOP)
                .param("probe", PROBE.toSeconds())
                .param("burst", BURST)
                .param("atOnce", atOnce)
                .query(Integer.class)
                .optional();
    }

    void works(Channel channel) {
        database.sql("""
                update messaging.gateway set failures = 0, down_since = null, open_until = null, last_error = null
                where channel = ? and (failures > 0 or open_until is not null)""").param(channel.name()).update();
    }

    /** @param pause how long it asked us to wait; zero when it did not */
    void fails(Channel channel, String words, Duration pause) {
        database.sql(
                """
                        update messaging.gateway set failures = failures + 1, down_since = coalesce(down_since, :now),
                            last_error = :words,
                            open_until = case
                                when :asked > 0 then :now::timestamptz + :asked * interval '1 second'
                                when failures + 1 >= :most then :now::timestamptz
                                    + (:pauses::bigint[])[least(failures + 2 - :most, cardinality(:pauses::bigint[]))] * interval '1 second'
                            end
                        where channel = :channel""")
                .param("channel", channel.name())
                .param("words", words)
                .param("now", now())
                .param("asked", pause.toSeconds())
                .param("most", FAILURES_TO_STOP)
                .param("pauses", PAUSES.stream().map(Duration::toSeconds).toArray(Long[]::new))
                .update();
    }

    /** The next notice is tried at once. */
    void tryNow(Channel channel) {
        database.sql("update messaging.gateway set open_until = null where channel = ?").param(channel.name()).update();
    }

    void pace(Channel channel, int perMinute) {
        database.sql("update messaging.gateway set per_minute = ? where channel = ?")
                .params(perMinute, channel.name())
                .update();
    }

    List<State> all() {
        return database.sql("select * from messaging.gateway").query((row, n) -> state(row)).list();
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(Channel.valueOf(row.getString("channel")), row.getInt("per_minute"), row.getInt("failures"),
                instant(row.getTimestamp("down_since")), instant(row.getTimestamp("open_until")),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp stamp) {
        return stamp == null ? null : stamp.toInstant();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
