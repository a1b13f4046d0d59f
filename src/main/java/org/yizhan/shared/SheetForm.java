package org.yizhan.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.Workbook;
import org.yizhan.shared.SheetFile.Unreadable;

/** A table with known columns that somebody fills in and sends back (填报表), as Excel workbook or as CSV; CSV in UTF-8 or GB 18030. */
public final class SheetForm {
    private static final int WIDTH = 18;

    private SheetForm() {}

    /** @param number as people see it beside the row; {@code cells} are as many as there are columns, missing ones empty */
    public record Row(int number, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A workbook with these columns and rows, in which nothing is a formula; without rows it is the form to be filled in. */
    public static void write(OutputStream out, String name, List<String> head, List<List<String>> rows)
            throws IOException {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            var sheet = book.newWorksheet(name);
            for (int column = 0; column < head.size(); column++) {
                sheet.value(0, column, head.get(column));
                sheet.width(column, WIDTH);
                sheet.style(0, column).bold().set();
                for (int row = 0; row < rows.size(); row++) {
                    sheet.value(row + 1, column, SheetFile.safe(rows.get(row).get(column)));
                }
            }
        }
    }

    /** The rows below the head that hold anything. */
    public static List<Row> read(byte[] file, List<String> head, int most) throws Unreadable {
        List<Row> all = new ArrayList<>();
        if (SheetFile.isWorkbook(file) || !looksLikeText(file)) {
            SheetFile.read(file, book -> {
                if (book.sheets().isEmpty()) {
                    throw new Unreadable("文件里没有工作表，请下载模板填写。");
                }
                book.rows(book.sheets().getFirst(), row -> {
                    var cells = new ArrayList<>(Collections.nCopies(head.size(), ""));
                    for (SheetBook.Cell cell : row.cells()) {
                        if (cell.column() < head.size()) {
                            cells.set(cell.column(), cell.text().orElse("").strip());
                        }
                    }
                    take(new Row(row.number(), cells), head, most, all);
                    return true;
                });
                return all;
            });
        } else {
            int number = 0;
            for (List<String> line : lines(text(file))) {
                var cells = new ArrayList<>(Collections.nCopies(head.size(), ""));
                for (int i = 0; i < Math.min(head.size(), line.size()); i++) {
                    cells.set(i, line.get(i).strip());
                }
                take(new Row(++number, cells), head, most, all);
            }
        }
        if (all.isEmpty()) {
            throw new Unreadable("文件里没有内容，请从第二行起填写。");
        }
        return all;
    }

    private static void take(Row row, List<String> head, int most, List<Row> all) throws Unreadable {
        if (row.number() == 1) {
            if (!row.cells().equals(head)) {
                throw new Unreadable("第一行不是模板的栏目。请下载模板，把内容贴进去，不要改动第一行。");
            }
        } else if (row.cells().stream().anyMatch(cell -> !cell.isEmpty())) {
            all.add(row);
        }
        if (all.size() > most) {
            throw new Unreadable("一次最多接收 " + most + " 件，请分成几个文件。");
        }
    }

    private static boolean looksLikeText(byte[] file) {
        if (file.length == 0 || file.length > SheetFile.LARGEST) {
            return false;
        }
        for (byte one : file) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] file) throws Unreadable {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                // the next one
            }
        }
        throw new Unreadable("文件的文字读不出来，请另存为 .xlsx，或存为 UTF-8 编码的 CSV。");
    }

    private static List<List<String>> lines(String text) throws Unreadable {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get())) {
            return parser.stream().map(CSVRecord::toList).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new Unreadable("CSV 里有一个引号没有结束，请检查后再上传。");
        }
    }
}
