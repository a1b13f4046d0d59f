package org.yizhan.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What an edition says in the places of its model (要素), by the code of each place; on its way to the database and back. */
final class Elements {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Elements() {}

    /** The same in the same order, without what is empty. */
    static Map<String, String> copy(Map<String, String> elements) {
        var copy = new LinkedHashMap<String, String>();
        elements.forEach((code, text) -> {
            if (text != null && !text.isBlank()) {
                copy.put(code, text);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    static String json(Map<String, String> elements) {
        return elements.isEmpty() ? "{}" : JSON.writeValueAsString(elements);
    }

    static Map<String, String> read(String json) {
        return json.equals("{}")
                ? Map.of()
                : copy(JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {
                }));
    }
}
