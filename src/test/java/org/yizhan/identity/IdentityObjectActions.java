package org.yizhan.identity;

import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/** Accounts of somebody else, and registered systems. */
public class IdentityObjectActions implements ObjectActions {
    @Override
    public Class<? extends Enum<?>> actions() {
        return IdentityRules.IdentityAction.class;
    }

    @Override
    public boolean may(Enum<?> action, Actor actor) {
        return switch ((IdentityRules.IdentityAction) action) {
            case MANAGE_ACCOUNT -> IdentityRules
                    .mayManage(actor, new Person(new PersonId(777), "某人", "somebody", new UnitPath("/1/"), true))
                    .isEmpty();
            case MANAGE_CLIENTS -> IdentityRules.mayManageClients(actor).isEmpty();
            case VERIFY_MEMBER -> IdentityRules.mayVerify(actor).isEmpty();
        };
    }
}
