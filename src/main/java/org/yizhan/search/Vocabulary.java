package org.yizhan.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The Chinese words that the county really uses in titles and texts (用词表), by spelling: from it a question typed in letters
 * becomes words, a mistyped one is put right, and a question that has only begun is completed. Nothing is suggested that the
 * index does not hold.
 */
final class Vocabulary {
    static final Vocabulary EMPTY = new Vocabulary(Map.of());

    private static final int MOST_WORDS = 20_000;
    private static final int LONGEST_WORD = 8;
    private static final int LONGEST_QUESTION = 40;
    private static final int SELDOM = 2;

    /** What each way to read a stretch of a question costs; what is written right costs least. */
    private static final double KNOWN = 1;
    private static final double SPELLED = 1;
    private static final double INITIALS = 1.5;
    private static final double SAME_SOUND = 1.9;
    private static final double ONE_CHARACTER = 2.3;
    private static final double UNKNOWN = 2;

    /** A word and in how many documents it stands. */
    private record Word(String text, Pinyin.Spelled spelled, int documents) {
        /** Frequent words are a little cheaper; never so much that a second word comes free. */
        double bonus() {
            return Math.min(0.4, Math.log1p(documents) / 25);
        }
    }

    private final Map<String, Word> byText = new HashMap<>();
    private final Word[] byInitials;
    private final Word[] bySpelling;
    private final Word[] bySound;
    private final Word[] inOrder;
    /** The words of each length, the most used first. */
    private final Word[][] byLength;

    private Vocabulary(Map<String, Integer> documents) {
        documents.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(MOST_WORDS)
                .forEach(e -> byText.put(e.getKey(), new Word(e.getKey(), Pinyin.of(e.getKey()), e.getValue())));
        byInitials = sorted(word -> word.spelled().initials());
        bySpelling = sorted(word -> word.spelled().full());
        bySound = sorted(word -> word.spelled().sound());
        inOrder = sorted(Word::text);
        byLength = new Word[LONGEST_WORD + 1][];
        for (int length = 0; length <= LONGEST_WORD; length++) {
            int these = length;
            byLength[length] = Arrays.stream(inOrder)
                    .filter(word -> word.text().length() == these)
                    .sorted(Comparator.comparingInt(Word::documents).reversed())
                    .toArray(Word[]::new);
        }
    }

    private Word[] sorted(Function<Word, String> key) {
        return byText.values()
                .stream()
                .sorted(Comparator.comparing(key).thenComparing(Comparator.comparingInt(Word::documents).reversed()))
                .toArray(Word[]::new);
    }

    /** @param asked what has been asked for with success, and how often */
    static Vocabulary of(IndexSearcher searcher, Map<String, Integer> asked) throws IOException {
        var documents = new HashMap<String, Integer>();
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            for (String field : List.of(LuceneStore.TITLE, LuceneStore.BODY)) {
                Terms terms = leaf.reader().terms(field);
                if (terms != null) {
                    collect(terms.iterator(), documents);
                }
            }
        }
        if (documents.size() > 4 * MOST_WORDS) {
            documents.values().removeIf(times -> times < SELDOM);
        }
        asked.forEach((words, times) -> {
            String plain = words.replace(" ", "");
            if (isChinese(plain) && plain.length() <= 2 * LONGEST_WORD) {
                documents.merge(plain, times, Integer::sum);
            }
        });
        return new Vocabulary(documents);
    }

    private static void collect(TermsEnum terms, Map<String, Integer> into) throws IOException {
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            if (term.length > 3 && term.length <= 3 * LONGEST_WORD) {
                String word = term.utf8ToString();
                if (isChinese(word)) {
                    into.merge(word, terms.docFreq(), Integer::sum);
                }
            }
        }
    }

    private static boolean isChinese(String word) {
        return word.length() > 1 && word.codePoints().allMatch(Character::isIdeographic);
    }

    int size() {
        return byText.size();
    }

    /** What was probably meant, the most probable first; empty when the question looks right or nothing better is known. */
    List<String> meant(String typed) {
        String line = ChineseAnalyzer.normalise(typed).strip();
        if (line.isEmpty() || line.length() > LONGEST_QUESTION) {
            return List.of();
        }
        String letters = Pinyin.lettersOf(line);
        var meant = new LinkedHashSet<String>();
        if (letters.length() > 1) {
            whole(letters).forEach(meant::add);
            String best = cheapest(letters, this::readLetters);
            if (best != null) {
                meant.add(best);
            }
        } else if (letters.isEmpty()) {
            var out = new ArrayList<String>();
            boolean changed = false;
            for (String part : line.split(" ")) {
                String better = isChinese(part) ? cheapest(part, this::readCharacters) : null;
                out.add(better == null ? part : better);
                changed |= better != null && !better.equals(part);
            }
            if (changed) {
                meant.add(String.join(" ", out));
            }
        }
        meant.remove(line);
        return List.copyOf(meant);
    }

    /** Words that are spelled just so, or whose syllables begin so, the most used first. */
    private List<String> whole(String letters) {
        var words = new ArrayList<>(equal(bySpelling, word -> word.spelled().full(), letters, 3));
        words.addAll(equal(byInitials, word -> word.spelled().initials(), letters, 2));
        return words.stream().map(Word::text).toList();
    }

    /** What a question that begins so may become: by characters or by letters. */
    List<String> completions(String typed, int most) {
        String line = ChineseAnalyzer.normalise(typed).strip();
        if (line.isEmpty() || line.length() > LONGEST_QUESTION) {
            return List.of();
        }
        String letters = Pinyin.lettersOf(line);
        var found = new ArrayList<Word>();
        if (letters.isEmpty()) {
            found.addAll(beginning(inOrder, Word::text, line));
        } else {
            found.addAll(beginning(bySpelling, word -> word.spelled().full(), letters));
            if (letters.length() > 1) {
                found.addAll(beginning(byInitials, word -> word.spelled().initials(), letters));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Word::documents).reversed())
                .map(Word::text)
                .filter(word -> !word.equals(line))
                .distinct()
                .limit(most)
                .toList();
    }

    private interface Reading {
        /** The cheapest reading of this stretch of the question, null when there is none. */
        @Nullable
        Read of(String stretch);
    }

    private record Read(String text, double cost) {}

    /** Cuts the question so that all readings together cost least; null when it cannot be read at all. */
    private static @Nullable String cheapest(String question, Reading reading) {
        int length = question.length();
        var cost = new double[length + 1];
        Arrays.fill(cost, Double.MAX_VALUE);
        cost[0] = 0;
        var text = new String[length + 1];
        text[0] = "";
        for (int from = 0; from < length; from++) {
            if (text[from] == null) {
                continue;
            }
            for (int to = from + 1; to <= Math.min(length, from + 6 * LONGEST_WORD); to++) {
                Read read = reading.of(question.substring(from, to));
                if (read != null && cost[from] + read.cost() < cost[to]) {
                    cost[to] = cost[from] + read.cost();
                    text[to] = text[from] + read.text();
                }
            }
        }
        return text[length];
    }

    private @Nullable Read readLetters(String letters) {
        Word spelled = first(bySpelling, word -> word.spelled().full(), letters);
        if (spelled != null) {
            return new Read(spelled.text(), SPELLED - spelled.bonus());
        }
        Word begun = letters.length() < 2 || letters.length() > LONGEST_WORD
                ? null
                : first(byInitials, word -> word.spelled().initials(), letters);
        return begun == null ? null : new Read(begun.text(), INITIALS - begun.bonus());
    }

    private @Nullable Read readCharacters(String stretch) {
        if (stretch.length() == 1) {
            return new Read(stretch, UNKNOWN);
        }
        if (stretch.length() > LONGEST_WORD) {
            return null;
        }
        Word known = byText.get(stretch);
        if (known != null) {
            return new Read(stretch, KNOWN - known.bonus());
        }
        Word heard = first(bySound, word -> word.spelled().sound(), Pinyin.of(stretch).sound());
        if (heard != null && heard.text().length() == stretch.length()) {
            return new Read(heard.text(), SAME_SOUND - heard.bonus());
        }
        Word alike = stretch.length() < 3 ? null : oneCharacterOff(stretch);
        return alike == null ? null : new Read(alike.text(), ONE_CHARACTER - alike.bonus());
    }

    private @Nullable Word oneCharacterOff(String stretch) {
        for (Word word : byLength[stretch.length()]) {
            if (differences(word.text(), stretch) == 1) {
                return word;
            }
        }
        return null;
    }

    private static int differences(String one, String other) {
        int differences = 0;
        for (int i = 0; i < one.length() && differences < 2; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                differences++;
            }
        }
        return differences;
    }

    private static @Nullable Word first(Word[] words, Function<Word, String> key, String wanted) {
        int at = place(words, key, wanted);
        return at < words.length && key.apply(words[at]).equals(wanted) ? words[at] : null;
    }

    private static List<Word> equal(Word[] words, Function<Word, String> key, String wanted, int most) {
        var equal = new ArrayList<Word>();
        for (int i = place(words, key, wanted); i < words.length
                && equal.size() < most
                && key.apply(words[i]).equals(wanted); i++) {
            equal.add(words[i]);
        }
        return equal;
    }

    private static List<Word> beginning(Word[] words, Function<Word, String> key, String wanted) {
        var found = new ArrayList<Word>();
        for (int i = place(words, key, wanted); i < words.length && key.apply(words[i]).startsWith(wanted); i++) {
            found.add(words[i]);
        }
        return found;
    }

    /** Where the first word stands that does not come before this key. */
    private static int place(Word[] words, Function<Word, String> key, String wanted) {
        int from = 0;
        int to = words.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (key.apply(words[middle]).compareTo(wanted) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** All words, for those who look whether something is known. */
    Set<String> words() {
        return byText.keySet();
    }
}
