package org.yizhan.disclosure.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.PublishedContent;
import org.yizhan.disclosure.DataLists;
import org.yizhan.disclosure.KeyAreas;
import org.yizhan.disclosure.ListKind;
import org.yizhan.disclosure.Places;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** Lists that are disclosed as rows, key areas, and where to read on paper. */
@Controller
@Open
class ListPages {
    private static final int PAGE = 30;
    private static final String SETUP = "disclosure:setup";
    private static final int NEWEST = 15;
    private static final int LONGEST_WORDS = 50;
    private static final String KIND = "/disclosure/lists/{kind:[a-z][a-z0-9-]{1,30}}";

    private final DataLists lists;
    private final KeyAreas areas;
    private final Places places;
    private final PublishedContent content;
    private final CountyClock clock;

    ListPages(DataLists lists, KeyAreas areas, Places places, PublishedContent content, CountyClock clock) {
        this.lists = lists;
        this.areas = areas;
        this.places = places;
        this.content = content;
        this.clock = clock;
    }

    @GetMapping({"/disclosure/lists", "/disclosure/lists/"})
    String kinds(HttpServletRequest request, Model model) {
        KeptPage.of(request).on(SETUP);
        model.addAttribute("kinds", lists.kinds().stream().filter(ListKind::open).toList());
        model.addAttribute("crumbs", crumbs("公开名录", null, null));
        return "disclosure/lists";
    }

    @GetMapping({KIND, KIND + "/"})
    String list(@PathVariable String kind, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        ListKind found = kind(kind);
        KeptPage.of(request).on("disclosure:list:" + kind);
        String words = q.length() > LONGEST_WORDS ? q.substring(0, LONGEST_WORDS) : q;
        model.addAttribute("kind", found);
        model.addAttribute("words", words);
        model.addAttribute("page", lists.list(kind, words, key, PAGE));
        model.addAttribute("crumbs", crumbs("公开名录", "/disclosure/lists/", found.name()));
        return "disclosure/list";
    }

    @GetMapping(KIND + "/{row:[0-9]{1,18}}")
    String row(@PathVariable String kind, @PathVariable long row, HttpServletRequest request, Model model) {
        ListKind found = kind(kind);
        KeptPage.of(request).on("disclosure:list:" + kind);
        List<DataLists.Row> versions = lists.history(kind, row);
        if (versions.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("kind", found);
        model.addAttribute("versions", versions);
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(found.name(), "/disclosure/lists/" + kind + "/", "详情"));
        return "disclosure/row";
    }

    private ListKind kind(String code) {
        return lists.kind(code)
                .filter(ListKind::open)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping({"/disclosure/areas", "/disclosure/areas/"})
    String areas(HttpServletRequest request, Model model) {
        KeptPage.of(request).on(SETUP);
        model.addAttribute("areas", areas.all().stream().filter(KeyAreas.Area::open).toList());
        model.addAttribute("crumbs", crumbs("重点领域信息公开", null, null));
        return "disclosure/areas";
    }

    @GetMapping("/disclosure/areas/{id:[0-9]{1,18}}")
    String area(@PathVariable long id, HttpServletRequest request, Model model) {
        KeyAreas.Area area = areas.find(id)
                .filter(KeyAreas.Area::open)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        KeptPage kept = KeptPage.of(request).on(SETUP);
        area.columns().forEach(column -> kept.on("column:" + column));
        var newest = content.newest(area.columns(), NEWEST);
        var lines = newest.values()
                .stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(java.util.Comparator.comparing(ArticleLine::publishedAt).reversed())
                .limit(NEWEST)
                .toList();
        model.addAttribute("area", area);
        model.addAttribute("lines", lines);
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs("重点领域信息公开", "/disclosure/areas/", area.name()));
        return "disclosure/area";
    }

    @GetMapping("/disclosure/points")
    String points(HttpServletRequest request, Model model) {
        KeptPage.of(request).on(SETUP);
        model.addAttribute("places", places.all().stream().filter(Places.Place::open).toList());
        model.addAttribute("crumbs", crumbs("政府信息查阅点", null, null));
        return "disclosure/points";
    }

    private static List<NavEntry> crumbs(String first, @Nullable String href, @Nullable String here) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", "/"));
        crumbs.add(new NavEntry("政府信息公开", "/disclosure/"));
        crumbs.add(new NavEntry(first, href == null ? "" : href));
        if (here != null) {
            crumbs.add(new NavEntry(here, ""));
        }
        return crumbs;
    }
}
