package org.yizhan.casework;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.yizhan.identity.ObjectActions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** A letter that came to the county's office and that a unit of the county handles: who may do what, at the step for it. */
public class CaseworkObjectActions implements ObjectActions {
    private static final UnitPath UNIT = new UnitPath("/1/");

    @SuppressWarnings("NullAway") // the oracle asks the kinds for nothing but their permissions
    private final CaseOracle oracle = new CaseOracle(
            new Kinds(CaseworkDatabaseTest.only(new Letter()), null, null, null));

    /** The permissions of one kind stand for all. */
    private static class Letter extends CaseworkDatabaseTest.TestKind {
        @Override
        public String permission(Power power) {
            return "letters." + power.name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Class<? extends Enum<?>> actions() {
        return CaseAction.class;
    }

    @Override
    public boolean may(Enum<?> action, Actor actor) {
        var wanted = (CaseAction) action;
        return oracle.has(actor, wanted.power(), view())
                || wanted == CaseAction.URGE && oracle.has(actor, Power.LEAD, view());
    }

    private static CaseView view() {
        return new CaseView(new CaseId(1), "test", "", "", 1, "", "", "", "", "", "", false, UNIT, UNIT, Set.of(),
                CaseState.HANDLING, null, null, false, Instant.EPOCH, null, null, null, false, 0, 0, 0, Map.of(), 0);
    }
}
