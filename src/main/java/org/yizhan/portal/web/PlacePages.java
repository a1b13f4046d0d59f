package org.yizhan.portal.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.content.SlotPlace;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.web.Open;

/** Pages for devices that stand somewhere: the terminal in the hall (自助终端), the large screen (公共大屏), and the code that a phone reads. */
@Controller
@Open
class PlacePages {
    private static final int ON_SCREEN = 8;
    private static final int AT_TERMINAL = 6;
    private static final Pattern OWN = Pattern.compile("[a-z0-9_/-]{0,140}(?:[0-9]\\.html|/)?");
    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    private final PublicSites sites;
    private final PublishedContent content;
    private final HomePages homes;
    private final CountyClock clock;

    PlacePages(PublicSites sites, PublishedContent content, HomePages homes, CountyClock clock) {
        this.sites = sites;
        this.content = content;
        this.homes = homes;
        this.clock = clock;
    }

    /** Where a visitor of the hall begins; every link leads to a page in the same layout. */
    @GetMapping("/kiosk")
    String kiosk(HttpServletRequest request, Model model) {
        SiteView portal = begin(request);
        model.addAttribute("tasks", homes.tasks(portal, sites.now().units()));
        model.addAttribute("page", notices(portal, AT_TERMINAL));
        return "portal/kiosk";
    }

    /** Notices one after the other, to be read from afar; nobody has to touch anything. */
    @GetMapping("/screen")
    String screen(HttpServletRequest request, Model model) {
        model.addAttribute("page", notices(begin(request), ON_SCREEN));
        return "portal/screen";
    }

    private SiteView begin(HttpServletRequest request) {
        SiteView portal = sites.now().portal();
        LocalDate tomorrow = clock.today().plusDays(1);
        CacheTags tags = CacheTags.of(request).site(portal).until(tomorrow.atStartOfDay(clock.zone()).toInstant());
        content.face(portal).until(clock.now()).ifPresent(tags::until);
        return portal;
    }

    private PlacePage notices(SiteView portal, int most) {
        List<String> urgent = content.face(portal)
                .in(SlotPlace.NOTICE, clock.now())
                .stream()
                .map(slot -> slot.text())
                .toList();
        var columns = new ArrayList<ColumnView>();
        ColumnRole.NOTICES.in(portal).ifPresent(columns::add);
        Map<Long, List<ArticleLine>> lines = content.newest(columns.stream().map(ColumnView::id).toList(), most);
        List<ArticleLine> found = columns.isEmpty()
                ? content.latest(portal.id(), most)
                : lines.getOrDefault(columns.getFirst().id(), List.of());
        return new PlacePage(portal.name(), Times.words(clock.today()), urgent, found, new Times(clock.zone()),
                Meta.unlisted());
    }

    /** The full address of one of our pages as a code for phones (二维码), a resource of its own that is kept like a page. */
    @GetMapping("/qr/{*path}")
    ResponseEntity<String> code(@PathVariable String path, HttpServletRequest request) {
        if (!path.endsWith(".svg")) {
            throw new NotHere("qr" + path);
        }
        String page = path.substring(0, path.length() - ".svg".length()).replaceFirst("/index$", "/");
        String of = page.matches(".*/[0-9]{1,18}") ? page + ".html" : page;
        if (!OWN.matcher(of).matches()) {
            throw new NotHere("qr" + path);
        }
        PublicSites.Snapshot now = sites.now();
        CacheTags.structureOnly(request);
        int end = of.indexOf('/', 1);
        SiteView site = end < 0 ? now.portal() : now.unit(of.substring(1, end)).orElse(now.portal());
        return ResponseEntity.ok().contentType(SVG).body(PageCode.svg(Addresses.full(site, of)));
    }

    /** Address of the code of an article's page. */
    static String codeOf(String href) {
        return "/qr" + href.replaceFirst("\\.html$", "") + ".svg";
    }
}
