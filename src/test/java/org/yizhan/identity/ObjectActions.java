package org.yizhan.identity;

import org.yizhan.shared.Actor;

/**
 * Lets the access matrix ask a module's rules about its object actions. Each module with an enum named {@code …Action} has one
 * in its test package, so that its rules can stay hidden.
 */
public interface ObjectActions {
    Class<? extends Enum<?>> actions();

    /** Whether this caller may ever do it, to somebody else's object in the caller's scope, in whatever state that is. */
    boolean may(Enum<?> action, Actor actor);
}
