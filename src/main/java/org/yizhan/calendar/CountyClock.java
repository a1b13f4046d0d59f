package org.yizhan.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

import org.springframework.stereotype.Component;

/** The only source of "now" (现在). Business dates are dates in the county's zone. Tests move the clock behind it. */
@Component
public class CountyClock {
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

    public ZoneId zone() {
        return clock.getZone();
    }
}
