package org.yizhan.identity;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yizhan.directory.PersonLeft;
import org.yizhan.shared.Actor;

/** Whoever leaves signs in no more. */
@Component
class Leavers {
    private final StaffAccounts accounts;

    Leavers(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @ApplicationModuleListener
    void on(PersonLeft left) {
        accounts.close(Actor.PROGRAM, left.person());
    }
}
