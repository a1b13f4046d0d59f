package org.yizhan.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.HourLimit;
import org.yizhan.calendar.Limit;

/**
 * How long something may take (期限规则), for how long that is valid, and what it rests on. A limit that has begun keeps its rule.
 *
 * @param code what steps of a process and extensions name it by; rows with the same code are its versions and its special cases
 * @param clazz the class of cases it is for; empty for all that have no rule of their own
 * @param begins types of events with which it begins ({@code DECIDED:finish} for one decision alone); empty when a step of the process begins it
 * @param ends types of events with which it ends; a limit of a step ends with the step
 * @param stops whether suspensions and supplements concern it
 * @param extensionMost the most that all extensions together may give, in the unit of the term
 * @param warnings when to warn: so many working days (or hours, for a limit in hours) before (negative) or on (0) the last day; 1 as
 *     soon as it is late, more than 1 so many days after
 */
public record LimitRule(long id, String kind, String code, String name, LimitNature nature, String clazz,
        Set<String> begins,
        Set<String> ends, Limit term, boolean stops, int extensions, int extensionMost, List<Integer> warnings,
        String basis, LocalDate validFrom, @Nullable LocalDate validUntil) {
    /** The stage at which a limit is late; every limit has it but a {@link LimitNature#WINDOW}. */
    static final int LATE = 1;

    public LimitRule {
        begins = Set.copyOf(begins);
        ends = Set.copyOf(ends);
        Stream<Integer> all = nature == LimitNature.WINDOW
                ? warnings.stream().filter(stage -> stage < LATE)
                : Stream.concat(warnings.stream(), Stream.of(LATE));
        warnings = all.distinct()
                .sorted()
                .toList();
    }

    /** The same rule with a case's own term. */
    LimitRule lasting(Limit own) {
        return new LimitRule(id, kind, code, name, nature, clazz, begins, ends, own, stops, extensions, extensionMost,
                warnings, basis, validFrom, validUntil);
    }

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    boolean isInHours() {
        return term instanceof HourLimit;
    }
}
