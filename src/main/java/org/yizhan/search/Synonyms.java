package org.yizhan.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;

/** Words that people use for each other (同义词): who asks for 医保 means 医疗保险 too. The program's own, and the editors'. */
final class Synonyms {
    private static final List<String> OWN = read();

    private final Map<String, Set<String>> others = new HashMap<>();

    private Synonyms(Collection<String> groups) {
        groups.forEach(line -> {
            List<String> group = Arrays.asList(line.strip().split("\\s+"));
            group.forEach(word -> others.computeIfAbsent(word, w -> new LinkedHashSet<>()).addAll(group));
        });
    }

    /** @param groups one group of words a line, between blanks */
    static Synonyms with(List<String> groups) {
        var all = new java.util.ArrayList<>(OWN);
        groups.stream().map(ChineseAnalyzer::normalise).forEach(all::add);
        return new Synonyms(all);
    }

    /** The word itself first, then what else it is called. */
    List<String> of(String word) {
        var all = new LinkedHashSet<String>();
        all.add(word);
        all.addAll(others.getOrDefault(word, Set.of()));
        return List.copyOf(all);
    }

    private static List<String> read() {
        try {
            return new ClassPathResource("search/synonyms.txt").getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
