package org.yizhan.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.yizhan.shared.ActorRef;

/**
 * Who a session belongs to. The session keeps nothing but this kind and id, written {@code staff:12}; what the person may do is
 * looked up anew for every request.
 */
final class SignedIn {
    private static final List<ActorRef.Kind> KINDS = List.of(ActorRef.Kind.STAFF, ActorRef.Kind.CITIZEN,
            ActorRef.Kind.ENTERPRISE);

    private SignedIn() {}

    static String nameOf(ActorRef who) {
        return who.toString();
    }

    static Authentication asAuthentication(ActorRef who) {
        return UsernamePasswordAuthenticationToken.authenticated(nameOf(who), null, AuthorityUtils.NO_AUTHORITIES);
    }

    /** As {@link #asAuthentication(ActorRef)}, with the time that other systems are told as {@code auth_time}. */
    static Authentication asAuthentication(ActorRef who, Instant at) {
        var factor = FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(at)
                .build();
        return UsernamePasswordAuthenticationToken.authenticated(nameOf(who), null, List.of(factor));
    }

    static Optional<ActorRef> of(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        return parse(authentication.getName());
    }

    static Optional<ActorRef> parse(String name) {
        int colon = name.indexOf(':');
        if (colon < 0 || !name.substring(colon + 1).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        String kind = name.substring(0, colon);
        return KINDS.stream()
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .map(k -> new ActorRef(k, Long.parseLong(name.substring(colon + 1))));
    }
}
