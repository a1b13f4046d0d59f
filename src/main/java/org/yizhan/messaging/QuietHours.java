package org.yizhan.messaging;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When nobody is to be disturbed (免打扰时段): what waits then leaves afterwards, at the pace of its way out. */
@Component
class QuietHours {
    private final JdbcClient database;

    QuietHours(JdbcClient database) {
        this.database = database;
    }

    /** @param ends the first minute that is not quiet any more; earlier than {@code starts} for a time past midnight */
    record Hours(Channel channel, Urgency urgency, LocalTime starts, LocalTime ends) {
        boolean contain(LocalTime time) {
            return starts.isBefore(ends)
                    ? !time.isBefore(starts) && time.isBefore(ends)
                    : !time.isBefore(starts) || time.isBefore(ends);
        }
    }

    /** The hours that hold at this time for this kind of notice, if there are any. */
    static Optional<Hours> at(List<Hours> all, Channel channel, Urgency urgency, LocalTime time) {
        return all.stream()
                .filter(hours -> hours.channel() == channel && hours.urgency() == urgency && hours.contain(time))
                .findFirst();
    }

    List<Hours> all() {
        return database.sql("select channel, urgency, starts, ends from messaging.quiet_hours")
                .query((row, n) -> new Hours(Channel.valueOf(row.getString("channel")),
                        Urgency.valueOf(row.getString("urgency")), row.getObject("starts", LocalTime.class),
                        row.getObject("ends", LocalTime.class)))
                .list();
    }

    void keep(Hours hours) {
        database.sql("""
                insert into messaging.quiet_hours (channel, urgency, starts, ends) values (?, ?, ?, ?)
                on conflict (channel, urgency) do update set starts = excluded.starts, ends = excluded.ends""")
                .params(hours.channel().name(), hours.urgency().name(), hours.starts(), hours.ends())
                .update();
    }

    void remove(Channel channel, Urgency urgency) {
        database.sql("delete from messaging.quiet_hours where channel = ? and urgency = ?")
                .params(channel.name(), urgency.name())
                .update();
    }
}
