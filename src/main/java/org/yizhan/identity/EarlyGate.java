package org.yizhan.identity;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.yizhan.shared.web.KeptForm;
import org.yizhan.shared.web.UnwantedBody;

/**
 * Turns away an upload to a route that its sender may not call, before it is stored to look for the form's token in it. A small
 * one of somebody who is not signed in any more is let through as far as the token, so that what they typed comes back to them.
 */
final class EarlyGate extends OncePerRequestFilter {
    private static final long SMALL = 1 << 20;

    private final RouteAccess access;

    EarlyGate(RouteAccess access) {
        this.access = access;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isUpload(request) && !mayGoOn(request)) {
            UnwantedBody.letPass(request);
            Refused.answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean mayGoOn(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return switch (access.verdict(request)) {
            case ALLOWED -> true;
            case STAFF_SIGN_IN, MEMBER_SIGN_IN -> length >= 0 && length <= SMALL && KeptForm.isFromHere(request);
            case NOTHING_HERE, FORBIDDEN -> false;
        };
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
