package org.yizhan.content;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The way of an edition from draft to public and back, as one table. What is not in it is forbidden. Publishing an edition
 * also turns the edition that was live into {@link EditionState#SUPERSEDED}.
 */
final class Workflow {
    /** From a state, by an action, to a state. Where an action has several ends, the signing sheet decides. */
    record Transition(EditionState from, ContentAction by, EditionState to) {}

    static final List<Transition> TABLE = List.of(
            new Transition(EditionState.DRAFT, ContentAction.SAVE, EditionState.DRAFT),
            new Transition(EditionState.DRAFT, ContentAction.SUBMIT, EditionState.REVIEW),
            new Transition(EditionState.DRAFT, ContentAction.SUBMIT, EditionState.SECRECY),
            new Transition(EditionState.DRAFT, ContentAction.DROP, EditionState.DROPPED),
            new Transition(EditionState.RETURNED, ContentAction.SAVE, EditionState.RETURNED),
            new Transition(EditionState.RETURNED, ContentAction.SUBMIT, EditionState.REVIEW),
            new Transition(EditionState.RETURNED, ContentAction.SUBMIT, EditionState.SECRECY),
            new Transition(EditionState.RETURNED, ContentAction.DROP, EditionState.DROPPED),
            new Transition(EditionState.REVIEW, ContentAction.TAKE_BACK, EditionState.DRAFT),
            new Transition(EditionState.REVIEW, ContentAction.APPROVE, EditionState.REVIEW),
            new Transition(EditionState.REVIEW, ContentAction.APPROVE, EditionState.SECRECY),
            new Transition(EditionState.REVIEW, ContentAction.RETURN, EditionState.RETURNED),
            new Transition(EditionState.SECRECY, ContentAction.TAKE_BACK, EditionState.DRAFT),
            new Transition(EditionState.SECRECY, ContentAction.CLEAR_SECRECY, EditionState.READY),
            new Transition(EditionState.SECRECY, ContentAction.ASK_SECRECY, EditionState.SECRECY),
            new Transition(EditionState.SECRECY, ContentAction.REFUSE_SECRECY, EditionState.RETURNED),
            new Transition(EditionState.READY, ContentAction.PUBLISH, EditionState.LIVE),
            new Transition(EditionState.READY, ContentAction.RETURN, EditionState.RETURNED),
            new Transition(EditionState.REVIEW, ContentAction.EMERGENCY, EditionState.LIVE),
            new Transition(EditionState.SECRECY, ContentAction.EMERGENCY, EditionState.LIVE),
            new Transition(EditionState.READY, ContentAction.EMERGENCY, EditionState.LIVE),
            new Transition(EditionState.LIVE, ContentAction.WITHDRAW, EditionState.WITHDRAWN),
            new Transition(EditionState.LIVE, ContentAction.REVISE, EditionState.LIVE),
            new Transition(EditionState.WITHDRAWN, ContentAction.REVISE, EditionState.WITHDRAWN));

    private Workflow() {}

    static Set<EditionState> after(EditionState from, ContentAction by) {
        var ends = EnumSet.noneOf(EditionState.class);
        TABLE.stream().filter(t -> t.from == from && t.by == by).forEach(t -> ends.add(t.to));
        return ends;
    }

    static boolean allows(EditionState from, ContentAction by) {
        return TABLE.stream().anyMatch(t -> t.from == from && t.by == by);
    }

    /** @throws IllegalStateException when the table has no such way; the rules are asked before */
    static EditionState go(EditionState from, ContentAction by, EditionState to) {
        if (!after(from, by).contains(to)) {
            throw new IllegalStateException(by + " does not lead from " + from + " to " + to);
        }
        return to;
    }
}
