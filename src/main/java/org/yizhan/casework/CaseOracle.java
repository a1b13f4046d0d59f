package org.yizhan.casework;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/**
 * The one place that says who may see a case, and how much of it (可见范围); lists ask it for the ranges they may read. A guarded
 * case is seen by those who may know informers, and, without who wrote it, by the unit that handles it; by nobody above them.
 */
@Component
public class CaseOracle {
    /** How much of a case one sees. */
    public enum Sight {
        NONE,
        /** What it is about, but neither who wrote it nor what tells who did. */
        WITHOUT_WRITER,
        /** All. */
        ALL;

        public boolean isAny() {
            return this != NONE;
        }
    }

    /** One range of a list: the cases of a unit, found with a certain right. */
    record Range(long unit, CaseRows.Sight sight) {}

    private static final List<Power> SEEING = List.of(Power.SEE, Power.OFFICE, Power.HANDLE, Power.LEAD, Power.PUBLISH);
    private final Kinds kinds;

    CaseOracle(Kinds kinds) {
        this.kinds = kinds;
    }

    public Sight sight(Actor actor, CaseView view) {
        if (!actor.isStaff()) {
            return Sight.NONE;
        }
        CaseKind kind = kinds.of(view.kind());
        if (view.guarded()) {
            if (actor.may(kind.permission(Power.GUARDED), view.home())) {
                return Sight.ALL;
            }
            return isHandledBy(actor, kind, view) ? Sight.WITHOUT_WRITER : Sight.NONE;
        }
        return SEEING.stream()
                .map(kind::permission)
                .anyMatch(permission -> view.units().stream().anyMatch(unit -> actor.may(permission, unit)))
                        ? Sight.ALL
                        : Sight.NONE;
    }

    private static boolean isHandledBy(Actor actor, CaseKind kind, CaseView view) {
        String handling = kind.permission(Power.HANDLE);
        return actor.scopesOf(handling)
                .stream()
                .anyMatch(scope -> scope.equals(view.lead()) || view.assisting().contains(scope));
    }

    /** Whether the person has this power over the case: the office's and the leaders' at its home, the units' over what they handle. */
    public boolean has(Actor actor, Power power, CaseView view) {
        if (power == Power.WRITER || !sight(actor, view).isAny()) {
            return false;
        }
        String permission = kinds.of(view.kind()).permission(power);
        return switch (power) {
            case SEE -> true;
            case OFFICE, LEAD, PUBLISH, GUARDED -> actor.may(permission, view.home());
            case HANDLE -> view.lead() != null && mayHandle(actor, permission, view, view.lead())
                    || view.assisting().stream().anyMatch(unit -> mayHandle(actor, permission, view, unit));
            case WRITER -> false;
        };
    }

    /** Whether the person has any power over the case beyond seeing it. */
    public boolean worksOn(Actor actor, CaseView view) {
        return SEEING.stream().anyMatch(power -> power != Power.SEE && has(actor, power, view));
    }

    /** Whether the person handles for this unit; a guarded case is handled by this very unit and not for it by one above. */
    boolean mayHandle(Actor actor, CaseView view, UnitPath unit) {
        return mayHandle(actor, kinds.of(view.kind()).permission(Power.HANDLE), view, unit);
    }

    private static boolean mayHandle(Actor actor, String permission, CaseView view, UnitPath unit) {
        return view.guarded() ? actor.scopesOf(permission).contains(unit) : actor.may(permission, unit);
    }

    /** The ranges of lists of this kind; empty for who may see none. */
    List<Range> ranges(Actor actor, CaseKind kind) {
        var ranges = new ArrayList<Range>();
        SEEING.stream()
                .flatMap(power -> actor.scopesOf(kind.permission(power)).stream())
                .distinct()
                .filter(scope -> SEEING.stream()
                        .flatMap(power -> actor.scopesOf(kind.permission(power)).stream())
                        .noneMatch(other -> !other.equals(scope) && other.contains(scope)))
                .forEach(scope -> ranges.add(new Range(scope.unit().value(), CaseRows.Sight.OPEN)));
        actor.scopesOf(kind.permission(Power.HANDLE))
                .forEach(scope -> ranges.add(new Range(scope.unit().value(), CaseRows.Sight.HANDLE)));
        actor.scopesOf(kind.permission(Power.GUARDED))
                .forEach(scope -> ranges.add(new Range(scope.unit().value(), CaseRows.Sight.GUARDED)));
        return List.copyOf(ranges);
    }
}
