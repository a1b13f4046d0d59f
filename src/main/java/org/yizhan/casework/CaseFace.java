package org.yizhan.casework;

import java.util.List;

/** What only its kind knows of a case, as a screen of staff shows it (办件内容): short facts, and longer texts. */
public record CaseFace(List<Line> lines, List<Passage> passages) {
    public static final CaseFace NONE = new CaseFace(List.of(), List.of());

    public CaseFace {
        lines = List.copyOf(lines);
        passages = List.copyOf(passages);
    }

    public record Line(String label, String value) {}

    /** Plain text; its lines stay lines. */
    public record Passage(String title, String text) {}
}
