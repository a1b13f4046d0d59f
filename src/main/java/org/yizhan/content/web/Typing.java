package org.yizhan.content.web;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.Autosaves;
import org.yizhan.shared.Actor;

/**
 * Where what is typed into this form is kept until it is saved.
 *
 * @param own the number that this form alone has
 * @param from the form whose text this one began with, such as the same page before it was loaded again
 * @param at what had been kept there then
 */
public record Typing(@Nullable Long own, @Nullable Long from, @Nullable Instant at) {
    static Typing begin() {
        return new Typing(Autosaves.begin(), null, null);
    }

    static Typing of(Autosaves.Kept kept) {
        return new Typing(Autosaves.begin(), kept.own(), kept.savedAt());
    }

    /** Of a form that was sent, even by a page that says nothing about it. */
    Typing orNew() {
        return own != null ? this : begin();
    }

    /** What this form began with is its own now. */
    void takeUp(Autosaves autosaves, Actor actor) {
        if (from != null && at != null) {
            autosaves.takenUp(actor, from, at);
        }
    }

    /** What is saved need not be kept here. */
    void end(Autosaves autosaves, Actor actor) {
        if (own != null) {
            autosaves.forget(actor, own);
        }
        takeUp(autosaves, actor);
    }
}
