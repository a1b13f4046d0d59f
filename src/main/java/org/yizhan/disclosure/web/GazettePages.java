package org.yizhan.disclosure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.GazetteIssue;
import org.yizhan.disclosure.Gazettes;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** The gazette (政府公报): its issues by year, the table of contents of each, and the PDF as it was made once. */
@Controller
@Open
class GazettePages {
    private static final int PAGE = 24;
    private static final String ISSUE = "/disclosure/gazette/{year:[0-9]{4}}/{number:[0-9]{1,3}}";

    private final Gazettes gazettes;
    private final Bodies bodies;

    GazettePages(Gazettes gazettes, Bodies bodies) {
        this.gazettes = gazettes;
        this.bodies = bodies;
    }

    @GetMapping({"/disclosure/gazette", "/disclosure/gazette/"})
    String issues(@RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        KeptPage.of(request).on("disclosure:gazette");
        KeyPage<GazetteIssue> page = gazettes.list(false, key, PAGE);
        var byYear = new LinkedHashMap<Integer, List<GazetteIssue>>();
        page.items().forEach(issue -> byYear.computeIfAbsent(issue.year(), year -> new ArrayList<>()).add(issue));
        model.addAttribute("name", name());
        model.addAttribute("page", page);
        model.addAttribute("byYear", byYear);
        model.addAttribute("years", gazettes.years());
        model.addAttribute("crumbs", crumbs(null));
        return "disclosure/gazettes";
    }

    @GetMapping(ISSUE)
    String issue(@PathVariable int year, @PathVariable int number, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        GazetteIssue issue = gazettes.shown(year, number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!issue.isPublic()) {
            response.setStatus(HttpServletResponse.SC_GONE);
        }
        KeptPage kept = KeptPage.of(request).on("disclosure:gazette");
        List<GazetteIssue.Piece> pieces = issue.isPublic() ? gazettes.pieces(issue.id()) : List.of();
        pieces.forEach(piece -> kept.on("article:" + piece.documentId()));
        var sections = new LinkedHashMap<String, List<GazetteIssue.Piece>>();
        pieces.forEach(piece -> sections.computeIfAbsent(piece.section(), section -> new ArrayList<>()).add(piece));
        model.addAttribute("name", name());
        model.addAttribute("issue", issue);
        model.addAttribute("sections", sections);
        model.addAttribute("crumbs", crumbs(issue.name()));
        return "disclosure/gazette";
    }

    /** The bytes as they were made when the issue was published; nothing is typeset for a reader. */
    @GetMapping(ISSUE + "/gazette.pdf")
    void pdf(@PathVariable int year, @PathVariable int number, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        GazetteIssue issue = gazettes.shown(year, number)
                .filter(GazetteIssue::isPublic)
                .filter(GazetteIssue::pdf)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String etag = "\"gazette-" + issue.id() + "-" + issue.contents() + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] bytes = gazettes.pdf(issue).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setContentType("application/pdf");
        // A sandbox would keep browsers from opening their own PDF viewer.
        response.setHeader("Content-Security-Policy", "default-src 'none'; object-src 'self'; frame-ancestors 'self'");
        response.setHeader("Content-Disposition", ContentDisposition.inline()
                .filename(name() + issue.name() + ".pdf", StandardCharsets.UTF_8)
                .build()
                .toString());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private String name() {
        return bodies.county().map(Body::name).orElse("政府") + "公报";
    }

    private static List<NavEntry> crumbs(@Nullable String here) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", "/"));
        crumbs.add(new NavEntry("政府信息公开", "/disclosure/"));
        crumbs.add(new NavEntry("政府公报", here == null ? "" : "/disclosure/gazette/"));
        if (here != null) {
            crumbs.add(new NavEntry(here, ""));
        }
        return crumbs;
    }
}
