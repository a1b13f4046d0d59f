package org.yizhan.messaging;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/**
 * Which WeChat notices of an account go to (绑定微信): the person shows it through the web authorisation of the official account, in WeChat itself, and
 * nobody types it. Without an official account nothing is offered.
 */
@Component
public class WechatBinding {
    /** Where WeChat sends people back to, below the host of {@code wechat.address}. */
    public static final String BACK = "/member/wechat";

    private final WaysOut ways;
    private final Preferences preferences;
    private final Inbox inbox;
    private final Journal journal;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    WechatBinding(WaysOut ways, Preferences preferences, Inbox inbox, Journal journal, CountyClock clock,
            TransactionTemplate transaction) {
        this.ways = ways;
        this.preferences = preferences;
        this.inbox = inbox;
        this.journal = journal;
        this.clock = clock;
        this.transaction = transaction;
    }

    private Optional<WechatChannel> channel() {
        return ways.of(Channel.WECHAT) instanceof WechatChannel wechat ? Optional.of(wechat) : Optional.empty();
    }

    /** The address to which WeChat sends back; empty unless the settings say where this site is. */
    private Optional<String> back() {
        return ways.settings()
                .find("wechat.address")
                .filter(address -> address.matches("https?://[^/\\s]+(/.*)?"))
                .map(address -> URI.create(address.replaceAll("[?#].*", "")).resolve(BACK).toString());
    }

    public boolean isOffered() {
        return channel().isPresent() && back().isPresent();
    }

    public boolean isBound(Actor member) {
        return preferences.hasWechat(member.ref());
    }

    /**
     * The page of WeChat that asks who is there.
     *
     * @param state comes back with the person
     * @return empty when nothing is offered
     */
    public Optional<String> leave(String state) {
        return channel().flatMap(wechat -> back().map(back -> wechat.authorization(back, state)));
    }

    /** @param code with which WeChat sent the person back */
    public Optional<Refusal> bind(Actor member, String code) {
        Optional<WechatChannel> wechat = channel();
        if (wechat.isEmpty()) {
            return Optional.of(new Refusal("现在不能绑定微信。"));
        }
        return switch (wechat.get().person(code)) {
            case WechatChannel.Person.Unknown unknown -> Optional.of(unknown.why());
            case WechatChannel.Person.Known known -> {
                transaction.executeWithoutResult(_ -> {
                    preferences.wechat(member.ref(), known.openid(), clock.now().atOffset(ZoneOffset.UTC));
                    inbox.prefer(member, Channel.WECHAT);
                    journal.record(member.ref(), MessagingAct.WECHAT_BOUND, object(member), Map.of());
                });
                yield Optional.empty();
            }
        };
    }

    private static ObjectRef object(Actor member) {
        return new ObjectRef("member", member.ref().id());
    }

    public void drop(Actor member) {
        transaction.executeWithoutResult(_ -> {
            if (preferences.dropWechat(member.ref())) {
                journal.record(member.ref(), MessagingAct.WECHAT_DROPPED, object(member), Map.of());
            }
        });
    }
}
