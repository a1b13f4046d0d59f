package org.yizhan.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;

/** Words that people use for each other (同义词): who asks for 医保 means 医疗保险 too. */
final class Synonyms {
    private static final Map<String, Set<String>> OTHERS = read();

    private Synonyms() {}

    /** The word itself first, then what else it is called. */
    static List<String> of(String word) {
        var all = new LinkedHashSet<String>();
        all.add(word);
        all.addAll(OTHERS.getOrDefault(word, Set.of()));
        return List.copyOf(all);
    }

    private static Map<String, Set<String>> read() {
        var others = new HashMap<String, Set<String>>();
        try {
            new ClassPathResource("search/synonyms.txt").getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.strip().split("\\s+")))
                    .forEach(group -> group.forEach(
                            word -> others.computeIfAbsent(word, w -> new LinkedHashSet<>()).addAll(group)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return others;
    }
}
