package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.Term;

/**
 * How much was disclosed (主动公开统计, R24): a row for each body and the sum of all, a number for each statutory kind and one for
 * what has none, such as system documents and reports.
 */
public record StatisticsPage(LocalDate from, LocalDate to, List<Term> kinds, List<Row> rows) {
    /** @param counts by kind, in the period; what has no kind comes last */
    public record Row(String name, List<Long> counts, long inPeriod, long untilThen) {}

    static StatisticsPage of(LocalDate from, LocalDate to, List<Term> kinds, List<Body> bodies,
            List<Catalogue.Count> found) {
        var columns = new ArrayList<>(kinds);
        columns.add(new Term(org.yizhan.disclosure.Axis.STATUTORY, "", "制度、年报等", "", 0, true));
        var rows = new ArrayList<Row>();
        for (Body body : bodies) {
            List<Catalogue.Count> own = found.stream().filter(count -> count.body() == body.id()).toList();
            rows.add(row(body.name(), columns, own));
        }
        rows.add(row("合计", columns, found));
        return new StatisticsPage(from, to, columns, rows);
    }

    private static Row row(String name, List<Term> columns, List<Catalogue.Count> counts) {
        return new Row(name, columns.stream()
                .map(kind -> counts.stream()
                        .filter(count -> Objects.equals(code(kind), count.statutory()))
                        .mapToLong(Catalogue.Count::inPeriod)
                        .sum())
                .toList(), counts.stream().mapToLong(Catalogue.Count::inPeriod).sum(),
                counts.stream().mapToLong(Catalogue.Count::untilThen).sum());
    }

    private static @Nullable String code(Term kind) {
        return kind.code().isEmpty() ? null : kind.code();
    }
}
