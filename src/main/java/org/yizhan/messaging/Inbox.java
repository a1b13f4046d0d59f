package org.yizhan.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** The page of notices of whoever is signed in (消息): each sees his own and nobody else's. */
@Component
public class Inbox {
    private static final int MOST_COUNTED = 99;

    private final JdbcClient database;
    private final CountyClock clock;
    private final Templates templates;
    private final Preferences preferences;

    Inbox(JdbcClient database, CountyClock clock, Templates templates, Preferences preferences) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.preferences = preferences;
    }

    /** @param href empty when there is nowhere to go */
    public record Item(long id, String label, String text, String href, Instant madeAt, boolean read) {}

    private record Row(long id, String label, String text, String places, String href, Instant madeAt,
            boolean read) {}

    /** The newest first. */
    public KeyPage<Item> list(Actor reader, boolean unreadOnly, @Nullable Long before, int size) {
        List<Row> rows = new ArrayList<>(database.sql(SqlLimit.of(size + 1, """
                select i.id, t.label, v.text, i.places, i.href, i.made_at, i.read_at
                from messaging.inbox i join messaging.template t on t.name = i.template
                join messaging.template_version v on v.template = i.template and v.version = i.version
                where i.reader = :reader and i.id < :before %s order by i.id desc limit :rows"""
                .formatted(unreadOnly ? "and i.read_at is null" : "")))
                .param("reader", reader.ref().toString())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .query((row, n) -> new Row(row.getLong("id"), row.getString("label"), row.getString("text"),
                        row.getString("places"), row.getString("href"), row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("read_at") != null))
                .list());
        return KeyPage.of(rows, size, false, before != null, row -> String.valueOf(row.id()),
                row -> new Item(row.id(), row.label(),
                        Templates.filled(row.label(), row.text(), templates.read(row.places())), row.href(),
                        row.madeAt(), row.read()));
    }

    /** How many are unread, 99 at most. */
    public int unread(ActorRef reader) {
        return database.sql(SqlLimit.of(MOST_COUNTED,
                """
                        select count(*) from (select 1 from messaging.inbox where reader = ? and read_at is null limit :rows) unread"""))
                .param(reader.toString())
                .query(Integer.class)
                .single();
    }

    /** Marks it as read and says where it leads; empty when it is not the reader's. */
    @Transactional
    public Optional<String> open(Actor reader, long id) {
        return database
                .sql("""
                        update messaging.inbox set read_at = coalesce(read_at, :now) where id = :id and reader = :reader returning href""")
                .param("now", Timestamp.from(clock.now()))
                .param("id", id)
                .param("reader", reader.ref().toString())
                .query(String.class)
                .optional();
    }

    /** @param newest the newest that was on screen: what came meanwhile stays unread */
    @Transactional
    public int readAll(Actor reader, long newest) {
        return database
                .sql("""
                        update messaging.inbox set read_at = :now where reader = :reader and read_at is null and id <= :newest""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("reader", reader.ref().toString())
                .param("newest", newest)
                .update();
    }

    /** How the reader wants to be reached, the first to be tried first. */
    public List<Channel> order(Actor reader) {
        List<Channel> wish = preferences.of(reader.ref());
        if (!wish.isEmpty()) {
            return wish;
        }
        var order = new ArrayList<>(List.of(Channel.values()));
        if (!reader.isStaff()) {
            Collections.rotate(order, -1); // the page of notices last: nobody looks at it every day
        }
        return order;
    }

    /** Moves the channel to the front. */
    @Transactional
    public void prefer(Actor reader, Channel channel) {
        var order = new LinkedHashSet<Channel>();
        order.add(channel);
        order.addAll(order(reader));
        preferences.keep(reader.ref(), List.copyOf(order));
    }

    /** Takes away everything that was kept for an account that is no more. */
    @Transactional
    public void erase(ActorRef reader) {
        database.sql("delete from messaging.inbox where reader = ?").param(reader.toString()).update();
        preferences.erase(reader);
    }
}
