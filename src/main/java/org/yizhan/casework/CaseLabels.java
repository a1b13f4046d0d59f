package org.yizhan.casework;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the codes of a kind's cases are called (分类名称), each in the order in which people choose.
 *
 * @param regions the places that a case may be about
 * @param channels how it came
 */
public record CaseLabels(Map<String, String> classes, Map<String, String> subjects, Map<String, String> regions,
        Map<String, String> channels) {
    public static final CaseLabels NONE = new CaseLabels(Map.of(), Map.of(), Map.of(), Map.of());

    public CaseLabels {
        classes = kept(classes);
        subjects = kept(subjects);
        regions = kept(regions);
        channels = kept(channels);
    }

    /** None for units and kinds, which other modules name. */
    public Map<String, String> of(CaseAxis axis) {
        return switch (axis) {
            case CLASS -> classes;
            case SUBJECT -> subjects;
            case REGION -> regions;
            case CHANNEL -> channels;
            case KIND, UNIT -> Map.of();
        };
    }

    private static Map<String, String> kept(Map<String, String> words) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }
}
