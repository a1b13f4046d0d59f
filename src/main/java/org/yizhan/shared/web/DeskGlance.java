package org.yizhan.shared.web;

import java.util.Optional;

import org.yizhan.shared.Actor;

/**
 * What a module says above the to-dos on the first page of the desk, to whoever leads and has to do none of it himself, or who
 * works from a list of its own. A module that
 * has such a thing offers a bean; it counts what its own rules let this person see.
 */
public interface DeskGlance {
    /** Empty where there is nothing to worry about, or nothing that concerns this person. */
    Optional<Seen> look(Actor actor);

    /**
     * What is seen at one glance.
     *
     * @param what how many of what, in a few words
     * @param where to whom it belongs, the worst first
     * @param href the page at the desk that opens it
     */
    record Seen(String what, String where, String href) {}
}
