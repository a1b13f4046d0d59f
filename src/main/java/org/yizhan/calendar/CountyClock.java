package org.yizhan.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

import org.springframework.stereotype.Component;

/** The only source of "now" (现在). Business dates are dates in the county's zone. Tests move the clock behind it. */
@Component
public class CountyClock {
    private static final Duration BETWEEN_NODES = Duration.ofMinutes(1);

    private final Clock clock;

    public CountyClock(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, clock.getZone());
    }

    /**
     * Whether this moment is past, but not longer ago than that. A moment of the future, written before the clock was set back, is
     * not; a minute is allowed for, by which the clocks of two nodes may differ.
     */
    public boolean isWithin(Duration limit, Instant moment) {
        return !moment.isAfter(latest()) && moment.plus(limit).isAfter(now());
    }

    /** The latest moment that another node may have written by now. */
    public Instant latest() {
        return now().plus(BETWEEN_NODES);
    }

    public ZoneId zone() {
        return clock.getZone();
    }
}
