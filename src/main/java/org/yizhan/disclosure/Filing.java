package org.yizhan.disclosure;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What the public is told of a change, a withdrawal or a termination (备案公示). */
public record Filing(long id, long documentId, long bodyId, String bodyName, Kind kind, String title,
        @Nullable String indexNumber, String reason, Instant at) {
    public enum Kind {
        CHANGED("内容变更"), WITHDRAWN("撤下"), TERMINATED("终止");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
