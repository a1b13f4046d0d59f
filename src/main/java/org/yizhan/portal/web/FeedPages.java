package org.yizhan.portal.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.web.Open;

/** What feed readers read: the newest of a site or a column. */
@Controller
@Open
class FeedPages {
    private static final int ENTRIES = 30;
    private static final MediaType RSS = new MediaType("application", "rss+xml", StandardCharsets.UTF_8);
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

    private final PublicSites sites;
    private final PublishedContent content;
    private final CountyClock clock;
    private final RestingSites resting;

    FeedPages(PublicSites sites, PublishedContent content, CountyClock clock, RestingSites resting) {
        this.resting = resting;
        this.sites = sites;
        this.content = content;
        this.clock = clock;
    }

    /** A site's feed, or that of a column of the portal. */
    @GetMapping("/feeds/{name:[a-z0-9_-]+}.{format:rss|atom}")
    ResponseEntity<String> first(@PathVariable String name, @PathVariable String format, HttpServletRequest request) {
        PublicSites.Snapshot now = sites.now();
        SiteView site = name.equals("portal") ? now.portal() : now.unit(name).orElse(null);
        return site == null
                ? column(now, now.portal(), name, format, request)
                : feed(now, site, null, format, request);
    }

    @GetMapping("/feeds/{site:[a-z0-9_-]+}/{column:[a-z0-9_-]+}.{format:rss|atom}")
    ResponseEntity<String> second(@PathVariable String site, @PathVariable String column, @PathVariable String format,
            HttpServletRequest request) {
        PublicSites.Snapshot now = sites.now();
        return column(now, now.unit(site).orElseThrow(() -> new NotHere(site)), column, format, request);
    }

    private ResponseEntity<String> column(PublicSites.Snapshot now, SiteView site, String slug, String format,
            HttpServletRequest request) {
        return feed(now, site, now.column(site, slug).orElseThrow(() -> new NotHere(slug)), format, request);
    }

    private ResponseEntity<String> feed(PublicSites.Snapshot now, SiteView site, @Nullable ColumnView column,
            String format,
            HttpServletRequest request) {
        resting.turnAway(site);
        CacheTags tags = CacheTags.of(request);
        List<ArticleLine> lines;
        String title;
        String description;
        String home;
        if (column == null) {
            tags.site(site);
            lines = content.latest(site.id(), ENTRIES);
            title = site.name();
            description = site.name() + "最新发布";
            home = site.basePath();
        } else {
            tags.column(column);
            lines = content.list(column.id(), null, ENTRIES).items();
            title = column.name() + " - " + site.name();
            description = Meta.description(site, column);
            home = Addresses.of(site, column);
        }
        Times times = new Times(clock.zone());
        String self = request.getRequestURI();
        return format.equals("rss")
                ? answer(RSS, Feeds.rss(site, title, description, home, self, lines, times))
                : answer(ATOM, Feeds.atom(site, title, home, self, lines, times));
    }

    private static ResponseEntity<String> answer(MediaType type, String body) {
        return ResponseEntity.ok().contentType(type).body(body);
    }
}
