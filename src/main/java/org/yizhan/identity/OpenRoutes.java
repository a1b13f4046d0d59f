package org.yizhan.identity;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.yizhan.shared.web.OpenPages;

/** Leads past sign-in, sessions and the tokens of forms, which are most of the work of making a public page. */
@Component
class OpenRoutes implements OpenPages {
    private final RouteAccess access;
    private final SecurityHeaders headers;
    private final DispatcherServlet pages;

    OpenRoutes(RouteAccess access, SecurityHeaders headers, DispatcherServlet pages) {
        this.access = access;
        this.headers = headers;
        this.pages = pages;
    }

    @Override
    public boolean answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean isUp = pages.getServletConfig() != null;
        if (!isUp || !access.isForEveryone(request)) {
            return false;
        }
        headers.writeHeaders(request, response);
        pages.service(request, response);
        return true;
    }
}
