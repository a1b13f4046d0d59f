package org.yizhan.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/** The queue of outgoing notices as the system administrator sees it (发件箱管理). */
@Component
public class OutboxDesk {
    private final JdbcClient database;
    private final CountyClock clock;
    private final Templates templates;
    private final Journal journal;

    OutboxDesk(JdbcClient database, CountyClock clock, Templates templates, Journal journal) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.journal = journal;
    }

    /** Where a notice stands. */
    public enum State {
        WAITING("待发送"),
        SENT("已发出"),
        FAILED("发送失败"),
        CANCELLED("已取消");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One notice in the queue.
     *
     * @param to shortened, so that nobody collects numbers here
     */
    public record Line(long id, OutgoingMessage.Channel channel, String to, String template, State state,
            Instant madeAt,
            @Nullable Instant sentAt, Instant nextTry, int tries, @Nullable String lastError) {}

    /** One notice with its whole text; only for the demonstration. */
    public record Shown(OutgoingMessage.Channel channel, String to, String text, Instant madeAt) {}

    /** The newest first; empty for who may not see them. */
    public KeyPage<Line> list(Actor actor, State state, @Nullable Long before, int size) {
        if (!MessagingRules.mayHandleOutbox(actor)) {
            return new KeyPage<>(List.of(), null, null);
        }
        List<Line> lines = new ArrayList<>(database.sql(SqlLimit.of(size + 1, """
                select o.*, t.label from messaging.outgoing o left join messaging.template t on t.name = o.template
                where o.state = :state and o.id < :before order by o.id desc limit :rows"""))
                .param("state", state.code())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .query((row, n) -> line(row))
                .list());
        boolean more = lines.size() > size;
        if (more) {
            lines.removeLast();
        }
        return new KeyPage<>(lines, more ? String.valueOf(lines.getLast().id()) : null, null);
    }

    /** Sends it at the next opportunity, with all tries before it again. */
    @Transactional
    public Optional<Refusal> tryAgain(Actor actor, long id) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        int changed = database.sql("""
                update messaging.outgoing set state = 'waiting', tries = 0, next_try = :now
                where id = :id and state in ('failed', 'waiting') and erased_at is null""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (changed == 0) {
            return Optional.of(new Refusal("这条通知已经发出、取消或清除，不能再发。"));
        }
        journal.record(actor.ref(), MessagingAct.RETRIED, new ObjectRef("message", id), Map.of());
        return Optional.empty();
    }

    @Transactional
    public Optional<Refusal> cancel(Actor actor, long id) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        int changed = database.sql("""
                update messaging.outgoing set state = 'cancelled' where id = :id and state in ('failed', 'waiting')""")
                .param("id", id)
                .update();
        if (changed == 0) {
            return Optional.of(new Refusal("这条通知已经发出或取消。"));
        }
        journal.record(actor.ref(), MessagingAct.CANCELLED, new ObjectRef("message", id), Map.of());
        return Optional.empty();
    }

    /** The newest fifty with their text, as far as it is not erased. */
    public List<Shown> newestForDemonstration() {
        record Row(OutgoingMessage.Channel channel, String to, String template, String places, boolean erased,
                Instant madeAt) {}
        return database.sql("select * from messaging.outgoing order by id desc limit 50")
                .query((row, n) -> new Row(OutgoingMessage.Channel.valueOf(row.getString("channel")),
                        row.getString("recipient"), row.getString("template"), row.getString("places"),
                        row.getTimestamp("erased_at") != null, row.getTimestamp("created_at").toInstant()))
                .list()
                .stream()
                .map(row -> new Shown(row.channel(), row.to(), row.erased()
                        ? "（验证码已失效，内容已清除）"
                        : text(row.template(),
                                row.places()),
                        row.madeAt()))
                .toList();
    }

    private String text(String template, String places) {
        return templates.find(template)
                .map(t -> t.filledWith(templates.read(places)))
                .orElse("（模板已不存在）");
    }

    private static Line line(ResultSet row) throws SQLException {
        Timestamp sent = row.getTimestamp("sent_at");
        String label = row.getString("label");
        return new Line(row.getLong("id"), OutgoingMessage.Channel.valueOf(row.getString("channel")),
                shortened(row.getString("recipient")), label == null ? row.getString("template") : label,
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(), sent == null ? null : sent.toInstant(),
                row.getTimestamp("next_try").toInstant(), row.getInt("tries"), row.getString("last_error"));
    }

    /** 138****5678, z****@example.cn */
    private static String shortened(String to) {
        int at = to.indexOf('@');
        if (at > 0) {
            return to.substring(0, to.offsetByCodePoints(0, 1)) + "****" + to.substring(at);
        }
        return to.length() < 8 ? "****" : to.substring(0, 3) + "****" + to.substring(to.length() - 4);
    }
}
