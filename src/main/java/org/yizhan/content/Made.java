package org.yizhan.content;

import org.yizhan.shared.Refusal;

/** The answer to setting something up: its id, or why not. */
public sealed interface Made {
    record Done(long id) implements Made {}

    record Refused(Refusal why) implements Made {}

    /** The id, for callers that know that nothing stands in the way. */
    default long orThrow() {
        return switch (this) {
            case Done done -> done.id;
            case Refused refused -> throw new IllegalStateException(refused.why.text());
        };
    }
}
