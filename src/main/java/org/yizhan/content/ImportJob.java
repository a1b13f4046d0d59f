package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One import (导入任务): files that were handed over at once.
 *
 * @param columnId the column for files that name none
 */
public record ImportJob(long id, long personId, @Nullable Long columnId, State state, Instant createdAt,
        Progress progress) {
    /** Where the job is; what is being done goes on after a restart. */
    public enum State {
        STAGING("正在上传"), READING("正在读取"), REVIEW("等待核对"), TAKING("正在导入"), DONE("已完成"), CANCELLED("已取消");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How many files are where. */
    public record Progress(int waiting, int readable, int unreadable, int toTake, int taken, int refused, int left,
            int damaged) {
        public int all() {
            return waiting + readable + unreadable + toTake + taken + refused + left;
        }

        public int read() {
            return all() - waiting;
        }
    }

    public boolean isBusy() {
        return state == State.STAGING || state == State.READING || state == State.TAKING;
    }
}
