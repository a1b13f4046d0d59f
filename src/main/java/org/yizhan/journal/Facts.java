package org.yizhan.journal;

import java.util.Map;
import java.util.TreeMap;

/** The facts of an entry as one canonical text: a JSON object, keys in order, no blanks. */
final class Facts {
    private static final int MOST_ENTRIES = 20;
    private static final int LONGEST_VALUE = 200;

    private Facts() {}

    static String canonical(Map<String, String> facts) {
        if (facts.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("more than " + MOST_ENTRIES + " facts for one act: " + facts.keySet());
        }
        var out = new StringBuilder("{");
        new TreeMap<>(facts).forEach((key, value) -> {
            if (key.length() > LONGEST_VALUE || value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException("fact " + key + " is too long; the journal holds ids and digests");
            }
            if (out.length() > 1) {
                out.append(',');
            }
            quote(key, out);
            out.append(':');
            quote(value, out);
        });
        return out.append('}').toString();
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029 || c == 0x7f) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
