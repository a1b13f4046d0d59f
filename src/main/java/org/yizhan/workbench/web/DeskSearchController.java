package org.yizhan.workbench.web;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.DeskFinder;
import org.yizhan.shared.web.StaffOnly;

/** The search on top of the desk: what is public, and whatever each module finds for this person beside it. */
@Controller
@StaffOnly
public class DeskSearchController {
    private static final int PAGE = 20;
    private static final int LONGEST = 100;
    private static final int MOST = 8;

    private final Search search;
    private final List<DeskFinder> finders;
    private final CountyClock clock;

    DeskSearchController(Search search, List<DeskFinder> finders, CountyClock clock) {
        this.search = search;
        this.finders = finders.stream().sorted(Comparator.comparing(DeskFinder::position)).toList();
        this.clock = clock;
    }

    /** One line of what was found. */
    public record Line(List<SearchResults.Run> title, List<SearchResults.Run> file, List<SearchResults.Run> excerpt,
            String href, String column, String unit, String day) {}

    /** What one module found. */
    public record Group(String label, List<DeskFinder.Found> found) {}

    @GetMapping("/desk/search")
    String search(Actor actor, @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(required = false) @Nullable String key, Model model) {
        String words = PlainText.line(typed.length() > 2 * LONGEST ? typed.substring(0, 2 * LONGEST) : typed);
        model.addAttribute("words", words);
        if (words.isEmpty()) {
            model.addAttribute("groups", List.of());
            model.addAttribute("lines", List.of());
            model.addAttribute("total", 0L);
            model.addAttribute("older", null);
            return "workbench/search";
        }
        SearchResults found = search.find(new SearchQuery(words, "public", null, null, null, null, null,
                SearchQuery.Order.RELEVANCE, key, PAGE));
        model.addAttribute("groups", key == null ? groups(actor, words) : List.of());
        model.addAttribute("lines",
                found.hits()
                        .stream()
                        .map(hit -> new Line(hit.title(), hit.file(), hit.excerpt(), hit.href(), hit.column(),
                                hit.unit(),
                                Dates.day(clock.local(hit.publishedAt()).toLocalDate())))
                        .toList());
        model.addAttribute("total", found.total());
        model.addAttribute("older", found.older());
        return "workbench/search";
    }

    private List<Group> groups(Actor actor, String words) {
        return finders.stream()
                .map(finder -> new Group(finder.label(), finder.find(actor, words, MOST)))
                .filter(group -> !group.found().isEmpty())
                .toList();
    }
}
