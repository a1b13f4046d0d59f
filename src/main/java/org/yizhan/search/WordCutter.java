package org.yizhan.search;

import java.util.Arrays;
import java.util.stream.IntStream;

import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import com.hankcs.hanlp.utility.Predefine;

/**
 * Cuts Chinese text into words: of all ways through the text that HanLP's dictionaries allow, the one whose words are the most
 * probable together (最大概率法). HanLP's own segmenters also weigh which word follows which and guess names; that costs an index
 * of every word of a county three times as much, and what it would find more, the pairs of {@link ChineseAnalyzer} find.
 */
final class WordCutter {
    private static final DoubleArrayTrie<CoreDictionary.Attribute> COMMON = CoreDictionary.trie;
    private static final DoubleArrayTrie<CoreDictionary.Attribute> FURTHER = CustomDictionary.DEFAULT.dat;

    /** The further dictionary was counted in a corpus so many times larger. */
    private static final int FURTHER_COUNTS_MORE = 16;

    private static final double EVERY_WORD = Math.log(Predefine.TOTAL_FREQUENCY);

    /** What words cost that occur so seldom, by how often: most do, and every text has hundreds. */
    private static final double[] PRICES = IntStream.range(0, 4096).mapToDouble(WordCutter::reckoned).toArray();

    /** Longer words of letters and digits are taken in parts, as the index knows no endless ones. */
    private static final int LONGEST_WORD = 100;

    /** What is found in the text, by beginning: places of the dictionary's words, each with what it costs to use it. */
    private int[] from;
    private int[] to;
    private double[] cost;
    private int found;

    private WordCutter(int expected) {
        from = new int[expected];
        to = new int[expected];
        cost = new double[expected];
    }

    /** Told of each word, in the order in which they begin. */
    @FunctionalInterface
    interface Words {
        /** @param inside whether this is a shorter word of the dictionary inside the one told of before (保障 in 保障局) */
        void word(int from, int to, boolean inside);
    }

    /**
     * Tells of the words of a stretch of text; of punctuation and other signs too, one by one.
     *
     * @param begin the place of the stretch in its text, which is added to all places
     */
    static void cut(char[] stretch, int begin, Words words) {
        var cutter = new WordCutter(2 * stretch.length + 16);
        cutter.look(stretch);
        cutter.tell(cutter.bestEnds(stretch), begin, words);
    }

    private void look(char[] text) {
        var common = COMMON.getSearcher(text, 0);
        var further = FURTHER.getSearcher(text, 0);
        boolean inCommon = common.next();
        boolean inFurther = further.next();
        while (inCommon || inFurther) {
            if (inCommon && (!inFurther || common.begin <= further.begin)) {
                add(common.begin, common.begin + common.length, common.value.totalFrequency);
                inCommon = common.next();
            } else {
                add(further.begin, further.begin + further.length,
                        further.value.totalFrequency / FURTHER_COUNTS_MORE);
                inFurther = further.next();
            }
        }
    }

    private void add(int begin, int end, int frequency) {
        double price = frequency < PRICES.length ? PRICES[frequency] : reckoned(frequency);
        for (int i = found - 1; i >= 0 && from[i] == begin; i--) {
            if (to[i] == end) {
                cost[i] = Math.min(cost[i], price); // in both dictionaries
                return;
            }
        }
        if (found == from.length) {
            from = Arrays.copyOf(from, 2 * found);
            to = Arrays.copyOf(to, 2 * found);
            cost = Arrays.copyOf(cost, 2 * found);
        }
        from[found] = begin;
        to[found] = end;
        cost[found++] = price;
    }

    private static double reckoned(int frequency) {
        return EVERY_WORD - Math.log(frequency + 1);
    }

    /** Where the word ends that the best way through the text takes at each place; filled from the last place to the first. */
    private int[] bestEnds(char[] text) {
        var ends = new int[text.length];
        var way = new double[text.length + 1];
        int next = found - 1;
        for (int at = text.length - 1; at >= 0; at--) {
            boolean western = isWestern(text[at]);
            ends[at] = western ? westernEnd(text, at) : at + (isPair(text, at) ? 2 : 1);
            way[at] = way[ends[at]] + EVERY_WORD;
            for (; next >= 0 && from[next] == at; next--) {
                double through = cost[next] + way[to[next]];
                if (through < way[at] && !western) {
                    way[at] = through;
                    ends[at] = to[next];
                }
            }
        }
        return ends;
    }

    private void tell(int[] ends, int begin, Words words) {
        int next = 0;
        for (int at = 0; at < ends.length; at = ends[at]) {
            int end = ends[at];
            words.word(begin + at, begin + end, false);
            for (; next < found && from[next] < end; next++) {
                boolean inside = from[next] >= at && to[next] <= end && to[next] - from[next] > 1;
                boolean same = from[next] == at && to[next] == end;
                if (inside && !same) {
                    words.word(begin + from[next], begin + to[next], true);
                }
            }
        }
    }

    private static int westernEnd(char[] text, int at) {
        int end = at + 1;
        while (end < text.length && end - at < LONGEST_WORD && isWestern(text[end])) {
            end++;
        }
        return end;
    }

    private static boolean isWestern(char c) {
        return !ChineseAnalyzer.isCommonChinese(c) && Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }

    /** Whether the character here takes two places, as rare Chinese ones do. */
    private static boolean isPair(char[] text, int at) {
        return at + 1 < text.length && Character.isSurrogatePair(text[at], text[at + 1]);
    }
}
