package org.yizhan.search;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

import com.hankcs.hanlp.dictionary.other.CharTable;

/**
 * Cuts Chinese text for the index. Two ways side by side: words, long ones together with the words inside them (保障局 and
 * 保障), and pairs of neighbouring characters, so that any stretch of text is found even where the dictionary cuts it elsewhere.
 * Both read traditional characters as simplified, full width as half width, capitals as small letters.
 */
final class ChineseAnalyzer extends Analyzer {
    private final boolean pairs;

    private ChineseAnalyzer(boolean pairs) {
        this.pairs = pairs;
    }

    static ChineseAnalyzer ofWords() {
        return new ChineseAnalyzer(false);
    }

    static ChineseAnalyzer ofPairs() {
        return new ChineseAnalyzer(true);
    }

    /** The words of a question, each once, as long as the dictionary knows them. */
    static List<String> wordsOf(String question) {
        String text = normalise(question);
        var words = new LinkedHashSet<String>();
        WordCutter.cut(text.toCharArray(), 0, (from, to, inside) -> {
            if (!inside && isWord(text, from, to)) {
                words.add(text.substring(from, to));
            }
        });
        return List.copyOf(words);
    }

    /** A term of {@link #ofPairs} and its place among them. */
    record Placed(String term, int position) {}

    /** The terms of {@link #ofPairs} that stand side by side wherever this text occurs. */
    static List<Placed> pairsOf(String text) {
        var terms = new ArrayList<Placed>();
        var steps = new Steps(normalise(text));
        for (int position = 0; steps.next(); position++) {
            if (steps.joinsNext()) {
                terms.add(new Placed(steps.pair(), position));
            } else if (!steps.joinsPrevious()) {
                terms.add(new Placed(steps.single(), position));
            }
        }
        return terms;
    }

    /** Same length as the text: offsets stay true. */
    static String normalise(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = normalise(chars[i]);
        }
        return new String(chars);
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return new NormalisingReader(reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(pairs ? new PairTokenizer() : new WordTokenizer());
    }

    private static char normalise(char c) {
        return c < 0x80 ? Character.toLowerCase(c) : CharTable.convert(c);
    }

    private static boolean isWord(String text, int from, int to) {
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            if (isLetterOrDigit(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Nearly all characters of a Chinese text; the tables of the JDK are asked only for the others. */
    static boolean isCommonChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    private static boolean isLetterOrDigit(int c) {
        return isCommonChinese(c) || Character.isLetterOrDigit(c);
    }

    private static boolean isChinese(int c) {
        return isCommonChinese(c) || Character.isIdeographic(c);
    }

    private static final class NormalisingReader extends java.io.FilterReader {
        NormalisingReader(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            return c < 0 ? c : normalise((char) c);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            for (int i = from; i < from + n; i++) {
                buffer[i] = normalise(buffer[i]);
            }
            return n;
        }
    }

    /** Reads texts whole, one after the other into the same place. */
    private static final class WholeText {
        private static final int USUAL = 1 << 13;
        private char[] place = new char[USUAL];

        String of(Reader input) throws IOException {
            int length = 0;
            for (int n = 0; n >= 0; n = input.read(place, length, place.length - length)) {
                length += n;
                if (length == place.length) {
                    place = Arrays.copyOf(place, 2 * length);
                }
            }
            String text = new String(place, 0, length);
            if (place.length > 8 * USUAL) {
                place = new char[USUAL];
            }
            return text;
        }
    }

    /** Walks through a text by single Chinese characters and by words of letters and digits. */
    private static final class Steps {
        /** Longer words are taken in parts, as the index knows no endless ones. */
        private static final int LONGEST_WORD = 100;

        private final String text;
        private int from;
        private int to;
        private boolean chinese;
        private boolean joinsPrevious;

        Steps(String text) {
            this.text = text;
        }

        boolean next() {
            boolean afterChinese = chinese;
            int last = to;
            for (from = to; from < text.length(); from += Character.charCount(text.codePointAt(from))) {
                int c = text.codePointAt(from);
                if (!isLetterOrDigit(c)) {
                    continue;
                }
                to = from + Character.charCount(c);
                chinese = ChineseAnalyzer.isChinese(c);
                joinsPrevious = chinese && afterChinese && from == last;
                while (!chinese
                        && to < text.length()
                        && to - from < LONGEST_WORD
                        && isWestern(text.codePointAt(to))) {
                    to += Character.charCount(text.codePointAt(to));
                }
                return true;
            }
            to = from;
            return false;
        }

        boolean joinsPrevious() {
            return joinsPrevious;
        }

        /** Whether another Chinese character follows this one at once. */
        boolean joinsNext() {
            return chinese && to < text.length() && ChineseAnalyzer.isChinese(text.codePointAt(to));
        }

        String single() {
            return text.substring(from, to);
        }

        String pair() {
            return text.substring(from, pairEnd());
        }

        int pairEnd() {
            return to + Character.charCount(text.codePointAt(to));
        }

        private static boolean isWestern(int c) {
            return Character.isLetterOrDigit(c) && !ChineseAnalyzer.isChinese(c);
        }
    }

    /**
     * Pairs of neighbours, at the place of the first. A single character is kept where no pair covers it on one side, so that
     * 第3号 can be asked for, and where the text has it for the first time, so that it can be found alone.
     */
    private static final class PairTokenizer extends Tokenizer {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final BitSet seen = new BitSet();
        private final WholeText whole = new WholeText();
        private String text = "";
        private Steps steps = new Steps("");
        private boolean pairIsDue;

        @Override
        public void reset() throws IOException {
            super.reset();
            text = whole.of(input);
            steps = new Steps(text);
            seen.clear();
            pairIsDue = false;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (pairIsDue) {
                pairIsDue = false;
                emit(steps.pairEnd(), 0);
                return true;
            }
            if (!steps.next()) {
                return false;
            }
            boolean pair = steps.joinsNext();
            if (pair && steps.joinsPrevious() && hasSeen()) {
                emit(steps.pairEnd(), 1);
            } else {
                emit(steps.to, 1);
                pairIsDue = pair;
            }
            return true;
        }

        private boolean hasSeen() {
            int c = text.codePointAt(steps.from);
            boolean before = seen.get(c);
            seen.set(c);
            return before;
        }

        private void emit(int to, int positions) {
            term.append(text, steps.from, to);
            offset.setOffset(correctOffset(steps.from), correctOffset(to));
            step.setPositionIncrement(positions);
        }

        @Override
        public void end() throws IOException {
            super.end();
            offset.setOffset(correctOffset(text.length()), correctOffset(text.length()));
        }
    }

    private static final class WordTokenizer extends Tokenizer {
        /** Longest stretch that is cut at once; cuts fall behind punctuation where there is any. */
        private static final int STRETCH = 4000;

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final WholeText whole = new WholeText();
        private String text = "";
        private int stretchTo;
        /** What was cut last: where each word begins and ends, and how far it lies behind the one before. */
        private int[] words = new int[300];
        private int count;
        private int next;

        @Override
        public void reset() throws IOException {
            super.reset();
            text = whole.of(input);
            stretchTo = 0;
            count = 0;
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            while (next == count) {
                if (stretchTo >= text.length()) {
                    return false;
                }
                cutStretch();
            }
            int from = words[next++];
            int to = words[next++];
            term.append(text, from, to);
            offset.setOffset(correctOffset(from), correctOffset(to));
            step.setPositionIncrement(words[next++]);
            return true;
        }

        @Override
        public void end() throws IOException {
            super.end();
            offset.setOffset(correctOffset(text.length()), correctOffset(text.length()));
        }

        private void cutStretch() {
            int from = stretchTo;
            int to = Math.min(text.length(), from + STRETCH);
            for (int i = to; i > from + STRETCH / 2 && to < text.length(); i--) {
                if ("。；！？\n，".indexOf(text.charAt(i - 1)) >= 0) {
                    to = i;
                    break;
                }
            }
            stretchTo = to;
            count = 0;
            next = 0;
            WordCutter.cut(text.substring(from, to).toCharArray(), from, this::take);
        }

        private void take(int from, int to, boolean inside) {
            if (!isWord(text, from, to)) {
                return;
            }
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
            }
            words[count++] = from;
            words[count++] = to;
            words[count++] = inside ? 0 : 1;
        }
    }
}
