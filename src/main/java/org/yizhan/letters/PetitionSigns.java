package org.yizhan.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.yizhan.masking.FoldedText;
import org.yizhan.search.Keywords;

/**
 * Recognises letters that go another way (受理迹象): to the petition office, to the discipline inspection, to court; or that are none.
 * Only ever a proposal: the office decides, and sees which words led to it.
 */
final class PetitionSigns {
    /** So many points, and the office is asked to look. */
    static final int ENOUGH = 5;

    private static final int LEAST_LETTERS = 8;

    private PetitionSigns() {}

    /** A word of the list, where it stands in the text as it was written. */
    record Sign(RuleWord word, int from, int length) {}

    /** @param signs the words that led to it, in the order of the text */
    record Proposal(Ground.Code ground, int points, List<Sign> signs) {}

    /** What speaks for another way, the strongest first. */
    static List<Proposal> look(String letter, List<RuleWord> words) {
        FoldedText folded = FoldedText.of(letter);
        List<Passage> sentences = Passage.sentences(folded.text());
        Map<Ground.Code, List<Sign>> signs = new EnumMap<>(Ground.Code.class);
        for (RuleWord word : words) {
            String[] parts = FoldedText.of(word.word()).text().split(" ");
            for (Passage sentence : sentences) {
                if (stand(parts, sentence.text())) {
                    int at = sentence.from() + sentence.text().indexOf(parts[0]);
                    int from = folded.begin(at);
                    signs.computeIfAbsent(Ground.Code.valueOf(word.target()), ground -> new ArrayList<>())
                            .add(new Sign(word, from, folded.end(at + parts[0].length()) - from));
                    break;
                }
            }
        }
        var proposals = new ArrayList<Proposal>();
        signs.forEach((ground, found) -> {
            int points = found.stream().mapToInt(sign -> sign.word().weight()).sum();
            if (points >= ENOUGH) {
                found.sort(Comparator.comparingInt(Sign::from));
                proposals.add(new Proposal(ground, points, List.copyOf(found)));
            }
        });
        if (saysNothing(folded.text())) {
            proposals.add(new Proposal(Ground.Code.EMPTY, ENOUGH, List.of()));
        }
        proposals.sort(Comparator.comparingInt(Proposal::points).reversed());
        return proposals;
    }

    private static boolean stand(String[] parts, String sentence) {
        for (String part : parts) {
            if (!sentence.contains(part)) {
                return false;
            }
        }
        return true;
    }

    /** Too short to be about anything, or the same few characters over and over. */
    private static boolean saysNothing(String text) {
        String letters = Shingles.letters(text);
        long different = letters.chars().distinct().count();
        return letters.length() < LEAST_LETTERS && Keywords.of(text).size() < 2
                || Keywords.of(text).isEmpty() && AskedPoint.of(text).isEmpty()
                || letters.length() > 20 && different < 6;
    }
}
