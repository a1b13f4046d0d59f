package org.yizhan.content.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.yizhan.shared.PlainText;

/**
 * Turns plain text into paragraphs. Files break lines in three ways: a line is a paragraph (the usual one), lines are wrapped at
 * a width, or a whole document is one line with runs of blanks where paragraphs were. All three come out the same.
 */
final class TextBlocks {
    private static final int LONG_LINE = 200;
    private static final Pattern GAP = Pattern.compile("(?<=\\S)(?: {4,}|\\u3000{2,}|[ \\u3000]{4,})(?=\\S)");
    private static final String SENTENCE_ENDS = "。！？!?；;：:…”\"』」）)》〉】〕.";

    private TextBlocks() {}

    /** Lines that are whole paragraphs, without blanks around them and without empty ones. */
    static List<String> paragraphs(String text) {
        List<String> raw = new ArrayList<>();
        for (String line : text.replace("\uFEFF", "").split("\\r\\n?|[\\n\\f\\u0085\\u2028\\u2029]", -1)) {
            String blanks = line.replace('\u00A0', ' ')
                    .replace('\t', ' ')
                    .replace('\u2002', ' ')
                    .replace('\u2003', ' ');
            if (blanks.length() > LONG_LINE) {
                raw.addAll(Arrays.asList(GAP.split(blanks)));
            } else {
                raw.add(blanks);
            }
        }
        return join(raw, wrapWidth(raw));
    }

    static List<Block> blocks(List<String> paragraphs) {
        List<Block> blocks = new ArrayList<>();
        for (String paragraph : paragraphs) {
            int level = Headings.level(paragraph);
            blocks.add(level > 0
                    ? new Block.Heading(level, paragraph)
                    : new Block.Paragraph(paragraph, HtmlBlocks.escape(paragraph)));
        }
        return blocks;
    }

    private static List<String> join(List<String> raw, int width) {
        boolean indents = raw.stream().filter(TextBlocks::isIndented).count() > 1;
        List<String> out = new ArrayList<>();
        String last = "";
        boolean open = false;
        for (String line : raw) {
            String clean = PlainText.trimmed(line);
            if (clean.isEmpty()) {
                open = false;
                continue;
            }
            boolean starts = isIndented(line) || Headings.level(clean) > 0 || Headings.startsItem(clean);
            boolean joins = open && !starts && goesOn(last, clean, width, indents);
            if (joins) {
                String before = out.removeLast();
                boolean blank = isWordCharacter(before.charAt(before.length() - 1)) && isWordCharacter(clean.charAt(0));
                out.add(before + (blank ? " " : "") + clean);
            } else {
                out.add(clean);
            }
            last = line.stripTrailing();
            open = true;
        }
        return out;
    }

    private static boolean goesOn(String last, String next, int width, boolean indents) {
        String before = PlainText.trimmed(last);
        char end = before.charAt(before.length() - 1);
        boolean ended = SENTENCE_ENDS.indexOf(end) >= 0;
        if (width > 0) {
            boolean full = widthOf(last) >= width - 4;
            return full && (!ended || indents);
        }
        // A sentence torn in two: the line is long and stops in the middle.
        return !ended && before.length() >= 30 && next.length() >= 8 && Character.isIdeographic(next.codePointAt(0))
                || "、，,（(《".indexOf(end) >= 0 && before.length() >= 12;
    }

    /** The width at which lines were wrapped, 0 where they were not. */
    static int wrapWidth(List<String> raw) {
        int[] widths = raw.stream()
                .map(String::stripTrailing)
                .filter(l -> !l.isBlank())
                .mapToInt(TextBlocks::widthOf)
                .sorted()
                .toArray();
        if (widths.length < 6) {
            return 0;
        }
        int wide = widths[(int) ((widths.length - 1) * 0.9)];
        if (wide < 30 || wide > 140) {
            return 0;
        }
        long full = Arrays.stream(widths).filter(w -> w >= wide - 4 && w <= wide + 4).count();
        long wider = Arrays.stream(widths).filter(w -> w > wide + 4).count();
        return full * 100 >= widths.length * 40L && wider * 20 <= widths.length ? wide : 0;
    }

    /** In columns: a Chinese character takes two. */
    private static int widthOf(String line) {
        return line.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }

    private static boolean isIndented(String line) {
        return line.startsWith("\u3000") || line.startsWith("  ");
    }

    private static boolean isWordCharacter(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
