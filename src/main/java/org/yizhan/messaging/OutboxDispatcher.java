package org.yizhan.messaging;

import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.MessageChannel.Delivery;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.SqlLimit;

/**
 * Sends what is due (发送), one notice at a time by each way out, the most urgent first. A notice is claimed before it is sent, by
 * moving its next try; so a program that ends in between tries again later, with the same key, and two nodes never send the same
 * notice at once.
 */
@Component
class OutboxDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(6),
            Duration.ofHours(12));
    /** Longer than any try takes. */
    private static final Duration CLAIMED = Duration.ofMinutes(2);
    /** So long a notice waits for a gateway that is down before it takes another way. */
    private static final Duration PATIENCE = Duration.ofDays(1);
    /** So long a gateway may be down before somebody is told. */
    private static final Duration TOLERATED = Duration.ofMinutes(10);
    private static final Duration LAST_WORD = Duration.ofSeconds(15);
    static final Duration SECRETS_LIVE = Duration.ofMinutes(15);
    private static final int KEY_LENGTH = 32;
    private static final int AT_ONCE = 200;

    private final JdbcClient database;
    private final CountyClock clock;
    private final Templates templates;
    private final WaysOut ways;
    private final Gateways gateways;
    private final QuietHours quietHours;
    private final BadAddresses badAddresses;
    private final FolderChannel folder;
    private final TodoList todos;
    private final TransactionTemplate together;
    private final ApplicationEventPublisher events;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Channel> busy = ConcurrentHashMap.newKeySet();

    OutboxDispatcher(JdbcClient database, CountyClock clock, Templates templates, WaysOut ways, Gateways gateways,
            QuietHours quietHours, BadAddresses badAddresses, FolderChannel folder, TodoList todos,
            PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.database = database;
        this.clock = clock;
        this.templates = templates;
        this.ways = ways;
        this.gateways = gateways;
        this.quietHours = quietHours;
        this.badAddresses = badAddresses;
        this.folder = folder;
        this.todos = todos;
        this.together = new TransactionTemplate(transactions);
        this.events = events;
    }

    private record Claimed(long id, String once, Channel channel, String to, List<String> further, String template,
            String places, String href, int tries, int round) {
        String key() {
            return Sm3.hex(once + "#" + round).substring(0, KEY_LENGTH);
        }
    }

    /** Notices of one channel that may wait equally long. */
    private record Lane(Channel channel, Urgency urgency) {}

    /** Each way out is used by a thread of its own: a gateway that keeps us waiting holds up no other. */
    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    void work() {
        eraseSecrets();
        ways.refresh();
        Set<Lane> due = due();
        for (Channel channel : Channel.values()) {
            if (due.stream().anyMatch(lane -> lane.channel() == channel) && busy.add(channel)) {
                senders.execute(() -> {
                    try {
                        sendDue(channel, due);
                    } catch (RuntimeException e) {
                        LOG.error("sending by {} was interrupted", channel, e);
                    } finally {
                        busy.remove(channel);
                    }
                });
            }
        }
    }

    /** What is being sent is recorded before the database goes; whatever takes longer is sent again with its key. */
    @PreDestroy
    void stop() throws InterruptedException {
        senders.shutdown();
        if (!senders.awaitTermination(LAST_WORD.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("a notice was still being sent when the program ended");
        }
    }

    /** Returns how many were tried. */
    int sendDue() {
        Set<Lane> due = due();
        return Arrays.stream(Channel.values()).mapToInt(channel -> sendDue(channel, due)).sum();
    }

    private int sendDue(Channel channel, Set<Lane> due) {
        int sent = 0;
        for (Urgency urgency : Urgency.values()) {
            while (sent < AT_ONCE && due.contains(new Lane(channel, urgency)) && !senders.isShutdown()
                    && sendNext(channel, urgency)) {
                sent++;
            }
        }
        return sent;
    }

    /** The lanes in which something is due and nothing is to be kept quiet. */
    private Set<Lane> due() {
        List<Lane> due = database.sql("""
                select c.name as channel, u.name as urgency
                from unnest(:channels::text[]) c(name) cross join unnest(:urgencies::text[]) u(name)
                where exists (select 1 from messaging.outgoing o where o.state = 'waiting' and o.channel = c.name
                    and o.urgency = u.name and o.next_try <= :now)""")
                .param("channels", Arrays.stream(Channel.values())
                        .filter(Channel::leaves)
                        .map(Channel::name)
                        .toArray(String[]::new))
                .param("urgencies", Arrays.stream(Urgency.values()).map(Urgency::name).toArray(String[]::new))
                .param("now", now())
                .query((row, n) -> new Lane(Channel.valueOf(row.getString("channel")),
                        Urgency.valueOf(row.getString("urgency"))))
                .list();
        if (due.isEmpty()) {
            return Set.of();
        }
        LocalTime time = clock.local(clock.now()).toLocalTime();
        List<QuietHours.Hours> quiet = quietHours.all();
        return due.stream()
                .filter(lane -> QuietHours.at(quiet, lane.channel(), lane.urgency(), time).isEmpty())
                .collect(java.util.stream.Collectors.toSet());
    }

    private boolean sendNext(Channel channel, Urgency urgency) {
        Optional<Integer> failures = gateways.pass(channel, urgency == Urgency.CODE);
        Optional<Claimed> claimed = failures.flatMap(passed -> claim(channel, urgency));
        claimed.ifPresent(notice -> send(notice, failures.orElseThrow()));
        return claimed.isPresent();
    }

    private Optional<Claimed> claim(Channel channel, Urgency urgency) {
        Instant now = clock.now();
        return database.sql("""
                update messaging.outgoing set tries = tries + 1, next_try = :again
                where id = (select id from messaging.outgoing where state = 'waiting' and channel = :channel
                                and urgency = :urgency and next_try <= :now
                            order by next_try limit 1 for update skip locked)
                returning *""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("again", now.plus(CLAIMED).atOffset(ZoneOffset.UTC))
                .param("channel", channel.name())
                .param("urgency", urgency.name())
                .query((row, n) -> claimed(row))
                .optional();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        Array further = row.getArray("further");
        return new Claimed(row.getLong("id"), row.getString("once"), Channel.valueOf(row.getString("channel")),
                row.getString("recipient"), List.of((String[]) further.getArray()), row.getString("template"),
                row.getString("places"), row.getString("href"), row.getInt("tries"), row.getInt("round"));
    }

    private void send(Claimed notice, int failuresBefore) {
        Optional<String> known = badAddresses.why(notice.channel(), notice.to());
        if (known.isPresent()) {
            leave(notice, known.get());
            return;
        }
        switch (outcome(notice)) {
            case Outcome.Accepted accepted -> {
                answered(notice.channel(), failuresBefore);
                accepted(notice, accepted);
            }
            case Outcome.Down down -> {
                gateways.fails(notice.channel(), down.words(), down.pause());
                again(notice, down.words(), Duration.ZERO, notice.tries() - 1);
            }
            case Outcome.Unclear unclear -> {
                gateways.fails(notice.channel(), unclear.words(), Duration.ZERO);
                if (notice.tries() > PAUSES.size()) {
                    leave(notice, unclear.words(), true);
                } else {
                    again(notice, unclear.words(), PAUSES.get(notice.tries() - 1), notice.tries());
                }
            }
            case Outcome.Refused refused -> {
                answered(notice.channel(), failuresBefore);
                leave(notice, refused.words());
            }
            case Outcome.BadAddress bad -> {
                answered(notice.channel(), failuresBefore);
                badAddresses.remember(notice.channel(), notice.to(), bad.words());
                leave(notice, bad.words());
            }
        }
    }

    /** A refusal is an answer, so the gateway is there again. */
    private void answered(Channel channel, int failuresBefore) {
        if (failuresBefore > 0) {
            gateways.works(channel);
            todos.done(downKey(channel), ActorRef.PROGRAM);
        }
    }

    private Outcome outcome(Claimed notice) {
        Optional<Templates.Template> template = templates.find(notice.template());
        if (template.isEmpty()) {
            return new Outcome.Refused("模板“" + notice.template() + "”已不存在");
        }
        try {
            Map<String, String> values = templates.read(notice.places());
            return ways.of(notice.channel())
                    .deliver(new Delivery(notice.id(), notice.key(), notice.channel(), notice.to(),
                            template.get().label(), template.get().filledWith(values), notice.template(), values));
        } catch (RuntimeException e) {
            LOG.error("notice {} cannot be sent", notice.id(), e);
            return new Outcome.Unclear("发送时程序出错，详见程序日志。");
        }
    }

    private void accepted(Claimed notice, Outcome.Accepted accepted) {
        database.sql("""
                update messaging.outgoing set state = 'sent', sent_at = :now, last_error = null, gateway_ref = :ref
                where id = :id and state = 'waiting' and round = :round""")
                .param("now", now())
                .param("ref", accepted.reference() == null ? notice.key() : accepted.reference())
                .param("id", notice.id())
                .param("round", notice.round())
                .update();
    }

    private void again(Claimed notice, String why, Duration pause, int tries) {
        database.sql("""
                update messaging.outgoing set last_error = :why, tries = :tries, next_try = :next
                where id = :id and state = 'waiting' and round = :round""")
                .param("why", why)
                .param("tries", tries)
                .param("next", clock.now().plus(pause).atOffset(ZoneOffset.UTC))
                .param("id", notice.id())
                .param("round", notice.round())
                .update();
    }

    /** This way has failed for good: the next one, and after the last somebody is told. */
    private void leave(Claimed notice, String why) {
        leave(notice, why, false);
    }

    private void leave(Claimed notice, String why, boolean perhaps) {
        if (notice.further().isEmpty()) {
            fail(notice, why, perhaps);
            return;
        }
        Way next = Way.parse(notice.further().getFirst());
        String detour = notice.channel().label() + "没有送到（" + why.replaceAll("。$", "") + "），改用"
                + next.channel().label() + "。";
        if (next.channel() == Channel.IN_APP) {
            show(notice, next, detour);
        } else {
            turn(notice, next, detour);
        }
    }

    private void turn(Claimed notice, Way next, String detour) {
        database.sql("""
                update messaging.outgoing set channel = :channel, recipient = :to, further = further[2:], tries = 0,
                    round = round + 1, way_since = :now, next_try = :now, last_error = null, gateway_ref = null,
                    state = 'waiting', sent_at = null,
                    receipt = null, receipt_at = null, detour = coalesce(detour, '') || :detour
                where id = :id and state in ('waiting', 'sent') and round = :round""")
                .param("channel", next.channel().name())
                .param("to", next.to())
                .param("now", now())
                .param("detour", detour)
                .param("id", notice.id())
                .param("round", notice.round())
                .update();
    }

    private void show(Claimed notice, Way page, String detour) {
        database.sql(
                """
                        with shown as (update messaging.outgoing set state = 'sent', sent_at = :now, further = '{}', last_error = null,
                                gateway_ref = null, round = round + 1, detour = coalesce(detour, '') || :detour
                            where id = :id and state in ('waiting', 'sent') and round = :round
                            returning once, template, places, href)
                        insert into messaging.inbox (once, reader, template, version, places, href, made_at)
                        select once, :reader, t.name, t.version, places, href, :now from shown
                        join messaging.template t on t.name = shown.template
                        on conflict (once) do nothing""")
                .param("reader", page.to())
                .param("now", now())
                .param("detour", detour)
                .param("id", notice.id())
                .param("round", notice.round())
                .update();
    }

    /** Who owes the news hears of it in the same transaction. */
    private void fail(Claimed notice, String why, boolean perhaps) {
        together.executeWithoutResult(_ -> failed(notice, why, perhaps));
    }

    private void failed(Claimed notice, String why, boolean perhaps) {
        int failed = database.sql("""
                update messaging.outgoing set last_error = :why, state = 'failed'
                where id = :id and state in ('waiting', 'sent') and round = :round""")
                .param("why", why)
                .param("id", notice.id())
                .param("round", notice.round())
                .update();
        if (failed > 0) {
            todos.add(new NewTodo("outbox:failed", "有通知没有送到", "各种方式都试过，没有送到或者不知道是否送到，需要检查发送渠道，或改用电话等办法告知本人", null,
                    "/desk/outbox?state=failed",
                    List.of(new NewTodo.Audience.Everywhere(MessagingPermissions.OUTBOX))));
            events.publishEvent(new NotDelivered(notice.once(),
                    templates.find(notice.template()).map(Templates.Template::label).orElse("通知"),
                    notice.channel().label(), why, perhaps));
        }
    }

    /** What a gateway says later about a notice that it took; what it says of an earlier try is of no use any more. */
    void receipt(String reference, boolean delivered, boolean badAddress, String words) {
        if (delivered) {
            database.sql("""
                    update messaging.outgoing set receipt = 'delivered', receipt_at = :now
                    where gateway_ref = :ref and receipt is null""")
                    .param("now", now())
                    .param("ref", reference)
                    .update();
            return;
        }
        database.sql("""
                update messaging.outgoing set receipt = 'undelivered', receipt_at = :now
                where gateway_ref = :ref and state = 'sent' and receipt is null returning *""")
                .param("now", now())
                .param("ref", reference)
                .query((row, n) -> claimed(row))
                .optional()
                .ifPresent(notice -> {
                    if (badAddress) {
                        badAddresses.remember(notice.channel(), notice.to(), words);
                    }
                    leave(notice, words);
                });
    }

    /** What could go another way does not wait for a gateway for longer than a day; and somebody is told about the gateway. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
    void mindTheGateways() {
        Instant now = clock.now();
        for (Gateways.State gateway : gateways.all()) {
            Instant since = gateway.downSince();
            if (!gateway.isDown() || since == null) {
                continue;
            }
            if (since.plus(TOLERATED).isBefore(now)) {
                todos.add(new NewTodo(downKey(gateway.channel()), gateway.channel().label() + "发不出去",
                        gateway.lastError() == null ? "发送渠道没有应答" : gateway.lastError(), null, "/desk/outbox/ways",
                        List.of(new NewTodo.Audience.Everywhere(MessagingPermissions.OUTBOX))));
            }
            database.sql(SqlLimit.of(AT_ONCE, """
                    select * from messaging.outgoing where state = 'waiting' and channel = :channel
                        and cardinality(further) > 0 and way_since < :before order by id limit :rows"""))
                    .param("channel", gateway.channel().name())
                    .param("before", now.minus(PATIENCE).atOffset(ZoneOffset.UTC))
                    .query((row, n) -> claimed(row))
                    .list()
                    .forEach(notice -> leave(notice, "一天没有接通"));
        }
    }

    private static String downKey(Channel channel) {
        return "outbox:down:" + channel.name();
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

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
