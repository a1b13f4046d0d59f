package org.yizhan.runtime.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes out of every parameter what is part of no text and no database holds: NUL, and halves of surrogate pairs. What else is
 * unwanted depends on the field, and is the business of whoever takes it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class StorableParameters extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Storable(request), response);
    }

    static String storable(String text) {
        boolean clean = text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
        if (clean) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && !(Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static final class Storable extends HttpServletRequestWrapper {
        Storable(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String value = super.getParameter(name);
            return value == null ? null : StorableParameters.storable(value);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = super.getParameterValues(name);
            return values == null ? null : each(values);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var all = new LinkedHashMap<String, String[]>();
            super.getParameterMap().forEach((name, values) -> all.put(name, each(values)));
            return Collections.unmodifiableMap(all);
        }

        private static String[] each(String[] values) {
            return Arrays.stream(values).map(StorableParameters::storable).toArray(String[]::new);
        }
    }
}
