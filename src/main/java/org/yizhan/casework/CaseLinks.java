package org.yizhan.casework;

import java.util.List;

import org.yizhan.shared.Actor;

/** What another module offers beside cases, such as an order made from a late one; every such module has a bean. */
public interface CaseLinks {
    record Link(String label, String href) {}

    /** For one case that this person sees. */
    default List<Link> beside(Actor actor, CaseView view) {
        return List.of();
    }

    /** Above the list of a kind, such as registering a new one. */
    default List<Link> above(Actor actor, CaseKind kind) {
        return List.of();
    }
}
