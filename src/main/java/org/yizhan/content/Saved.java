package org.yizhan.content;

import java.time.Instant;

import org.yizhan.shared.Refusal;

/** The answer to saving a text. */
public sealed interface Saved {
    record Done(Turn turn) implements Saved {}

    record Refused(Refusal why) implements Saved {}

    /** Somebody else has saved in the meantime; {@code theirs} is what is stored now, {@code yours} was not stored. */
    record Overtaken(Turn now, String byWhom, Instant at, Draft theirs, Draft yours) implements Saved {}

    /** The turn, for callers that know that nothing stands in the way. */
    default Turn orThrow() {
        return switch (this) {
            case Done done -> done.turn;
            case Refused refused -> throw new IllegalStateException(refused.why.text());
            case Overtaken overtaken -> throw new IllegalStateException("overtaken: " + overtaken.now);
        };
    }
}
