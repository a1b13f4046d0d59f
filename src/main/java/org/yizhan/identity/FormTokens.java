package org.yizhan.identity;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/** Form tokens in the session; a form that a stranger sends makes no session, since its token is wrong in any case. */
final class FormTokens implements CsrfTokenRepository {
    /** As Spring Security calls the field of a form that carries the token. */
    static final String FIELD = "_csrf";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final HttpSessionCsrfTokenRepository session = new HttpSessionCsrfTokenRepository();

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return session.generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (READING.contains(request.getMethod()) || request.getSession(false) != null) {
            session.saveToken(token, request, response);
        }
    }

    /** The token of this request, for the page that gives its form back; also to whom has no session any more. */
    void keep(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken token) {
            session.saveToken(token.get(), request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return session.loadToken(request);
    }
}
