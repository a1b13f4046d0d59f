package org.yizhan.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists from which the gaps of a template are filled, as written in {@code demo/year/lists.txt}: {@code name: one; another}, a list
 * may go on in further lines of the same name. {@code name.code} is the list of the unit with that code, before the common one.
 */
final class Phrases {
    private final Map<String, List<String>> lists = new HashMap<>();

    static Phrases read() {
        var phrases = new Phrases();
        for (String line : DemoText.lines("year/lists.txt")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(":\\s*", 2);
                for (String one : parts[1].split("\\s*;\\s*")) {
                    phrases.lists.computeIfAbsent(parts[0].strip(), name -> new ArrayList<>()).add(one.strip());
                }
            }
        }
        return phrases;
    }

    List<String> list(String name, String code) {
        List<String> found = lists.getOrDefault(name + "." + code, lists.getOrDefault(name, List.of()));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no list " + name + " for " + code);
        }
        return found;
    }
}
