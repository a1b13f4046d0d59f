package org.yizhan.disclosure.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.Entry;
import org.yizhan.disclosure.ReviewRound;
import org.yizhan.disclosure.ReviewRounds;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** The published results of the periodic reviews (清理结果). */
@Controller
@Open
class ReviewRoundPages {
    private static final int PAGE = 20;
    private static final int ITEMS = 50;

    private final ReviewRounds rounds;
    private final Catalogue catalogue;
    private final CountyClock clock;

    ReviewRoundPages(ReviewRounds rounds, Catalogue catalogue, CountyClock clock) {
        this.rounds = rounds;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping({"/disclosure/reviews", "/disclosure/reviews/"})
    String rounds(@RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        KeptPage.of(request).on("disclosure:reviews");
        model.addAttribute("page", rounds.list(false, key, PAGE));
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(null));
        return "disclosure/reviews";
    }

    @GetMapping("/disclosure/reviews/{id:[0-9]{1,18}}")
    String round(@PathVariable long id, @RequestParam(defaultValue = "") String conclusion,
            @RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        ReviewRound round = rounds.find(id)
                .filter(one -> one.state() == ReviewRound.State.PUBLISHED)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<ReviewRound.Conclusion, Integer> counts = rounds.counts(id);
        ReviewRound.Conclusion chosen = Arrays.stream(ReviewRound.Conclusion.values())
                .filter(one -> one.name().equals(conclusion))
                .findFirst()
                .orElseGet(() -> counts.keySet().stream().findFirst().orElse(ReviewRound.Conclusion.KEEP));
        KeyPage<ReviewRound.Item> items = rounds.concluded(id, chosen, key, ITEMS);
        List<Long> documents = items.items().stream().map(ReviewRound.Item::documentId).toList();
        KeptPage kept = KeptPage.of(request).on("disclosure:reviews");
        documents.forEach(document -> kept.on("article:" + document));
        model.addAttribute("round", round);
        model.addAttribute("counts", counts);
        model.addAttribute("chosen", chosen);
        model.addAttribute("items", items);
        model.addAttribute("live", catalogue.live(documents)
                .stream()
                .collect(Collectors.toMap(Entry::documentId, Entry::href, (a, b) -> a, LinkedHashMap::new)));
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(round.title()));
        return "disclosure/review";
    }

    private static List<NavEntry> crumbs(@Nullable String here) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", "/"));
        crumbs.add(new NavEntry("政府信息公开", "/disclosure/"));
        crumbs.add(new NavEntry("文件清理结果", here == null ? "" : "/disclosure/reviews/"));
        if (here != null) {
            crumbs.add(new NavEntry(here, ""));
        }
        return crumbs;
    }
}
