package org.yizhan.casework.flow;

import org.jspecify.annotations.Nullable;

/**
 * Where a case stands, or one of the places where it stands (令牌). A token never changes: it begins and ends. Simple fields, so
 * that it is a row.
 *
 * @param id    given by the engine
 * @param node  the task, or the join it waits at
 * @param via   the line by which it came to a join; null at a task
 * @param index among the instances of a multi-instance task from 1, in turn; 0 when there is only one
 * @param whom  the unit or person an instance is for; null when there is only one instance
 */
public record Token(long id, String node, Where where, @Nullable String via, int index, @Nullable String whom) {
    public enum Where {
        /** Somebody must act: an open task. */
        OPEN,
        /** An instance of a task done in turn whose turn has not come. */
        QUEUED,
        /** An instance that was done while others are not; kept to be counted. */
        DONE,
        /** Waits at a join for the other branches. */
        JOINING
    }

    public boolean isOpen() {
        return where == Where.OPEN;
    }
}
