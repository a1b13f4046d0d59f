package org.yizhan.portal.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ArticleView;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.PublishedTopics;
import org.yizhan.content.SiteFace;
import org.yizhan.content.SiteView;
import org.yizhan.content.Withdrawn;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Documents;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.Open;

/**
 * Home pages, columns and articles of the county portal and of every unit. All of them are kept in the page cache; what an
 * address is follows from the sites in memory, so that a wrong one costs no query.
 */
@Controller
@Open
class PublicPages {
    private static final String SLUG = "[a-z0-9][a-z0-9_-]*";
    private static final int PAGE = 20;
    private static final int ACTIVITIES = 8;

    /** The search may learn of an article a moment after the page was dropped for it. */
    private static final Duration ACTIVITIES_KEPT = Duration.ofMinutes(10);

    /** The ranking is worked out anew every ten minutes. */
    private static final Duration RANKING_KEPT = Duration.ofMinutes(10);

    /** Public figures of letters are never older than a minute. */
    private static final Duration ANSWERS_KEPT = Duration.ofSeconds(45);

    private final PublicSites sites;
    private final PublishedContent content;
    private final HomePages homes;
    private final Bodies bodies;
    private final ArticlePages pages;
    private final Documents documents;
    private final CountyClock clock;
    private final Search search;
    private final PublishedTopics topics;

    PublicPages(PublicSites sites, PublishedContent content, HomePages homes, ArticlePages pages,
            Bodies bodies, Documents documents, CountyClock clock, Search search, PublishedTopics topics) {
        this.bodies = bodies;
        this.topics = topics;
        this.documents = documents;
        this.search = search;
        this.sites = sites;
        this.content = content;
        this.homes = homes;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/")
    String portal(HttpServletRequest request, Model model) {
        PublicSites.Snapshot now = sites.now();
        return home(now, now.portal(), request, model);
    }

    /** A unit's site, or a column of the portal. */
    @GetMapping("/{first:" + SLUG + "}/")
    @Nullable
    String first(@PathVariable String first, @RequestParam(required = false) @Nullable String before,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        PublicSites.Snapshot now = sites.now();
        Optional<SiteView> unit = now.unit(first);
        return unit.isPresent()
                ? home(now, unit.get(), request, model)
                : column(now, now.portal(), first, before, request, response, model);
    }

    @GetMapping("/{site:" + SLUG + "}/{column:" + SLUG + "}/")
    @Nullable
    String second(@PathVariable String site, @PathVariable String column,
            @RequestParam(required = false) @Nullable String before, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        PublicSites.Snapshot now = sites.now();
        return column(now, unit(now, site), column, before, request, response, model);
    }

    /** People leave out the last stroke. */
    @GetMapping("/{first:" + SLUG + "}")
    void firstWithoutStroke(@PathVariable String first, HttpServletResponse response) {
        PublicSites.Snapshot now = sites.now();
        if (now.unit(first).isEmpty() && now.column(now.portal(), first).isEmpty()) {
            throw new NotHere(first);
        }
        moved("/" + first + "/", response);
    }

    @GetMapping("/{site:" + SLUG + "}/{column:" + SLUG + "}")
    void secondWithoutStroke(@PathVariable String site, @PathVariable String column, HttpServletResponse response) {
        PublicSites.Snapshot now = sites.now();
        SiteView unit = unit(now, site);
        moved(Addresses.of(unit, now.column(unit, column).orElseThrow(() -> new NotHere(column))), response);
    }

    @GetMapping("/{column:" + SLUG + "}/{month:[0-9]{6}}/{id:[0-9]{1,18}}.html")
    @Nullable
    String portalArticle(@PathVariable String column, @PathVariable long id, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return article(sites.now(), id, request, response, model);
    }

    @GetMapping("/{site:" + SLUG + "}/{column:" + SLUG + "}/{month:[0-9]{6}}/{id:[0-9]{1,18}}.html")
    @Nullable
    String unitArticle(@PathVariable String site, @PathVariable String column, @PathVariable long id,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        PublicSites.Snapshot now = sites.now();
        unit(now, site);
        return article(now, id, request, response, model);
    }

    private static SiteView unit(PublicSites.Snapshot now, String slug) {
        return now.unit(slug).orElseThrow(() -> new NotHere(slug));
    }

    private String home(PublicSites.Snapshot now, SiteView site, HttpServletRequest request, Model model) {
        SiteFace face = content.face(site);
        CacheTags tags = CacheTags.of(request)
                .site(site)
                .topics()
                .counts(site, null, null)
                .until(homes.tomorrow().atStartOfDay(clock.zone()).toInstant());
        face.until(clock.now()).ifPresent(tags::until);
        if (site.isPortal()) {
            face.blocks().forEach(block -> {
                switch (block.kind()) {
                    case RANKING -> tags.until(clock.now().plus(RANKING_KEPT));
                    case ANSWERS -> tags.until(clock.now().plus(ANSWERS_KEPT));
                    default -> {
                    }
                }
            });
        }
        model.addAttribute("page", homes.of(now, site, face));
        return "portal/home";
    }

    private @Nullable String column(PublicSites.Snapshot now, SiteView site, String slug, @Nullable String before,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        ColumnView column = now.column(site, slug).orElse(null);
        if (column == null) {
            moved(content.formerColumn(site, slug).orElseThrow(() -> new NotHere(slug)), response);
            return null;
        }
        CacheTags.of(request).column(column).counts(site, column, null);
        KeyPage<ArticleLine> articles = content.list(column.id(), before, PAGE);
        boolean further = articles.newer() != null;
        if (site.isPortal() && ColumnRole.TOPICS.is(column) && !further) {
            CacheTags.of(request).topics().until(homes.tomorrow().atStartOfDay(clock.zone()).toInstant());
            model.addAttribute("topics", topics.open(site));
        }
        if (!further && ColumnRole.DISCLOSURE.in(site).filter(column::equals).isPresent()) {
            bodies.of(site).ifPresent(body -> model.addAttribute("body", body));
        }
        List<ColumnView> way = now.way(column);
        ColumnView parent = way.size() > 1 ? way.get(way.size() - 2) : null;
        List<ColumnView> around = column.children().isEmpty() && parent != null
                ? parent.children()
                : column.children();
        model.addAttribute("page", new ColumnPage(column, Meta.description(site, column),
                ArticlePages.crumbs(site, way, true), Addresses.of(site, column), Addresses.of(site, way.getFirst()),
                around.stream().map(c -> new ColumnPage.Sub(c.name(), Addresses.of(site, c))).toList(), articles,
                cards(column, articles), ColumnRole.LEADERS.is(column), further, new Times(clock.zone()),
                Meta.column(site, column, further)));
        return "portal/column";
    }

    /** Leaders in the order of their rank, which is an element of each; videos and pictures as they come. */
    private List<HomePage.Card> cards(ColumnView column, KeyPage<ArticleLine> articles) {
        if (ColumnRole.LEADERS.is(column)) {
            return articles.items()
                    .stream()
                    .flatMap(line -> content.article(line.id()).stream())
                    .sorted(Comparator.comparingInt(Leader::rank))
                    .map(Leader::card)
                    .toList();
        }
        return ColumnRole.VIDEOS.is(column) || ColumnRole.PICTURES.is(column)
                ? articles.items()
                        .stream()
                        .map(line -> new HomePage.Card(line.title(), times().day(line.publishedAt()), line.href(),
                                line.pictureFileId()))
                        .toList()
                : List.of();
    }

    private Times times() {
        return new Times(clock.zone());
    }

    private @Nullable String article(PublicSites.Snapshot now, long id, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        Optional<ArticleView> found = content.article(id);
        if (found.isEmpty()) {
            return withdrawn(id, response, model);
        }
        ArticleView article = found.get();
        if (!article.href().equals(request.getRequestURI())) {
            moved(article.href(), response);
            return null;
        }
        SiteView site = now.byId(article.siteId()).orElseThrow(() -> new NotHere(article.href()));
        CacheTags.of(request).article(article).counts(site, article.column(), article);
        model.addAttribute("page", pages.of(now, site, article));
        if (Leader.is(article)) {
            CacheTags.of(request).site(site).until(clock.now().plus(ACTIVITIES_KEPT));
            model.addAttribute("activities", activities(site, article));
        }
        documents.factsOf(article.id()).ifPresent(facts -> model.addAttribute("document", facts));
        return "portal/article";
    }

    /** What the site has lately published about the leader: activities and speeches that name the person. */
    private List<SearchResults.Hit> activities(SiteView site, ArticleView leader) {
        var asked = new SearchQuery(Leader.name(leader), "public", site.id(), null, null, null, null,
                SearchQuery.Order.NEWEST, null, ACTIVITIES + 1);
        return search.find(asked)
                .hits()
                .stream()
                .filter(hit -> hit.id() != leader.id())
                .limit(ACTIVITIES)
                .toList();
    }

    private @Nullable String withdrawn(long id, HttpServletResponse response, Model model) {
        Withdrawn withdrawn = content.withdrawn(id).orElseThrow(() -> new NotHere("article " + id));
        String successor = withdrawn.successor();
        if (withdrawn.kind() == Withdrawn.Kind.REDIRECT && successor != null) {
            moved(successor, response);
            return null;
        }
        response.setStatus(HttpServletResponse.SC_GONE);
        boolean explained = withdrawn.kind() == Withdrawn.Kind.NOTICE || withdrawn.kind() == Withdrawn.Kind.REPLACED;
        model.addAttribute("page", new WithdrawnPage(new Times(clock.zone()).minute(withdrawn.at()),
                explained ? withdrawn.reason() : null, explained ? successor : null, Meta.unlisted()));
        return "portal/withdrawn";
    }

    /** Relative, so that the host that was asked for never comes back. */
    static void moved(String href, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", href);
        response.setHeader("Cache-Control", "no-cache");
    }
}
