package org.yizhan.messaging;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.MessageChannel.Delivery;
import org.yizhan.messaging.MessageChannel.Fact;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.web.Dates;

/** The ways out as their administrator sees them (发送渠道): which there are, whether they work, how fast and when they are used. */
@Component
public class WayDesk {
    private static final int FASTEST = 100_000;
    private static final String TEST = "channel-test";

    private final WaysOut ways;
    private final Gateways gateways;
    private final QuietHours quietHours;
    private final BadAddresses badAddresses;
    private final Templates templates;
    private final Journal journal;
    private final CountyClock clock;

    WayDesk(WaysOut ways, Gateways gateways, QuietHours quietHours, BadAddresses badAddresses, Templates templates,
            Journal journal, CountyClock clock) {
        this.ways = ways;
        this.gateways = gateways;
        this.quietHours = quietHours;
        this.badAddresses = badAddresses;
        this.templates = templates;
        this.journal = journal;
        this.clock = clock;
    }

    /** How a way out stands. */
    public enum Standing {
        WORKS("已设置，没有故障"), FOLDER("没有设置，写成文件"), NONE("没有设置"), MISSET("设置有误"), DOWN("不通");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A label and what is set there; never a secret. */
    public record Setting(String label, String value) {}

    /** Hours in which one kind of notice does not leave, as two times of day; both empty for none. */
    public record Quiet(Urgency urgency, String starts, String ends) {}

    /**
     * One way out.
     *
     * @param downSince null while it works
     * @param nextTry when the next notice is tried; null for as soon as there is one
     */
    public record WayOut(Channel channel, Standing standing, List<Setting> settings, @Nullable Instant downSince,
            @Nullable Instant nextTry, @Nullable String lastError, int perMinute, List<Quiet> quiet) {
        /** The quiet hours in one line. */
        public String quietWords() {
            String words = quiet.stream()
                    .filter(each -> !each.starts().isEmpty())
                    .map(each -> each.urgency().label() + "通知 " + each.starts() + " 到 " + each.ends() + " 不发")
                    .collect(java.util.stream.Collectors.joining("；"));
            return words.isEmpty() ? "没有，随时发送" : words;
        }
    }

    /** An address to which nothing is sent any more, shortened. */
    public record Bad(long id, Channel channel, String address, String why, Instant since) {}

    /** What is wrong with the file of settings itself. */
    public List<String> warnings(Actor actor) {
        return MessagingRules.mayHandleOutbox(actor) ? ways.settings().warnings() : List.of();
    }

    /** Empty for who may not see them. */
    public List<WayOut> all(Actor actor) {
        if (!MessagingRules.mayHandleOutbox(actor)) {
            return List.of();
        }
        ways.refresh();
        List<Gateways.State> states = gateways.all();
        List<QuietHours.Hours> quiet = quietHours.all();
        return Arrays.stream(Channel.values())
                .filter(Channel::leaves)
                .map(channel -> wayOut(states.stream().filter(s -> s.channel() == channel).findFirst().orElseThrow(),
                        quiet))
                .toList();
    }

    private WayOut wayOut(Gateways.State state, List<QuietHours.Hours> quiet) {
        MessageChannel way = ways.of(state.channel());
        Standing standing = switch (way) {
            case Misset misset -> Standing.MISSET;
            case FolderChannel folder when !state.isDown() -> Standing.FOLDER;
            case NoWechat none -> Standing.NONE;
            default -> state.isDown() ? Standing.DOWN : Standing.WORKS;
        };
        boolean down = standing == Standing.DOWN;
        return new WayOut(state.channel(), standing,
                way.facts().stream().map((Fact fact) -> new Setting(fact.label(), fact.value())).toList(),
                down ? state.downSince() : null, down ? later(state.openUntil()) : null, state.lastError(),
                state.perMinute(), quiet(state.channel(), quiet));
    }

    private @Nullable Instant later(@Nullable Instant moment) {
        return moment != null && moment.isAfter(clock.now()) ? moment : null;
    }

    private static List<Quiet> quiet(Channel channel, List<QuietHours.Hours> all) {
        var quiet = new ArrayList<Quiet>();
        for (Urgency urgency : List.of(Urgency.NORMAL, Urgency.URGENT)) {
            quiet.add(all.stream()
                    .filter(hours -> hours.channel() == channel && hours.urgency() == urgency)
                    .findFirst()
                    .map(hours -> new Quiet(urgency, hours.starts().toString(), hours.ends().toString()))
                    .orElseGet(() -> new Quiet(urgency, "", "")));
        }
        return quiet;
    }

    /** Sends a real notice, at once and past the queue; a refusal says why it did not get through. */
    public Optional<Refusal> test(Actor actor, Channel channel, String to) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        String address = PlainText.line(to);
        if (address.isEmpty() || !channel.leaves()) {
            return Optional.of(new Refusal("请填写收测试消息的号码或地址。"));
        }
        ways.refresh();
        Templates.Template template = templates.find(TEST).orElseThrow();
        Map<String, String> values = Map.of("time", Dates.minute(clock.local(clock.now())));
        String key = Sm3.hex("test" + clock.now() + actor.ref() + address).substring(0, 32);
        Outcome outcome;
        try {
            outcome = ways.of(channel)
                    .deliver(new Delivery(0, key, channel, address, template.label(), template.filledWith(values), TEST,
                            values));
        } catch (RuntimeException e) {
            outcome = new Outcome.Unclear("发送时程序出错：" + e.getClass().getSimpleName() + "。");
        }
        journal.record(actor.ref(), MessagingAct.CHANNEL_TESTED, new ObjectRef("message-channel", channel.ordinal()),
                Map.of("accepted", String.valueOf(outcome instanceof Outcome.Accepted)));
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                gateways.works(channel);
                yield Optional.empty();
            }
            case Outcome.Down(String words, var pause) -> Optional.of(new Refusal(words));
            case Outcome.Unclear(String words) -> Optional.of(new Refusal(words));
            case Outcome.Refused(String words) -> Optional.of(new Refusal(words + "。"));
            case Outcome.BadAddress(String words) -> Optional.of(new Refusal(words + "，请核对收件的号码或地址。"));
        };
    }

    /** Does not wait for the next try. */
    @Transactional
    public Optional<Refusal> tryNow(Actor actor, Channel channel) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        gateways.tryNow(channel);
        journal.record(actor.ref(), MessagingAct.CHANNEL_TRIED, new ObjectRef("message-channel", channel.ordinal()),
                Map.of());
        return Optional.empty();
    }

    /** @param perMinute as typed */
    @Transactional
    public Optional<Refusal> change(Actor actor, Channel channel, String perMinute, List<Quiet> quiet) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        String pace = perMinute.strip();
        if (!channel.leaves() || !pace.matches("\\d{1,6}") || Integer.parseInt(pace) < 1
                || Integer.parseInt(pace) > FASTEST) {
            return Optional.of(new Refusal("每分钟最多发送应填 1 到 " + FASTEST + " 的整数。"));
        }
        var hours = new ArrayList<QuietHours.Hours>();
        for (Quiet each : quiet) {
            if (each.starts().isBlank() && each.ends().isBlank()) {
                continue;
            }
            try {
                hours.add(new QuietHours.Hours(channel, each.urgency(), LocalTime.parse(each.starts().strip()),
                        LocalTime.parse(each.ends().strip())));
            } catch (DateTimeParseException e) {
                return Optional
                        .of(new Refusal("“" + each.urgency().label() + "”通知的免打扰时段要填起止两个时间，例如 21:00 和 08:00；不需要就都留空。"));
            }
            if (hours.getLast().starts().equals(hours.getLast().ends())) {
                return Optional.of(new Refusal("免打扰的起止时间不能相同。"));
            }
        }
        gateways.pace(channel, Integer.parseInt(pace));
        for (Quiet each : quiet) {
            quietHours.remove(channel, each.urgency());
        }
        hours.forEach(quietHours::keep);
        journal.record(actor.ref(), MessagingAct.PACE_CHANGED, new ObjectRef("message-channel", channel.ordinal()),
                Map.of("perMinute", pace, "quiet", String.join("；", hours.stream()
                        .map(each -> each.urgency() + " " + each.starts() + "-" + each.ends())
                        .toList())));
        return Optional.empty();
    }

    /** The newest first; empty for who may not see them. */
    public KeyPage<Bad> badAddresses(Actor actor, @Nullable Long before, int size) {
        if (!MessagingRules.mayHandleOutbox(actor)) {
            return new KeyPage<>(List.of(), null, null);
        }
        KeyPage<BadAddresses.Row> page = badAddresses.list(before, size);
        return new KeyPage<>(page.items()
                .stream()
                .map(row -> new Bad(row.id(), row.channel(), OutboxDesk.shortened(row.address()), row.why(),
                        row.since()))
                .toList(), page.older(), page.newer());
    }

    /** Something is sent there again. */
    @Transactional
    public Optional<Refusal> forgive(Actor actor, long id) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!badAddresses.forget(id)) {
            return Optional.of(new Refusal("这个地址已经不在名单里。"));
        }
        journal.record(actor.ref(), MessagingAct.ADDRESS_FORGIVEN, new ObjectRef("bad-address", id), Map.of());
        return Optional.empty();
    }
}
