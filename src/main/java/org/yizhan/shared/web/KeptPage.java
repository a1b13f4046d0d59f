package org.yizhan.shared.web;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Said by a public page of any module that its answer is the same for everybody, and on what it depends: the portal keeps its bytes
 * until a {@code PublicChange} names one of its tokens. A module's own tokens begin with its name.
 */
public final class KeptPage {
    private static final String ATTRIBUTE = KeptPage.class.getName();

    private final Set<String> tokens = new LinkedHashSet<>();

    private @Nullable Instant until;

    private KeptPage() {}

    public static KeptPage of(HttpServletRequest request) {
        KeptPage asked = ifAsked(request);
        if (asked == null) {
            asked = new KeptPage();
            request.setAttribute(ATTRIBUTE, asked);
        }
        return asked;
    }

    public static @Nullable KeptPage ifAsked(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof KeptPage page ? page : null;
    }

    public KeptPage on(String token) {
        tokens.add(token);
        return this;
    }

    /** Out of date at this moment at the latest. */
    public KeptPage until(Instant moment) {
        if (until == null || moment.isBefore(until)) {
            until = moment;
        }
        return this;
    }

    public @Nullable Instant until() {
        return until;
    }

    public Set<String> tokens() {
        return tokens;
    }
}
