package org.yizhan.setup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An empty form as a Word document: a title and a table of what is asked. */
final class DemoForm {
    private static final Map<String, List<String>> ASKED = Map.of("申请表",
            List.of("申请人姓名（名称）", "证件类型和号码", "联系电话", "住址（经营场所）", "申请事项", "提交的材料", "申请人签字、日期", "受理人、受理日期"), "报名表",
            List.of("姓名", "性别", "出生年月", "学历和专业", "工作单位", "联系电话", "报考（参加）项目", "本人承诺以上内容属实（签字）"), "收支情况表",
            List.of("一般公共预算拨款收入", "其他收入", "收入合计", "基本支出", "项目支出", "支出合计", "“三公”经费支出", "填表人、负责人、日期"));
    static final List<String> NAMES = ASKED.keySet().stream().sorted().toList();

    private DemoForm() {}

    /** @param name one of {@link #NAMES} */
    static byte[] docx(String name) {
        return docx("云岭县" + name, name);
    }

    /**
     * @param heading what stands above it
     * @param name one of {@link #NAMES}, which says what is asked
     */
    static byte[] docx(String heading, String name) {
        var rows = new StringBuilder();
        for (String asked : ASKED.getOrDefault(name, List.of())) {
            rows.append("<w:tr>").append(cell(asked, 3200)).append(cell("", 5800)).append("</w:tr>");
        }
        String document = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr><w:t>"
                + heading + "</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/>" + borders()
                + "</w:tblPr><w:tblGrid><w:gridCol w:w=\"3200\"/><w:gridCol w:w=\"5800\"/></w:tblGrid>" + rows
                + "</w:tbl><w:p><w:r><w:t>填写说明：请用黑色笔填写，字迹清楚；没有的项目填“无”。</w:t></w:r></w:p></w:body></w:document>";
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                    + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            put(zip, "_rels/.rels", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                    + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                    + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            put(zip, "word/document.xml", document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String borders() {
        var borders = new StringBuilder("<w:tblBorders>");
        for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            borders.append("<w:").append(side).append(" w:val=\"single\" w:sz=\"4\"/>");
        }
        return borders.append("</w:tblBorders>").toString();
    }

    private static String cell(String words, int width) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"" + width + "\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>" + words
                + "</w:t></w:r></w:p></w:tc>";
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
