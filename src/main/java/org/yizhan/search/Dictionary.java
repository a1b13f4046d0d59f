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

    /**
     * Whether the word can say what a text is about: a time, a place word of position, an adverb, a number and the like cannot, nor a
     * verb said twice (看看); words that stand in no dictionary of counted words can.
     */
    public static boolean canNameAMatter(String word) {
        CoreDictionary.Attribute common = CoreDictionary.trie.get(word);
        boolean twice = word.length() == 2 && word.charAt(0) == word.charAt(1);
        if (common == null || twice) {
            return !twice;
        }
        int names = 0;
        for (int i = 0; i < common.nature.length; i++) {
            names += saysLittle(common.nature[i].toString()) ? -common.frequency[i] : common.frequency[i];
        }
        return names > 0;
    }

    /** By the letter with which the tags of a part of speech begin: t times, d adverbs, r pronouns, and what joins or counts. */
    private static boolean saysLittle(String partOfSpeech) {
        return "tsdrcpmqfuyeo".indexOf(partOfSpeech.charAt(0)) >= 0
                || partOfSpeech.equals("ad") || partOfSpeech.equals("vd");
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
