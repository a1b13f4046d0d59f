package org.yizhan.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with its title and words, as it stands on the screen, in a workbook and on paper alike.
 *
 * @param subtitle number or period under the title; may be empty
 * @param rows each with the cells that begin in it; what a cell above covers is left out
 */
public record Paper(String title, String subtitle, List<String> paragraphs, int columns, List<List<Cell>> rows) {
    public Paper {
        paragraphs = List.copyOf(paragraphs);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * One cell, perhaps over several columns and rows.
     *
     * @param href the page on the desk with what is counted; empty when there is none
     */
    public record Cell(String text, int across, int down, boolean head, String href) {
        public Cell(String text, int across, int down, boolean head) {
            this(text, across, down, head, "");
        }

        public static Cell of(String text) {
            return new Cell(text, 1, 1, false);
        }

        public static Cell of(String text, String href) {
            return new Cell(text, 1, 1, false, href);
        }

        public static Cell head(String text) {
            return new Cell(text, 1, 1, true);
        }

        /** Digits stand right and can be added up. */
        public boolean isNumber() {
            return !head && text.matches("\\d{1,15}");
        }

        /** Whether it stands under others of its kind by its last digit: a number, a share, a difference. */
        public boolean isFigure() {
            return !head && text.matches("[+-]?\\d{1,15}(\\.\\d{1,3})?%?");
        }
    }

    /** A cell with its place, or what stands in a place that a cell above covers. */
    record Placed(Cell cell, int row, int column, boolean covered) {}

    /** Every place that begins something or continues a cell of the row above, in order. */
    List<List<Placed>> placed() {
        var open = new int[columns];
        var covering = new Cell[columns];
        var all = new ArrayList<List<Placed>>();
        for (int row = 0; row < rows.size(); row++) {
            var line = new ArrayList<Placed>();
            var cells = rows.get(row).iterator();
            for (int column = 0; column < columns;) {
                if (open[column] > 0) {
                    Cell above = covering[column];
                    line.add(new Placed(above, row, column, true));
                    for (int i = column; i < column + above.across(); i++) {
                        open[i]--;
                    }
                    column += above.across();
                    continue;
                }
                Cell cell = cells.hasNext() ? cells.next() : Cell.of("");
                line.add(new Placed(cell, row, column, false));
                for (int i = column; i < Math.min(columns, column + cell.across()); i++) {
                    open[i] = cell.down() - 1;
                    covering[i] = cell;
                }
                column += cell.across();
            }
            all.add(line);
        }
        return all;
    }
}
