package org.yizhan.evaluation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.SiteRecord;
import org.yizhan.shared.web.Dates;

/**
 * What an inspection would find on a site today (网站自查), indicator by indicator, each finding with the place and the way to
 * mend it.
 *
 * @param score of the scored part, from 100 downwards
 */
public record Inspection(SiteRecord site, LocalDate day, List<Verdict> verdicts, double score) {
    private static final double PASSES_FROM = 60;
    private static final int NEVER = 9_999;

    public Inspection {
        verdicts = List.copyOf(verdicts);
    }

    /** How far it has come, in the order of seriousness. */
    public enum Level {
        FAILED("不合格"), WARNED("预警"), PASSED("合格");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Something to be mended: where, what is the matter, and how to mend it. The address leads to where that is done. */
    public record Finding(@Nullable Long columnId, String place, String href, String why, String mend) {}

    /** What one indicator says. */
    public record Verdict(Indicator indicator, double value, Level level, double off, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        /** 3个; a site in which nothing was ever published says so. */
        public String valueWords() {
            return indicator.measure() == Indicator.Measure.HOME_AGE && value >= NEVER
                    ? "从未更新"
                    : indicator.amount(value);
        }
    }

    public Level level() {
        if (verdicts.stream().anyMatch(one -> isVeto(one, Level.FAILED)) || score < PASSES_FROM) {
            return Level.FAILED;
        }
        return verdicts.stream().anyMatch(one -> isVeto(one, Level.WARNED)) ? Level.WARNED : Level.PASSED;
    }

    public boolean isVetoed() {
        return verdicts.stream().anyMatch(one -> isVeto(one, Level.FAILED));
    }

    private static boolean isVeto(Verdict verdict, Level level) {
        return verdict.indicator().part() == Indicator.Part.VETO && verdict.level() == level;
    }

    /** Findings of all indicators; a column that two indicators name is named twice. */
    public int findings() {
        return verdicts.stream().mapToInt(one -> one.findings().size()).sum();
    }

    /**
     * What the board of a county shows of a site.
     *
     * @param alarms which vetoes it has met or is near, in words
     */
    public record Summary(SiteRecord site, Level level, double score, int findings, List<String> alarms) {
        public Summary {
            alarms = List.copyOf(alarms);
        }

        public String scoreWords() {
            return Indicator.number(score);
        }
    }

    /** Without the findings, of which a large county has very many. */
    Summary summary() {
        return new Summary(site, level(), score, findings(),
                verdicts.stream()
                        .filter(one -> isVeto(one, Level.FAILED) || isVeto(one, Level.WARNED))
                        .map(one -> one.indicator().name() + " " + one.valueWords())
                        .toList());
    }

    public String scoreWords() {
        return Indicator.number(score);
    }

    static Inspection of(SiteRecord site, List<Standing> columns, @Nullable LocalDate lastOfSite, LocalDate today,
            List<Indicator> indicators, Flaws.Known flaws) {
        List<Indicator> asked = indicators.stream()
                .filter(one -> !one.portalOnly() || site.slug().isEmpty())
                .toList();
        var tour = new Tour(site, columns, lastOfSite, today, asked, flaws);
        var verdicts = new ArrayList<Verdict>();
        double off = 0;
        for (Indicator indicator : asked) {
            Verdict verdict = tour.verdict(indicator);
            verdicts.add(verdict);
            off += verdict.off();
        }
        return new Inspection(site, today, verdicts, Math.max(0, 100 - off));
    }

    /** One walk through the columns of a site. */
    private static final class Tour {
        private final SiteRecord site;
        private final List<Standing> columns;
        private final @Nullable LocalDate lastOfSite;
        private final LocalDate today;
        private final Flaws.Known flaws;
        private final Map<Long, ColumnRecord> byId = new HashMap<>();
        private final Set<Long> named = new HashSet<>();

        Tour(SiteRecord site, List<Standing> columns, @Nullable LocalDate lastOfSite, LocalDate today,
                List<Indicator> indicators, Flaws.Known flaws) {
            this.flaws = flaws;
            this.site = site;
            this.columns = columns.stream().filter(one -> one.freshness().state() != Freshness.State.EXEMPT).toList();
            this.lastOfSite = lastOfSite;
            this.today = today;
            columns.forEach(one -> byId.put(one.column().id(), one.column()));
            // What an indicator of its own looks at is not looked at again among the other columns.
            indicators.stream()
                    .filter(one -> one.measure() == Indicator.Measure.AGE || one.measure() == Indicator.Measure.MISSING)
                    .flatMap(one -> AgeLimit.parse(one.terms()).orElse(List.of()).stream())
                    .forEach(term -> this.columns.stream()
                            .filter(one -> isOrLiesBelow(one.column(), term))
                            .forEach(one -> named.add(one.column().id())));
        }

        Verdict verdict(Indicator indicator) {
            List<AgeLimit> terms = AgeLimit.parse(indicator.terms()).orElse(List.of());
            List<Finding> findings = switch (indicator.measure()) {
                case HOME_AGE -> home(indicator);
                case STALE -> terms.stream().flatMap(term -> tooOld(term).stream()).toList();
                case OVERDUE -> leaves(one -> one.freshness().state() == Freshness.State.LAPSED).map(Tour::lapsed)
                        .toList();
                case EMPTY -> leaves(Tour::isEmpty).map(Tour::empty).toList();
                case MISSING -> missing(indicator, terms);
                case AGE -> {
                    LocalDate outside = outside(terms);
                    if (outside != null) {
                        yield tooLongAgo(indicator, terms, outside);
                    }
                    var found = new ArrayList<>(missing(indicator, terms));
                    terms.forEach(term -> found.addAll(tooOld(term)));
                    yield found;
                }
                case OTHER_EMPTY -> leaves(one -> isEmpty(one) && isOther(one)).map(Tour::empty).toList();
                case OTHER_OVERDUE -> leaves(
                        one -> one.freshness().state() == Freshness.State.LAPSED && isOther(one)).map(Tour::lapsed)
                        .toList();
                case FOOTER -> footer();
                case TAGS -> tags();
                case WORDS, LINKS, MISTAKES_OPEN, MISTAKES_LATE, GUIDES_POOR, GUIDES_LACKING, UNEXPLAINED, ONE_WAY,
                        UNCLASSIFIED ->
                    flaws.of(site.id(), indicator.measure()).stream().map(Flaw::finding).toList();
            };
            double value = value(indicator, findings.size());
            Level level = value >= indicator.failsAt()
                    ? Level.FAILED
                    : value >= indicator.warnsAt() ? Level.WARNED : Level.PASSED;
            double off = indicator.part() == Indicator.Part.SCORE
                    ? Math.min(indicator.most(), findings.size() * indicator.points())
                    : 0;
            return new Verdict(indicator, value, level, off, findings);
        }

        private boolean isOther(Standing standing) {
            return !named.contains(standing.column().id());
        }

        private java.util.stream.Stream<Standing> leaves(Predicate<Standing> which) {
            return columns.stream().filter(Standing::leaf).filter(which);
        }

        private static boolean isEmpty(Standing standing) {
            return standing.freshness().state() == Freshness.State.EMPTY;
        }

        /** Where a site has only a few guides, it fails when none of them is of use. */
        private double value(Indicator indicator, int found) {
            int guides = flaws.guides().getOrDefault(site.id(), 0);
            return switch (indicator.measure()) {
                case HOME_AGE -> age();
                case GUIDES_POOR -> found > 0 && found == guides ? Math.max(found, indicator.failsAt()) : found;
                default -> found;
            };
        }

        private long age() {
            return lastOfSite == null ? NEVER : ChronoUnit.DAYS.between(lastOfSite, today);
        }

        private List<Finding> home(Indicator indicator) {
            if (age() < indicator.warnsAt()) {
                return List.of();
            }
            return List.of(new Finding(null, "首页", "/desk/articles/new",
                    lastOfSite == null ? "全站还没有发布过内容" : "最近一次更新是" + Dates.day(lastOfSite) + "，已" + age() + "天没有更新",
                    "在首页展示的栏目里发布一篇新的内容"));
        }

        /** Leaves, or the topmost columns of the type with all that lies below them. */
        private List<Standing> meant(AgeLimit term) {
            return columns.stream()
                    .filter(one -> term.topmost()
                            ? term.matches(one.column()) && above(one.column()).stream().noneMatch(term::matches)
                            : one.leaf() && isOrLiesBelow(one.column(), term))
                    .toList();
        }

        private List<ColumnRecord> above(ColumnRecord column) {
            var above = new ArrayList<ColumnRecord>();
            for (Long id = column.parentId(); id != null;) {
                ColumnRecord parent = byId.get(id);
                if (parent == null) {
                    break;
                }
                above.add(parent);
                id = parent.parentId();
            }
            return above;
        }

        private boolean isOrLiesBelow(ColumnRecord column, AgeLimit term) {
            return term.matches(column) || term.topmost() && above(column).stream().anyMatch(term::matches);
        }

        private List<Finding> tooOld(AgeLimit term) {
            var found = new ArrayList<Finding>();
            for (Standing one : meant(term)) {
                LocalDate last = one.freshness().last();
                if (term.days() > 0 && (last == null || ChronoUnit.DAYS.between(last, today) > term.days())) {
                    found.add(last == null
                            ? empty(one)
                            : new Finding(one.column().id(), one.column().name(), one.href(),
                                    "最近更新" + Dates.day(last) + "，已" + ChronoUnit.DAYS.between(last, today) + "天，超过"
                                            + term.days()
                                            + "天",
                                    "由" + who(one) + "发布新的内容；内容没有变化的，发布一篇核实更新"));
                }
            }
            return found;
        }

        /** The last day of what the portal publishes by itself instead of in a column. */
        private @Nullable LocalDate outside(List<AgeLimit> terms) {
            boolean hasColumn = columns.stream()
                    .anyMatch(one -> terms.stream().anyMatch(term -> term.matches(one.column())));
            if (hasColumn || !site.slug().isEmpty()) {
                return null;
            }
            return flaws.outside()
                    .entrySet()
                    .stream()
                    .filter(one -> terms.stream().anyMatch(term -> term.words().contains(one.getKey())))
                    .map(Map.Entry::getValue)
                    .max(LocalDate::compareTo)
                    .orElse(null);
        }

        private List<Finding> tooLongAgo(Indicator indicator, List<AgeLimit> terms, LocalDate last) {
            int most = terms.stream().mapToInt(AgeLimit::days).max().orElse(0);
            long age = ChronoUnit.DAYS.between(last, today);
            return most == 0 || age <= most
                    ? List.of()
                    : List.of(new Finding(null, indicator.name(), "/desk/cases",
                            "最近公开" + Dates.day(last) + "，已" + age + "天，超过" + most + "天", "把已办结、可以公开的及时公开"));
        }

        private List<Finding> missing(Indicator indicator, List<AgeLimit> terms) {
            boolean there = terms.isEmpty()
                    || columns.stream()
                            .anyMatch(one -> terms.stream().anyMatch(term -> term.matches(one.column()))
                                    && one.freshness().last() != null);
            if (there) {
                return List.of();
            }
            var empty = columns.stream()
                    .filter(one -> terms.stream().anyMatch(term -> term.matches(one.column())))
                    .findFirst();
            if (empty.isPresent()) {
                return indicator.measure() == Indicator.Measure.AGE ? List.of() : List.of(empty(empty.get()));
            }
            return List.of(new Finding(null, site.name(), "/desk/columns?site=" + site.id(),
                    "没有开设“" + terms.getFirst().words().getFirst() + "”栏目", "建立栏目并发布内容；已有而名称不同的，把栏目类型改为“"
                            + terms.getFirst().words().getFirst() + "”"));
        }

        private static Finding empty(Standing one) {
            return new Finding(one.column().id(), one.column().name(), one.href(), "空白栏目，没有内容",
                    "由" + who(one) + "补充内容；不再需要的，关闭或并入别的栏目");
        }

        private static Finding lapsed(Standing one) {
            Freshness fresh = one.freshness();
            return new Finding(one.column().id(), one.column().name(), one.href(),
                    fresh.words() + (fresh.due() == null ? "" : "，" + Dates.day(fresh.due()) + "到期") + "（要求"
                            + one.duty() + "）",
                    "由" + who(one) + "更新");
        }

        private static String who(Standing one) {
            return one.unit() + one.person();
        }

        private List<Finding> footer() {
            var found = new ArrayList<Finding>();
            lacking(found, site.idCode(), "网站标识码");
            lacking(found, site.organizer(), "主办单位");
            lacking(found, site.contact(), "联系方式");
            lacking(found, site.icp(), "ICP备案号");
            lacking(found, site.policeRecord(), "公安机关备案号");
            return found;
        }

        private void lacking(List<Finding> found, @Nullable String value, String what) {
            if (value == null || value.isBlank()) {
                found.add(new Finding(null, site.name(), "/desk/sites/" + site.id(), "页脚缺少" + what,
                        "在“站点”里填写" + what));
            }
        }

        private List<Finding> tags() {
            var found = new ArrayList<Finding>();
            if (site.domain().isBlank() || site.idCode().isBlank()) {
                found.add(new Finding(null, site.name(), "/desk/sites/" + site.id(),
                        "全站页面缺少标签 " + (site.domain().isBlank() ? "SiteDomain" : "SiteIDCode"), "在“站点”里填写域名和网站标识码"));
            }
            for (Standing one : columns) {
                ColumnRecord column = one.column();
                var lacking = new ArrayList<String>();
                if (column.description().isBlank()) {
                    lacking.add("栏目说明");
                }
                if (column.keywords().isBlank()) {
                    lacking.add("关键词");
                }
                if (column.type().isBlank()) {
                    lacking.add("栏目类型");
                }
                if (!lacking.isEmpty()) {
                    found.add(new Finding(column.id(), column.name(), "/desk/columns/" + column.id(),
                            "栏目页缺少标签：" + String.join("、", lacking), "在“栏目”里填写" + String.join("、", lacking)));
                }
            }
            return found;
        }
    }
}
