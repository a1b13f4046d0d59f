package org.yizhan.statistics;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Papers as .docx documents (ISO/IEC 29500-1 §17). Three parts and nothing else, so that a table of a thousand rows costs no
 * more than its text.
 */
public final class WordDocuments {
    private static final String MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""";
    private static final String RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
            Target="word/document.xml"/></Relationships>""";
    private static final int MARGINS = 2 * 1134;
    /** No column is wider than so many characters ask for, nor narrower. */
    private static final int WIDEST = 16;
    private static final int NARROWEST = 4;

    private WordDocuments() {}

    /** How A4 lies, in twentieths of a point. */
    public enum Sheet {
        UPRIGHT("portrait", 11_906, 16_838), ACROSS("landscape", 16_838, 11_906);

        private final String word;
        private final int width;
        private final int height;

        Sheet(String word, int width, int height) {
            this.word = word;
            this.width = width;
            this.height = height;
        }
    }

    public static void write(Paper paper, OutputStream out) {
        write(List.of(paper), Sheet.ACROSS, out);
    }

    /** Several with words and tables of their own; the title of the first is that of the whole. */
    public static void write(List<Paper> parts, Sheet sheet, OutputStream out) {
        Paper paper = parts.getFirst();
        try (var zip = new ZipOutputStream(out)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
                    .createXMLStreamWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            document(xml, parts, sheet);
            xml.flush();
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document could not be written: " + paper.title(), e);
        }
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void document(XMLStreamWriter xml, List<Paper> parts, Sheet sheet) throws XMLStreamException {
        Paper first = parts.getFirst();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("w:document");
        xml.writeNamespace("w", MAIN);
        xml.writeStartElement("w:body");
        paragraph(xml, first.title(), "center", 44, true, "方正小标宋简体");
        if (!first.subtitle().isEmpty()) {
            paragraph(xml, first.subtitle(), "center", 32, false, "仿宋");
        }
        for (Paper part : parts) {
            if (part != first) {
                paragraph(xml, "　　" + part.title(), "left", 32, false, "黑体");
            }
            for (String words : part.paragraphs()) {
                paragraph(xml, "　　" + words, "both", 32, false, "仿宋");
            }
            if (!part.rows().isEmpty()) {
                table(xml, part, sheet.width - MARGINS);
                // A table may not be the last of a body, nor touch the next.
                paragraph(xml, "", "left", 24, false, "仿宋");
            }
        }
        if (parts.getLast().rows().isEmpty()) {
            paragraph(xml, "", "left", 24, false, "仿宋");
        }
        xml.writeStartElement("w:sectPr");
        empty(xml, "w:pgSz", "w:w", Integer.toString(sheet.width), "w:h", Integer.toString(sheet.height), "w:orient",
                sheet.word);
        empty(xml, "w:pgMar", "w:top", "1134", "w:right", "1134", "w:bottom", "1134", "w:left", "1134", "w:header",
                "720", "w:footer", "720", "w:gutter", "0");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void table(XMLStreamWriter xml, Paper paper, int wide) throws XMLStreamException {
        xml.writeStartElement("w:tbl");
        xml.writeStartElement("w:tblPr");
        empty(xml, "w:tblW", "w:w", Integer.toString(wide), "w:type", "dxa");
        xml.writeStartElement("w:tblBorders");
        for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            empty(xml, "w:" + side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "000000");
        }
        xml.writeEndElement();
        xml.writeEndElement();
        int[] widths = widths(paper, wide);
        xml.writeStartElement("w:tblGrid");
        for (int width : widths) {
            empty(xml, "w:gridCol", "w:w", Integer.toString(width));
        }
        xml.writeEndElement();
        for (List<Paper.Placed> line : paper.placed()) {
            xml.writeStartElement("w:tr");
            if (!line.isEmpty() && line.stream().allMatch(place -> place.cell().head())) {
                xml.writeStartElement("w:trPr");
                empty(xml, "w:tblHeader");
                xml.writeEndElement();
            }
            for (Paper.Placed place : line) {
                cell(xml, place, widths);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** As the longest text of each column asks for. */
    private static int[] widths(Paper paper, int wide) {
        var asked = new int[paper.columns()];
        Arrays.fill(asked, NARROWEST);
        for (List<Paper.Placed> line : paper.placed()) {
            for (Paper.Placed place : line) {
                if (place.cell().across() == 1) {
                    asked[place.column()] = Math.max(asked[place.column()],
                            Math.min(WIDEST, place.cell().text().length()));
                }
            }
        }
        int all = Arrays.stream(asked).sum();
        return Arrays.stream(asked).map(characters -> wide * characters / all).toArray();
    }

    private static void cell(XMLStreamWriter xml, Paper.Placed place, int[] widths) throws XMLStreamException {
        Paper.Cell cell = place.cell();
        xml.writeStartElement("w:tc");
        xml.writeStartElement("w:tcPr");
        empty(xml, "w:tcW", "w:w",
                Integer.toString(
                        IntStream.range(place.column(), Math.min(widths.length, place.column() + cell.across()))
                                .map(column -> widths[column])
                                .sum()),
                "w:type", "dxa");
        if (cell.across() > 1) {
            empty(xml, "w:gridSpan", "w:val", Integer.toString(cell.across()));
        }
        if (cell.down() > 1) {
            empty(xml, "w:vMerge", "w:val", place.covered() ? "continue" : "restart");
        }
        empty(xml, "w:vAlign", "w:val", "center");
        xml.writeEndElement();
        paragraph(xml, place.covered() ? "" : cell.text(),
                cell.head() ? "center" : cell.isFigure() ? "right" : "left", 24, cell.head(), "宋体");
        xml.writeEndElement();
    }

    private static void paragraph(XMLStreamWriter xml, String words, String side, int halfPoints, boolean bold,
            String font) throws XMLStreamException {
        xml.writeStartElement("w:p");
        xml.writeStartElement("w:pPr");
        empty(xml, "w:jc", "w:val", side);
        xml.writeEndElement();
        if (!words.isEmpty()) {
            xml.writeStartElement("w:r");
            xml.writeStartElement("w:rPr");
            empty(xml, "w:rFonts", "w:eastAsia", font, "w:hint", "eastAsia");
            if (bold) {
                empty(xml, "w:b");
            }
            empty(xml, "w:sz", "w:val", Integer.toString(halfPoints));
            xml.writeEndElement();
            xml.writeStartElement("w:t");
            xml.writeAttribute("xml:space", "preserve");
            xml.writeCharacters(words);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void empty(XMLStreamWriter xml, String name, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
