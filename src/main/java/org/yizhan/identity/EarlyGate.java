package org.yizhan.identity;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.yizhan.shared.web.UnwantedBody;

/** Turns away an upload to a route that its sender may not call, before it is stored to look for the form's token in it. */
final class EarlyGate extends OncePerRequestFilter {
    private final RouteAccess access;

    EarlyGate(RouteAccess access) {
        this.access = access;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isUpload(request) && access.verdict(request) != RouteRule.Verdict.ALLOWED) {
            UnwantedBody.letPass(request);
            Refused.answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
