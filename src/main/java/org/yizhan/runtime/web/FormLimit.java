package org.yizhan.runtime.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says of a form that is too long (a book pasted into the editor) that it is too long, before anything tries to read it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FormLimit extends OncePerRequestFilter {
    private final long most;

    FormLimit(@Value("${server.jetty.max-http-form-post-size}") DataSize most) {
        this.most = most.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        if (form && request.getContentLengthLong() > most) {
            response.sendError(413);
            return;
        }
        chain.doFilter(request, response);
    }
}
