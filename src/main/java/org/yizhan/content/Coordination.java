package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * A unit that is asked to agree before a text that concerns it goes public (发布协调), as article 11 of the regulation on disclosure
 * wants it.
 *
 * @param words what the one who asked said
 * @param answer why it objects, what it adds, or why nothing is asked of it any more
 * @param digest of the text that it agreed to; null as long as it has not
 */
public record Coordination(long id, long documentId, UnitPath unit, State state, long askedBy, Instant askedAt,
        String words, @Nullable Long answeredBy, @Nullable Instant answeredAt, String answer, @Nullable String digest) {
    public enum State {
        ASKED("等待答复"), AGREED("同意"), OBJECTED("有不同意见"), CALLED_OFF("已撤销");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether the unit has agreed to this very text. */
    boolean holdsFor(Edition edition) {
        return state == State.AGREED && edition.digest().equals(digest);
    }
}
