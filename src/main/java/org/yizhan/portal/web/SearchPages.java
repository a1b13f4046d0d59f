package org.yizhan.portal.web;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.SiteView;
import org.yizhan.disclosure.Documents;
import org.yizhan.disclosure.Validity;
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
    private static final int SUGGESTIONS = 8;
    private static final int MOST_POLICIES = 3;
    private static final String POLICY = "政策文件";

    private final Search search;
    private final PublicSites sites;
    private final Documents documents;
    private final CountyClock clock;

    SearchPages(Search search, PublicSites sites, Documents documents, CountyClock clock) {
        this.documents = documents;
        this.search = search;
        this.sites = sites;
        this.clock = clock;
    }

    /** What was asked, as it came and made harmless. */
    private record Question(String words, @Nullable Long site, @Nullable String column, @Nullable String unit,
            @Nullable Integer year, @Nullable String type, @Nullable String kind, boolean byTime) {
        Question in(@Nullable Long newSite) {
            return new Question(words, newSite, column, unit, year, type, kind, byTime);
        }

        Question inColumn(@Nullable String newColumn) {
            return new Question(words, site, newColumn, unit, year, type, kind, byTime);
        }

        Question ofUnit(@Nullable String newUnit) {
            return new Question(words, site, column, newUnit, year, type, kind, byTime);
        }

        Question ofYear(@Nullable Integer newYear) {
            return new Question(words, site, column, unit, newYear, type, kind, byTime);
        }

        Question ofType(@Nullable String newType) {
            return new Question(words, site, column, unit, year, newType, kind, byTime);
        }

        Question ofKind(@Nullable String newKind) {
            return new Question(words, site, column, unit, year, type, newKind, byTime);
        }

        Question inOrder(boolean newest) {
            return new Question(words, site, column, unit, year, type, kind, newest);
        }

        Question asking(String other) {
            return new Question(other, site, column, unit, year, type, kind, byTime);
        }

        Question plain() {
            return new Question(words, site, null, null, null, null, null, byTime);
        }

        boolean isNarrowed() {
            return column != null || unit != null || year != null || type != null || kind != null;
        }

        String href(@Nullable String after) {
            var parts = new LinkedHashMap<String, Object>();
            parts.put("q", words);
            put(parts, "site", site);
            put(parts, "column", column);
            put(parts, "unit", unit);
            put(parts, "year", year);
            put(parts, "type", type);
            put(parts, "kind", kind);
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
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String after, Model model) {
        PublicSites.Snapshot now = sites.now();
        SiteView where = site(now, site);
        var asked = new Question(cut(PlainText.line(q)), where == null ? null : where.id(), value(column), value(unit),
                year(year), value(type), value(kind), "newest".equals(order));
        SearchResults found = asked.words().isEmpty() ? null : find(asked, after);
        if (found != null && after == null && !asked.isNarrowed()) {
            search.asked(asked.words(), found.total() > 0 && found.readAs() == null);
        }
        if (where != null) {
            model.addAttribute("site", sites.frameOf(where));
        }
        model.addAttribute("page", page(now, asked, where, found, after));
        return "portal/search";
    }

    /** What a question that has begun may become, for the list below the field; the page works without. */
    @GetMapping("/search/suggest")
    ResponseEntity<List<String>> suggest(@RequestParam(defaultValue = "") String q) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(search.completions(cut(PlainText.line(q)), SUGGESTIONS));
    }

    private static @Nullable SiteView site(PublicSites.Snapshot now, @Nullable String id) {
        return id != null && id.matches("[0-9]{1,18}") ? now.byId(Long.parseLong(id)).orElse(null) : null;
    }

    private SearchResults find(Question asked, @Nullable String after) {
        Integer year = asked.year();
        return search.find(new SearchQuery(asked.words(), "public", asked.site(), asked.column(), asked.unit(),
                year == null ? null : LocalDate.of(year, 1, 1), year == null ? null : LocalDate.of(year, 12, 31),
                asked.byTime() ? SearchQuery.Order.NEWEST : SearchQuery.Order.RELEVANCE, value(after), PAGE,
                asked.type(), asked.kind()));
    }

    private SearchPage page(PublicSites.Snapshot now, Question typed, @Nullable SiteView where,
            @Nullable SearchResults found, @Nullable String after) {
        Question asked = found == null || found.readAs() == null ? typed : typed.asking(found.readAs());
        String older = found == null || found.older() == null ? null : asked.href(found.older());
        String perhaps = found == null ? null : found.perhaps();
        List<SearchResults.Hit> candidates = policies(asked, found, after);
        Map<Long, Validity> validity = validity(candidates, found);
        List<SearchResults.Hit> policies = candidates.stream()
                .sorted(Comparator.comparingInt(hit -> place(validity.get(hit.id()))))
                .limit(MOST_POLICIES)
                .toList();
        return new SearchPage(typed.words(), where == null ? null : where.id(), where == null ? "" : where.name(),
                found, found == null ? "" : grouped(found.total()), chosen(asked),
                found == null ? List.of() : groups(now, asked, found), asked.byTime(),
                asked.inOrder(!asked.byTime()).href(null), asked.in(null).href(null), typed.plain().href(null), older,
                after != null, asked.href(null),
                perhaps == null
                        ? null
                        : new SearchPage.Choice(perhaps, "", typed.plain().asking(perhaps).href(null)),
                asked.words().isEmpty() || after != null ? List.of() : search.promotedFor(asked.words()),
                policies, validity,
                List.of(new NavEntry("首页", where == null ? "/" : where.basePath()), new NavEntry("搜索", "")),
                new Times(clock.zone()),
                found == null ? Meta.searching(where == null ? now.portal() : where) : Meta.unlisted());
    }

    /**
     * Policy documents whose titles answer the question: who asks about a policy wants the document before what is told about it. Only
     * where relevance decides, on the first page, and when the reader has not narrowed by type or kind.
     */
    private List<SearchResults.Hit> policies(Question asked, @Nullable SearchResults found, @Nullable String after) {
        boolean mixed = found != null && found.types().stream().anyMatch(facet -> facet.value().equals(POLICY));
        if (!mixed || after != null || asked.byTime() || asked.type() != null || asked.kind() != null) {
            return List.of();
        }
        return find(asked.ofType(POLICY), null).hits()
                .stream()
                .filter(hit -> hit.title().stream().anyMatch(SearchResults.Run::matched))
                .toList();
    }

    private Map<Long, Validity> validity(List<SearchResults.Hit> policies, @Nullable SearchResults found) {
        Set<Long> articles = Stream.concat(policies.stream(), found == null ? Stream.empty() : found.hits().stream())
                .filter(hit -> hit.kind().equals("article"))
                .map(SearchResults.Hit::id)
                .collect(Collectors.toSet());
        return articles.isEmpty() ? Map.of() : documents.validityOf(articles);
    }

    /** In force, then what says nothing of its validity, then what holds no more; relevance decides within. */
    private static int place(@Nullable Validity validity) {
        return validity == null ? 1 : validity.inForce() ? 0 : 2;
    }

    private static List<SearchPage.Choice> chosen(Question asked) {
        var chosen = new ArrayList<SearchPage.Choice>();
        if (asked.kind() != null) {
            chosen.add(new SearchPage.Choice(kindLabel(asked.kind()), "", asked.ofKind(null).href(null)));
        }
        if (asked.type() != null) {
            chosen.add(new SearchPage.Choice("类型：" + asked.type(), "", asked.ofType(null).href(null)));
        }
        if (asked.column() != null) {
            chosen.add(new SearchPage.Choice("栏目：" + asked.column(), "", asked.inColumn(null).href(null)));
        }
        if (asked.unit() != null) {
            chosen.add(new SearchPage.Choice("单位：" + asked.unit(), "", asked.ofUnit(null).href(null)));
        }
        if (asked.year() != null) {
            chosen.add(new SearchPage.Choice(asked.year() + "年", "", asked.ofYear(null).href(null)));
        }
        return chosen;
    }

    private static List<SearchPage.Group> groups(PublicSites.Snapshot now, Question asked, SearchResults found) {
        var groups = new ArrayList<SearchPage.Group>();
        if (asked.kind() == null) {
            group(groups, "按种类", found.kinds(), SearchPages::kindLabel, asked::ofKind);
        }
        if (asked.type() == null) {
            group(groups, "按内容类型", found.types(), type -> type, asked::ofType);
        }
        if (asked.column() == null) {
            group(groups, "按栏目", found.columns(), column -> column, asked::inColumn);
        }
        if (asked.site() == null) {
            group(groups, "按网站", found.sites(), id -> now.byId(Long.parseLong(id)).map(SiteView::name).orElse(""),
                    id -> asked.in(Long.valueOf(id)));
        }
        if (asked.unit() == null) {
            group(groups, "按单位", found.units(), unit -> unit, asked::ofUnit);
        }
        if (asked.year() == null) {
            group(groups, "按年份", found.years(), year -> year + "年", year -> asked.ofYear(year(year)));
        }
        return groups;
    }

    private static String kindLabel(String kind) {
        return switch (kind) {
            case "article" -> "文章和文件";
            case "service" -> "办事指南";
            case "letter" -> "来信答复";
            case "topic" -> "专题";
            case "leader" -> "领导";
            default -> "其他";
        };
    }

    private interface Narrowing {
        Question by(String value);
    }

    /** A single value would not narrow anything. */
    private static void group(List<SearchPage.Group> groups, String label, List<SearchResults.Facet> facets,
            UnaryOperator<String> words, Narrowing narrowing) {
        if (facets.size() > 1) {
            groups.add(new SearchPage.Group(label,
                    facets.stream()
                            .filter(facet -> !facet.value().isBlank() && !words.apply(facet.value()).isBlank())
                            .limit(LONGEST_GROUP)
                            .map(facet -> new SearchPage.Choice(words.apply(facet.value()), grouped(facet.count()),
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
