package org.yizhan.search;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.CustomDictionary;

/** The words that the segmentation knows (词典), for others who ask how usual a word is. */
public final class Dictionary {
    private Dictionary() {}

    /** Told of each word of a text, in order. */
    @FunctionalInterface
    public interface Words {
        void word(int from, int to);
    }

    /** How often the word was counted in ordinary writing; 0 when no dictionary has it. */
    public static int frequency(String word) {
        CoreDictionary.Attribute common = CoreDictionary.trie.get(word);
        return common == null ? 0 : common.totalFrequency;
    }

    /** Whether any dictionary has it, also those of names and of rare words. */
    public static boolean has(String word) {
        return CoreDictionary.trie.get(word) != null || CustomDictionary.DEFAULT.dat.get(word) != null;
    }

    /** In simplified characters and half width, at the same places. */
    public static String simplified(String text) {
        return ChineseAnalyzer.normalise(text);
    }

    /** Cuts the text into words; punctuation and other signs are told of too, one by one. */
    public static void cut(String text, Words each) {
        WordCutter.cut(text.toCharArray(), 0, (from, to, inside) -> {
            if (!inside) {
                each.word(from, to);
            }
        });
    }
}
