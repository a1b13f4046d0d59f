package org.yizhan.content.reading;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace of broken text (文字损坏), with the passage around it; whoever takes the document must have looked at each.
 *
 * @param passage the place and a few characters on both sides
 */
public record Damage(Kind kind, String passage) {
    /** What broke the text, in words for the clerk. */
    public enum Kind {
        PINYIN("汉字后面夹带拼音"), LOST("文字丢失，变成了问号"), UNREADABLE("无法识别的字符"), MISREAD("编码错误造成的乱码"), RARE("一连串生僻字，可能是乱码");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private static final int MOST = 200;
    private static final int AROUND = 12;
    private static final String TONES = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ";
    private static final Pattern PINYIN = Pattern.compile("\\p{IsHan}[（(][a-z" + TONES + "]{1,7}[）)]");
    private static final Pattern TONED = Pattern.compile("[" + TONES + "]");

    /** A question mark followed by a semicolon, or several in a row inside Chinese: bytes that a conversion threw away. */
    private static final Pattern LOST = Pattern.compile(
            "\\?;|(?<=\\p{IsHan})\\?[A-Za-z](?=\\p{IsHan})|(?<=[\\p{IsHan}，。、])\\?{3,}|\\?{3,}(?=[\\p{IsHan}，。、])");
    private static final Pattern UNREADABLE = Pattern.compile("[\\uFFFD\\uE000-\\uF8FF]+");
    private static final Pattern MISREAD = Pattern.compile(
            "锟斤拷|烫烫|屯屯|(?:[\\u00C2-\\u00F4][\\u0080-\\u00BF\\u0152-\\u0178\\u02C6\\u02DC\\u2013-\\u2122\\u20AC]{1,3}){3,}");

    /** UTF-8 read as GBK: three bytes of one encoding, twice, are three characters of the other, of a shape that no text has. */
    private static final Pattern UTF8_AS_GBK = Pattern.compile("(?:ABC){2,}|(?:BCA){2,}|(?:CAB){2,}");
    private static final byte[] SHAPE = shapes();

    /** All traces in the order of the text, at most 200. */
    static List<Damage> find(String text) {
        List<Place> found = new ArrayList<>();
        boolean toned = TONED.matcher(text).find();
        if (toned) {
            find(text, PINYIN, Kind.PINYIN, found);
        }
        find(text, LOST, Kind.LOST, found);
        find(text, UNREADABLE, Kind.UNREADABLE, found);
        find(text, MISREAD, Kind.MISREAD, found);
        findMisreadUtf8(text, found);
        findRareRuns(text, found);
        return found.stream().sorted(Comparator.comparingInt(Place::at)).map(Place::damage).toList();
    }

    private static void find(String text, Pattern pattern, Kind kind, List<Place> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            found.add(at(text, matcher.start(), matcher.end(), kind));
        }
    }

    private static void findMisreadUtf8(String text, List<Place> found) {
        var shapes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            byte shape = SHAPE[text.charAt(i)];
            shapes.append(shape == 0 ? '-' : (char) shape);
        }
        Matcher matcher = UTF8_AS_GBK.matcher(shapes);
        while (matcher.find() && found.size() < MOST) {
            found.add(at(text, matcher.start(), matcher.end(), Kind.MISREAD));
        }
    }

    /** For every character of GBK, which two bytes of a UTF-8 sequence it would be: first and second, third and first, second and third. */
    private static byte[] shapes() {
        byte[] shapes = new byte[0x10000];
        Charset gbk = Charset.forName("GBK");
        for (int lead = 0x81; lead <= 0xFE; lead++) {
            for (int trail = 0x80; trail <= 0xFE; trail++) {
                String one = new String(new byte[]{(byte) lead, (byte) trail}, gbk);
                boolean leadBegins = lead >= 0xE3 && lead <= 0xE9 || lead == 0xEF;
                boolean trailBegins = trail >= 0xE3 && trail <= 0xE9 || trail == 0xEF;
                boolean trailFollows = trail < 0xC0;
                if (one.length() == 1 && one.charAt(0) != '\uFFFD') {
                    shapes[one.charAt(0)] = (byte) (leadBegins && trailFollows
                            ? 'A'
                            : lead < 0xC0 && trailBegins ? 'B' : lead < 0xC0 && trailFollows ? 'C' : 0);
                }
            }
        }
        return shapes;
    }

    private static void findRareRuns(String text, List<Place> found) {
        int start = 0;
        int run = 0;
        for (int i = 0; i <= text.length() && found.size() < MOST;) {
            int c = i < text.length() ? text.codePointAt(i) : -1;
            if (c >= 0 && CommonCharacters.isRare(c)) {
                start = run == 0 ? i : start;
                run++;
            } else {
                if (run >= 4) {
                    found.add(at(text, start, i, Kind.RARE));
                }
                run = 0;
            }
            i += c < 0 ? 1 : Character.charCount(c);
        }
    }

    private record Place(int at, Damage damage) {}

    private static Place at(String text, int start, int end, Kind kind) {
        int from = Math.max(0, start - AROUND);
        int to = Math.min(text.length(), Math.min(end, start + 60) + AROUND);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
            to++;
        }
        return new Place(start, new Damage(kind, text.substring(from, to).replace('\n', ' ').strip()));
    }
}
