package org.yizhan.messaging;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.ActorRef;

/**
 * Who is told, with all ways to reach that person (收件人). One notice takes one way; the next only when the first has failed for good.
 * Whoever has an account is reached on the page of notices too. The order is the account's own wish; without one, staff read
 * their page, and others are told in the order of the addresses.
 *
 * @param account staff or member; null for who has none
 */
public record Recipient(@Nullable ActorRef account, List<Address> addresses) {
    public Recipient {
        addresses = List.copyOf(addresses);
    }

    /**
     * One way to a person.
     *
     * @param to phone number, e-mail address or WeChat openid
     */
    public record Address(Channel channel, String to) {
        public Address {
            if (!channel.leaves() || to.isBlank() || to.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("no address for " + channel);
            }
        }
    }

    public static Recipient staff(long personId) {
        return new Recipient(ActorRef.staff(personId), List.of());
    }

    /** A citizen or an enterprise who has an account here. */
    public static Recipient member(ActorRef account) {
        return new Recipient(account, List.of());
    }

    /** Somebody without an account here; add addresses. */
    public static Recipient withoutAccount() {
        return new Recipient(null, List.of());
    }

    /** Nothing is added for an empty address, so that a form's fields can be handed over as they are. */
    public Recipient and(Channel channel, String to) {
        if (to.isBlank()) {
            return this;
        }
        var more = new ArrayList<>(addresses);
        more.add(new Address(channel, to.strip()));
        return new Recipient(account, more);
    }
}
