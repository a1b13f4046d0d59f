package org.yizhan.letters;

import java.util.ArrayList;
import java.util.List;

/** A stretch of a text with its place (文段). */
record Passage(String text, int from) {
    private static final String SENTENCE_ENDS = "。！？!?；;\n";
    private static final String CLAUSE_ENDS = SENTENCE_ENDS + "，,：:";

    int end() {
        return from + text.length();
    }

    boolean hasAny(List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    /** Each with the mark that ends it. */
    static List<Passage> sentences(String text) {
        return cut(text, SENTENCE_ENDS);
    }

    static List<Passage> clauses(String text) {
        return cut(text, CLAUSE_ENDS);
    }

    private static List<Passage> cut(String text, String ends) {
        var all = new ArrayList<Passage>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (ends.indexOf(text.charAt(at)) >= 0 || at == text.length() - 1) {
                String passage = text.substring(from, at + 1);
                if (letters(passage) > 0) {
                    all.add(new Passage(passage, from));
                }
                from = at + 1;
            }
        }
        return all;
    }

    /** How many characters of a text are letters, Chinese ones above all, or digits. */
    static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
