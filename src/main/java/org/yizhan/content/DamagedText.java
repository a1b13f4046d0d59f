package org.yizhan.content;

import java.util.List;
import java.util.regex.Pattern;

/** The marks that damaged conversions between encodings leave in Chinese text (乱码). */
public final class DamagedText {
    private static final List<Pattern> PATTERNS = List.of(
            // The sign for "could not be read", and areas of no agreed meaning.
            Pattern.compile("\\uFFFD+"), Pattern.compile("[\\uE000-\\uF8FF]+"),
            // GBK read as Latin: runs of accented letters; UTF-8 read as GBK: 锟斤拷, 烫烫烫, and the like.
            Pattern.compile("[\\u00C0-\\u00FF]{4,}"), Pattern.compile("(?:锟斤拷)+|烫{3,}|屯{3,}"),
            Pattern.compile("(?:[ÃÂåæäèéç][\\u0080-\\u00BF]){2,}"),
            // A character lost to a question mark that took half of its neighbour along: 材料?;顒庸俜, 信件?h長.
            Pattern.compile("(?<=\\p{IsHan}|[，。,])\\?[;A-Za-z](?=\\p{IsHan})"),
            // Half-width katakana that have strayed between ideographs.
            Pattern.compile("(?<=\\p{IsHan})[\\uFF61-\\uFF9F]+(?=\\p{IsHan})"),
            // The reading that stood beside a character was left in the line: 創(chuàng)新, 優(yōu)秀.
            Pattern.compile("(?<=\\p{IsHan})[(（][a-z]{0,5}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-z]{0,3}[)）]"));

    private DamagedText() {}

    /** Whether the text has any sign without which none of the patterns fits; most texts have none. */
    static boolean isPossibleIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '\u0080' ? c == '?' : isStrange(c)) {
                return true;
            }
        }
        return false;
    }

    /** What ordinary Chinese text does not have, or has only where it was damaged. */
    private static boolean isStrange(char c) {
        return c < '\u0250' || c >= '\uE000' && c <= '\uF8FF' || c >= '\uFF61' && c <= '\uFF9F' || c == '\uFFFD'
                || c == '锟' || c == '烫' || c == '屯';
    }

    static List<Pattern> patterns(String text) {
        return isPossibleIn(text) ? PATTERNS : List.of();
    }

    /** Whether the text shows any of these marks. */
    public static boolean in(String text) {
        return isPossibleIn(text) && PATTERNS.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
