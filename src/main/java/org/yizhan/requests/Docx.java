package org.yizhan.requests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The few parts of a .docx document (ISO/IEC 29500-1 §17) that papers and reports are made of. */
final class Docx {
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

    private static final String PORTRAIT = """
            <w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" \
            w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>""";
    private static final String LANDSCAPE = """
            <w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" \
            w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>""";

    private Docx() {}

    /** @param body paragraphs and tables; a table is not the last of them */
    static void write(String body, boolean landscape, OutputStream out) {
        try (var zip = new ZipOutputStream(out)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            part(zip, "word/document.xml",
                    """
                            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"""
                            + body
                            + (landscape ? LANDSCAPE : PORTRAIT) + "</w:body></w:document>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    static void paragraph(StringBuilder to, String words, String side, int halfPoints, boolean bold,
            String font) {
        paragraph(to, words, side, halfPoints, bold, font, "");
    }

    /** @param spacing what Word calls spacing, as XML; empty for none */
    static void paragraph(StringBuilder to, String words, String side, int halfPoints, boolean bold,
            String font, String spacing) {
        to.append("<w:p><w:pPr>")
                .append(spacing)
                .append("<w:jc w:val=\"")
                .append(side)
                .append("\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"")
                .append(font)
                .append("\" w:hint=\"eastAsia\"/>")
                .append(bold ? "<w:b/>" : "")
                .append("<w:sz w:val=\"")
                .append(halfPoints)
                .append("\"/></w:rPr><w:t xml:space=\"preserve\">")
                .append(escaped(words))
                .append("</w:t></w:r></w:p>");
    }

    /** What XML cannot hold is left out. */
    private static String escaped(String words) {
        return words.replaceAll("[\\p{Cc}&&[^\\t]]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
