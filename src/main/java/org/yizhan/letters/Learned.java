package org.yizhan.letters;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was learned about the words of one letter (已学到的): how often each stood in letters of each topic.
 *
 * @param letters the weight of all letters of a topic
 * @param words for each word, the weight of the letters of each topic in which it stood
 * @param today what a letter of today weighs
 */
record Learned(Map<Long, Double> letters, Map<String, Map<Long, Double>> words, double today) {
    /** As if each topic had so many letters more, in which words stand as often as anywhere: few letters prove little. */
    private static final double CAUTION = 8;

    /** And as if there were so many letters of nobody with other words, so that the first unit that is learned of is known by its own. */
    private static final double OTHERS = 20;

    /** What stood in one letter alone may have stood there by chance: it says too little to suggest by itself. */
    private static final double ONE_LETTER = 1.2;

    private static final double MOST_BY_CHANCE = 0.7;

    private static final double MOST_FOR = 4;
    private static final double MOST_AGAINST = -0.7;

    /** How much a topic that is chosen often is before the others. */
    private static final double FREQUENCY = 0.35;

    static final Learned NOTHING = new Learned(Map.of(), Map.of(), 1);

    /**
     * For each topic what each word says: the logarithm of how many times more often it stands in letters of the topic than in all
     * letters. The empty word is how often the topic comes at all.
     */
    Map<Long, Map<String, Double>> weigh(List<String> ofLetter) {
        double all = letters.values().stream().mapToDouble(Double::doubleValue).sum() + today;
        var weighed = new HashMap<Long, Map<String, Double>>();
        letters.forEach((topic, count) -> {
            if (count > today / 1000) {
                weighed.computeIfAbsent(topic, t -> new HashMap<>())
                        .put("", FREQUENCY * Math.log(letters.size() * (count + today) / all));
            }
        });
        for (String word : ofLetter) {
            Map<Long, Double> counts = words.getOrDefault(word, Map.of());
            double standing = counts.values().stream().mapToDouble(Double::doubleValue).sum();
            if (standing < today / 2) {
                continue;
            }
            double anywhere = (standing + today / 2) / (all + OTHERS * today);
            double most = standing < ONE_LETTER * today ? MOST_BY_CHANCE : MOST_FOR;
            weighed.forEach((topic, said) -> {
                double count = letters.getOrDefault(topic, 0.0);
                double here = (counts.getOrDefault(topic, 0.0) + CAUTION * today * anywhere)
                        / (count + CAUTION * today);
                said.put(word, Math.clamp(Math.log(here / anywhere), MOST_AGAINST, most));
            });
        }
        return weighed;
    }
}
