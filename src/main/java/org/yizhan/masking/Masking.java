package org.yizhan.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a text that people wrote, and of the answer to it, the public does not read (隐私处理). The program proposes places, a human takes some away and adds
 * others, and the text is made from the places: they hold no word of the original.
 */
public final class Masking {
    private Masking() {}

    /**
     * What is known of a letter besides its text.
     *
     * @param isReport whether it accuses somebody: then nobody is named, not even a firm or an official
     * @param names of the writer and of whom else the form names
     * @param numbers of the writer, as they were typed
     * @param officials names that the public knows anyway
     * @param officeNumbers telephones that the county has made public
     */
    public record Known(boolean isReport, Set<String> names, Set<String> numbers, Set<String> officials,
            Set<String> officeNumbers) {
        public static final Known NOTHING = new Known(false, Set.of(), Set.of(), Set.of(), Set.of());

        public Known {
            names = Set.copyOf(names);
            numbers = digits(numbers);
            officials = Set.copyOf(officials);
            officeNumbers = digits(officeNumbers);
        }

        private static Set<String> digits(Set<String> numbers) {
            var digits = new HashSet<String>();
            numbers.forEach(number -> digits.add(PersonalNumbers.digitsOf(number)));
            digits.remove("");
            return Set.copyOf(digits);
        }
    }

    /**
     * A text for the public.
     *
     * @param at where the words for each place stand in this text, in the order of the places
     */
    public record Masked(String text, List<Hidden> places, List<Integer> at) {}

    /** Proposes places, in order, none touching another. */
    public static List<Hidden> propose(String text, Known known) {
        FoldedText folded = FoldedText.of(text);
        var all = new ArrayList<Hidden>();
        all.addAll(PersonalNumbers.find(folded, known.officeNumbers(), known.numbers()));
        all.addAll(HomeAddresses.find(folded));
        all.addAll(PersonalNames.find(folded, known));
        return apart(all);
    }

    /** What touches another place is left out, the longer of two stays. */
    private static List<Hidden> apart(List<Hidden> all) {
        var kept = new ArrayList<Hidden>();
        all.sort(Comparator.comparingInt(Hidden::length).reversed().thenComparingInt(Hidden::from));
        for (Hidden one : all) {
            if (kept.stream().noneMatch(one::touches)) {
                kept.add(one);
            }
        }
        kept.sort(Comparator.comparingInt(Hidden::from));
        return List.copyOf(kept);
    }

    public static Masked mask(String text, Known known) {
        return hide(text, propose(text, known));
    }

    /** The same for an answer: the office's own telephones stay, which whoever reads it may call; the writer's do not. */
    public static Masked maskAnswer(String answer, String asked, Known known) {
        String said = PersonalNumbers.digitsOf(asked);
        return hide(answer, propose(answer, known).stream().filter(place -> {
            String digits = PersonalNumbers.digitsOf(answer.substring(place.from(), place.end()));
            return place.kind() != Hidden.Kind.LANDLINE || said.contains(digits);
        }).toList());
    }

    /**
     * The text with these places hidden, whoever chose them; places that touch are one, and what lies outside the text is none.
     */
    public static Masked hide(String text, List<Hidden> chosen) {
        var places = apart(new ArrayList<>(chosen.stream().filter(one -> one.end() <= text.length()).toList()));
        var out = new StringBuilder(text.length());
        var at = new ArrayList<Integer>();
        int done = 0;
        for (Hidden place : places) {
            out.append(text, done, place.from());
            at.add(out.length());
            String instead = instead(place, text.substring(place.from(), place.end()));
            boolean inBrackets = instead.startsWith("（") && place.from() > 0 && place.end() < text.length()
                    && "（(".indexOf(text.charAt(place.from() - 1)) >= 0
                    && "）)".indexOf(text.charAt(place.end())) >= 0;
            out.append(inBrackets ? instead.substring(1, instead.length() - 1) : instead);
            done = place.end();
        }
        return new Masked(out.append(text, done, text.length()).toString(), places, List.copyOf(at));
    }

    /** 张某某: the family name says who is meant among several, and to no stranger who it is. */
    private static String instead(Hidden place, String original) {
        if (place.kind() != Hidden.Kind.PERSON) {
            return place.kind().instead();
        }
        String name = FoldedText.of(original).text().replace(" ", "");
        int family = Surnames.lengthAt(name, 0);
        if (family == 0 || name.indexOf('·') >= 0 || name.length() > 4) {
            return place.kind().instead();
        }
        return name.substring(0, family) + "某".repeat(Math.max(1, name.length() - family));
    }
}
