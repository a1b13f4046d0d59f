package org.yizhan.messaging;

import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;

import tools.jackson.databind.json.JsonMapper;

/** The outbox for notices (发件箱): written in the act's transaction, sent after it, tried again until it is through. */
@Component
public class Outbox {
    private final JdbcClient database;
    private final CountyClock clock;
    private final JsonMapper json;

    Outbox(JdbcClient database, CountyClock clock, JsonMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    /** Nothing happens when a message with the same {@code once} key was handed in before. */
    @Transactional
    public void send(OutgoingMessage message) {
        Boolean secret = database.sql("select secret from messaging.template where name = ?")
                .param(message.template())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("no text named " + message.template()));
        database.sql("""
                insert into messaging.outgoing
                    (once, channel, recipient, template, places, secret, created_at, next_try)
                values (:once, :channel, :to, :template, :places, :secret, :now, :now)
                on conflict (once) do nothing""")
                .param("once", message.once())
                .param("channel", message.channel().name())
                .param("to", message.to())
                .param("template", message.template())
                .param("places", json.writeValueAsString(Map.copyOf(message.values())))
                .param("secret", secret)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
