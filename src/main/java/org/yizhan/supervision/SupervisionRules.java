package org.yizhan.supervision;

import java.util.Comparator;
import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Who may order and check, and over which units; asked by pages and doors alike. */
final class SupervisionRules {
    private SupervisionRules() {}

    static boolean maySee(Actor actor) {
        return actor.isStaff() && (actor.mayAnywhere(SupervisionPermissions.SEE)
                || actor.mayAnywhere(SupervisionPermissions.OFFICE));
    }

    static boolean maySupervise(Actor actor) {
        return actor.isStaff() && actor.mayAnywhere(SupervisionPermissions.OFFICE);
    }

    /** Whether the person sees how this unit does its work. */
    static boolean mayWatch(Actor actor, UnitPath unit) {
        return actor.isStaff() && (actor.may(SupervisionPermissions.SEE, unit)
                || actor.may(SupervisionPermissions.OFFICE, unit));
    }

    /** The unit in whose name the person supervises this one: the widest that the right covers. */
    static Optional<UnitPath> homeOver(Actor actor, UnitPath unit) {
        return actor.scopesOf(SupervisionPermissions.OFFICE)
                .stream()
                .filter(scope -> scope.contains(unit))
                .min(Comparator.comparingInt(scope -> scope.value().length()));
    }

    static Optional<Refusal> notOver(Actor actor, UnitPath unit) {
        return Refusal.when(!actor.isStaff() || homeOver(actor, unit).isEmpty(), "您没有督办这个单位的权限。");
    }
}
