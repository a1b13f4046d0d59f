package org.yizhan.statistics;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.yizhan.shared.SheetFile;

/** Papers as .xlsx workbooks. */
public final class Workbooks {
    private Workbooks() {}

    public static void write(Paper paper, OutputStream out) {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("表");
            onPaper(sheet);
            int last = paper.columns() - 1;
            for (int i = 0; i <= last; i++) {
                sheet.width(i, 18);
            }
            int row = 0;
            sheet.value(row, 0, SheetFile.safe(paper.title()));
            sheet.range(row, 0, row, last).merge();
            sheet.rowHeight(row, 24);
            sheet.style(row++, 0).bold().fontSize(16).horizontalAlignment("center").set();
            if (!paper.subtitle().isEmpty()) {
                sheet.value(row, 0, SheetFile.safe(paper.subtitle()));
                sheet.range(row, 0, row, last).merge();
                sheet.style(row++, 0).horizontalAlignment("center").set();
            }
            for (String paragraph : paper.paragraphs()) {
                sheet.value(row, 0, SheetFile.safe(paragraph));
                sheet.range(row, 0, row, last).merge();
                sheet.rowHeight(row, 15.0 * (1 + paragraph.length() / (9 * paper.columns())));
                sheet.style(row++, 0).wrapText(true).verticalAlignment("top").set();
            }
            for (List<Paper.Placed> line : paper.placed()) {
                for (Paper.Placed place : line) {
                    cell(sheet, place, row);
                }
                row++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As wide as one page of A4, like the same paper in Word. */
    private static void onPaper(Worksheet sheet) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    private static void cell(Worksheet sheet, Paper.Placed place, int row) {
        Paper.Cell cell = place.cell();
        for (int i = place.column(); i < place.column() + cell.across(); i++) {
            StyleSetter style = sheet.style(row, i).borderStyle("thin").wrapText(true).verticalAlignment("center");
            (cell.head() ? style.bold().horizontalAlignment("center") : style).set();
        }
        if (place.covered()) {
            return;
        }
        if (cell.isNumber()) {
            sheet.value(row, place.column(), Long.parseLong(cell.text()));
        } else {
            sheet.value(row, place.column(), SheetFile.safe(cell.text()));
        }
        if (cell.across() > 1 || cell.down() > 1) {
            sheet.range(row, place.column(), row + cell.down() - 1, place.column() + cell.across() - 1).merge();
        }
    }
}
