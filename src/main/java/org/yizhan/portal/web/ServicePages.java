package org.yizhan.portal.web;

import java.net.IDN;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.content.MistakeBox;
import org.yizhan.content.SiteView;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.portal.Views;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** Pages that every government site has beside its columns: site map, finding mistakes, the prompt before leaving. */
@Controller
@Open
class ServicePages {
    private static final int LONGEST_ADDRESS = 2000;

    private final PublicSites sites;
    private final Views views;
    private final MistakeBox mistakes;

    ServicePages(PublicSites sites, Views views, MistakeBox mistakes) {
        this.mistakes = mistakes;
        this.sites = sites;
        this.views = views;
    }

    @GetMapping("/sitemap")
    String sitemap(HttpServletRequest request, Model model) {
        PublicSites.Snapshot now = sites.now();
        return sitemap(now, now.portal(), request, model);
    }

    @GetMapping("/{site:[a-z0-9][a-z0-9_-]*}/sitemap")
    String sitemap(@PathVariable String site, HttpServletRequest request, Model model) {
        PublicSites.Snapshot now = sites.now();
        return sitemap(now, now.unit(site).orElseThrow(() -> new NotHere(site)), request, model);
    }

    private static String sitemap(PublicSites.Snapshot now, SiteView site, HttpServletRequest request, Model model) {
        CacheTags.structureOnly(request);
        List<SitemapPage.Entry> units = List.of();
        if (site.isPortal()) {
            units = now.units()
                    .stream()
                    .map(unit -> new SitemapPage.Entry(unit.name(), unit.basePath(), List.of()))
                    .toList();
        }
        model.addAttribute("page",
                new SitemapPage(site.columns().stream().map(column -> SitemapPage.Entry.of(site, column)).toList(),
                        units, Feeds.href(site), List.of(new NavEntry("首页", site.basePath()), new NavEntry("站点地图", "")),
                        Meta.own(site, site.basePath() + "sitemap")));
        return "portal/sitemap";
    }

    /** How often an article was looked at, for the line below its title; the page itself stays the same for all. */
    @GetMapping("/views/{article:[0-9]{1,18}}")
    ResponseEntity<Long> views(@PathVariable long article) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic())
                .body(views.ofArticle(article));
    }

    /** 我为政府网站找错. */
    @GetMapping({"/mistake", "/{site:[a-z0-9][a-z0-9_-]*}/mistake"})
    String mistake(@PathVariable(required = false) @Nullable String site, HttpServletRequest request, Model model) {
        if (site != null && sites.now().unit(site).isEmpty()) {
            throw new NotHere(site);
        }
        CacheTags.of(request).mistakeLimit();
        model.addAttribute("limit", mistakes.limit());
        model.addAttribute("meta", Meta.unlisted());
        return "portal/mistake";
    }

    /** Names the other site and lets the reader decide; it never sends anybody anywhere by itself. */
    @GetMapping("/leaving")
    String leaving(@RequestParam(defaultValue = "") String to, Model model) {
        model.addAttribute("page", leavingFor(to));
        return "portal/leaving";
    }

    static LeavingPage leavingFor(String to) {
        var refused = new LeavingPage(null, "", false, Meta.unlisted());
        if (to.length() > LONGEST_ADDRESS) {
            return refused;
        }
        try {
            URI address = URI.create(to.strip());
            String scheme = address.getScheme();
            String host = address.getHost();
            boolean web = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
            if (!web || host == null || address.getUserInfo() != null) {
                return refused;
            }
            String shown = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            return new LeavingPage(address.toASCIIString(), shown, ArticleBody.isGovernment(shown), Meta.unlisted());
        } catch (IllegalArgumentException e) {
            return refused;
        }
    }
}
