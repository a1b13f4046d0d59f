package org.yizhan.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Marks the words of a question in a text and picks the stretch that shows most of them. */
final class Highlighter {
    private static final int EXCERPT = 120;

    private final List<String> words;

    /** @param words normalised, the longest first wins */
    Highlighter(Collection<String> words) {
        this.words = words.stream().filter(w -> !w.isBlank()).distinct().toList();
    }

    List<SearchResults.Run> whole(String text) {
        return runs(text, 0, text.length());
    }

    /** Of a text in one line, about 120 characters around the place where most different words stand; the beginning when none stands there. */
    List<SearchResults.Run> excerpt(String text) {
        String plain = ChineseAnalyzer.normalise(text);
        int best = 0;
        int bestScore = 0;
        for (String word : words) {
            int tries = 0;
            for (int at = plain.indexOf(word); at >= 0 && tries < 8; at = plain.indexOf(word, at + 1), tries++) {
                int from = Math.max(0, at - 20);
                int score = score(plain, from, Math.min(plain.length(), from + EXCERPT));
                if (score > bestScore) {
                    bestScore = score;
                    best = from;
                }
            }
        }
        int from = wholeCharacter(text, best);
        int to = wholeCharacter(text, Math.min(text.length(), from + EXCERPT));
        var runs = new ArrayList<SearchResults.Run>();
        if (from > 0) {
            runs.add(new SearchResults.Run("…", false));
        }
        runs.addAll(runs(text, from, to));
        if (to < text.length()) {
            runs.add(new SearchResults.Run("…", false));
        }
        return runs;
    }

    private int score(String text, int from, int to) {
        int score = 0;
        for (String word : words) {
            if (text.indexOf(word, from, to) >= 0) {
                score += word.length();
            }
        }
        return score;
    }

    private List<SearchResults.Run> runs(String text, int from, int to) {
        String plain = ChineseAnalyzer.normalise(text.substring(from, to));
        var marked = new BitSet(plain.length());
        for (String word : words) {
            for (int at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length())) {
                marked.set(at, at + word.length());
            }
        }
        var runs = new ArrayList<SearchResults.Run>();
        for (int i = 0; i < plain.length();) {
            boolean on = marked.get(i);
            int next = on ? marked.nextClearBit(i) : marked.nextSetBit(i);
            int end = next < 0 || next > plain.length() ? plain.length() : next;
            runs.add(new SearchResults.Run(text.substring(from + i, from + end), on));
            i = end;
        }
        return runs;
    }

    private static int wholeCharacter(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
