package org.yizhan.shared;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Who is acting now, and what they may do where (操作人). Made anew for every request from posts, roles and delegations, so
 * that a right taken away is gone with the next click.
 *
 * @param unit the unit of the person's main post; null for visitors, citizens and the program itself
 */
public record Actor(ActorRef ref, String name, @Nullable UnitPath unit, Set<Grant> grants) {
    public static final Actor VISITOR = new Actor(ActorRef.VISITOR, "访客", null, Set.of());
    public static final Actor PROGRAM = new Actor(ActorRef.PROGRAM, "系统", null, Set.of());

    public Actor {
        grants = Set.copyOf(grants);
    }

    public boolean isStaff() {
        return ref.kind() == ActorRef.Kind.STAFF;
    }

    /** Whether this permission is held for the unit, directly or through a unit above it. */
    public boolean may(String permission, UnitPath unit) {
        for (Grant grant : grants) { // a list asks for each of its rows
            if (grant.permission().equals(permission) && grant.scope().contains(unit)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this permission is held for the root, and so for all units: asked for what the county has only once. */
    public boolean mayEverywhere(String permission) {
        return grants.stream().anyMatch(g -> g.permission().equals(permission) && g.scope().isRoot());
    }

    /** Whether this permission is held for any unit at all. */
    public boolean mayAnywhere(String permission) {
        return grants.stream().anyMatch(g -> g.permission().equals(permission));
    }

    /** The tops of the subtrees for which this permission is held. */
    public Set<UnitPath> scopesOf(String permission) {
        return grants.stream()
                .filter(g -> g.permission().equals(permission))
                .map(Grant::scope)
                .collect(Collectors.toUnmodifiableSet());
    }
}
