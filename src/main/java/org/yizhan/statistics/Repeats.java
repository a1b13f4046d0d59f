package org.yizhan.statistics;

import java.util.Comparator;
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
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;

/** What is brought again and again, in whatever kind of case (重复诉求): by the same person, or about one matter at one place. */
@Service
@Transactional(readOnly = true)
public class Repeats {
    private static final int PEOPLE = 30;
    private static final int PLACES = 40;
    /** One case alone repeats nothing. */
    private static final int LEAST = 2;

    private final Analysis analysis;
    private final CaseFigures figures;
    private final CountyClock clock;

    Repeats(Analysis analysis, CaseFigures figures, CountyClock clock) {
        this.analysis = analysis;
        this.figures = figures;
        this.clock = clock;
    }

    /** @param kinds in which kinds, as people call them */
    public record Place(String subject, String region, Analysis.Count now, Analysis.Count before, String kinds) {
        public String growth() {
            return Growth.words(now.all(), before.all());
        }
    }

    /** @param again how often in this period */
    public record Person(String subject, long again, List<Brought> cases) {}

    /** @param kind as people call it */
    public record Brought(CaseView view, String kind) {}

    public record Screen(AnalysisQuery query, Grain.Span span, List<Person> people, List<Place> places) {}

    /** Empty when this person may analyse nothing. */
    public Optional<Screen> screen(Actor actor, AnalysisQuery query) {
        Analysis.Scope scope = analysis.scope(actor);
        if (scope.kinds().isEmpty()) {
            return Optional.empty();
        }
        Grain.Span span = Grain.Span.of(query.grain(), query.day(), clock.today());
        CaseSet base = analysis.base(scope, query);
        CaseSet now = base.days(span.first(), span.last());
        CaseSet before = base.days(span.before().first(), span.before().last());
        var names = analysis.new Names(scope.kinds());
        Map<String, String> kinds = scope.kinds().stream().collect(Collectors.toMap(CaseKind::code, CaseKind::label));
        List<Person> people = figures.again(actor, now, PEOPLE)
                .stream()
                .map(one -> new Person(names.of(CaseAxis.SUBJECT, new Key("", one.subject()), false), one.count(),
                        one.cases()
                                .stream()
                                .map(view -> new Brought(view, kinds.getOrDefault(view.kind(), "")))
                                .toList()))
                .toList();
        return Optional.of(new Screen(query, span, people, places(now, before, names, kinds)));
    }

    private record What(String subject, String region) {
        static What of(Spot spot) {
            return new What(spot.subject(), spot.region());
        }

        boolean isWhole() {
            return !subject.isEmpty() && !region.isEmpty();
        }

        CaseSet of(CaseSet set) {
            return set.with(CaseAxis.SUBJECT, subject).with(CaseAxis.REGION, region);
        }
    }

    private List<Place> places(CaseSet now, CaseSet before, Analysis.Names names, Map<String, String> kinds) {
        Map<What, Long> counts = figures.spots(before)
                .stream()
                .collect(Collectors.groupingBy(What::of, Collectors.summingLong(Spot::count)));
        Map<What, List<Spot>> spots = figures.spots(now)
                .stream()
                .filter(spot -> What.of(spot).isWhole())
                .collect(Collectors.groupingBy(What::of));
        Function<List<Spot>, Long> sum = own -> own.stream().mapToLong(Spot::count).sum();
        return spots.entrySet()
                .stream()
                .filter(one -> sum.apply(one.getValue()) >= LEAST)
                .sorted(Comparator.comparingLong((Map.Entry<What, List<Spot>> one) -> sum.apply(one.getValue()))
                        .reversed()
                        .thenComparing(one -> one.getKey().subject() + "." + one.getKey().region()))
                .limit(PLACES)
                .map(one -> {
                    What what = one.getKey();
                    long count = sum.apply(one.getValue());
                    return new Place(names.of(CaseAxis.SUBJECT, new Key("", what.subject()), false),
                            names.of(CaseAxis.REGION, new Key("", what.region()), false),
                            new Analysis.Count(what.of(now), count),
                            new Analysis.Count(what.of(before), counts.getOrDefault(what, 0L)),
                            one.getValue()
                                    .stream()
                                    .map(spot -> kinds.getOrDefault(spot.kind(), spot.kind()))
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining("、")));
                })
                .toList();
    }
}
