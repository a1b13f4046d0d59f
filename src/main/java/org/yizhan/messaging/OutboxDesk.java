package org.yizhan.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
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
    private final TodoList todos;
    private final QuietHours quietHours;

    OutboxDesk(JdbcClient database, CountyClock clock, Templates templates, Journal journal, TodoList todos,
            QuietHours quietHours) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.journal = journal;
        this.todos = todos;
        this.quietHours = quietHours;
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
     * @param detour which ways were left, and why
     * @param rest why it waits although nothing is wrong; empty when it does not
     * @param receipt whether it arrived, as the gateway said; null when it said nothing
     */
    public record Line(long id, Channel channel, String to, String template, State state, Instant madeAt,
            @Nullable Instant sentAt, Instant nextTry, int tries, @Nullable String lastError, String detour,
            String rest,
            @Nullable Boolean receipt) {}

    /** One notice with its whole text; only for the demonstration. */
    public record Shown(Channel channel, String to, String text, Instant madeAt) {}

    /**
     * The newest first; empty for who may not see them.
     *
     * @param channel null for all
     */
    public KeyPage<Line> list(Actor actor, State state, @Nullable Channel channel, @Nullable Long before, int size) {
        if (!MessagingRules.mayHandleOutbox(actor)) {
            return new KeyPage<>(List.of(), null, null);
        }
        LocalTime time = clock.local(clock.now()).toLocalTime();
        List<QuietHours.Hours> quiet = state == State.WAITING ? quietHours.all() : List.of();
        Set<Channel> down = state == State.WAITING ? down() : Set.of();
        List<Line> lines = database.sql(SqlLimit.of(size + 1, """
                select o.*, t.label from messaging.outgoing o left join messaging.template t on t.name = o.template
                where o.state = :state and o.id < :before %s order by o.id desc limit :rows"""
                .formatted(channel == null ? "" : "and o.channel = :channel")))
                .param("state", state.code())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("channel", channel == null ? "" : channel.name())
                .query((row, n) -> {
                    Channel by = Channel.valueOf(row.getString("channel"));
                    return line(row, QuietHours.at(quiet, by, Urgency.valueOf(row.getString("urgency")), time)
                            .map(OutboxDesk::after)
                            .orElse(down.contains(by) && row.getString("last_error") == null
                                    ? by.label() + "发送渠道不通，恢复后自动发出"
                                    : ""));
                })
                .list();
        return KeyPage.of(lines, size, false, before != null, line -> String.valueOf(line.id()), line -> line);
    }

    private static String after(QuietHours.Hours hours) {
        return "免打扰时段，" + hours.ends() + " 后发出";
    }

    private Set<Channel> down() {
        return Set.copyOf(database.sql("select channel from messaging.gateway where down_since is not null")
                .query((row, n) -> Channel.valueOf(row.getString("channel")))
                .list());
    }

    /** When a notice that waits again will leave, in words. */
    public String leaving(long id) {
        LocalTime time = clock.local(clock.now()).toLocalTime();
        return database.sql("select channel, urgency from messaging.outgoing where id = :id")
                .param("id", id)
                .query((row, n) -> QuietHours.at(quietHours.all(), Channel.valueOf(row.getString("channel")),
                        Urgency.valueOf(row.getString("urgency")), time))
                .optional()
                .flatMap(found -> found)
                .map(hours -> "现在是" + after(hours) + "。")
                .orElse("马上就会再发一次。");
    }

    /** Sends it at the next opportunity, with all tries before it again. */
    @Transactional
    public Optional<Refusal> tryAgain(Actor actor, long id) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (again("id = :id and state in ('failed', 'waiting')", "id", id) == 0) {
            return Optional.of(new Refusal("这条通知已经发出、取消或清除，不能再发。"));
        }
        journal.record(actor.ref(), MessagingAct.RETRIED, new ObjectRef("message", id), Map.of());
        return Optional.empty();
    }

    /** Sends everything again that has failed by this channel, at the channel's pace. */
    @Transactional
    public Optional<Refusal> tryAllAgain(Actor actor, Channel channel) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        int notices = again("channel = :channel and state = 'failed'", "channel", channel.name());
        if (notices == 0) {
            return Optional.of(new Refusal("没有发送失败的" + channel.label() + "。"));
        }
        journal.record(actor.ref(), MessagingAct.ALL_RETRIED, new ObjectRef("message-channel", channel.ordinal()),
                Map.of("notices", String.valueOf(notices)));
        return Optional.empty();
    }

    /** A new round, so that a gateway which took it before takes it again: it has not arrived. */
    private int again(String which, String name, Object value) {
        int notices = database.sql("""
                update messaging.outgoing set state = 'waiting', tries = 0, round = round + 1, next_try = :now,
                    way_since = :now, gateway_ref = null, receipt = null, receipt_at = null
                where %s and erased_at is null""".formatted(which))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param(name, value)
                .update();
        noneFailed();
        return notices;
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
        noneFailed();
        return Optional.empty();
    }

    /** The to-do goes with the last that has failed. */
    private void noneFailed() {
        boolean some = database.sql("select exists (select 1 from messaging.outgoing where state = 'failed')")
                .query(Boolean.class)
                .single();
        if (!some) {
            todos.done("outbox:failed", ActorRef.PROGRAM);
        }
    }

    /** The newest fifty with their text, as far as it is not erased. */
    public List<Shown> newestForDemonstration() {
        record Row(Channel channel, String to, String template, String places, boolean erased,
                Instant madeAt) {}
        return database.sql("select * from messaging.outgoing order by id desc limit 50")
                .query((row, n) -> new Row(Channel.valueOf(row.getString("channel")),
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

    private static Line line(ResultSet row, String rest) throws SQLException {
        Timestamp sent = row.getTimestamp("sent_at");
        String label = row.getString("label");
        String detour = row.getString("detour");
        String receipt = row.getString("receipt");
        return new Line(row.getLong("id"), Channel.valueOf(row.getString("channel")),
                shortened(row.getString("recipient")), label == null ? row.getString("template") : label,
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(), sent == null ? null : sent.toInstant(),
                row.getTimestamp("next_try").toInstant(), row.getInt("tries"), row.getString("last_error"),
                detour == null ? "" : detour,
                rest,
                receipt == null ? null : receipt.equals("delivered"));
    }

    /** 138****5678, z****@example.cn */
    static String shortened(String to) {
        int at = to.indexOf('@');
        if (at > 0) {
            return to.substring(0, to.offsetByCodePoints(0, 1)) + "****" + to.substring(at);
        }
        return to.length() < 8 ? "****" : to.substring(0, 3) + "****" + to.substring(to.length() - 4);
    }
}
