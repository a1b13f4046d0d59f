package org.yizhan.runtime.web;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.shared.Refusal;

/**
 * While the disk is nearly full, reading goes on and everything that may write is turned away, uploads before they are read.
 * Commands from the terminal decide for themselves.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FullDiskGate extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final DiskSpace disk;

    FullDiskGate(DiskSpace disk) {
        this.disk = disk;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod()) || request.getRequestURI().startsWith("/local/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Refusal> refusal = disk.refusal(request.getContentLengthLong());
        if (refusal.isPresent()) {
            request.setAttribute("refusal", refusal.get());
            response.sendError(507);
        } else {
            chain.doFilter(request, response);
        }
    }
}
