package org.yizhan.content.proofreading;

import java.util.Arrays;

import org.yizhan.search.Dictionary;

/** A text cut into words, so that each place can be asked for the word that covers it. */
final class Words {
    /** In simplified characters, so that traditional ones are known too; places are those of the original. */
    final String text;

    /** As it was written. */
    final String written;

    private final int[] begin;
    private final int[] end;

    Words(String text) {
        this.written = text;
        this.text = Dictionary.simplified(text);
        begin = new int[text.length()];
        end = new int[text.length()];
        Dictionary.cut(this.text, (from, to) -> {
            Arrays.fill(begin, from, to, from);
            Arrays.fill(end, from, to, to);
        });
    }

    int begin(int at) {
        return begin[at];
    }

    int end(int at) {
        return end[at];
    }

    /** Whether a single Chinese character stands here that makes no word with its neighbours. */
    boolean isLoose(int at) {
        return end[at] - begin[at] == 1 && isHan(text.charAt(at));
    }

    /** Whether words of several characters reach into the stretch on both sides: then it is no word of its own (配合做好 has no 合做). */
    boolean straddles(int from, int to) {
        return begin[from] < from && end[to - 1] > to;
    }

    static boolean isHan(char c) {
        return c >= '\u4e00' && c <= '\u9fff';
    }
}
