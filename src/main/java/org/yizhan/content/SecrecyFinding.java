package org.yizhan.content;

import org.jspecify.annotations.Nullable;

/**
 * What the leader found in the secrecy review (保密审查意见): state secret, trade secret, privacy, and what else must not be
 * public.
 *
 * @param departmentAnswer what the secrecy department decided, when it was asked
 */
public record SecrecyFinding(Mark stateSecret, Mark tradeSecret, Mark privacy, Mark other, String opinion,
        @Nullable String departmentAnswer) {
    /** What one of the four questions was answered with. */
    public enum Mark {
        CLEAR("不涉及"), DOUBTFUL("难以确定"), FOUND("涉及");

        private final String label;

        Mark(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static SecrecyFinding clear(String opinion) {
        return new SecrecyFinding(Mark.CLEAR, Mark.CLEAR, Mark.CLEAR, Mark.CLEAR, opinion, null);
    }

    boolean has(Mark mark) {
        return stateSecret == mark || tradeSecret == mark || privacy == mark || other == mark;
    }
}
