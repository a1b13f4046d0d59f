package org.yizhan.portal.web;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.PublicSites;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** The search page (搜索). Never kept: the oracle decides at every question what the public may see. */
@Controller
@Open
class SearchPages {
    private static final int PAGE = 15;
    private static final int LONGEST_WORDS = 100;
    private static final int LONGEST_GROUP = 8;

    private final Search search;
    private final PublicSites sites;
    private final CountyClock clock;

    SearchPages(Search search, PublicSites sites, CountyClock clock) {
        this.search = search;
        this.sites = sites;
        this.clock = clock;
    }

    /** What was asked, as it came and made harmless. */
    private record Question(String words, @Nullable Long site, @Nullable String column, @Nullable String unit,
            @Nullable Integer year, boolean byTime) {
        Question narrowedBy(@Nullable String newColumn, @Nullable String newUnit, @Nullable Integer newYear) {
            return new Question(words, site, newColumn, newUnit, newYear, byTime);
        }

        String href(@Nullable String after) {
            var parts = new LinkedHashMap<String, Object>();
            parts.put("q", words);
            put(parts, "site", site);
            put(parts, "column", column);
            put(parts, "unit", unit);
            put(parts, "year", year);
            put(parts, "order", byTime ? "newest" : null);
            put(parts, "after", after);
            return parts.entrySet()
                    .stream()
                    .map(part -> part.getKey() + "=" + Addresses.encoded(part.getValue().toString()))
                    .collect(Collectors.joining("&", "/search?", ""));
        }

        private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
            if (value != null) {
                parts.put(name, value);
            }
        }
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String column,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String after, Model model) {
        PublicSites.Snapshot now = sites.now();
        SiteView where = site != null && site.matches("[0-9]{1,18}")
                ? now.byId(Long.parseLong(site)).orElse(null)
                : null;
        var asked = new Question(cut(PlainText.line(q)), where == null ? null : where.id(), value(column), value(unit),
                year(year), "newest".equals(order));
        SearchResults found = asked.words().isEmpty() ? null : find(asked, after);
        if (where != null) {
            model.addAttribute("site", sites.frameOf(where));
        }
        model.addAttribute("page", page(asked, where, found, after));
        return "portal/search";
    }

    private SearchResults find(Question asked, @Nullable String after) {
        Integer year = asked.year();
        return search.find(new SearchQuery(asked.words(), "public", asked.site(), asked.column(), asked.unit(),
                year == null ? null : LocalDate.of(year, 1, 1), year == null ? null : LocalDate.of(year, 12, 31),
                asked.byTime() ? SearchQuery.Order.NEWEST : SearchQuery.Order.RELEVANCE, value(after), PAGE));
    }

    private SearchPage page(Question asked, @Nullable SiteView where, @Nullable SearchResults found,
            @Nullable String after) {
        var chosen = new ArrayList<SearchPage.Choice>();
        var groups = new ArrayList<SearchPage.Group>();
        Question plain = asked.narrowedBy(null, null, null);
        if (asked.column() != null) {
            chosen.add(new SearchPage.Choice("栏目：" + asked.column(), "",
                    asked.narrowedBy(null, asked.unit(), asked.year()).href(null)));
        }
        if (asked.unit() != null) {
            chosen.add(new SearchPage.Choice("单位：" + asked.unit(), "",
                    asked.narrowedBy(asked.column(), null, asked.year()).href(null)));
        }
        if (asked.year() != null) {
            chosen.add(new SearchPage.Choice(asked.year() + "年", "",
                    asked.narrowedBy(asked.column(), asked.unit(), null).href(null)));
        }
        if (found != null) {
            if (asked.column() == null) {
                group(groups, "按栏目", found.columns(), f -> asked.narrowedBy(f, asked.unit(), asked.year()), "");
            }
            if (asked.unit() == null) {
                group(groups, "按单位", found.units(), f -> asked.narrowedBy(asked.column(), f, asked.year()), "");
            }
            if (asked.year() == null) {
                group(groups, "按年份", found.years(), f -> asked.narrowedBy(asked.column(), asked.unit(), year(f)), "年");
            }
        }
        var otherOrder = new Question(asked.words(), asked.site(), asked.column(), asked.unit(), asked.year(),
                !asked.byTime());
        var everywhere = new Question(asked.words(), null, null, null, null, asked.byTime());
        return new SearchPage(asked.words(), where == null ? null : where.id(), where == null ? "" : where.name(),
                found, found == null ? "" : grouped(found.total()), chosen, groups, asked.byTime(),
                otherOrder.href(null), everywhere.href(null), plain.href(null),
                found == null || found.older() == null ? null : asked.href(found.older()), after != null,
                asked.href(null),
                List.of(new NavEntry("首页", where == null ? "/" : where.basePath()), new NavEntry("搜索", "")),
                new Times(clock.zone()), Meta.unlisted());
    }

    private interface Narrowing {
        Question by(String value);
    }

    /** A single value would not narrow anything. */
    private static void group(List<SearchPage.Group> groups, String label, List<SearchResults.Facet> facets,
            Narrowing narrowing, String suffix) {
        if (facets.size() > 1) {
            groups.add(new SearchPage.Group(label,
                    facets.stream()
                            .filter(facet -> !facet.value().isBlank())
                            .limit(LONGEST_GROUP)
                            .map(facet -> new SearchPage.Choice(facet.value() + suffix, grouped(facet.count()),
                                    narrowing.by(facet.value()).href(null)))
                            .toList()));
        }
    }

    private static String grouped(long number) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    private static String cut(String words) {
        return PlainText.length(words) <= LONGEST_WORDS
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_WORDS));
    }

    private static @Nullable String value(@Nullable String typed) {
        return typed == null || typed.isBlank() || typed.length() > 200 ? null : PlainText.line(typed);
    }

    private static @Nullable Integer year(@Nullable String typed) {
        return typed != null && typed.matches("[12][0-9]{3}") ? Integer.valueOf(typed) : null;
    }
}
