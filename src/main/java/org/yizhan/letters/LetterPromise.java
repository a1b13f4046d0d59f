package org.yizhan.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Limit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitRule;

/** By when somebody who writes now may expect an answer (答复时限): as long as the screening may take, and then the answer. */
@Component
public class LetterPromise {
    private static final int LEGAL_DAYS = 60;

    private final CaseReading cases;
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    LetterPromise(CaseReading cases, WorkingCalendar calendar, CountyClock clock) {
        this.cases = cases;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** For answers of this class, as the rule says it. */
    public Optional<Limit> term(LetterClass clazz) {
        return cases.rule(LetterKind.CODE, clazz.code(), "answer", clock.today()).map(LimitRule::term);
    }

    /** Empty while the calendar of a year on the way is missing. */
    public Optional<LocalDate> expected(CaseView view) {
        LocalDate received = day(view.receivedAt());
        try {
            var moment = clock.local(view.receivedAt());
            for (String step : new String[]{"screen", "answer"}) {
                Optional<LimitRule> rule = cases.rule(LetterKind.CODE, view.clazz(), step, received);
                if (rule.isPresent()) {
                    LocalDate last = calendar.reckon(moment, rule.get().term(), java.util.List.of()).due();
                    moment = last == null ? moment : last.atTime(12, 0);
                }
            }
            return Optional.of(moment.toLocalDate());
        } catch (YearNotLoaded e) {
            return Optional.empty();
        }
    }

    /** The last day that the law leaves. */
    LocalDate latest(CaseView view) {
        return day(view.receivedAt()).plusDays(LEGAL_DAYS);
    }

    private LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }
}
