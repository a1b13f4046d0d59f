package org.yizhan.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.masking.FoldedText;
import org.yizhan.search.Keywords;
import org.yizhan.shared.UnitId;

/**
 * Suggests to which unit a letter goes and what it is about (转办建议): from the duty words that the office keeps, and more and more from
 * what it decided before. It names the words that spoke for it, and decides nothing.
 */
@Component
class UnitSuggestion {
    private static final int MOST = 3;
    private static final int MOST_WORDS = 5;

    /** Less says nothing. */
    private static final double LEAST = 0.8;

    /** A duty word counts so much for each of its points, and less the more letters of the unit are known. */
    private static final double A_POINT = 0.9;

    private static final double FADES = 60;
    private static final double NAMED = 1.5;
    private static final double IN_A_NAME = 2.2;

    private final LetterMemory memory;
    private final RuleWordRows words;
    private final Directory directory;
    private final SubjectTree subjects;

    UnitSuggestion(LetterMemory memory, RuleWordRows words, Directory directory, SubjectTree subjects) {
        this.memory = memory;
        this.words = words;
        this.directory = directory;
        this.subjects = subjects;
    }

    /**
     * @param score only to be compared with that of another
     * @param words what spoke for it, the strongest first
     */
    record Suggested<T>(T what, double score, List<String> words) {}

    /** At most three, the best first; none when nothing speaks for any. */
    List<Suggested<Unit>> units(String letter) {
        String plain = FoldedText.of(letter).text();
        List<Passage> sentences = Passage.sentences(plain);
        List<String> telling = telling(letter);
        Learned learned = memory.of(Topic.Kind.UNIT, telling);
        Map<Long, Map<String, Double>> said = learned.weigh(telling);
        List<Unit> all = directory.units();
        for (RuleWord duty : said(words.inUse(RuleList.DUTY), sentences)) {
            UnitNaming.of(all, duty.target())
                    .ifPresent(unit -> say(said, learned, unit.id().value(), duty.word(),
                            A_POINT * duty.weight()));
        }
        for (Unit unit : all) {
            String name = unit.shortName().length() > 2 ? unit.shortName() : unit.name();
            if (plain.contains(name)) {
                say(said, learned, unit.id().value(), name, NAMED);
            }
        }
        var units = new LinkedHashMap<Long, Unit>();
        all.forEach(unit -> units.put(unit.id().value(), unit));
        return best(said, units);
    }

    /** The same for subjects of the lower level. Of other units than the likeliest only those whose own name the letter says. */
    List<Suggested<Subject>> subjects(String letter) {
        String plain = FoldedText.of(letter).text();
        List<String> telling = telling(letter);
        Learned learned = memory.of(Topic.Kind.SUBJECT, telling);
        Map<Long, Map<String, Double>> said = learned.weigh(telling);
        var all = new LinkedHashMap<Long, Subject>();
        List<Unit> known = directory.units();
        Set<UnitId> units = units(letter).stream().limit(1).map(one -> one.what().id()).collect(Collectors.toSet());
        for (Subject.Branch branch : subjects.branches()) {
            for (Subject subject : branch.below()) {
                all.put(subject.id(), subject);
                boolean named = false;
                for (String word : Keywords.of(subject.name()).keySet()) {
                    if (plain.contains(word)) {
                        say(said, learned, subject.id(), word, IN_A_NAME);
                        named = true;
                    }
                }
                Optional<Unit> usual = UnitNaming.of(known, subject.unit());
                boolean likely = usual.filter(unit -> units.contains(unit.id())).isPresent();
                if (likely && said.containsKey(subject.id())) {
                    say(said, learned, subject.id(), "", 1);
                }
                if (usual.isPresent() && !units.isEmpty() && !likely && !named) {
                    said.remove(subject.id());
                }
            }
        }
        return best(said, all);
    }

    /** The county's own name stands in letters about anything. */
    private List<String> telling(String letter) {
        String county = directory.root().map(Unit::name).orElse("");
        return LetterMemory.words(letter).stream().filter(word -> !county.contains(word)).toList();
    }

    private record Duty(RuleWord word, List<String> parts) {
        static Duty of(RuleWord word) {
            return new Duty(word, List.of(FoldedText.of(word.word()).text().split(" ")));
        }

        boolean standsIn(String sentence) {
            return parts.stream().allMatch(sentence::contains);
        }

        /** Whether each single character also stands where it is not a piece of a word for another unit: 路 in 路灯 is no road. */
        boolean standsBeside(List<Duty> others, String sentence) {
            List<String> longer = others.stream()
                    .filter(other -> !other.word.target().equals(word.target()))
                    .flatMap(other -> other.parts.stream())
                    .toList();
            return parts.stream().allMatch(part -> part.length() > 1 || standsAlone(part, longer, sentence));
        }

        private static boolean standsAlone(String part, List<String> longer, String sentence) {
            for (int at = sentence.indexOf(part); at >= 0; at = sentence.indexOf(part, at + 1)) {
                int place = at;
                if (longer.stream().noneMatch(other -> covers(other, sentence, place))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean covers(String other, String sentence, int place) {
            int from = other.length() == 1 ? -1 : sentence.indexOf(other, Math.max(0, place + 1 - other.length()));
            return from >= 0 && from <= place;
        }
    }

    /** Of these words those that a sentence says. */
    private static Set<RuleWord> said(List<RuleWord> words, List<Passage> sentences) {
        List<Duty> duties = words.stream().map(Duty::of).toList();
        var said = new LinkedHashSet<RuleWord>();
        for (Passage sentence : sentences) {
            List<Duty> standing = duties.stream().filter(duty -> duty.standsIn(sentence.text())).toList();
            standing.stream()
                    .filter(duty -> duty.standsBeside(standing, sentence.text()))
                    .forEach(duty -> said.add(duty.word));
        }
        return said;
    }

    private static void say(Map<Long, Map<String, Double>> said, Learned learned, long topic, String word,
            double much) {
        double known = learned.letters().getOrDefault(topic, 0.0) / learned.today();
        said.computeIfAbsent(topic, t -> new HashMap<>()).merge(word, much * FADES / (FADES + known), Double::sum);
    }

    /** Of two for which as much speaks the one that stands first among all. */
    private static <T> List<Suggested<T>> best(Map<Long, Map<String, Double>> said, Map<Long, T> all) {
        var scored = new ArrayList<Suggested<T>>();
        all.forEach((topic, what) -> {
            Map<String, Double> words = said.getOrDefault(topic, Map.of());
            double score = words.values().stream().mapToDouble(Double::doubleValue).sum();
            if (score >= LEAST) {
                scored.add(new Suggested<>(what, score, spoke(words)));
            }
        });
        scored.sort(Comparator.comparingDouble((Suggested<T> one) -> one.score()).reversed());
        return List.copyOf(scored.subList(0, Math.min(MOST, scored.size())));
    }

    private static List<String> spoke(Map<String, Double> words) {
        var kept = new LinkedHashMap<>(words);
        kept.remove("");
        var seen = new HashSet<String>();
        return kept.entrySet()
                .stream()
                .filter(word -> word.getValue() > 0.3)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .filter(word -> seen.stream().noneMatch(other -> other.contains(word)) && seen.add(word))
                .limit(MOST_WORDS)
                .toList();
    }
}
