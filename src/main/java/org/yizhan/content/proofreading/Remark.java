package org.yizhan.content.proofreading;

/**
 * Something that is probably wrong in a text (校对意见).
 *
 * @param check the code of what was looked for
 * @param blocks whether it is certain enough to ask for a reason
 * @param from its place in the text
 * @param to where it ends
 * @param advice what is wrong and how to mend it, in words for the author
 */
public record Remark(String check, boolean blocks, int from, int to, String advice) {
    static Remark suggestion(String check, int from, int to, String advice) {
        return new Remark(check, false, from, to, advice);
    }

    static Remark block(String check, int from, int to, String advice) {
        return new Remark(check, true, from, to, advice);
    }

    boolean touches(int start, int end) {
        return from < end && start < to;
    }
}
