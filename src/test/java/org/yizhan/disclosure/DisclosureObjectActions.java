package org.yizhan.disclosure;

import org.yizhan.identity.ObjectActions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** The disclosure of the county's unit. */
public class DisclosureObjectActions implements ObjectActions {
    private static final UnitPath UNIT = new UnitPath("/1/");

    @Override
    public Class<? extends Enum<?>> actions() {
        return DisclosureAction.class;
    }

    @Override
    public boolean may(Enum<?> action, Actor actor) {
        return DisclosureRules.refusal((DisclosureAction) action, actor, UNIT).isEmpty();
    }
}
