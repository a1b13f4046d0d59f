package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.QualityFigures;
import org.yizhan.content.QualityFigures.Guide;
import org.yizhan.content.QualityFigures.Place;
import org.yizhan.content.QualityFigures.Reported;
import org.yizhan.content.SiteRecord;
import org.yizhan.disclosure.PolicyFigures;
import org.yizhan.disclosure.PolicyFigures.Policy;
import org.yizhan.evaluation.Indicator.Measure;
import org.yizhan.shared.web.Dates;

/** Collects what other modules know to be wrong, as indicators ask for it. */
@Component
class Flaws {
    /** A guide that lacks so many of its eight elements is of no use. */
    private static final int POOR = 4;
    /** So many policies must have been explained before the way they are explained says anything. */
    private static final int ENOUGH = 3;

    private static final String POLICY = "policy";

    private final QualityFigures quality;
    private final PolicyFigures policies;
    private final ObjectProvider<PublishedOutside> outside;

    Flaws(QualityFigures quality, PolicyFigures policies, ObjectProvider<PublishedOutside> outside) {
        this.quality = quality;
        this.policies = policies;
        this.outside = outside;
    }

    /**
     * What is known of the sites.
     *
     * @param guides how many service guides each site has
     * @param outside the last day of what the portal publishes outside its columns, by what a column for it would be called
     */
    record Known(Map<Long, List<Flaw>> bySite, Map<Long, Integer> guides, Map<String, LocalDate> outside) {
        static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of());

        List<Flaw> of(long siteId, Measure measure) {
            return bySite.getOrDefault(siteId, List.of()).stream().filter(one -> one.measure() == measure).toList();
        }
    }

    private Map<String, LocalDate> outside() {
        var days = new HashMap<String, LocalDate>();
        outside.forEach(one -> one.last().ifPresent(day -> one.names().forEach(name -> days.put(name, day))));
        return days;
    }

    /**
     * @param sites all open ones, so that what belongs to none finds the one it is told to
     * @param siteId null: of all sites
     */
    Known know(List<SiteRecord> sites, List<ColumnRecord> columns, List<Indicator> indicators, LocalDate today,
            @Nullable Long siteId) {
        var found = new ArrayList<Flaw>();
        mistakes(sites, today, found);
        for (QualityFigures.Flaw one : quality.flaws(siteId)) {
            boolean words = one.kind() == QualityFigures.Kind.WORDS;
            found.add(new Flaw(words ? Measure.WORDS : Measure.LINKS, one.siteId(), null, one.title(), "/desk/hygiene",
                    (one.passage().isEmpty() ? "" : "“" + one.passage() + "”：") + one.advice(),
                    words ? "修订这篇稿件；核实无误的，在“内容体检”里写明理由" : "修订稿件，改正或删去"));
        }
        policies(today, found);
        var guides = new HashMap<Long, Integer>();
        guides(columns, indicators, found, guides);
        var bySite = new HashMap<Long, List<Flaw>>();
        for (Flaw flaw : found) {
            if (siteId == null || flaw.siteId() == siteId) {
                bySite.computeIfAbsent(flaw.siteId(), any -> new ArrayList<>()).add(flaw);
            }
        }
        return new Known(bySite, guides, outside());
    }

    private void mistakes(List<SiteRecord> sites, LocalDate today, List<Flaw> found) {
        for (Reported one : quality.lateMistakes(today, today.minusYears(1))) {
            Long site = site(sites, one);
            LocalDate closed = one.closedOn();
            if (site == null || closed != null && !closed.isAfter(one.dueOn().plusMonths(1))) {
                continue;
            }
            found.add(new Flaw(closed == null ? Measure.MISTAKES_OPEN : Measure.MISTAKES_LATE, site, null, one.page(),
                    "/desk/mistakes/" + one.id(),
                    "网民找错应在" + Dates.day(one.dueOn()) + "前办结，"
                            + (closed == null ? "还没有办结" : Dates.day(closed) + "才办结"),
                    closed == null ? "核实后改正，答复网民并办结" : "已经办结，不能补救；以后在期限内办结"));
        }
    }

    /** Where the page is none of an article, the site of the unit that deals with it; or the portal. */
    private static @Nullable Long site(List<SiteRecord> sites, Reported one) {
        Long own = one.siteId();
        if (own != null) {
            return own;
        }
        return sites.stream()
                .filter(site -> !site.slug().isEmpty() && site.unit().equals(one.unit()))
                .findFirst()
                .or(() -> sites.stream().filter(site -> site.slug().isEmpty()).findFirst())
                .map(SiteRecord::id)
                .orElse(null);
    }

    private void policies(LocalDate today, List<Flaw> found) {
        List<Policy> all = policies.since(today.minusYears(1));
        Map<Long, Place> places = quality.places(all.stream().map(Policy::documentId).toList());
        var explained = new LinkedHashMap<Long, List<Policy>>();
        for (Policy one : all) {
            Place place = places.get(one.documentId());
            if (place == null || !one.decided() && !place.model().equals(POLICY)) {
                continue;
            }
            String href = "/desk/articles/" + one.documentId();
            LocalDate promised = one.promisedFor();
            if (one.ways() > 0) {
                explained.computeIfAbsent(place.siteId(), any -> new ArrayList<>()).add(one);
            } else if (promised == null || promised.isBefore(today)) {
                found.add(new Flaw(Measure.UNEXPLAINED, place.siteId(), place.columnId(), place.title(), href,
                        promised == null
                                ? Dates.day(one.publishedOn()) + "发布，还没有解读"
                                : "约定" + Dates.day(promised) + "前解读，已经过期",
                        "发布解读，并在“目录分类”里与文件关联"));
            }
            if (!one.classified()) {
                found.add(new Flaw(Measure.UNCLASSIFIED, place.siteId(), place.columnId(), place.title(), href,
                        "没有主题或体裁分类", "在“目录分类”里选择主题和体裁"));
            }
        }
        explained.forEach((site, some) -> {
            if (some.size() >= ENOUGH && some.stream().allMatch(one -> one.ways() == 1 && one.text())) {
                found.add(new Flaw(Measure.ONE_WAY, site, null, "政策解读", "/desk/articles/new",
                        "近一年解读了" + some.size() + "件政策文件，全部只有文字解读", "增加图解、问答或者新闻发布会等形式，并与文件关联"));
            }
        });
    }

    private void guides(List<ColumnRecord> columns, List<Indicator> indicators, List<Flaw> found,
            Map<Long, Integer> count) {
        var meant = new HashSet<Long>();
        for (Indicator indicator : indicators) {
            if (indicator.measure() == Measure.GUIDES_POOR || indicator.measure() == Measure.GUIDES_LACKING) {
                meant.addAll(meant(columns, AgeLimit.parse(indicator.terms()).orElse(List.of())));
            }
        }
        for (Guide guide : quality.guides(meant)) {
            count.merge(guide.siteId(), 1, Integer::sum);
            if (!guide.lacking().isEmpty()) {
                String why = "缺少" + String.join("、", guide.lacking());
                String href = "/desk/articles/" + guide.documentId();
                String mend = "修订这篇指南，补上缺少的要素；用“办事指南”类型填写，系统逐项检查";
                found.add(new Flaw(Measure.GUIDES_LACKING, guide.siteId(), guide.columnId(), guide.title(), href, why,
                        mend));
                if (guide.lacking().size() >= POOR) {
                    found.add(new Flaw(Measure.GUIDES_POOR, guide.siteId(), guide.columnId(), guide.title(), href, why,
                            mend));
                }
            }
        }
    }

    /** Columns that the terms name. What is below them is in their list. */
    private static Set<Long> meant(List<ColumnRecord> columns, List<AgeLimit> terms) {
        var meant = new HashSet<Long>();
        for (ColumnRecord column : columns) {
            if (terms.stream().anyMatch(term -> term.matches(column))) {
                meant.add(column.id());
            }
        }
        return meant;
    }
}
