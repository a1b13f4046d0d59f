package org.yizhan.letters;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
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
        return after(view, "screen", "answer");
    }

    /** The last day that the law leaves; empty while the calendar of a year on the way is missing. */
    Optional<LocalDate> latest(CaseView view) {
        return after(view, "screen", "legal");
    }

    /** The day on which the last of these limits ends when each begins on the last day of the one before. */
    private Optional<LocalDate> after(CaseView view, String... limits) {
        LocalDateTime moment = clock.local(view.receivedAt());
        LocalDate received = moment.toLocalDate();
        try {
            for (String limit : limits) {
                Optional<LimitRule> rule = cases.rule(LetterKind.CODE, view.clazz(), limit, received);
                if (rule.isPresent()) {
                    LocalDate last = calendar.reckon(moment, rule.get().term(), List.of()).due();
                    moment = last == null ? moment : last.atTime(12, 0);
                }
            }
            return Optional.of(moment.toLocalDate());
        } catch (YearNotLoaded e) {
            return Optional.empty();
        }
    }
}
