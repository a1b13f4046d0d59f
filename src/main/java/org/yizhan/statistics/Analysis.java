package org.yizhan.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseFigures.Key;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.DaysTaken;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * Cases of every kind by what they can be told apart by, against the period before and the year before (综合分析). Each figure leads to its
 * cases. Whoever may analyse the cases of a unit sees figures of that unit and those below, of the kinds of which he sees cases.
 */
@Service
@Transactional(readOnly = true)
public class Analysis {
    public static final String HOME = "/desk/analysis";
    public static final String TABLE = HOME + "/table";
    public static final String WORDS = HOME + "/words";
    public static final String REPEATS = HOME + "/repeats";
    public static final String MAP = HOME + "/map";
    private static final int MONTHS = 12;

    private final CaseFigures figures;
    private final CaseShelf shelf;
    private final Directory directory;
    private final CaseWords words;
    private final CountyClock clock;

    Analysis(CaseFigures figures, CaseShelf shelf, Directory directory, CaseWords words, CountyClock clock) {
        this.figures = figures;
        this.shelf = shelf;
        this.directory = directory;
        this.words = words;
        this.clock = clock;
    }

    /** A set of cases with its sum. */
    public record Counted(CaseSet set, CaseTally tally) {
        public long all() {
            return tally.all();
        }
    }

    /** The same of another time, of which only the number matters. */
    public record Count(CaseSet set, long all) {}

    /**
     * One line of a table.
     *
     * @param href the analysis narrowed to it
     */
    public record Line(String label, String href, Counted now, Count before, Count yearAgo, DaysTaken taken) {
        public String growth() {
            return Growth.words(now.all(), before.all());
        }

        public String growthOfYear() {
            return Growth.words(now.all(), yearAgo.all());
        }
    }

    /** A month and the same of the year before. */
    public record Month(YearMonth month, Counted now, Counted yearAgo) {}

    /** What it is narrowed to, and what remains without that. */
    public record Narrowed(String label, AnalysisQuery without) {}

    /**
     * A screen.
     *
     * @param tables the largest lines first; without axes that tell nothing apart
     */
    public record Screen(AnalysisQuery query, Grain.Span span, Line all, Map<CaseAxis, List<Line>> tables,
            List<Month> months, List<CaseWords.Word> newWords, List<CaseWords.Word> hotWords,
            List<Narrowed> narrowed) {}

    /** A page of the analysis beside the others. */
    public record Tab(String label, String href, boolean isHere) {}

    /**
     * What stands above every page of the analysis: what it is of, and the way to its other pages.
     *
     * @param axis whose table the page is, else empty
     */
    public record Head(AnalysisQuery query, String path, String axis, Grain.Span span, List<CaseKind> kinds,
            Map<String, String> units, List<Narrowed> narrowed, String earlier, String later, List<Tab> tabs,
            boolean maySeeSurges, boolean mayPick) {
        public String title() {
            return "综合分析" + tabs.stream()
                    .filter(tab -> tab.isHere() && !path.equals(HOME))
                    .map(tab -> "：" + tab.label())
                    .collect(Collectors.joining());
        }
    }

    /** What somebody may analyse: nothing when there are no kinds. */
    record Scope(List<CaseKind> kinds, Set<UnitId> units) {
        Set<String> codes() {
            return kinds.stream().map(CaseKind::code).collect(Collectors.toUnmodifiableSet());
        }
    }

    public static boolean mayAnalyse(Actor actor) {
        return actor.isStaff() && actor.mayAnywhere(StatisticsPermissions.ANALYSIS);
    }

    Scope scope(Actor actor) {
        Set<UnitPath> scopes = actor.scopesOf(StatisticsPermissions.ANALYSIS);
        Set<UnitId> units = actor.mayEverywhere(StatisticsPermissions.ANALYSIS)
                || directory.root().map(Unit::path).filter(scopes::contains).isPresent()
                        ? Set.of()
                        : directory.units()
                                .stream()
                                .filter(unit -> scopes.stream().anyMatch(scope -> scope.contains(unit.path())))
                                .map(Unit::id)
                                .collect(Collectors.toUnmodifiableSet());
        boolean none = !mayAnalyse(actor) || units.isEmpty() && scopes.isEmpty();
        return new Scope(none ? List.of() : shelf.kinds(actor), units);
    }

    /** The units of which this person may see figures, by id, in the county's order. */
    public Map<String, String> units(Actor actor) {
        Set<UnitId> some = scope(actor).units();
        var names = new LinkedHashMap<String, String>();
        directory.units()
                .stream()
                .filter(unit -> some.isEmpty() || some.contains(unit.id()))
                .forEach(unit -> names.put(Long.toString(unit.id().value()), unit.shortName()));
        return names;
    }

    /** Empty when this person may analyse nothing. */
    public Optional<Screen> screen(Actor actor, AnalysisQuery query) {
        Scope scope = scope(actor);
        if (scope.kinds().isEmpty()) {
            return Optional.empty();
        }
        CaseSet base = base(scope, query);
        Grain.Span span = Grain.Span.of(query.grain(), query.day(), clock.today());
        CaseSet now = within(base, span);
        CaseSet before = within(base, span.before());
        CaseSet yearAgo = within(base, span.yearAgo());
        Map<CaseAxis, Map<Key, CaseTally>> nows = figures.table(now);
        Map<CaseAxis, Map<Key, Long>> befores = figures.counts(before);
        Map<CaseAxis, Map<Key, Long>> yearsAgo = yearAgo.equals(before) ? befores : figures.counts(yearAgo);
        Map<CaseAxis, Map<Key, DaysTaken>> taken = figures.daysTaken(now);
        var all = new Line("合计", "", new Counted(now,
                nows.getOrDefault(CaseAxis.KIND, Map.of()).values().stream().reduce(CaseTally.NONE, CaseTally::and)),
                new Count(before, sum(befores)), new Count(yearAgo, sum(yearsAgo)),
                taken.getOrDefault(CaseAxis.KIND, Map.of()).values().stream().reduce(DaysTaken.NONE, DaysTaken::and));
        var names = new Names(scope.kinds());
        var tables = new EnumMap<CaseAxis, List<Line>>(CaseAxis.class);
        for (CaseAxis axis : CaseAxis.values()) {
            if (query.codes().containsKey(axis)) {
                continue;
            }
            var keys = new HashSet<>(nows.getOrDefault(axis, Map.of()).keySet());
            keys.addAll(befores.getOrDefault(axis, Map.of()).keySet());
            boolean several = keys.stream().map(Key::kind).distinct().count() > 1;
            List<Line> lines = keys.stream()
                    .map(key -> new Line(names.of(axis, key, several),
                            key.code().isEmpty()
                                    ? ""
                                    : HOME + query.with(axis, key.kind(), key.code()).written(),
                            counted(now, axis, key, nows), number(before, axis, key, befores),
                            number(yearAgo, axis, key, yearsAgo),
                            taken.getOrDefault(axis, Map.of()).getOrDefault(key, DaysTaken.NONE)))
                    .sorted(Comparator.comparingLong((Line line) -> line.now().all())
                            .reversed()
                            .thenComparing(Line::label))
                    .toList();
            if (lines.size() > 1
                    || lines.size() == 1 && axis != CaseAxis.KIND && !keys.iterator().next().code().isEmpty()) {
                tables.put(axis, lines);
            }
        }
        boolean plain = isPlain(scope, query);
        return Optional.of(new Screen(query, span, all, tables, months(base, span),
                plain ? words.fresh(base.kinds(), span) : List.of(), plain ? words.hot(base.kinds(), span) : List.of(),
                narrowed(query, names)));
    }

    /** Words are counted for whole kinds only. */
    private static boolean isPlain(Scope scope, AnalysisQuery query) {
        return query.codes().keySet().stream().allMatch(axis -> axis == CaseAxis.KIND) && scope.units().isEmpty();
    }

    /** What stands above the page at this address, which may be the table of an axis. */
    public Head head(Actor actor, AnalysisQuery query, String path, @Nullable CaseAxis axis) {
        Scope scope = scope(actor);
        Grain.Span span = Grain.Span.of(query.grain(), query.day(), clock.today());
        String more = axis == null ? "" : "&axis=" + axis;
        LocalDate later = query.grain().later(span.first(), 1);
        var tabs = new ArrayList<Tab>();
        tabs.add(tab("总览", HOME, query, path));
        for (CaseAxis one : CaseAxis.values()) {
            if (!query.codes().containsKey(one) && (one != CaseAxis.KIND || scope.kinds().size() > 1)) {
                tabs.add(new Tab(AnalysisReport.title(one), TABLE + query.written() + "&axis=" + one, one == axis));
            }
        }
        if (isPlain(scope, query)) {
            tabs.add(tab("热词和新词", WORDS, query, path));
        }
        tabs.add(tab("重复诉求", REPEATS, query, path));
        tabs.add(tab("热点地图", MAP, query, path));
        return new Head(query, path, axis == null ? "" : axis.name(), span, scope.kinds(), units(actor),
                narrowed(query, new Names(scope.kinds())),
                path + query.of(query.grain().later(span.first(), -1)).written() + more,
                later.isAfter(clock.today()) ? "" : path + query.of(later).written() + more, tabs, Surges.maySee(actor),
                actor.mayAnywhere(StatisticsPermissions.MATERIAL));
    }

    private static Tab tab(String label, String href, AnalysisQuery query, String path) {
        return new Tab(label, href + query.written(), href.equals(path));
    }

    private static CaseSet within(CaseSet base, Grain.Span span) {
        return base.days(span.first(), span.last());
    }

    private static long sum(Map<CaseAxis, Map<Key, Long>> counts) {
        return counts.getOrDefault(CaseAxis.KIND, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    private static CaseSet of(CaseSet set, CaseAxis axis, Key key) {
        return (key.kind().isEmpty() ? set : set.with(CaseAxis.KIND, key.kind())).with(axis, key.code());
    }

    private static Count number(CaseSet set, CaseAxis axis, Key key, Map<CaseAxis, Map<Key, Long>> counts) {
        return new Count(of(set, axis, key), counts.getOrDefault(axis, Map.of()).getOrDefault(key, 0L));
    }

    private static Counted counted(CaseSet set, CaseAxis axis, Key key, Map<CaseAxis, Map<Key, CaseTally>> table) {
        return new Counted(of(set, axis, key),
                table.getOrDefault(axis, Map.of()).getOrDefault(key, CaseTally.NONE));
    }

    /** What is asked for, as far as this person may see it: a unit that is not his leaves nothing. */
    CaseSet base(Scope scope, AnalysisQuery query) {
        CaseSet set = CaseSet.of(scope.codes()).among(scope.units());
        for (Map.Entry<CaseAxis, String> one : query.codes().entrySet()) {
            boolean known = switch (one.getKey()) {
                case KIND -> scope.codes().contains(one.getValue());
                case UNIT ->
                    scope.units().isEmpty() || scope.units().contains(new UnitId(Long.parseLong(one.getValue())));
                case SUBJECT, REGION, CHANNEL, CLASS -> true;
            };
            set = known ? set.with(one.getKey(), one.getValue()) : set.among(Set.of(new UnitId(0)));
        }
        return set;
    }

    private List<Month> months(CaseSet base, Grain.Span span) {
        YearMonth last = YearMonth.from(span.last());
        YearMonth first = last.minusMonths(MONTHS - 1L);
        LocalDate today = clock.today();
        LocalDate end = last.atEndOfMonth().isAfter(today) ? today : last.atEndOfMonth();
        Map<YearMonth, CaseTally> tallies = figures
                .byMonth(base.days(first.minusYears(1).atDay(1), end));
        var months = new ArrayList<Month>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            YearMonth yearAgo = month.minusYears(1);
            months.add(new Month(month, of(base, month, tallies), of(base, yearAgo, tallies)));
        }
        return months;
    }

    private static Counted of(CaseSet base, YearMonth month, Map<YearMonth, CaseTally> tallies) {
        return new Counted(base.days(month.atDay(1), month.atEndOfMonth()),
                tallies.getOrDefault(month, CaseTally.NONE));
    }

    private List<Narrowed> narrowed(AnalysisQuery query, Names names) {
        String kind = query.codes().getOrDefault(CaseAxis.KIND, "");
        return query.codes()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new Narrowed(names.of(one.getKey(), new Key(kind, one.getValue()), false),
                        query.without(one.getKey())))
                .toList();
    }

    /** What codes are called; of two kinds that have subjects of their own each says whose it is. */
    final class Names {
        private final Map<String, CaseKind> kinds;
        private final Map<String, CaseLabels> labels;

        Names(List<CaseKind> kinds) {
            this.kinds = kinds.stream().collect(Collectors.toMap(CaseKind::code, kind -> kind));
            labels = kinds.stream().collect(Collectors.toMap(CaseKind::code, CaseKind::labels));
        }

        /** @param several whether codes of several kinds stand beside each other */
        String of(CaseAxis axis, Key key, boolean several) {
            CaseKind kind = kinds.get(key.kind());
            return switch (axis) {
                case KIND -> {
                    CaseKind one = kinds.get(key.code());
                    yield one == null ? key.code() : one.label();
                }
                case UNIT -> directory.unit(new UnitId(Long.parseLong(key.code())))
                        .map(Unit::shortName)
                        .orElse("已撤销的单位");
                case SUBJECT, REGION, CHANNEL, CLASS -> {
                    if (key.code().isEmpty()) {
                        yield axis.label() + "未注明";
                    }
                    String label = labels.entrySet()
                            .stream()
                            .filter(own -> kind == null || own.getKey().equals(kind.code()))
                            .map(own -> own.getValue().of(axis).get(key.code()))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse("已停用的" + axis.label());
                    yield kind == null || !several ? label : label + "（" + kind.label() + "）";
                }
            };
        }
    }
}
