package org.yizhan.statistics;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for surges every ten minutes. */
@Component
class SurgeWatch {
    private final Surges surges;

    SurgeWatch(Surges surges) {
        this.surges = surges;
    }

    @Scheduled(initialDelay = 100_000, fixedDelay = 600_000)
    void regularly() {
        surges.look();
    }
}
