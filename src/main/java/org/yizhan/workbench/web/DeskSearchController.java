package org.yizhan.workbench.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.StaffOnly;

/** The search on top of the desk: units by name, and whatever the search finds. */
@Controller
@StaffOnly
public class DeskSearchController {
    private static final int PAGE = 20;
    private static final int LONGEST = 100;
    private static final int MOST_UNITS = 8;

    private final Search search;
    private final Directory directory;
    private final CountyClock clock;

    DeskSearchController(Search search, Directory directory, CountyClock clock) {
        this.search = search;
        this.directory = directory;
        this.clock = clock;
    }

    /** One line of what was found. */
    public record Line(List<SearchResults.Run> title, List<SearchResults.Run> excerpt, String href, String column,
            String unit, String day) {}

    @GetMapping("/desk/search")
    String search(@RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(required = false) @Nullable String key, Model model) {
        String words = PlainText.line(typed.length() > 2 * LONGEST ? typed.substring(0, 2 * LONGEST) : typed);
        model.addAttribute("words", words);
        if (words.isEmpty()) {
            model.addAttribute("units", List.of());
            model.addAttribute("lines", List.of());
            model.addAttribute("total", 0L);
            model.addAttribute("older", null);
            return "workbench/search";
        }
        SearchResults found = search.find(new SearchQuery(words, "public", null, null, null, null, null,
                SearchQuery.Order.RELEVANCE, key, PAGE));
        model.addAttribute("units", key == null ? units(words) : List.of());
        model.addAttribute("lines",
                found.hits()
                        .stream()
                        .map(hit -> new Line(hit.title(), hit.excerpt(), hit.href(), hit.column(), hit.unit(),
                                Dates.day(clock.local(hit.publishedAt()).toLocalDate())))
                        .toList());
        model.addAttribute("total", found.total());
        model.addAttribute("older", found.older());
        return "workbench/search";
    }

    private List<Unit> units(String words) {
        return directory.units()
                .stream()
                .filter(unit -> unit.name().contains(words) || unit.shortName().contains(words))
                .limit(MOST_UNITS)
                .toList();
    }
}
