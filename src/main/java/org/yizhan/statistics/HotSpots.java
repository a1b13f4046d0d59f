package org.yizhan.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseFigures.Key;
import org.yizhan.casework.CaseFigures.Spot;
import org.yizhan.casework.CaseFigures.Village;
import org.yizhan.casework.CaseSet;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;

/**
 * Where cases come from and what they are about there (热点). A place whose code is that of a village is counted with its township too, so that
 * the map of townships is whole.
 */
@Service
@Transactional(readOnly = true)
public class HotSpots {
    private static final int SUBJECTS = 3;
    private static final int MOST = 60;

    private final Analysis analysis;
    private final CaseFigures figures;
    private final Directory directory;
    private final CountyClock clock;

    HotSpots(Analysis analysis, CaseFigures figures, Directory directory, CountyClock clock) {
        this.analysis = analysis;
        this.figures = figures;
        this.directory = directory;
        this.clock = clock;
    }

    /** What is most there: its name, and its cases. */
    public record Subject(String label, long count, String href) {}

    /**
     * A township, or a place below one.
     *
     * @param links one for each code that is counted here
     */
    public record Place(String label, long count, long before, List<Link> links, List<Subject> subjects) {
        public String growth() {
            return Growth.words(count, before);
        }
    }

    /** @param label empty for the place itself */
    public record Link(String label, long count, String href) {}

    /** @param villages places below townships; empty where no kind knows any */
    public record Screen(AnalysisQuery query, Grain.Span span, List<Place> townships, List<Place> villages,
            long withoutPlace, String withoutHref) {}

    public Optional<Screen> screen(Actor actor, AnalysisQuery query) {
        Analysis.Scope scope = analysis.scope(actor);
        if (scope.kinds().isEmpty()) {
            return Optional.empty();
        }
        Grain.Span span = Grain.Span.of(query.grain(), query.day(), clock.today());
        CaseSet base = analysis.base(scope, query);
        CaseSet now = base.days(span.first(), span.last());
        List<Spot> spots = figures.spots(now);
        List<Spot> before = figures.spots(before(base, span));
        Map<UnitId, Unit> units = directory.units().stream().collect(Collectors.toMap(Unit::id, Function.identity()));
        Map<UnitId, UnitKind> kinds = directory.kinds();
        Function<String, String> township = code -> upTo(code, units, kinds);
        var names = analysis.new Names(scope.kinds());
        Map<String, List<Spot>> byTownship = spots.stream()
                .filter(spot -> !spot.region().isEmpty())
                .collect(Collectors.groupingBy(spot -> township.apply(spot.region())));
        Map<String, Long> townshipsBefore = before.stream()
                .collect(Collectors.groupingBy(spot -> township.apply(spot.region()),
                        Collectors.summingLong(Spot::count)));
        Map<String, Long> placesBefore = before.stream()
                .collect(Collectors.groupingBy(Spot::region, Collectors.summingLong(Spot::count)));
        Map<String, List<Spot>> below = spots.stream()
                .filter(spot -> !spot.region().isEmpty() && !township.apply(spot.region()).equals(spot.region()))
                .collect(Collectors.groupingBy(Spot::region));
        long without = spots.stream().filter(spot -> spot.region().isEmpty()).mapToLong(Spot::count).sum();
        return Optional.of(new Screen(query, span, places(byTownship, townshipsBefore, now, names),
                withVillages(places(below, placesBefore, now, names), now, before(base, span), names), without,
                now.with(CaseAxis.REGION, "").href()));
    }

    private static CaseSet before(CaseSet base, Grain.Span span) {
        return base.days(span.before().first(), span.before().last());
    }

    private record Where(String region, String village) {
        static Where of(Village one) {
            return new Where(one.region(), one.name());
        }

        CaseSet of(CaseSet set) {
            return set.with(CaseAxis.REGION, region).ofVillage(village);
        }
    }

    /** Those that stand on cases in words, beside those that are units. */
    private List<Place> withVillages(List<Place> known, CaseSet now, CaseSet before, Analysis.Names names) {
        Map<Where, Long> counts = figures.villages(before)
                .stream()
                .collect(Collectors.groupingBy(Where::of, Collectors.summingLong(Village::count)));
        var places = new ArrayList<>(known);
        figures.villages(now)
                .stream()
                .collect(Collectors.groupingBy(Where::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((where, own) -> {
                    long count = own.stream().mapToLong(Village::count).sum();
                    places.add(new Place(
                            names.of(CaseAxis.REGION, new Key("", where.region()), false) + where.village(), count,
                            counts.getOrDefault(where, 0L), List.of(new Link("", count, where.of(now).href())),
                            own.stream()
                                    .filter(one -> !one.subject().isEmpty())
                                    .limit(SUBJECTS)
                                    .map(one -> new Subject(
                                            names.of(CaseAxis.SUBJECT, new Key("", one.subject()), false),
                                            one.count(),
                                            where.of(now).with(CaseAxis.SUBJECT, one.subject()).href()))
                                    .toList()));
                });
        return places.stream()
                .sorted(Comparator.comparingLong(Place::count).reversed().thenComparing(Place::label))
                .limit(MOST)
                .toList();
    }

    /** The code of the township in which a village lies; any other place stays what it is. */
    private static String upTo(String code, Map<UnitId, Unit> units, Map<UnitId, UnitKind> kinds) {
        if (!code.matches("\\d{1,18}")) {
            return code;
        }
        var id = new UnitId(Long.parseLong(code));
        Unit unit = units.get(id);
        if (unit == null || kinds.get(id) != UnitKind.VILLAGE) {
            return code;
        }
        return units.values()
                .stream()
                .filter(one -> kinds.get(one.id()) == UnitKind.TOWNSHIP && one.path().contains(unit.path()))
                .findFirst()
                .map(one -> Long.toString(one.id().value()))
                .orElse(code);
    }

    private static List<Place> places(Map<String, List<Spot>> spots, Map<String, Long> before, CaseSet now,
            Analysis.Names names) {
        var places = new ArrayList<Place>();
        spots.forEach((code, own) -> {
            var links = new ArrayList<Link>();
            own.stream()
                    .collect(Collectors.groupingBy(Spot::region, Collectors.summingLong(Spot::count)))
                    .forEach((region, count) -> links.add(new Link(
                            region.equals(code) ? "" : names.of(CaseAxis.REGION, new Key("", region), false), count,
                            now.with(CaseAxis.REGION, region).href())));
            links.sort(Comparator.comparing(Link::label));
            places.add(new Place(names.of(CaseAxis.REGION, new Key("", code), false),
                    own.stream().mapToLong(Spot::count).sum(), before.getOrDefault(code, 0L), links,
                    subjects(own, now, names)));
        });
        return places.stream()
                .sorted(Comparator.comparingLong(Place::count).reversed().thenComparing(Place::label))
                .limit(MOST)
                .toList();
    }

    /** What several kinds bring about one subject is one. */
    private static List<Subject> subjects(List<Spot> own, CaseSet now, Analysis.Names names) {
        record What(String subject, String region) {}
        return own.stream()
                .filter(spot -> !spot.subject().isEmpty())
                .collect(Collectors.groupingBy(spot -> new What(spot.subject(), spot.region()),
                        Collectors.summingLong(Spot::count)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<What, Long>comparingByValue()
                        .reversed()
                        .thenComparing(one -> one.getKey().subject())
                        .thenComparing(one -> one.getKey().region()))
                .limit(SUBJECTS)
                .map(one -> new Subject(
                        names.of(CaseAxis.SUBJECT, new Key("", one.getKey().subject()), false), one.getValue(),
                        now.with(CaseAxis.SUBJECT, one.getKey().subject())
                                .with(CaseAxis.REGION, one.getKey().region())
                                .href()))
                .toList();
    }
}
