package org.yizhan.letters;

import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseSet.Months;
import org.yizhan.casework.CaseTally;
import org.yizhan.portal.CountyAnswers;

/** The letters of the month on the home page: the sums of the page that names each unit. */
@Component
class MonthAnswers implements CountyAnswers {
    private final CaseFigures figures;
    private final CountyClock clock;

    MonthAnswers(CaseFigures figures, CountyClock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Month> newest() {
        YearMonth now = YearMonth.from(clock.today());
        return Stream.of(now, now.minusMonths(1)).flatMap(month -> of(month).stream()).findFirst();
    }

    private Optional<Month> of(YearMonth month) {
        CaseTally tally = figures.of(CaseSet.of(LetterKind.CODE).received(Months.of(month)));
        return tally.all() == 0
                ? Optional.empty()
                : Optional.of(new Month(month.getMonthValue() + "月", tally.all(), tally.done(), tally.inTimeShare(),
                        tally.satisfiedShare(), "/letters/figures/" + month));
    }
}
