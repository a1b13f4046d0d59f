package org.yizhan.shared;

import org.jspecify.annotations.Nullable;

/**
 * Cleans what people type into one-line and many-line fields: no control characters, no marks that turn the reading
 * direction, no invisible blanks at the ends. Emoji and rare characters stay.
 */
public final class PlainText {
    private PlainText() {}

    /** What was typed, as it is; empty when the field did not come at all. */
    public static String orEmpty(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** One line: line breaks and tabs become a blank, runs of blanks one blank. */
    public static String line(String typed) {
        return clean(typed.replaceAll("[\\r\\n\\t\\u2028\\u2029]+", " ")).replaceAll(" {2,}", " ").strip();
    }

    /** Many lines: line breaks become {@code \n}. */
    public static String lines(String typed) {
        return clean(typed.replaceAll("\\r\\n?|[\\u2028\\u2029]", "\n")).strip();
    }

    /** Without blanks at both ends, those that Chinese texts and web pages use for indenting included. */
    public static String trimmed(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    public static boolean isBlank(char c) {
        return c <= ' ' || c == '\u3000' || c == '\u00A0' || c == '\u200B' || Character.isWhitespace(c);
    }

    /** Length as people count it: code points, so that an emoji or a rare character is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String clean(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().filter(PlainText::isAllowed).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isAllowed(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return true;
        }
        boolean turnsDirection = codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
        boolean invisible = codePoint == 0xFEFF || codePoint == 0x200B || codePoint == 0x2060;
        return !turnsDirection
                && !invisible
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}
