package org.yizhan.journal;

import java.util.Collection;
import java.util.Map;

import org.yizhan.shared.ActorRef;

/**
 * Resolves names for people who read the journal, which itself keeps none. Whoever knows people offers a bean (the directory
 * for staff); without one the pages show kind and number.
 */
public interface ActorNames {
    /** Names of those that are known; the others are left out. */
    Map<ActorRef, String> names(Collection<ActorRef> people);
}
