package org.yizhan.letters;

import java.util.HashSet;
import java.util.Set;

import org.yizhan.masking.FoldedText;

/** The neighbourhoods of three characters of which a text consists (词片), whatever stands between them. */
final class Shingles {
    private static final int LENGTH = 3;

    private Shingles() {}

    static Set<String> of(String text) {
        String letters = letters(text);
        var all = new HashSet<String>();
        for (int at = 0; at + LENGTH <= letters.length(); at++) {
            all.add(letters.substring(at, at + LENGTH));
        }
        if (all.isEmpty() && !letters.isEmpty()) {
            all.add(letters);
        }
        return all;
    }

    static String letters(String text) {
        var letters = new StringBuilder(text.length());
        FoldedText.of(text).text().codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** From 0 for nothing in common to 1 for the same. */
    static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        Set<String> smaller = one.size() < other.size() ? one : other;
        Set<String> larger = smaller == one ? other : one;
        long common = smaller.stream().filter(larger::contains).count();
        return (double) common / (one.size() + other.size() - common);
    }
}
