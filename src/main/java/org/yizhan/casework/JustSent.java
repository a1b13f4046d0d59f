package org.yizhan.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Once;

/**
 * What was sent from this session a moment ago, so that the page that shows its number and code can be opened again, gone back to and
 * reloaded, while neither the code nor anything that was written stands in its address. After ten minutes, and when somebody leaves the
 * computer to the next one, the code is shown no more. Plain texts, because sessions are rows.
 */
public final class JustSent {
    private static final String ATTRIBUTE = "casework.sent";
    private static final Duration SHOWN = Duration.ofMinutes(10);
    private static final int MOST = 5;

    private JustSent() {}

    /** @param told how the code reaches the writer as well, such as 短信, 微信; empty for not at all */
    public record Sent(String number, String told) {}

    /** @param once what the form carried; null for nothing */
    public static void remember(HttpServletRequest request, @Nullable String once, Sent sent, Instant now) {
        String form = Once.orNull(once);
        var kept = new HashMap<>(kept(request.getSession(), now));
        kept.put(form == null ? sent.number() : form,
                now.plus(SHOWN).toEpochMilli() + " " + sent.number() + " " + sent.told());
        while (kept.size() > MOST) {
            kept.entrySet()
                    .stream()
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .map(Map.Entry::getKey)
                    .ifPresent(kept::remove);
        }
        request.getSession().setAttribute(ATTRIBUTE, kept);
    }

    /** The same form came again. */
    public static Optional<Sent> byForm(HttpServletRequest request, @Nullable String once, Instant now) {
        HttpSession session = request.getSession(false);
        String form = Once.orNull(once);
        return session == null || form == null
                ? Optional.empty()
                : Optional.ofNullable(kept(session, now).get(form)).map(JustSent::sent);
    }

    public static Optional<Sent> byNumber(HttpServletRequest request, String number, Instant now) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : kept(session, now).values()
                        .stream()
                        .map(JustSent::sent)
                        .filter(sent -> sent.number().equals(number))
                        .findFirst();
    }

    /**
     * An answer to a form on its way, such as the summary: the browser keeps it for the sake of its own button that goes back, which would
     * otherwise ask whether to send everything again. Not on a terminal that everybody uses.
     */
    public static void mayBeGoneBackTo(HttpServletResponse response, String mode) {
        if (!mode.contains("kiosk")) {
            response.setHeader("Cache-Control", "private, no-cache");
        }
    }

    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    private static Sent sent(String kept) {
        String[] parts = kept.split(" ", 3);
        return new Sent(parts[1], parts[2]);
    }

    private static Map<String, String> kept(HttpSession session, Instant now) {
        var kept = new HashMap<String, String>();
        if (session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> map) {
            map.forEach((once, line) -> {
                if (once instanceof String form && line instanceof String sent
                        && Long.parseLong(sent.substring(0, sent.indexOf(' '))) > now.toEpochMilli()) {
                    kept.put(form, sent);
                }
            });
        }
        return kept;
    }
}
