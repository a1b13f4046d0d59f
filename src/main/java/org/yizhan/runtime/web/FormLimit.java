package org.yizhan.runtime.web;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yizhan.shared.web.UnwantedBody;

/**
 * Says of a form that is too long that it is too long, before anything tries to read it: who sends it need not be signed in, and a
 * form is held in memory. Texts of any length come with files, as
 * {@code multipart/form-data}, and have limits of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FormLimit extends OncePerRequestFilter {
    private static final long MOST = 1 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        boolean ofUnknownLength = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        if (form && (request.getContentLengthLong() > MOST || ofUnknownLength)) {
            UnwantedBody.letPass(request);
            response.sendError(ofUnknownLength ? 411 : 413);
            return;
        }
        chain.doFilter(request, response);
    }
}
