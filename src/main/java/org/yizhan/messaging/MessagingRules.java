package org.yizhan.messaging;

import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Who may handle the outbox and its texts: it is the county's, so a right over a part of it is not enough. */
final class MessagingRules {
    private MessagingRules() {}

    static boolean mayHandleOutbox(Actor actor) {
        return actor.mayEverywhere(MessagingPermissions.OUTBOX);
    }

    static Optional<Refusal> checkOutbox(Actor actor) {
        return Refusal.when(!mayHandleOutbox(actor), "您没有处理发件箱的权限，请联系系统管理员。");
    }
}
