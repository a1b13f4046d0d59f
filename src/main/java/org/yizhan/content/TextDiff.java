package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;

/** Two texts side by side (对照): paragraph by paragraph, and inside a paragraph word by word. */
public final class TextDiff {
    /** A row of a table counts as one; a longer text is compared this far, and says so. */
    static final int MOST_BLOCKS = 4_000;
    private static final int MOST_WORDS = 3_000;
    /** A Chinese character is a word of its own; letters and digits belong together. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.%]+|\\s+|\\X", Pattern.UNICODE_CHARACTER_CLASS);

    private TextDiff() {}

    /** What has become of a stretch of text. */
    public enum Change {
        SAME, GONE, ADDED, CHANGED
    }

    /** A stretch of one side: the same on both, only here on the left (GONE), only here on the right (ADDED). */
    public record Piece(Change change, String text) {}

    /** One paragraph on both sides; a side that has nothing is empty. */
    public record Row(Change change, List<Piece> left, List<Piece> right) {}

    public static List<Row> ofHtml(String left, String right) {
        return ofBlocks(blocks(left), blocks(right));
    }

    /** Whether something was left out because the text is too long. */
    public static boolean isCut(String left, String right) {
        return Math.max(left.length(), right.length()) > 400_000;
    }

    static List<Row> ofBlocks(List<String> left, List<String> right) {
        var rows = new ArrayList<Row>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
            at = same(left, at, delta.getSource().getPosition(), rows);
            List<String> gone = delta.getSource().getLines();
            List<String> added = delta.getTarget().getLines();
            for (int i = 0; i < Math.max(gone.size(), added.size()); i++) {
                rows.add(row(i < gone.size() ? gone.get(i) : null, i < added.size() ? added.get(i) : null));
            }
            at += gone.size();
        }
        same(left, at, left.size(), rows);
        return List.copyOf(rows);
    }

    private static int same(List<String> left, int from, int to, List<Row> rows) {
        for (int i = from; i < to; i++) {
            var piece = List.of(new Piece(Change.SAME, left.get(i)));
            rows.add(new Row(Change.SAME, piece, piece));
        }
        return to;
    }

    private static Row row(@org.jspecify.annotations.Nullable String gone,
            @org.jspecify.annotations.Nullable String added) {
        if (gone == null || added == null) {
            return gone == null
                    ? new Row(Change.ADDED, List.of(), List.of(new Piece(Change.ADDED, added == null ? "" : added)))
                    : new Row(Change.GONE, List.of(new Piece(Change.GONE, gone)), List.of());
        }
        return words(gone, added);
    }

    /** The words of one line; used for titles and other short fields too. */
    public static Row words(String left, String right) {
        if (left.equals(right)) {
            var piece = List.of(new Piece(Change.SAME, left));
            return new Row(Change.SAME, piece, piece);
        }
        List<String> before = tokens(left);
        List<String> after = tokens(right);
        if (before.size() > MOST_WORDS || after.size() > MOST_WORDS) {
            return new Row(Change.CHANGED, List.of(new Piece(Change.GONE, left)),
                    List.of(new Piece(Change.ADDED, right)));
        }
        var here = new ArrayList<Piece>();
        var there = new ArrayList<Piece>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            String same = String.join("", before.subList(at, delta.getSource().getPosition()));
            add(here, Change.SAME, same);
            add(there, Change.SAME, same);
            if (delta.getType() != DeltaType.INSERT) {
                add(here, Change.GONE, String.join("", delta.getSource().getLines()));
            }
            if (delta.getType() != DeltaType.DELETE) {
                add(there, Change.ADDED, String.join("", delta.getTarget().getLines()));
            }
            at = delta.getSource().getPosition() + delta.getSource().getLines().size();
        }
        String rest = String.join("", before.subList(at, before.size()));
        add(here, Change.SAME, rest);
        add(there, Change.SAME, rest);
        return new Row(Change.CHANGED, List.copyOf(here), List.copyOf(there));
    }

    private static void add(List<Piece> pieces, Change change, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(change, text));
        }
    }

    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            tokens.add(word.group());
        }
        return tokens;
    }

    /** Paragraphs, headings, list items, rows of tables and pictures, each as a line of text. */
    static List<String> blocks(String html) {
        var blocks = new ArrayList<String>();
        var open = new StringBuilder();
        Jsoup.parseBodyFragment(html).body().traverse(new org.jsoup.select.NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode leaf) {
                    open.append(leaf.getWholeText().replace('\u00A0', ' ').replace('\n', ' '));
                } else if (node instanceof Element element) {
                    switch (element.normalName()) {
                        case "img" -> open.append("〔图片：")
                                .append(element.attr("alt").isEmpty() ? "无文字说明" : element.attr("alt"))
                                .append('〕');
                        case "br" -> close();
                        case "td", "th" -> open.append(open.isEmpty() ? "" : "｜");
                        default -> {
                            if (TidyHtml.isBlock(element) && element.closest("td, th") == null) {
                                close();
                            }
                        }
                    }
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && TidyHtml.isBlock(element)
                        && element.closest("td, th") == null) {
                    close();
                }
            }

            private void close() {
                String line = open.toString().strip();
                open.setLength(0);
                if (!line.isEmpty() && blocks.size() < MOST_BLOCKS) {
                    blocks.add(line);
                }
            }
        });
        if (!open.toString().isBlank() && blocks.size() < MOST_BLOCKS) {
            blocks.add(open.toString().strip());
        }
        return blocks;
    }
}
