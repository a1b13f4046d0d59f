package org.yizhan.messaging;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.MessageChannel.Delivery;
import org.yizhan.messaging.MessageChannel.DeliveryFailed;
import org.yizhan.shared.SqlLimit;

/**
 * Sends what is due (发送). A row is claimed before it is sent, by moving its next try; so a program that ends in between tries
 * again later, and two nodes never send the same row at once.
 */
@Component
class OutboxDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(6),
            Duration.ofHours(12));
    static final Duration SECRETS_LIVE = Duration.ofMinutes(15);
    private static final int BATCH = 50;

    private final JdbcClient database;
    private final CountyClock clock;
    private final Templates templates;
    private final List<MessageChannel> channels;
    private final FolderChannel folder;
    private final TodoList todos;

    OutboxDispatcher(JdbcClient database, CountyClock clock, Templates templates, List<MessageChannel> channels,
            FolderChannel folder, TodoList todos) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.channels = List.copyOf(channels);
        this.folder = folder;
        this.todos = todos;
    }

    private record Claimed(long id, String once, OutgoingMessage.Channel channel, String to, String template,
            String places, int tries) {}

    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    void work() {
        eraseSecrets();
        while (sendDue() == BATCH) {
            LOG.debug("more messages are due");
        }
    }

    /** Returns how many were tried. */
    int sendDue() {
        List<Claimed> due = claim();
        due.forEach(this::send);
        return due.size();
    }

    private List<Claimed> claim() {
        Instant now = clock.now();
        return database
                .sql(SqlLimit.of(BATCH,
                        """
                                update messaging.outgoing o
                                set tries = tries + 1, next_try = :now + (:pauses::bigint[])[least(tries + 1, :most)] * interval '1 second'
                                where id in (select id from messaging.outgoing where state = 'waiting' and next_try <= :now
                                             order by next_try limit :rows for update skip locked)
                                returning id, once, channel, recipient, template, places, tries"""))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("pauses", PAUSES.stream().map(Duration::toSeconds).toArray(Long[]::new))
                .param("most", PAUSES.size())
                .query((row, n) -> new Claimed(row.getLong("id"), row.getString("once"),
                        OutgoingMessage.Channel.valueOf(row.getString("channel")), row.getString("recipient"),
                        row.getString("template"), row.getString("places"), row.getInt("tries")))
                .list();
    }

    private void send(Claimed message) {
        try {
            String text = templates.find(message.template())
                    .orElseThrow(() -> new DeliveryFailed("模板“" + message.template() + "”已不存在。"))
                    .filledWith(templates.read(message.places()));
            MessageChannel channel = channels.stream()
                    .filter(c -> c.carries(message.channel()))
                    .findFirst()
                    .orElseThrow(() -> new DeliveryFailed("没有可用的发送渠道。"));
            channel.deliver(new Delivery(message.id(), message.once(), message.channel(), message.to(), text));
            database.sql("""
                    update messaging.outgoing set state = 'sent', sent_at = :now, last_error = null
                    where id = :id and state = 'waiting'""")
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .param("id", message.id())
                    .update();
        } catch (DeliveryFailed e) {
            failed(message, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("message {} cannot be sent", message.id(), e);
            failed(message, "发送时程序出错，详见程序日志。");
        }
    }

    private void failed(Claimed message, String why) {
        boolean last = message.tries() > PAUSES.size();
        database.sql("""
                update messaging.outgoing set last_error = :why,
                    state = case when :last then 'failed' else state end
                where id = :id and state = 'waiting'""")
                .param("why", why)
                .param("last", last)
                .param("id", message.id())
                .update();
        if (last) {
            todos.add(new NewTodo("outbox:failed", "有通知多次发送失败", "多次重试仍未发出，需要检查发送渠道", null,
                    "/desk/outbox?state=failed",
                    List.of(new NewTodo.Audience.Everywhere(MessagingPermissions.OUTBOX))));
        }
    }

    /** A code that opens something must not lie about: values and file go a quarter of an hour after it was made. */
    void eraseSecrets() {
        Instant now = clock.now();
        List<Long> erased = database.sql("""
                update messaging.outgoing set places = '{}', erased_at = :now,
                    state = case when state = 'waiting' then 'cancelled' else state end
                where secret and erased_at is null and created_at < :before returning id""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(SECRETS_LIVE).atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong("id"))
                .list();
        for (long id : erased) {
            try {
                folder.erase(id);
            } catch (IOException e) {
                LOG.warn("the file of message {} cannot be removed", id, e);
            }
        }
    }
}
