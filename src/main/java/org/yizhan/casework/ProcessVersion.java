package org.yizhan.casework;

import java.time.Instant;

import org.yizhan.shared.ActorRef;

/** A process that is or was in force for new cases of its kind (流程版本). */
public record ProcessVersion(String kind, int number, String note, ActorRef by, Instant at) {
    public String href() {
        return "/desk/processes/" + kind + "/" + number;
    }
}
