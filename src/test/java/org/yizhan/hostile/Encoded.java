package org.yizhan.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Texts as they stand in an address or a form. */
final class Encoded {
    private Encoded() {}

    static String text(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet()
                .stream()
                .map(field -> text(field.getKey()) + "=" + text(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
