package org.yizhan.content;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The first letters of a Chinese name's readings, as units are abbreviated: slj for 水利局 (网址名建议). The first level of GB 2312
 * is ordered by reading, so a character's place there says its first letter; a rare character gives none. A character with
 * several readings may get the wrong one: it is only a proposal.
 */
final class SlugProposal {
    private static final Charset GB = Charset.forName("GB2312");
    private static final int[] FIRST = {0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6,
        0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1};
    private static final String LETTERS = "abcdefghjklmnopqrstwxyz";
    private static final int LAST = 0xD7F9;

    private SlugProposal() {}

    static String of(String name) {
        var slug = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                slug.append((char) c);
            } else if (c >= 'A' && c <= 'Z') {
                slug.append((char) (c - 'A' + 'a'));
            } else {
                byte[] code = Character.toString(c).getBytes(GB);
                int place = code.length == 2 ? (code[0] & 0xFF) << 8 | code[1] & 0xFF : 0;
                if (place >= FIRST[0] && place <= LAST) {
                    int found = Arrays.binarySearch(FIRST, place);
                    slug.append(LETTERS.charAt(found >= 0 ? found : -found - 2));
                }
            }
        });
        return slug.length() > 40 ? slug.substring(0, 40) : slug.toString();
    }
}
