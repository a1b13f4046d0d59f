package org.yizhan.directory;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.ImportReport.RowProblem;
import org.yizhan.directory.SheetColumn.Table;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SheetBook;
import org.yizhan.shared.SheetBook.Cell;
import org.yizhan.shared.SheetBook.Row;
import org.yizhan.shared.SheetBook.Rows;
import org.yizhan.shared.SheetBook.Sheet;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetFile.Unreadable;

/**
 * Reads rows of units and people out of an .xlsx file that anyone may have made: columns in any order, a title above the
 * headings, empty lines, numbers where text was meant, formulas.
 */
final class SpreadsheetReader {
    static final int MOST_ROWS = 20_000;
    private static final int MOST_SHEETS = 20;
    private static final int HEADINGS_WITHIN = 10;
    private static final int MOST_COLUMNS = 100;

    /** One row with what stands in the known columns; a column that is empty is absent. */
    record SheetRow(String sheet, int line, Map<SheetColumn, String> values, Map<SheetColumn, Integer> places) {
        String value(SheetColumn column) {
            return values.getOrDefault(column, "");
        }

        RowProblem problem(SheetColumn column, String reason) {
            Integer place = places.get(column);
            String heading = column.label + (place == null ? "" : "（" + letter(place) + "列）");
            return new RowProblem(sheet, line, heading, shortened(value(column)), reason);
        }
    }

    record Content(List<SheetRow> units, List<SheetRow> people, List<RowProblem> problems, List<String> notes) {}

    private final List<SheetRow> units = new ArrayList<>();
    private final List<SheetRow> people = new ArrayList<>();
    private final List<RowProblem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean anyTable;
    private int lines;

    private SpreadsheetReader() {}

    static Content read(byte[] file) throws Unreadable {
        var reader = new SpreadsheetReader();
        reader.workbook(file);
        return new Content(reader.units, reader.people, reader.problems, reader.notes);
    }

    private void workbook(byte[] file) throws Unreadable {
        SheetFile.read(file, book -> {
            if (book.sheets().size() > MOST_SHEETS) {
                throw new Unreadable("工作簿里的工作表超过" + MOST_SHEETS + "张，请只保留“单位”和“人员”。");
            }
            for (Sheet sheet : book.sheets()) {
                sheet(book, sheet);
            }
            return book.sheets().size();
        });
        if (!anyTable) {
            throw new Unreadable("没有找到“单位”表（表头含：单位名称、单位类别、上级单位）或“人员”表（表头含：姓名、账号、单位、职务）。"
                    + "请下载模板，不要改动表头，也不要合并表头的单元格。");
        }
        if (units.isEmpty() && people.isEmpty() && problems.isEmpty()) {
            throw new Unreadable("表里只有表头，没有内容。");
        }
    }

    private record Headings(Table table, Map<Integer, SheetColumn> columns) {
        Map<SheetColumn, Integer> places() {
            var places = new EnumMap<SheetColumn, Integer>(SheetColumn.class);
            columns.forEach((place, column) -> places.put(column, place));
            return places;
        }
    }

    private void sheet(SheetBook book, Sheet sheet) throws IOException, Unreadable {
        var table = new SheetRows(sheet.name());
        book.rows(sheet, table);
        if (table.headings == null) {
            notes.add("工作表“" + shortened(PlainText.line(sheet.name())) + "”没有可识别的表头，未导入。");
        }
    }

    /** The rows of one sheet: until the headings are found, and from there. */
    private final class SheetRows implements Rows {
        private final String sheet;
        private @Nullable Headings headings;

        SheetRows(String sheet) {
            this.sheet = sheet;
        }

        @Override
        public boolean take(Row row) throws Unreadable {
            Headings found = headings;
            if (found == null) {
                headings = row.number() > HEADINGS_WITHIN ? null : headings(sheet, row).orElse(null);
                return row.number() <= HEADINGS_WITHIN;
            }
            if (read(sheet, row, found) && ++lines > MOST_ROWS) {
                throw new Unreadable("文件超过" + MOST_ROWS + "行，一次最多导入" + MOST_ROWS + "行，请分成几个文件。");
            }
            return true;
        }
    }

    private Optional<Headings> headings(String sheet, Row row) throws Unreadable {
        var names = new HashMap<Integer, String>();
        for (Cell cell : row.cells()) {
            if (cell.column() < MOST_COLUMNS) {
                String name = heading(cell.text().orElse(""));
                if (!name.isEmpty()) {
                    names.put(cell.column(), name);
                }
            }
        }
        for (Table table : Table.values()) {
            long known = table.columns().stream().filter(c -> c.required && names.containsValue(c.label)).count();
            if (known >= 2) {
                anyTable = true;
                return Optional.of(headings(sheet, table, names));
            }
        }
        return Optional.empty();
    }

    private Headings headings(String sheet, Table table, Map<Integer, String> names) throws Unreadable {
        var columns = new HashMap<Integer, SheetColumn>();
        var unknown = new ArrayList<String>();
        for (var name : names.entrySet()) {
            Optional<SheetColumn> column = table.columns()
                    .stream()
                    .filter(known -> known.label.equals(name.getValue()))
                    .findFirst();
            if (column.isEmpty()) {
                unknown.add(name.getValue());
            } else if (columns.containsValue(column.get())) {
                throw new Unreadable("“" + sheet + "”表有两列都叫“" + column.get().label + "”，请删去一列。");
            } else {
                columns.put(name.getKey(), column.get());
            }
        }
        String missing = table.columns()
                .stream()
                .filter(column -> column.required && !columns.containsValue(column))
                .map(column -> "“" + column.label + "”")
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw new Unreadable("“" + sheet + "”表缺少" + missing + "列。请不要改动表头，也不要合并表头的单元格。");
        }
        if (!unknown.isEmpty()) {
            notes.add("“" + sheet + "”表中没有用到的列：" + shortened(String.join("、", unknown)) + "。");
        }
        return new Headings(table, columns);
    }

    /** False for an empty line. */
    private boolean read(String sheet, Row row, Headings headings) {
        var values = new EnumMap<SheetColumn, String>(SheetColumn.class);
        Set<SheetColumn> formulas = new HashSet<>();
        for (Cell cell : row.cells()) {
            SheetColumn column = headings.columns().get(cell.column());
            if (column == null) {
                continue;
            }
            Optional<String> text = cell.text();
            if (text.isEmpty()) {
                formulas.add(column);
            } else if (!text.get().isEmpty()) {
                values.put(column, text.get());
            }
        }
        if (values.isEmpty() && formulas.isEmpty()) {
            return false;
        }
        var read = new SheetRow(sheet, row.number(), values, headings.places());
        if (formulas.isEmpty()) {
            (headings.table() == Table.UNITS ? units : people).add(read);
        } else {
            formulas.stream()
                    .sorted()
                    .forEach(column -> problems.add(read.problem(column, "这一格是没有结果的公式或错误值，请复制后“粘贴为数值”，再导入。")));
        }
        return true;
    }

    private static String heading(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s*:]", "").replaceAll("\\(.*\\)$", "");
    }

    static String letter(int column) {
        return column < 26
                ? String.valueOf((char) ('A' + column))
                : letter(column / 26 - 1) + (char) ('A' + column % 26);
    }

    static String shortened(String text) {
        return PlainText.length(text) <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 59)) + "…";
    }
}
