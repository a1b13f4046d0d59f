package org.yizhan.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Until when, and why (期限推算).
 *
 * @param deadline the first moment that is too late; null while the limit is suspended, because its end is not known then
 * @param left what is left when it goes on after a suspension, in the limit's unit; 0 when {@code deadline} is known
 * @param days every day on the way, counted or not, with the reason; of a day set from above only the first and the last, and of a suspended
 *     limit in hours the day on which the suspension began
 */
public record Reckoning(@Nullable LocalDateTime deadline, int left, List<DueDate.Day> days) {
    public Reckoning {
        days = List.copyOf(days);
    }

    /** The last day on which it is in time; null while the limit is suspended. */
    public @Nullable LocalDate due() {
        return deadline == null ? null : deadline.minusNanos(1).toLocalDate();
    }

    /** Whether something done at this moment is too late. Never while the limit is suspended. */
    public boolean isLate(LocalDateTime moment) {
        return deadline != null && !moment.isBefore(deadline);
    }
}
