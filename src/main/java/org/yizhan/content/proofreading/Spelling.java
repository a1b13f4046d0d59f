package org.yizhan.content.proofreading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.yizhan.search.Dictionary;

/**
 * Wrong words that no list names (错别字). Three ways, each of which asks that the stretch be no known word: characters that stand
 * loose and make a usual word when they change places (对针性) or when one is taken for another of the same sound or look; and
 * phrases of official writing with a single character that does not belong (互通到享).
 */
final class Spelling {
    static final String CODE = "spelling";

    /** How often ordinary writing must have had a word for it to be suggested. */
    private static final int USUAL = 25;

    /** A character that stands alone more often than this may well do so here. */
    private static final int OFTEN_ALONE = 70;

    private static final String GRAMMAR = "的了着过得地是在有和与及或而且并但也又还都就才只不没未很更最太被把将让给对向从到由于为以因所之其此这那该各每某本两几第"
            + "一二三四五六七八九十百千万亿零〇上下中内外前后左右里间时年月日个位名次条件项家户人员等们我你他她它省市县区乡镇村州局办委厅科股室组站所队院校班会大小多少高低新老好要能可应须请经"
            + "东南西北岁元角分号届期批份种类点线路河山水转报送收发办批签印存任";

    private static final int PLACES = 1 << 18;

    private static final Spelling ONLY = new Spelling();

    private final Set<String> official = new HashSet<>();
    private final Set<String> phrases = new HashSet<>();
    private final Map<Integer, List<String>> byBeginning = new HashMap<>();
    private final Map<Integer, List<String>> byEnd = new HashMap<>();
    private final BitSet pairs = new BitSet(PLACES);
    private final Set<String> strong = new HashSet<>();
    private final Map<Character, String> confusable = new HashMap<>();

    private Spelling() {
        lines("official-words.txt").forEach(line -> official.addAll(List.of(line.split("\\s+"))));
        for (String line : lines("phrases.txt")) {
            for (String written : line.split("\\s+")) {
                String phrase = written.replace("!", "");
                if (written.startsWith("!")) {
                    strong.add(phrase);
                }
                phrases.add(phrase);
                if (phrase.length() >= 4) {
                    byBeginning.computeIfAbsent(pair(phrase, 0), key -> new ArrayList<>()).add(phrase);
                    byEnd.computeIfAbsent(pair(phrase, phrase.length() - 2), key -> new ArrayList<>()).add(phrase);
                    pairs.set(place(phrase, 0));
                    pairs.set(place(phrase, phrase.length() - 2));
                }
            }
        }
        for (String line : lines("confusables.txt")) {
            for (String group : line.split("\\s+")) {
                for (char c : group.toCharArray()) {
                    confusable.merge(c, group, String::concat);
                }
            }
        }
    }

    /** Whether the one is often taken for the other. */
    static boolean areConfusable(char one, char other) {
        return ONLY.confusable.getOrDefault(one, "").indexOf(other) >= 0;
    }

    static List<Remark> look(Words words) {
        return ONLY.remarks(words);
    }

    private List<Remark> remarks(Words words) {
        var found = new ArrayList<Remark>();
        String text = words.text;
        var sound = new BitSet(text.length());
        for (int at = 0; at + 1 < text.length(); at++) {
            if (!pairs.get(place(text, at))) {
                continue;
            }
            for (String phrase : byBeginning.getOrDefault(pair(text, at), List.of())) {
                if (text.startsWith(phrase, at)) {
                    sound.set(at, at + phrase.length());
                }
            }
        }
        for (int at = 0; at + 1 < text.length(); at++) {
            if (!Words.isHan(text.charAt(at)) || !Words.isHan(text.charAt(at + 1))) {
                continue;
            }
            if (pairs.get(place(text, at))) {
                phrase(words, at, sound, found);
            }
            if (words.begin(at) == at) {
                loose(words, at, found);
            }
        }
        return found;
    }

    /** Phrases of which either the first two characters or the last two stand here. */
    private void phrase(Words words, int at, BitSet sound, List<Remark> found) {
        for (String phrase : byBeginning.getOrDefault(pair(words.text, at), List.of())) {
            compare(words, at, phrase, sound, found);
        }
        for (String phrase : byEnd.getOrDefault(pair(words.text, at), List.of())) {
            compare(words, at + 2 - phrase.length(), phrase, sound, found);
        }
    }

    /** @param sound where a phrase stands as it should */
    private void compare(Words words, int from, String phrase, BitSet sound, List<Remark> found) {
        String text = words.text;
        int to = from + phrase.length();
        if (from < 0 || to > text.length()) {
            return;
        }
        int odd = -1;
        for (int i = 0; i < phrase.length(); i++) {
            if (text.charAt(from + i) != phrase.charAt(i)) {
                if (odd >= 0 || !Words.isHan(text.charAt(from + i))) {
                    return;
                }
                odd = from + i;
            }
        }
        if (odd < 0 || sound.get(odd) || phrases.contains(text.substring(from, to))
                || isKnownPart(text, from, to, odd)) {
            return;
        }
        boolean certain = strong.contains(phrase)
                || words.isLoose(odd)
                        && GRAMMAR.indexOf(text.charAt(odd)) < 0
                        && phrase.length() == 4
                        && Dictionary.frequency(phrase) > 0;
        boolean breaksAWord = words.isLoose(odd)
                && (odd > from && words.isLoose(odd - 1) && GRAMMAR.indexOf(text.charAt(odd - 1)) < 0
                        || odd + 1 < to && words.isLoose(odd + 1) && GRAMMAR.indexOf(text.charAt(odd + 1)) < 0);
        if (certain || breaksAWord) {
            add(found, from, to, words, phrase);
        }
    }

    private boolean isKnownPart(String text, int from, int to, int odd) {
        if (Dictionary.has(text.substring(from, to))) {
            return true;
        }
        for (int start = Math.max(from, odd - 3); start <= odd; start++) {
            for (int end = Math.max(odd + 1, start + 3); end <= Math.min(to, start + 4); end++) {
                if (Dictionary.has(text.substring(start, end)) || official.contains(text.substring(start, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void loose(Words words, int at, List<Remark> found) {
        String text = words.text;
        int run = 0;
        while (run < 4 && at + run < text.length() && words.isLoose(at + run)) {
            run++;
        }
        if (run == 0) {
            if (words.end(at) - at == 2) {
                doubtful(words, at, found);
            }
            return;
        }
        for (int length = Math.min(run, 4); length >= 2; length--) {
            String written = text.substring(at, at + length);
            Optional<String> meant = length == 2 ? ofTwo(written) : ofMore(written);
            if (meant.isPresent()) {
                add(found, at, at + length, words, meant.get());
                return;
            }
        }
    }

    /** A word that hardly anybody has written, where a usual one is a slip away. */
    private void doubtful(Words words, int at, List<Remark> found) {
        String written = words.text.substring(at, at + 2);
        if (official.contains(written)
                || Dictionary.frequency(written) > 1
                || GRAMMAR.indexOf(written.charAt(0)) >= 0
                || GRAMMAR.indexOf(written.charAt(1)) >= 0) {
            return;
        }
        String turned = turned(written);
        if (official.contains(turned)) {
            add(found, at, at + 2, words, turned);
            return;
        }
        variants(written).filter(word -> official.contains(word) && Dictionary.frequency(word) >= USUAL / 4)
                .findFirst()
                .ifPresent(word -> add(found, at, at + 2, words, word));
    }

    private Optional<String> ofTwo(String written) {
        char first = written.charAt(0);
        char second = written.charAt(1);
        if (GRAMMAR.indexOf(first) >= 0
                || GRAMMAR.indexOf(second) >= 0
                || first == second
                || official.contains(written)
                || Dictionary.frequency(String.valueOf(first)) > OFTEN_ALONE
                        && Dictionary.frequency(String.valueOf(second)) > OFTEN_ALONE) {
            return Optional.empty();
        }
        String turned = turned(written);
        return isUsual(turned) ? Optional.of(turned) : variants(written).filter(this::isUsual).findFirst();
    }

    private Optional<String> ofMore(String written) {
        if (Dictionary.has(written) || written.chars().filter(c -> GRAMMAR.indexOf(c) >= 0).count() > 1) {
            return Optional.empty();
        }
        return java.util.stream.Stream.concat(orders(written).stream(), variants(written))
                .filter(word -> !word.equals(written) && (official.contains(word) || Dictionary.frequency(word) >= 8))
                .findFirst();
    }

    private boolean isUsual(String word) {
        return official.contains(word) || Dictionary.frequency(word) >= USUAL;
    }

    private static String turned(String two) {
        return "" + two.charAt(1) + two.charAt(0);
    }

    /** The same with one character taken for another. */
    private java.util.stream.Stream<String> variants(String written) {
        var all = new ArrayList<String>();
        for (int i = 0; i < written.length(); i++) {
            for (char other : confusable.getOrDefault(written.charAt(i), "").toCharArray()) {
                if (other != written.charAt(i)) {
                    all.add(written.substring(0, i) + other + written.substring(i + 1));
                }
            }
        }
        return all.stream();
    }

    /** The same with one character moved to another place. */
    private static Set<String> orders(String written) {
        var all = new java.util.LinkedHashSet<String>();
        for (int from = 0; from < written.length(); from++) {
            String without = written.substring(0, from) + written.substring(from + 1);
            for (int to = 0; to <= without.length(); to++) {
                all.add(without.substring(0, to) + written.charAt(from) + without.substring(to));
            }
        }
        all.remove(written);
        return all;
    }

    private static void add(List<Remark> found, int from, int to, Words words, String meant) {
        if (found.stream().noneMatch(remark -> remark.touches(from, to))) {
            found.add(Remark.suggestion(CODE, from, to,
                    "“" + words.written.substring(from, to) + "”可能是“" + meant + "”之误，请核对。"));
        }
    }

    /** So that a place of the text that no phrase shares is left at once. */
    private static int place(String text, int at) {
        return (text.charAt(at) * 31 + text.charAt(at + 1)) % PLACES;
    }

    private static int pair(String text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1);
    }

    static List<String> lines(String name) {
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                Spelling.class.getResourceAsStream("/proofreading/" + name), name), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
