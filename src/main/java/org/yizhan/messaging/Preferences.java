package org.yizhan.messaging;

import java.sql.Array;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** In which order people want to be reached (通知方式的先后). */
@Component
class Preferences {
    private static final int MOST_KEPT = 20_000;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final JdbcClient database;
    /** Asked with every notice; a change made on another node holds here within seconds. */
    private final Cache<ActorRef, Kept> kept = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(KEPT)
            .build();

    Preferences(JdbcClient database) {
        this.database = database;
    }

    /** @param openid which WeChat belongs to the account; empty for none */
    private record Kept(List<Channel> wish, String openid) {}

    /** Every channel once; empty when the person has said nothing. */
    List<Channel> of(ActorRef account) {
        return kept.get(account, this::read).wish();
    }

    boolean hasWechat(ActorRef account) {
        return !kept.get(account, this::read).openid().isEmpty();
    }

    private Kept read(ActorRef account) {
        return database.sql("""
                select (select channels from messaging.preference where account = :account),
                    (select openid from messaging.wechat where account = :account)""")
                .param("account", account.toString())
                .query((row, n) -> new Kept(channels(row.getArray(1)),
                        Objects.requireNonNullElse(row.getString(2), "")))
                .single();
    }

    private static List<Channel> channels(@Nullable Array stored) throws java.sql.SQLException {
        return stored == null
                ? List.of()
                : Arrays.stream((String[]) stored.getArray()).map(Channel::valueOf).toList();
    }

    void wechat(ActorRef account, String openid, OffsetDateTime at) {
        database.sql("""
                insert into messaging.wechat (account, openid, bound_at) values (:account, :openid, :at)
                on conflict (account) do update set openid = excluded.openid, bound_at = excluded.bound_at""")
                .param("account", account.toString())
                .param("openid", openid)
                .param("at", at)
                .update();
        kept.invalidate(account);
    }

    /** @return whether there was one */
    boolean dropWechat(ActorRef account) {
        int gone = database.sql("delete from messaging.wechat where account = ?").param(account.toString()).update();
        kept.invalidate(account);
        return gone > 0;
    }

    void keep(ActorRef account, List<Channel> order) {
        var whole = new LinkedHashSet<>(order);
        whole.addAll(List.of(Channel.values()));
        database.sql("""
                insert into messaging.preference (account, channels) values (:account, :channels)
                on conflict (account) do update set channels = excluded.channels""")
                .param("account", account.toString())
                .param("channels", whole.stream().map(Channel::name).toArray(String[]::new))
                .update();
        kept.invalidate(account);
    }

    void erase(ActorRef account) {
        database.sql("delete from messaging.preference where account = ?").param(account.toString()).update();
        dropWechat(account);
    }

    /** The ways to the recipient, the first to be taken first; a channel with several addresses stands there several times. */
    List<Way> ways(Recipient recipient) {
        var ways = new ArrayList<Way>();
        recipient.addresses().forEach(address -> ways.add(new Way(address.channel(), address.to())));
        ActorRef account = recipient.account();
        if (account == null) {
            return ways;
        }
        var page = new Way(Channel.IN_APP, account.toString());
        Kept known = kept.get(account, this::read);
        if (!known.openid().isEmpty()) {
            ways.addFirst(new Way(Channel.WECHAT, known.openid()));
        }
        List<Channel> wish = known.wish();
        if (wish.isEmpty()) {
            ways.add(account.kind() == ActorRef.Kind.STAFF ? 0 : ways.size(), page);
            return ways;
        }
        ways.add(page);
        ways.sort(java.util.Comparator.comparingInt(way -> wish.indexOf(way.channel())));
        return ways;
    }
}
