package org.yizhan.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.ActorRef;

/** Gives a session to whoever has proven who they are: always a new one, so that one known to others is worth nothing. */
@Component
public class SessionOpener {
    private static final Duration DEVICE_KEPT = Duration.ofDays(180);
    private static final int DEVICE_BYTES = 16;

    private final CountyClock clock;
    private final IdentitySettings settings;
    private final SecureRandom random = new SecureRandom();

    SessionOpener(CountyClock clock, IdentitySettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    public void open(HttpServletRequest request, ActorRef who, Caller caller) {
        renew(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(SignedIn.asAuthentication(who, clock.now())));
        session.setAttribute(Sessions.SOURCE, caller.source());
        session.setAttribute(Sessions.AGENT, caller.agent());
        session.setAttribute(Sessions.SINCE, clock.now().toEpochMilli());
        if (who.kind() == ActorRef.Kind.STAFF) {
            session.setMaxInactiveInterval((int) settings.deskIdle().toSeconds());
        }
    }

    /**
     * A new id and nothing of what the session held. Not invalidated: Spring Session, asked for a session again in the same
     * request, then finds the former row by the cookie and goes on with the known id.
     */
    public void renew(HttpServletRequest request) {
        HttpSession former = request.getSession(false);
        if (former != null) {
            Collections.list(former.getAttributeNames()).forEach(former::removeAttribute);
            request.changeSessionId();
        }
    }

    /** A device secret for the browser, the one it has or a new one. */
    public String device(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        String device = caller.device();
        if (device == null) {
            byte[] bytes = new byte[DEVICE_BYTES];
            random.nextBytes(bytes);
            device = HexFormat.of().formatHex(bytes);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(Caller.DEVICE_COOKIE, device)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(DEVICE_KEPT)
                .build()
                .toString());
        return device;
    }
}
