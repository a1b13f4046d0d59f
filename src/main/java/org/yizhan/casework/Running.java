package org.yizhan.casework;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * A limit that runs, or has run, for one case.
 *
 * @param beginning number of the event with which it began
 * @param deadline the first moment that is too late; null while it is suspended
 * @param late frozen when it ended; null while it runs
 * @param lateBy working days (hours, for a limit in hours) by which it was late; null while it runs and when it was not
 * @param warned the stage that was said last; null when none was
 * @param nextWarning when something is to be said next; null when nothing is
 */
record Running(long id, CaseId caseId, LimitRule rule, @Nullable Long task, @Nullable UnitPath unit, Instant begunAt,
        int beginning, @Nullable Instant deadline, @Nullable Instant endedAt, @Nullable Boolean late,
        @Nullable Integer lateBy, int extensions, @Nullable Integer warned, @Nullable Instant nextWarning) {
    boolean isOpen() {
        return endedAt == null;
    }

    boolean isOfTheCase() {
        return rule.nature().isOfTheCase();
    }

    /** Whether it is a time that passed without what might have been done in it. */
    boolean hasLapsedAt(Instant moment) {
        return rule.nature() == LimitNature.WINDOW && isLateAt(endedAt == null ? moment : endedAt);
    }

    boolean isLateAt(Instant moment) {
        return deadline != null && !moment.isBefore(deadline);
    }

    boolean wasSaidToBeLate() {
        return warned != null && warned >= LimitRule.LATE;
    }

    Running until(@Nullable Instant other, @Nullable Instant next, @Nullable Integer said) {
        return new Running(id, caseId, rule, task, unit, begunAt, beginning, other, endedAt, late, lateBy, extensions,
                said,
                next);
    }

    /** Counted from another moment; its date is still the old one. */
    Running from(Instant moment) {
        return new Running(id, caseId, rule, task, unit, moment, beginning, deadline, endedAt, late, lateBy, extensions,
                warned, nextWarning);
    }

    Running extended() {
        return new Running(id, caseId, rule, task, unit, begunAt, beginning, deadline, endedAt, late, lateBy,
                extensions + 1, warned, nextWarning);
    }

    /** @param by how late it was, as {@link Clockwork#lateBy} says */
    Running ended(Instant at, int by) {
        return new Running(id, caseId, rule, task, unit, begunAt, beginning, deadline, at, by > 0, by > 0 ? by : null,
                extensions, warned, null);
    }
}
