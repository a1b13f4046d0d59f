package org.yizhan.search;

import java.util.List;
import java.util.Locale;

import com.hankcs.hanlp.dictionary.py.PinyinDictionary;

/**
 * How a word is spelled in letters (拼音). The <em>sound</em> of a word is its spelling with what many people do not tell apart
 * made the same: flat and curled tongue, front and back nasals, n and l at the beginning.
 */
final class Pinyin {
    private static final String NONE = "none";

    private Pinyin() {}

    /** Spelling, initials and sound of a Chinese word. */
    record Spelled(String full, String initials, String sound) {}

    static Spelled of(String word) {
        var full = new StringBuilder();
        var initials = new StringBuilder();
        var sound = new StringBuilder();
        List<com.hankcs.hanlp.dictionary.py.Pinyin> syllables = PinyinDictionary.convertToPinyin(word);
        for (com.hankcs.hanlp.dictionary.py.Pinyin syllable : syllables) {
            String letters = syllable.getPinyinWithoutTone();
            if (letters != null && !letters.isEmpty() && !letters.equals(NONE)) {
                full.append(letters);
                initials.append(letters.charAt(0));
                sound.append(sound(letters)).append('\'');
            }
        }
        return new Spelled(full.toString(), initials.toString(), sound.toString());
    }

    private static String sound(String syllable) {
        String plain = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s");
        if (plain.endsWith("ng")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain.startsWith("l") ? "n" + plain.substring(1) : plain;
    }

    /** The letters of what was typed, or empty when it is no spelling: nothing but letters, blanks and apostrophes. */
    static String lettersOf(String typed) {
        String letters = typed.toLowerCase(Locale.ROOT).replace("'", "").replace("’", "").replace(" ", "");
        return letters.chars().allMatch(c -> c >= 'a' && c <= 'z') ? letters : "";
    }
}
