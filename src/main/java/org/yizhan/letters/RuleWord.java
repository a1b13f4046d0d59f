package org.yizhan.letters;

/**
 * A word by which letters or replies are read (规则用语).
 *
 * @param word parts between blanks must all stand in one sentence
 * @param weight how much it says, from -10 to 10; what is below 0 speaks against
 * @param target code of the ground, or a part of the name of the unit; empty for a list without
 * @param note why, for whoever edits the list; may be empty
 */
public record RuleWord(long id, RuleList list, String word, int weight, String target, String note, boolean shipped,
        boolean retired, int version) {
    /** As it was typed. */
    public record Typed(RuleList list, String word, int weight, String target, String note) {}
}
