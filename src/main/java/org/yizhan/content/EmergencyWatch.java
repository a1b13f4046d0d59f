package org.yizhan.content;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for releases that nobody has confirmed in time. */
@Component
class EmergencyWatch {
    private final EmergencyDesk desk;

    EmergencyWatch(EmergencyDesk desk) {
        this.desk = desk;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void look() {
        desk.warn();
    }
}
