package org.yizhan.portal.web;

import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.content.SiteView;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.Sites;
import org.yizhan.shared.web.Open;

/** Pages that every government site has beside its columns: site map, finding mistakes, the prompt before leaving. */
@Controller
@Open
class ServicePages {
    private static final int LONGEST_ADDRESS = 2000;

    private final Sites sites;

    ServicePages(Sites sites) {
        this.sites = sites;
    }

    @GetMapping("/sitemap")
    String sitemap(HttpServletRequest request, Model model) {
        Sites.Snapshot now = sites.now();
        return sitemap(now, now.portal(), request, model);
    }

    @GetMapping("/{site:[a-z0-9][a-z0-9_-]*}/sitemap")
    String sitemap(@PathVariable String site, HttpServletRequest request, Model model) {
        Sites.Snapshot now = sites.now();
        return sitemap(now, now.unit(site).orElseThrow(() -> new NotHere(site)), request, model);
    }

    private static String sitemap(Sites.Snapshot now, SiteView site, HttpServletRequest request, Model model) {
        CacheTags tags = CacheTags.of(request).site(site).site(now.portal());
        List<SitemapPage.Entry> units = List.of();
        if (site.isPortal()) {
            now.units().forEach(tags::site);
            units = now.units()
                    .stream()
                    .map(unit -> new SitemapPage.Entry(unit.name(), unit.basePath(), List.of()))
                    .toList();
        }
        model.addAttribute("page",
                new SitemapPage(site.columns().stream().map(column -> SitemapPage.Entry.of(site, column)).toList(),
                        units, Feeds.href(site), List.of(new Crumb("首页", site.basePath()), Crumb.here("站点地图")),
                        Meta.home(site)));
        return "portal/sitemap";
    }

    /** 我为政府网站找错. */
    @GetMapping("/mistake")
    String mistake(HttpServletRequest request, Model model) {
        CacheTags.of(request).site(sites.now().portal());
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
