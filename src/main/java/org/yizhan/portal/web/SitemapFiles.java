package org.yizhan.portal.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedMonths;
import org.yizhan.content.PublishedTopics;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.web.Open;

/**
 * What search engines read of a site: what they may visit, and an index of files that together name every page. A file per month
 * never grows once the month is over, and changes only when something in it is withdrawn or revised.
 */
@Controller
@Open
class SitemapFiles {
    private static final MediaType XML = new MediaType("application", "xml", StandardCharsets.UTF_8);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final String SITE = "/{site:[a-z0-9][a-z0-9_-]*}";
    private static final String PART = "/sitemap-{month:[0-9]{6}}";
    private static final String LATER_PART = PART + "-{from:[0-9]{1,18}}";

    private final PublicSites sites;
    private final PublishedMonths months;
    private final PublishedTopics topics;
    private final CountyClock clock;

    SitemapFiles(PublicSites sites, PublishedMonths months, PublishedTopics topics, CountyClock clock) {
        this.topics = topics;
        this.sites = sites;
        this.months = months;
        this.clock = clock;
    }

    @GetMapping({"/sitemap.xml", SITE + "/sitemap.xml"})
    ResponseEntity<String> index(@PathVariable(required = false) @Nullable String site, HttpServletRequest request) {
        SiteView where = site(site);
        CacheTags.of(request).site(where);
        Times times = new Times(clock.zone());
        var files = new ArrayList<String>();
        files.add(entry("sitemap", where, "sitemap-columns.xml", null, times));
        months.parts(where.id())
                .forEach(part -> files.add(entry("sitemap", where,
                        "sitemap-" + MONTH.format(part.month()) + (part.from() == null ? "" : "-" + part.from())
                                + ".xml",
                        part.newest(), times)));
        return xml("sitemapindex", files);
    }

    @GetMapping({"/sitemap-columns.xml", SITE + "/sitemap-columns.xml"})
    ResponseEntity<String> columns(@PathVariable(required = false) @Nullable String site, HttpServletRequest request) {
        SiteView where = site(site);
        CacheTags.structureOnly(request);
        Times times = new Times(clock.zone());
        var pages = new ArrayList<String>();
        pages.add(entry("url", where, "", null, times));
        where.columns().forEach(column -> columns(pages, where, column, times));
        if (where.isPortal()) {
            CacheTags.of(request).topics().until(clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant());
            pages.add(entry("url", where, "topics/", null, times));
            topics.all()
                    .forEach(topic -> pages
                            .add(address("url", Addresses.full(where, topic.href()), null, times)));
        }
        return xml("urlset", pages);
    }

    private static void columns(List<String> pages, SiteView site, ColumnView column, Times times) {
        pages.add(address("url", Addresses.full(site, Addresses.of(site, column)), null, times));
        column.children().forEach(child -> columns(pages, site, child, times));
    }

    @GetMapping({PART + ".xml", SITE + PART + ".xml", LATER_PART + ".xml", SITE + LATER_PART + ".xml"})
    ResponseEntity<String> month(@PathVariable(required = false) @Nullable String site, @PathVariable String month,
            @PathVariable(required = false) @Nullable Long from, HttpServletRequest request) {
        SiteView where = site(site);
        Times times = new Times(clock.zone());
        List<String> pages = months.entries(where.id(), parsed(month), from)
                .stream()
                .map(one -> address("url", Addresses.full(where, one.href()), one.publishedAt(), times))
                .toList();
        if (pages.isEmpty()) {
            throw new NotHere("sitemap " + month);
        }
        CacheTags.of(request).site(where);
        return xml("urlset", pages);
    }

    @GetMapping({"/robots.txt", SITE + "/robots.txt"})
    ResponseEntity<String> robots(@PathVariable(required = false) @Nullable String site, HttpServletRequest request) {
        SiteView where = site(site);
        CacheTags.structureOnly(request);
        var all = new ArrayList<>(List.of(where));
        if (where.isPortal()) {
            all.addAll(sites.now().units());
        }
        String maps = all.stream()
                .map(one -> "Sitemap: " + Addresses.full(one, one.basePath() + "sitemap.xml") + "\n")
                .collect(Collectors.joining());
        return ResponseEntity.ok().contentType(TEXT).body("""
                User-agent: *
                Disallow: /desk/
                Disallow: /search?
                Disallow: /search/
                Disallow: /leaving
                Disallow: /member/

                """ + maps);
    }

    private SiteView site(@Nullable String slug) {
        PublicSites.Snapshot now = sites.now();
        return slug == null ? now.portal() : now.unit(slug).orElseThrow(() -> new NotHere(slug));
    }

    private static YearMonth parsed(String month) {
        try {
            return YearMonth.parse(month, MONTH);
        } catch (DateTimeParseException e) {
            throw new NotHere("sitemap " + month);
        }
    }

    private static String entry(String element, SiteView site, String name, @Nullable Instant changed, Times times) {
        return address(element, Addresses.full(site, site.basePath() + name), changed, times);
    }

    private static String address(String element, String address, @Nullable Instant changed, Times times) {
        return "<" + element + "><loc>" + Feeds.text(address) + "</loc>"
                + (changed == null ? "" : "<lastmod>" + times.machine(changed) + "</lastmod>") + "</" + element + ">\n";
    }

    private static ResponseEntity<String> xml(String root, List<String> entries) {
        return ResponseEntity.ok()
                .contentType(XML)
                .body("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root
                        + " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + String.join("", entries) + "</"
                        + root
                        + ">\n");
    }
}
