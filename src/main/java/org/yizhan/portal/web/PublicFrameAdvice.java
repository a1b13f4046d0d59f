package org.yizhan.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.yizhan.portal.GreyDays;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.web.PublicFrame;

/** Gives every page that is not of the desk its frame, as the model attribute {@code site}, and the variant asked for. */
@ControllerAdvice
class PublicFrameAdvice {
    private final PublicSites sites;
    private final GreyDays grey;

    PublicFrameAdvice(PublicSites sites, GreyDays grey) {
        this.sites = sites;
        this.grey = grey;
    }

    /** From the address alone: the page that refuses a form must not begin to read it. */
    private static String modes(String path, @Nullable String query) {
        List<String> asked = query == null ? List.of() : List.of(query.split("&", 20));
        var modes = new ArrayList<String>();
        if (path.equals("/kiosk") || asked.contains("mode=kiosk")) {
            modes.add("elder kiosk");
        } else if (asked.contains("mode=elder")) {
            modes.add("elder");
        } else if (asked.contains("mode=contrast")) {
            modes.add("contrast");
        }
        if (asked.contains("script=hant")) {
            modes.add("hant");
        }
        return String.join(" ", modes);
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        if (path.equals("/desk") || path.startsWith("/desk/") || path.startsWith("/api/")) {
            return;
        }
        PublicFrame frame = sites.frameFor(path, request.getServerName().toLowerCase(Locale.ROOT));
        model.addAttribute("site", frame);
        model.addAttribute("mode", mode(path, request.getQueryString(), frame.siteId()));
    }

    /** How the page is to look: what its reader has asked for, and grey on grey days. */
    String mode(String path, @Nullable String query, long site) {
        String modes = modes(path, query);
        return grey.isOn(site) ? (modes + " grey").strip() : modes;
    }
}
