package org.yizhan.content;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;

/** Ends sites whose day has come, and renews the pages when a rest begins or is over. Safe to repeat; a missed night heals itself. */
@Component
class SiteDays {
    private final SiteLife life;
    private final PublicSide publicSide;
    private final CountyClock clock;
    private @Nullable LocalDate seen;

    SiteDays(SiteLife life, PublicSide publicSide, CountyClock clock) {
        this.life = life;
        this.publicSide = publicSide;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 30_000, fixedDelay = 60_000)
    void look() {
        LocalDate today = clock.today();
        LocalDate before = seen;
        seen = today;
        if (today.equals(before)) {
            return;
        }
        life.endDue(Actor.PROGRAM);
        if (life.turnsOn(today)) {
            publicSide.announceStructure();
        }
    }
}
