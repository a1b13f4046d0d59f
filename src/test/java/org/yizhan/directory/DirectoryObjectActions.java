package org.yizhan.directory;

import org.yizhan.identity.ObjectActions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** Units and people of the county's unit. */
public class DirectoryObjectActions implements ObjectActions {
    @Override
    public Class<? extends Enum<?>> actions() {
        return DirectoryRules.Action.class;
    }

    @Override
    public boolean may(Enum<?> action, Actor actor) {
        return DirectoryRules.may(actor, (DirectoryRules.Action) action, new UnitPath("/1/"));
    }
}
