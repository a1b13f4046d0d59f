package org.yizhan.casework;

import java.time.LocalDate;

/**
 * A limit that comes near, or has passed (期限提醒).
 *
 * @param stage as in {@link LimitRule#warnings()}
 * @param due the last day that is in time
 */
public record LimitWarning(long limit, LimitRule rule, int stage, LocalDate due) {
    public boolean isLate() {
        return stage >= LimitRule.LATE;
    }
}
