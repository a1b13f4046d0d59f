package org.yizhan.letters;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseSet.Months;
import org.yizhan.casework.CaseTally;
import org.yizhan.directory.Directory;
import org.yizhan.shared.UnitId;

/** How each unit deals with letters, as everybody may know it (来信办理公示). Numbers only: nobody can be told from them. */
@Component
@Transactional(readOnly = true)
public class PublicFigures {
    private final CaseFigures figures;
    private final Directory directory;

    PublicFigures(CaseFigures figures, Directory directory) {
        this.figures = figures;
        this.directory = directory;
    }

    public record Line(String unit, CaseTally tally) {}

    /** @param months empty for a single month */
    public record Sheet(List<Line> units, CaseTally sum, Map<YearMonth, CaseTally> months, boolean earlier) {}

    public Sheet ofYear(int year) {
        Map<YearMonth, CaseTally> found = figures.byMonth(received(Months.year(year)));
        var months = new LinkedHashMap<YearMonth, CaseTally>();
        for (int month = 12; month >= 1; month--) {
            YearMonth one = YearMonth.of(year, month);
            CaseTally tally = found.get(one);
            if (tally != null) {
                months.put(one, tally);
            }
        }
        return sheet(Months.year(year), months, figures.of(received(Months.year(year - 1))).all() > 0);
    }

    public Sheet ofMonth(YearMonth month) {
        return sheet(Months.of(month), Map.of(), figures.of(received(Months.of(month.minusMonths(1)))).all() > 0);
    }

    private static CaseSet received(Months months) {
        return CaseSet.of(LetterKind.CODE).received(months);
    }

    private Sheet sheet(Months span, Map<YearMonth, CaseTally> months, boolean earlier) {
        Map<UnitId, CaseTally> tallies = figures.byUnit(received(span));
        var lines = new ArrayList<Line>();
        directory.units()
                .stream()
                .filter(unit -> tallies.containsKey(unit.id()))
                .forEach(unit -> lines.add(new Line(unit.name(), tallies.getOrDefault(unit.id(), CaseTally.NONE))));
        return new Sheet(lines, tallies.values().stream().reduce(CaseTally.NONE, CaseTally::and), months, earlier);
    }
}
