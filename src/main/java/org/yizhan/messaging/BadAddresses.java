package org.yizhan.messaging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** Addresses that do not exist, as a gateway has said (无效地址). They are skipped until somebody takes them off the list. */
@Component
class BadAddresses {
    private final JdbcClient database;
    private final CountyClock clock;

    BadAddresses(JdbcClient database, CountyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Row(long id, Channel channel, String address, String why, Instant since) {}

    /** Why nothing is sent there; empty for an address as good as any. */
    Optional<String> why(Channel channel, String address) {
        return database.sql("select why from messaging.bad_address where channel = ? and address = ?")
                .params(channel.name(), address)
                .query(String.class)
                .optional();
    }

    void remember(Channel channel, String address, String why) {
        database.sql("""
                insert into messaging.bad_address (channel, address, why, since) values (?, ?, ?, ?)
                on conflict (channel, address) do update set why = excluded.why, since = excluded.since""")
                .params(channel.name(), address, why, clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean forget(long id) {
        return database.sql("delete from messaging.bad_address where id = ?").param(id).update() == 1;
    }

    KeyPage<Row> list(@Nullable Long before, int size) {
        List<Row> rows = new ArrayList<>(database.sql(SqlLimit.of(size + 1, """
                select id, channel, address, why, since from messaging.bad_address
                where id < ? order by id desc limit :rows"""))
                .param(before == null ? Long.MAX_VALUE : before)
                .query((row, n) -> new Row(row.getLong("id"), Channel.valueOf(row.getString("channel")),
                        row.getString("address"), row.getString("why"), row.getTimestamp("since").toInstant()))
                .list());
        return KeyPage.of(rows, size, false, before != null, row -> String.valueOf(row.id()), row -> row);
    }
}
