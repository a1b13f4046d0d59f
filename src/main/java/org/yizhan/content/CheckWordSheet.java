package org.yizhan.content;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.content.reading.TextEncoding;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SheetBook;
import org.yizhan.shared.SheetBook.Cell;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetFile.Unreadable;
import org.yizhan.shared.UnitPath;

/** Words as a table outside the program: an .xlsx workbook, or text with a word per line and tabs or commas between the columns. */
final class CheckWordSheet {
    static final int MOST_LINES = 5_000;
    private static final List<String> HEAD = List.of("词", "级别", "改为", "说明");

    private CheckWordSheet() {}

    /** One line of a table; the number is the one that people see beside it. */
    record Line(int number, NewCheckWord word) {}

    static List<Line> read(byte[] file, UnitPath unit) throws Unreadable {
        if (file.length > SheetFile.LARGEST) {
            throw new Unreadable("文件超过10兆字节，请分成几个文件导入。");
        }
        var lines = new ArrayList<Line>();
        if (SheetFile.isWorkbook(file)) {
            SheetFile.read(file, book -> workbook(book, unit, lines));
        } else {
            text(TextEncoding.decode(file).text(), unit, lines);
        }
        if (lines.isEmpty()) {
            throw new Unreadable("文件里没有词。每行写一个词，依次是：词、级别（建议或须处理）、改为、说明。");
        }
        return lines;
    }

    private static int workbook(SheetBook book, UnitPath unit, List<Line> lines) throws IOException, Unreadable {
        if (!book.sheets().isEmpty()) {
            book.rows(book.sheets().getFirst(), row -> {
                var cells = new ArrayList<>(Collections.nCopies(HEAD.size(), ""));
                for (Cell cell : row.cells()) {
                    if (cell.column() < HEAD.size()) {
                        cells.set(cell.column(), cell.text().orElse(""));
                    }
                }
                line(row.number(), cells, unit, lines);
                return true;
            });
        }
        return lines.size();
    }

    private static void text(String text, UnitPath unit, List<Line> lines) throws Unreadable {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            line(++number, Arrays.asList(line.split(line.indexOf('\t') >= 0 ? "\t" : "[,，]", HEAD.size())), unit,
                    lines);
        }
    }

    private static void line(int number, List<String> cells, UnitPath unit, List<Line> lines) throws Unreadable {
        String word = cell(cells, 0);
        boolean isEmpty = cells.stream().allMatch(String::isBlank);
        if (!isEmpty && !word.equals(HEAD.getFirst())) {
            if (lines.size() == MOST_LINES) {
                throw new Unreadable("一次最多导入" + MOST_LINES + "个词，请分成几个文件。");
            }
            lines.add(new Line(number,
                    new NewCheckWord(unit, word, level(cell(cells, 1)), cell(cells, 2), cell(cells, 3))));
        }
    }

    private static String cell(List<String> cells, int place) {
        return place < cells.size() ? PlainText.trimmed(PlainText.line(cells.get(place))) : "";
    }

    /** Nothing written means a suggestion. */
    private static @Nullable Level level(String words) {
        return words.isEmpty()
                ? Level.SUGGESTION
                : Arrays.stream(Level.values()).filter(level -> level.label().equals(words)).findFirst().orElse(null);
    }

    static void workbook(List<CheckWord> words, OutputStream out) {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("检查用词");
            row(sheet, 0, HEAD);
            int line = 1;
            for (CheckWord word : words) {
                row(sheet, line++, cells(word).stream().map(SheetFile::safe).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(Worksheet sheet, int line, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            sheet.value(line, i, cells.get(i));
        }
    }

    static String text(List<CheckWord> words) {
        return words.stream()
                .map(word -> String.join("\t", cells(word)))
                .collect(Collectors.joining("\r\n", String.join("\t", HEAD) + "\r\n", "\r\n"));
    }

    private static List<String> cells(CheckWord word) {
        return List.of(word.word(), word.level().label(), word.replacement(), word.note());
    }
}
