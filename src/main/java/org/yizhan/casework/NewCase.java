package org.yizhan.casework;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.yizhan.shared.UnitPath;

/**
 * A case to be registered: see {@link CaseView}.
 *
 * @param channel how it came: a code of the kind, such as web, phone, from above
 * @param facts what conditions of the process ask for, and what figures tell cases apart by; an empty one is none
 * @param files what was sent with it, seen by whoever sees the case
 */
public record NewCase(String kind, String title, String clazz, String subject, String region, String channel,
        String writer,
        boolean guarded, UnitPath home, Map<String, String> facts, List<CaseFiles.Attached> files) {
    public NewCase {
        facts = facts.entrySet()
                .stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        files = List.copyOf(files);
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("a case has a title of at most 200 characters");
        }
    }
}
