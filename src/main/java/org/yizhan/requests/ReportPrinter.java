package org.yizhan.requests;

import java.io.ByteArrayOutputStream;
import java.util.List;

import org.springframework.stereotype.Component;

/** An annual report as Word, ready to edit: six parts with their tables, A4 lying on its side so that table three has room. */
@Component
public class ReportPrinter {
    private static final int WIDTH = 14_570;
    private static final int WIDE = 4;

    public byte[] word(YearReport report) {
        var text = new StringBuilder();
        Docx.paragraph(text, YearReports.title(report), "center", 44, true, "方正小标宋简体");
        for (ReportParts.Part part : ReportParts.of(report)) {
            Docx.paragraph(text, part.title(), "left", 32, true, "黑体");
            part.words()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> Docx.paragraph(text, "　　" + line.strip(), "both", 32, false, "仿宋"));
            part.tables().forEach(table -> {
                table(text, table);
                Docx.paragraph(text, "", "left", 24, false, "仿宋");
            });
        }
        var bytes = new ByteArrayOutputStream();
        Docx.write(text.toString(), true, bytes);
        return bytes.toByteArray();
    }

    /** The first column, with what is counted, is wider than the others. */
    private static void table(StringBuilder to, List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int width = WIDTH / (columns + WIDE - 1);
        to.append("<w:tbl><w:tblPr><w:tblW w:w=\"").append(WIDTH).append("\" w:type=\"dxa\"/><w:tblBorders>");
        List.of("top", "left", "bottom", "right", "insideH", "insideV")
                .forEach(side -> to.append("<w:")
                        .append(side)
                        .append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"));
        to.append("</w:tblBorders></w:tblPr><w:tblGrid>");
        for (int i = 0; i < columns; i++) {
            to.append("<w:gridCol w:w=\"").append(i == 0 ? WIDE * width : width).append("\"/>");
        }
        to.append("</w:tblGrid>");
        for (int row = 0; row < rows.size(); row++) {
            to.append("<w:tr>").append(row == 0 ? "<w:trPr><w:tblHeader/></w:trPr>" : "");
            for (int i = 0; i < columns; i++) {
                to.append("<w:tc><w:tcPr><w:tcW w:w=\"")
                        .append(i == 0 ? WIDE * width : width)
                        .append("\" w:type=\"dxa\"/></w:tcPr>");
                Docx.paragraph(to, rows.get(row).get(i), i == 0 ? "left" : row == 0 ? "center" : "right", 24, row == 0,
                        "宋体");
                to.append("</w:tc>");
            }
            to.append("</w:tr>");
        }
        to.append("</w:tbl>");
    }
}
