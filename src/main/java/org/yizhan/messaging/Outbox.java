package org.yizhan.messaging;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;

/** The outbox for notices (发件箱): written in the act's transaction, sent after it, tried again until it is through. */
@Component
public class Outbox {
    private final JdbcClient database;
    private final CountyClock clock;
    private final Templates templates;
    private final Preferences preferences;

    Outbox(JdbcClient database, CountyClock clock, Templates templates, Preferences preferences) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.preferences = preferences;
    }

    /**
     * Nothing happens when a notice with the same {@code once} key was handed in before. What goes to the page of notices is there
     * with the act.
     *
     * @return false when there is no way at all to reach the recipient
     * @throws IllegalArgumentException when there is no such text, or a place in it has no value
     */
    @Transactional
    public boolean send(Notice notice) {
        Templates.Shape shape = templates.shape(notice.template());
        shape.check(notice.values());
        List<Way> ways = preferences.ways(notice.to());
        if (shape.secret()) {
            ways = ways.stream().filter(way -> way.channel().leaves()).toList(); // a code proves that an address is somebody's
        }
        if (ways.isEmpty()) {
            return false;
        }
        Way first = ways.getFirst();
        if (first.channel() == Channel.IN_APP) {
            show(notice, first);
        } else {
            queue(notice, shape, ways);
        }
        return true;
    }

    /** How the recipient is told first (首选通知方式); empty when there is no way at all. */
    public Optional<Channel> first(Recipient to) {
        return preferences.ways(to).stream().map(Way::channel).findFirst();
    }

    private void show(Notice notice, Way page) {
        database.sql("""
                insert into messaging.inbox (once, reader, template, version, places, href, made_at)
                select :once, :reader, t.name, t.version, :places, :href, :now from messaging.template t
                where t.name = :template and not exists (select 1 from messaging.outgoing where once = :once)
                on conflict (once) do nothing""")
                .param("once", notice.once())
                .param("reader", page.to())
                .param("template", notice.template())
                .param("places", templates.write(notice.values()))
                .param("href", notice.href())
                .param("now", now())
                .update();
    }

    private void queue(Notice notice, Templates.Shape shape, List<Way> ways) {
        database.sql(
                """
                        insert into messaging.outgoing (once, channel, recipient, further, template, places, secret, urgency,
                            href, created_at, way_since, next_try)
                        select :once, :channel, :to, :further::text[], :template, :places, :secret, :urgency, :href, :now::timestamptz,
                            :now::timestamptz, :now::timestamptz
                        where not exists (select 1 from messaging.inbox where once = :once)
                        on conflict (once) do nothing""")
                .param("once", notice.once())
                .param("channel", ways.getFirst().channel().name())
                .param("to", ways.getFirst().to())
                .param("further", ways.stream().skip(1).map(Way::stored).toArray(String[]::new))
                .param("template", notice.template())
                .param("places", templates.write(notice.values()))
                .param("secret", shape.secret())
                .param("urgency", notice.urgency().name())
                .param("href", notice.href())
                .param("now", now())
                .update();
    }

    /**
     * What still waits and has become pointless does not leave any more; returns how many. What is being sent at this moment may
     * still arrive.
     *
     * @param prefix how the {@code once} keys begin, such as {@code letter:17:}
     */
    @Transactional
    public int callOff(String prefix) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("an empty prefix would call off every notice");
        }
        return database.sql("""
                update messaging.outgoing set state = 'cancelled', last_error = '事情已有变化，不再需要通知。'
                where state = 'waiting' and once ~>=~ :prefix and once ~<~ :beyond""")
                .param("prefix", prefix)
                .param("beyond", prefix + Character.toString(Character.MAX_CODE_POINT))
                .update();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
