package org.yizhan.disclosure;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A round in which the normative documents in force are looked through (文件清理).
 *
 * @param body the only body whose documents it asks about; null when it asks all
 * @param concluded how many of its documents have a conclusion
 */
public record ReviewRound(long id, String title, @Nullable Long body, LocalDate until, State state, Instant openedAt,
        @Nullable Instant endedAt, int documents, int concluded) {
    /** Under way, published, or called off. */
    public enum State {
        OPEN("进行中"),
        PUBLISHED("已公布结果"),
        CANCELLED("已取消");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What becomes of a document (清理结论). */
    public enum Conclusion {
        KEEP("继续有效", null),
        /** Holds until the new text ends it. */
        AMEND("拟修改", null),
        REPEAL("废止", Validity.REPEALED),
        EXPIRED("失效", Validity.EXPIRED);

        private final String label;
        private final @Nullable Validity validity;

        Conclusion(String label, @Nullable Validity validity) {
            this.label = label;
            this.validity = validity;
        }

        public String label() {
            return label;
        }

        /** How the document stands afterwards; null when as before. */
        @Nullable
        Validity validity() {
            return validity;
        }
    }

    /** A document of the round. */
    public record Item(long documentId, long body, String bodyName, String title, @Nullable String documentNumber,
            @Nullable Conclusion conclusion, String reason, @Nullable Long person, @Nullable Instant concludedAt) {}

    /** How far a body has come. */
    public record Progress(long body, String bodyName, int documents, int concluded) {
        public boolean done() {
            return concluded == documents;
        }
    }

    public boolean open() {
        return state == State.OPEN;
    }

    public String href() {
        return "/disclosure/reviews/" + id;
    }

    public boolean overdueOn(LocalDate day) {
        return open() && until.isBefore(day);
    }
}
