package org.yizhan.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.yizhan.statistics.Paper.Cell;

/**
 * What was published in the main columns in a year (栏目内容保障情况统计表): three columns a row, in groups.
 *
 * @param days from when until when, where the title does not say it; may be empty
 * @param left items of the portal in columns that stand in no line
 */
public record YearTable(String title, String days, List<Group> groups, int left) {
    private static final int PAIRS = 3;

    public YearTable {
        groups = groups.stream().filter(group -> !group.columns().isEmpty()).toList();
    }

    /** Columns that hang together. */
    public record Group(String name, List<Count> columns) {
        public Group {
            columns = List.copyOf(columns);
        }

        public int sum() {
            return columns.stream().mapToInt(Count::items).sum();
        }
    }

    public record Count(String name, int items) {}

    public int sum() {
        return groups.stream().mapToInt(Group::sum).sum();
    }

    public int columns() {
        return groups.stream().mapToInt(group -> group.columns().size()).sum();
    }

    /** The groups beside each other. */
    public List<Bar> bars() {
        return groups.stream().map(group -> new Bar(group.name(), group.sum())).toList();
    }

    public Paper paper() {
        var rows = new ArrayList<List<Cell>>();
        var head = new ArrayList<Cell>();
        head.add(Cell.head("栏目 / 条数目"));
        for (int i = 0; i < PAIRS; i++) {
            head.add(Cell.head("栏目名称"));
            head.add(Cell.head("保障条数"));
        }
        rows.add(head);
        for (Group group : groups) {
            int lines = (group.columns().size() + PAIRS - 1) / PAIRS;
            for (int line = 0; line < lines; line++) {
                var row = new ArrayList<Cell>();
                if (line == 0) {
                    row.add(new Cell(group.name(), 1, lines, true));
                }
                List<Count> three = group.columns()
                        .subList(line * PAIRS, Math.min(group.columns().size(), (line + 1) * PAIRS));
                for (Count count : three) {
                    row.add(Cell.of(count.name()));
                    row.add(Cell.of(Integer.toString(count.items())));
                }
                row.addAll(Collections.nCopies(2 * (PAIRS - three.size()), Cell.of("")));
                rows.add(row);
            }
        }
        return new Paper(title, days, List.of(summary()), 1 + 2 * PAIRS, rows);
    }

    /** The sums of the table, which has no line for them. */
    public String summary() {
        var words = new StringBuilder();
        words.append("共").append(columns()).append("个栏目，").append(sum()).append("条。");
        groups.forEach(group -> words.append(group.name())
                .append(group.columns().size())
                .append("个栏目")
                .append(group.sum())
                .append("条；"));
        return words.isEmpty() || groups.isEmpty() ? words.toString() : words.substring(0, words.length() - 1) + "。";
    }
}
