package org.yizhan.letters;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseSet.Months;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.Fate;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.portal.CountyAnswers;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

/** What everybody may know of how units deal with letters. */
class PublicFiguresTests {
    private static final CaseSet LETTERS = CaseSet.of("letter");
    private final CaseFigures cases = Mockito.mock(CaseFigures.class);
    private final Directory directory = Mockito.mock(Directory.class);
    private final PublicFigures figures = new PublicFigures(cases, directory);

    @BeforeEach
    void twoUnits() {
        when(directory.units()).thenReturn(List.of(
                new Unit(new UnitId(1), new UnitPath("/1/"), "云岭县人民政府", "县政府", false),
                new Unit(new UnitId(7), new UnitPath("/1/7/"), "云岭县水利局", "水利局", false)));
        when(cases.of(any(CaseSet.class))).thenReturn(CaseTally.NONE);
    }

    private static CaseTally tally(Fate fate, long n) {
        return new CaseTally(Map.of(fate, n), 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void yearNamesUnitsThatHaveLettersAndItsMonthsNewestFirst() {
        when(cases.byUnit(LETTERS.received(Months.year(2026))))
                .thenReturn(Map.of(new UnitId(7), tally(Fate.IN_TIME, 3), new UnitId(9), tally(Fate.LATE, 1)));
        when(cases.byMonth(LETTERS.received(Months.year(2026))))
                .thenReturn(Map.of(YearMonth.of(2026, 3), tally(Fate.IN_TIME, 3), YearMonth.of(2026, 11),
                        tally(Fate.LATE, 1)));
        PublicFigures.Sheet sheet = figures.ofYear(2026);
        assertThat(sheet.units()).extracting(PublicFigures.Line::unit).containsExactly("云岭县水利局");
        assertThat(sheet.sum().all()).as("what a unit that is gone received stays in the sum").isEqualTo(4);
        assertThat(sheet.months().keySet()).containsExactly(YearMonth.of(2026, 11), YearMonth.of(2026, 3));
        assertThat(sheet.earlier()).isFalse();
    }

    @Test
    void monthLeadsOnToTheOneBeforeOnlyIfSomethingCameIn() {
        YearMonth month = YearMonth.of(2026, 11);
        when(cases.of(LETTERS.received(Months.of(month.minusMonths(1))))).thenReturn(tally(Fate.OPEN, 1));
        assertThat(figures.ofMonth(month).earlier()).isTrue();
        assertThat(figures.ofMonth(month.plusMonths(1)).earlier()).isFalse();
        assertThat(figures.ofMonth(month).units()).isEmpty();
    }

    @Test
    void homePageTellsThisMonthOrUntilALetterComesTheOneBefore() {
        CountyClock clock = Mockito.mock(CountyClock.class);
        when(clock.today()).thenReturn(LocalDate.of(2026, 1, 1));
        var answers = new MonthAnswers(cases, clock);
        assertThat(answers.newest()).isEmpty();
        when(cases.of(LETTERS.received(Months.of(YearMonth.of(2025, 12)))))
                .thenReturn(new CaseTally(Map.of(Fate.IN_TIME, 3L, Fate.LATE, 1L, Fate.OPEN, 2L), 0, 0, 0, 0, 4, 3, 0,
                        0));
        assertThat(answers.newest()).contains(new CountyAnswers.Month("12月", 6, 4, "75.0%", "75.0%",
                "/letters/figures/2025-12"));
        when(cases.of(LETTERS.received(Months.of(YearMonth.of(2026, 1))))).thenReturn(tally(Fate.OPEN, 1));
        assertThat(answers.newest()).contains(new CountyAnswers.Month("1月", 1, 0, "", "", "/letters/figures/2026-01"));
    }
}
