package org.yizhan.masking;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

import org.yizhan.search.Dictionary;

/**
 * A text as it is meant, whatever it is written with (归一文本): half width, simplified, small letters, without characters that nobody
 * sees; each character knows its place in the text as it was written.
 */
public final class FoldedText {
    private static final String HAN_DIGITS = "〇一二三四五六七八九";
    private static final String FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖";

    /** Signs that stand for several ordinary ones, such as ㎡, are read so; longer ones are pictures rather than letters. */
    private static final int LONGEST_SIGN = 4;

    private final StringBuilder folded;
    private int[] from;
    private int[] to;

    private FoldedText(int length) {
        folded = new StringBuilder(length);
        from = new int[length + LONGEST_SIGN];
        to = new int[length + LONGEST_SIGN];
    }

    public static FoldedText of(String text) {
        var all = new FoldedText(text.length());
        for (int at = 0; at < text.length();) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            all.add(meant(c), at, next);
            at = next;
        }
        return all;
    }

    private void add(String meant, int begin, int end) {
        if (folded.length() + meant.length() > from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
            to = Arrays.copyOf(to, 2 * to.length);
        }
        for (int i = 0; i < meant.length(); i++) {
            from[folded.length() + i] = begin;
            to[folded.length() + i] = end;
        }
        folded.append(meant);
    }

    private static String meant(int c) {
        if (c >= 0x4e00 && c <= 0x9fff) {
            // The table of variants reads 幺 as 么, which would hide a digit.
            return c == '幺' ? "幺" : Dictionary.simplified(String.valueOf((char) c));
        }
        if (c < 0x80) {
            return c == '\n' || c >= ' ' ? String.valueOf((char) Character.toLowerCase(c)) : " ";
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL -> "";
            case Character.SPACE_SEPARATOR -> " ";
            default -> {
                String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
                yield plain.length() > LONGEST_SIGN ? Character.toString(c) : plain;
            }
        };
    }

    public String text() {
        return folded.toString();
    }

    /** Where the character at this place begins in the text as it was written. */
    public int begin(int at) {
        return from[at];
    }

    /** Where what lies before this place ends in the text as it was written. */
    public int end(int end) {
        return end == 0 ? 0 : to[end - 1];
    }

    /** The value of a digit in any of its spellings; -1 for what is none. */
    public static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c == '幺') {
            return 1;
        }
        int plain = HAN_DIGITS.indexOf(c);
        return plain >= 0 ? plain : FORMAL_DIGITS.indexOf(c);
    }
}
