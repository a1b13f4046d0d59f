package org.yizhan.content.reading;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Word and PDF, sound and hostile, through the process of its own. */
class ForeignDocumentTests {
    private static final ParserProcess PARSER = new ParserProcess();
    private static final String BODY = "各乡镇人民政府：今年入汛以来，我县降雨明显偏多，防汛形势十分严峻，现就有关事项通知如下。";

    @TempDir
    Path folder;

    @AfterAll
    static void end() {
        PARSER.destroy();
    }

    @Test
    void wordDocumentKeepsHeadingsTablesAndPictures() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("云岭县水利局关于做好防汛工作的通知");
            document.createParagraph().createRun().setText("云水发〔2013〕8号");
            document.createParagraph().createRun().setText(BODY);
            document.createParagraph().createRun().setText("一、加强值班");
            var bold = document.createParagraph().createRun();
            bold.setBold(true);
            bold.setText("重点部位要专人看守。");
            var table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("乡镇");
            table.getRow(1).getCell(1).setText("12");
            var picture = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
            document.createParagraph()
                    .createRun()
                    .addPicture(new ByteArrayInputStream(picture.toByteArray()),
                            Document.PICTURE_TYPE_PNG, "位置图.png", Units.toEMU(8), Units.toEMU(8));
            document.createParagraph().createRun().setText("云岭县水利局");
            document.createParagraph().createRun().setText("2013年5月6日");
            document.write(bytes);
        }
        DocumentText text = done("通知.docx", bytes.toByteArray());
        assertThat(text.title()).isEqualTo("云岭县水利局关于做好防汛工作的通知");
        assertThat(text.documentNumber()).isEqualTo("云水发〔2013〕8号");
        assertThat(text.issuingBody()).isEqualTo("云岭县水利局");
        assertThat(text.date()).isEqualTo(LocalDate.of(2013, 5, 6));
        assertThat(text.bodyHtml()).contains("<h2>一、加强值班</h2>", "<strong>重点部位要专人看守。</strong>", "<td>乡镇</td>",
                "<td>12</td>");
        assertThat(text.pictures()).hasSize(1);
        assertThat(text.bodyHtml()).contains("<img src=\"embedded:" + text.pictures().getFirst().name());
        assertThat(ImageIO.read(text.pictures().getFirst().file().toFile()).getWidth()).isEqualTo(8);
    }

    @Test
    void textOfPdf() throws Exception {
        DocumentText text = done("report.pdf", pdf("Flood control report of the county", null));
        assertThat(text.plainText() + text.title()).contains("Flood control report");
    }

    @Test
    void scannedAndLockedPdfAreRefusedInWords() throws Exception {
        assertThat(refused("扫描.pdf", pdf("", null))).contains("可能是扫描件");
        assertThat(refused("加密.pdf", pdf("secret", "pass"))).contains("密码");
    }

    @Test
    void brokenFilesAreRefusedInWords() throws Exception {
        assertThat(refused("坏.pdf", "%PDF-1.7 nothing".getBytes(StandardCharsets.US_ASCII))).contains("已损坏");
        byte[] whole = docx(BODY);
        assertThat(refused("断.docx", java.util.Arrays.copyOf(whole, whole.length / 2))).contains("已损坏");
        byte[] ole = new byte[2048];
        System.arraycopy(
                new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1}, 0,
                ole, 0, 8);
        assertThat(refused("旧.doc", ole)).contains("另存为 .docx");
        assertThat(refused("旧.wps", ole)).contains("另存为 .docx");
        assertThat(refused("通知.pdf", whole)).contains("内容却是压缩包或 Office 文档");
        assertThat(refused("通知.docx", pdf("x", null))).contains("内容却是 PDF");
        assertThat(refused("通知.docm", whole)).contains("宏");
    }

    @Test
    void externalEntityIsNeverFetched() throws Exception {
        try (var trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(1500);
            byte[] hostile = with(docx(BODY), "word/document.xml",
                    """
                            <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:%d/x"><!ENTITY f SYSTEM "file:///etc/passwd">]>
                            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>\
                            县情&e;&f;</w:t></w:r></w:p></w:body></w:document>"""
                            .formatted(trap.getLocalPort()));
            Reading reading = read("外部.docx", hostile);
            if (reading instanceof Reading.Done(DocumentText text)) {
                assertThat(text.plainText() + text.title()).doesNotContain("root:");
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(trap::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void bombInsideWordDocumentIsRefusedAndTheNextIsRead() throws Exception {
        String head = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:body><w:p><w:r><w:t>";
        byte[] bomb = with(docx(BODY), "word/document.xml",
                head + " ".repeat(150 << 20) + "</w:t></w:r></w:p></w:body></w:document>");
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(read("炸弹.docx", bomb)).isInstanceOf(Reading.Unreadable.class);
        assertThat(done("好.docx", docx("云岭县县情\n" + BODY)).plainText()).contains("防汛形势");
    }

    @Test
    void slowOrGreedyFilesEndTheProcessAndNotTheProgram() throws Exception {
        var hasty = new ParserProcess(Duration.ofMillis(1), "64m");
        Path file = folder.resolve("慢.docx");
        Files.write(file, docx(BODY));
        Reading reading = new DocumentReader(hasty).read(file, "慢.docx", pictures());
        assertThat(((Reading.Unreadable) reading).why().text()).contains("规定时间内没有读完");

        var small = new ParserProcess(Duration.ofSeconds(30), "6m");
        Files.write(file, docx(BODY.repeat(20_000)));
        reading = new DocumentReader(small).read(file, "慢.docx", pictures());
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        small.destroy();
    }

    @Test
    void textOfSpreadsheetForTheSearch() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var book = new org.apache.poi.xssf.usermodel.XSSFWorkbook()) {
            book.createSheet("预算").createRow(0).createCell(0).setCellValue("三公经费支出");
            book.write(bytes);
        }
        Path file = folder.resolve("表.xlsx");
        Files.write(file, bytes.toByteArray());
        assertThat(new DocumentReader(PARSER).textOf(file, pictures())).contains("预算", "三公经费支出");
    }

    private DocumentText done(String name, byte[] bytes) throws IOException {
        Reading reading = read(name, bytes);
        assertThat(reading).isInstanceOf(Reading.Done.class);
        return ((Reading.Done) reading).text();
    }

    private String refused(String name, byte[] bytes) throws IOException {
        Reading reading = read(name, bytes);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).why().text();
    }

    private Reading read(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return new DocumentReader(PARSER).read(file, name, pictures());
    }

    private Path pictures() throws IOException {
        return Files.createTempDirectory(folder, "pictures");
    }

    private static byte[] docx(String lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new XWPFDocument()) {
            lines.lines().forEach(line -> document.createParagraph().createRun().setText(line));
            document.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(String words, @org.jspecify.annotations.Nullable String password) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(words);
                content.endText();
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] with(byte[] zip, String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip)); var out = new ZipOutputStream(bytes)) {
            ZipEntry entry;
            while ((entry = in.getNextEntry()) != null) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                InputStream source = entry.getName().equals(name)
                        ? new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))
                        : in;
                source.transferTo(out);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
