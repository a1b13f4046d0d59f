package org.yizhan.portal.web;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.yizhan.portal.PublicSites;

/** Gives every page that is not of the desk its frame, as the model attribute {@code site}, and the variant asked for. */
@ControllerAdvice
class PublicFrameAdvice {
    private final PublicSites sites;

    PublicFrameAdvice(PublicSites sites) {
        this.sites = sites;
    }

    /** From the address alone: the page that refuses a form must not begin to read it. */
    private static boolean isElder(@Nullable String query) {
        return query != null && List.of(query.split("&", 20)).contains("mode=elder");
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        if (path.equals("/desk") || path.startsWith("/desk/") || path.startsWith("/api/")) {
            return;
        }
        model.addAttribute("site", sites.frameFor(path, request.getServerName().toLowerCase(Locale.ROOT)));
        model.addAttribute("mode", isElder(request.getQueryString()) ? "elder" : "");
    }
}
