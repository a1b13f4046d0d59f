package org.yizhan.content;

/**
 * What a check found in a text (检查提示).
 *
 * @param place where, in words: 标题, 正文, 附件
 * @param passage the words around it
 * @param advice what is wrong and how to mend it
 */
public record Finding(String check, Weight weight, String place, String passage, String advice) {
    /** How much a finding weighs. */
    public enum Weight {
        /** The author decides. */
        SUGGESTION,
        /** Stops the submission unless the author gives a reason, which is kept. */
        BLOCK,
        /** Stops the submission, without exception. */
        FORBIDDEN
    }
}
