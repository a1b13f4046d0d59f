package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is typed or pasted from a spreadsheet: a line is a row, a tab or an upright stroke parts the cells, the first row
 * is the head.
 */
public record TableText(List<String> head, List<List<String>> rows) {
    public TableText {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    public static TableText of(String text) {
        var lines = new ArrayList<List<String>>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(cells(line)));
        if (lines.isEmpty()) {
            return new TableText(List.of(), List.of());
        }
        int width = lines.stream().mapToInt(List::size).max().orElse(1);
        lines.replaceAll(row -> {
            var full = new ArrayList<>(row);
            while (full.size() < width) {
                full.add("");
            }
            return full;
        });
        return new TableText(lines.getFirst(), lines.subList(1, lines.size()));
    }

    private static List<String> cells(String line) {
        return List.of(line.split(line.contains("\t") ? "\t" : "[|｜]", -1)).stream().map(String::strip).toList();
    }
}
