package org.yizhan.messaging;

import java.time.ZoneOffset;

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

    Outbox(JdbcClient database, CountyClock clock, Templates templates) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
    }

    /**
     * Nothing happens when a message with the same {@code once} key was handed in before.
     *
     * @throws IllegalArgumentException when there is no such text, or a place in it has no value
     */
    @Transactional
    public void send(OutgoingMessage message) {
        Templates.Template template = templates.find(message.template())
                .orElseThrow(() -> new IllegalArgumentException("no text named " + message.template()));
        template.filledWith(message.values());
        database.sql("""
                insert into messaging.outgoing
                    (once, channel, recipient, template, places, secret, created_at, next_try)
                values (:once, :channel, :to, :template, :places, :secret, :now, :now)
                on conflict (once) do nothing""")
                .param("once", message.once())
                .param("channel", message.channel().name())
                .param("to", message.to())
                .param("template", message.template())
                .param("places", templates.write(message.values()))
                .param("secret", template.secret())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
