package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds kept words in a text in one walk along it, however many words there are: each place is only compared with the words that
 * begin with its character. A word of letters or digits counts only where it stands alone.
 */
final class WordMatcher {
    private final Map<Character, List<Kept>> byFirst = new HashMap<>();

    private final boolean[] firsts = new boolean[Character.MAX_VALUE + 1];

    private record Kept(String folded, CheckWord word) {}

    /** A word from one place up to another. */
    record Hit(CheckWord word, int from, int to) {}

    private final String mark;

    WordMatcher(List<CheckWord> words) {
        mark = Integer.toHexString(words.hashCode());
        for (CheckWord word : words) {
            String folded = folded(word.word());
            byFirst.computeIfAbsent(folded.charAt(0), c -> new ArrayList<>()).add(new Kept(folded, word));
            firsts[folded.charAt(0)] = true;
        }
    }

    /** The same as long as the words are. */
    String mark() {
        return mark;
    }

    List<Hit> find(String text) {
        String folded = folded(text);
        var hits = new ArrayList<Hit>();
        for (int at = 0; at < folded.length(); at++) {
            if (!firsts[folded.charAt(at)]) {
                continue;
            }
            for (Kept kept : byFirst.getOrDefault(folded.charAt(at), List.of())) {
                int end = at + kept.folded.length();
                if (folded.startsWith(kept.folded, at) && !cuts(folded, at) && !cuts(folded, end)) {
                    hits.add(new Hit(kept.word, at, end));
                }
            }
        }
        return hits;
    }

    /** Whether letters or digits stand on both sides of the place. */
    private static boolean cuts(String folded, int at) {
        return at > 0 && at < folded.length() && isWord(folded.charAt(at - 1)) && isWord(folded.charAt(at));
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** Character by character, so that places in the text stay what they are. */
    static String folded(String text) {
        var folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            char c = folded[i];
            if (c < '\u4e00' || c > '\u9fff') {
                folded[i] = Character.toLowerCase(c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c);
            }
        }
        return new String(folded);
    }
}
