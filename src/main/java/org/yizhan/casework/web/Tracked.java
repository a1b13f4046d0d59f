package org.yizhan.casework.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.yizhan.casework.CaseId;
import org.yizhan.casework.JustSent;

/** The cases whose code was shown in this session, each until when. Plain numbers, because sessions are rows. */
final class Tracked {
    private static final String ATTRIBUTE = "casework.tracked";
    private static final Duration OPEN = Duration.ofMinutes(30);
    private static final int MOST = 10;

    private Tracked() {}

    static void open(HttpServletRequest request, CaseId id, Instant now) {
        var open = new HashMap<>(kept(request.getSession()));
        open.put(id.value(), now.plus(OPEN).toEpochMilli());
        while (open.size() > MOST) {
            open.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey).ifPresent(open::remove);
        }
        request.getSession().setAttribute(ATTRIBUTE, open);
    }

    /** The latest first. */
    static List<CaseId> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session == null
                ? List.of()
                : kept(session).entrySet()
                        .stream()
                        .filter(one -> one.getValue() > now.toEpochMilli())
                        .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder()))
                        .map(one -> new CaseId(one.getKey()))
                        .toList();
    }

    static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
            JustSent.forget(request);
        }
    }

    private static Map<Long, Long> kept(HttpSession session) {
        var kept = new HashMap<Long, Long>();
        if (session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> map) {
            map.forEach((id, until) -> {
                if (id instanceof Long known && until instanceof Long moment) {
                    kept.put(known, moment);
                }
            });
        }
        return kept;
    }
}
