package org.yizhan.supervision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.Limit;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Dates;

/** How long a unit has for an order: so many working days from the day on which it is issued, or until a day. */
public sealed interface OwnTerm {
    record Days(int workingDays) implements OwnTerm {
        public Days {
            if (workingDays < 1 || workingDays > 250) {
                throw new IllegalArgumentException("an order has 1 to 250 working days, not " + workingDays);
            }
        }
    }

    record Until(LocalDate day) implements OwnTerm {}

    /** Facts of the case, from which {@link #limit} reads it again. */
    default Map<String, String> facts(int reportEvery) {
        var facts = new HashMap<String, String>();
        switch (this) {
            case Days days -> facts.put("days", Integer.toString(days.workingDays()));
            case Until until -> facts.put("until", until.day().toString());
        }
        if (reportEvery > 0) {
            facts.put("report", Integer.toString(reportEvery));
        }
        return facts;
    }

    /** @param from the day on which the limit begins */
    static Optional<Limit> limit(Map<String, String> facts, LocalDate from) {
        return TypedDay.of(facts.get("until"))
                .<Limit>map(day -> TimeLimit.naturalDays((int) Math.max(0, ChronoUnit.DAYS.between(from, day))))
                .or(() -> days(facts.get("days")));
    }

    /** How often the unit has to report, in working days; empty when it need not. */
    static Optional<Limit> reports(Map<String, String> facts) {
        return days(facts.get("report"));
    }

    /** As the order says it. */
    static Optional<String> words(Map<String, String> facts) {
        return TypedDay.of(facts.get("until"))
                .map(day -> Dates.day(day) + "前")
                .or(() -> days(facts.get("days")).map(limit -> "下达后" + limit.words()));
    }

    private static Optional<Limit> days(@Nullable String written) {
        return written == null ? Optional.empty() : Optional.of(TimeLimit.workingDays(Integer.parseInt(written)));
    }
}
