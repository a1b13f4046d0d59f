package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that was approved to happen to an article later (定时发布、到期撤下).
 *
 * @param digest the text for which the approval was given
 * @param how for TAKE_OFF, how and why
 * @param settledAt when it was done, cancelled or refused
 * @param words what became of it
 */
public record Plan(long id, long documentId, long editionId, Kind kind, Instant at, String digest, long approver,
        Instant approvedAt, @Nullable Withdrawal how, State state, @Nullable Instant settledAt, String words) {
    public enum Kind {
        GO_LIVE("定时发布"), TAKE_OFF("到期撤下");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum State {
        WAITING("等待执行"), DONE("已执行"), CANCELLED("已取消"), REFUSED("没有执行");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
