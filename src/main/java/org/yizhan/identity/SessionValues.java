package org.yizhan.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.yizhan.shared.ActorRef;

/**
 * What a session holds, as bytes for the database: in a few characters what every page of the desk reads (who it is, since when,
 * and the token of its forms), everything else as Java writes objects. Bytes of either kind are read, so sessions outlive a
 * change of this.
 */
final class SessionValues {
    private static final char NUMBER = 'n';
    private static final char FORM_TOKEN = 'f';
    private static final char WHO = 'w';
    private static final String BETWEEN = "\n";

    private final SerializingConverter writesObjects = new SerializingConverter();
    private final DeserializingConverter readsObjects = new DeserializingConverter(
            SessionValues.class.getClassLoader());

    static ConversionService conversion() {
        var values = new SessionValues();
        var service = new GenericConversionService();
        service.addConverter(Object.class, byte[].class, values::write);
        service.addConverter(byte[].class, Object.class, values::read);
        return service;
    }

    byte[] write(Object value) {
        String brief = brief(value);
        return brief == null ? writesObjects.convert(value) : brief.getBytes(StandardCharsets.UTF_8);
    }

    /** Objects of Java begin with a byte that is no character. */
    Object read(byte[] bytes) {
        char kind = bytes.length == 0 ? 0 : (char) bytes[0];
        if (kind != NUMBER && kind != FORM_TOKEN && kind != WHO) {
            return readsObjects.convert(bytes);
        }
        String[] parts = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8).split(BETWEEN, -1);
        return switch (kind) {
            case NUMBER -> Long.valueOf(parts[0]);
            case FORM_TOKEN -> new DefaultCsrfToken(parts[0], parts[1], parts[2]);
            default -> new SecurityContextImpl(SignedIn.asAuthentication(SignedIn.parse(parts[0]).orElseThrow(),
                    Instant.parse(parts[1])));
        };
    }

    private static @Nullable String brief(Object value) {
        return switch (value) {
            case Long number -> NUMBER + number.toString();
            case DefaultCsrfToken token -> FORM_TOKEN
                    + String.join(BETWEEN, token.getHeaderName(), token.getParameterName(), token.getToken());
            case SecurityContextImpl context -> who(context);
            default -> null;
        };
    }

    /** Null unless it says no more than {@link SignedIn#asAuthentication(ActorRef, Instant)} does. */
    private static @Nullable String who(SecurityContextImpl context) {
        Authentication authentication = context.getAuthentication();
        if (authentication == null) {
            return null;
        }
        List<? extends GrantedAuthority> held = List.copyOf(authentication.getAuthorities());
        ActorRef who = SignedIn.of(authentication).orElse(null);
        return who != null
                && held.size() == 1
                && held.getFirst() instanceof FactorGrantedAuthority factor
                && authentication.equals(SignedIn.asAuthentication(who, factor.getIssuedAt()))
                        ? WHO + SignedIn.nameOf(who) + BETWEEN + factor.getIssuedAt()
                        : null;
    }
}
