package org.yizhan.files;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class FilesTests {
    private static final ActorRef CLERK = ActorRef.staff(7);
    private static final java.util.List<Object> EVENTS = new java.util.ArrayList<>();

    @TempDir
    static Path data;

    static javax.sql.DataSource database;
    static Files files;

    @BeforeAll
    static void open() throws IOException {
        database = TestDatabase.copy().dataSource();
        files = files("");
    }

    private static Files files(String clamd) throws IOException {
        return new Files(new BlobStore(data), new VirusScan(clamd), JdbcClient.create(database),
                new DataSourceTransactionManager(database), Mockito.mock(Journal.class),
                new CountyClock(Clock.systemUTC()), EVENTS::add);
    }

    @Test
    void givesBackWhatItTookAndKeepsEqualBytesOnce() throws IOException {
        byte[] pdf = "%PDF-1.7\n1 0 obj\n".getBytes(StandardCharsets.US_ASCII);
        StoredFile first = taken(store(pdf, "公告.pdf"));
        StoredFile second = taken(store(pdf, "另一份.pdf"));

        assertThat(EVENTS).contains(new FileStored(first.id().value(), "application/pdf", Files.Purpose.ATTACHMENT));
        assertThat(files.find(first.id())).contains(first);
        assertThat(first.mediaType()).isEqualTo("application/pdf");
        try (InputStream in = files.open(second.id())) {
            assertThat(in.readAllBytes()).isEqualTo(pdf);
        }
        Path place = data.resolve("files").resolve(first.sm3().substring(0, 2)).resolve(first.sm3().substring(2, 4));
        try (var kept = java.nio.file.Files.list(place)) {
            assertThat(kept).hasSize(1);
        }
        assertThat(first.sm3()).isEqualTo(second.sm3());
        assertThat(files.find(new FileId(999_999))).isEmpty();
    }

    @Test
    void saysWhenTheBytesAreGone() throws IOException {
        StoredFile file = taken(store("一次性内容".getBytes(StandardCharsets.UTF_8), "丢失.txt"));
        java.nio.file.Files.delete(data.resolve("files")
                .resolve(file.sm3().substring(0, 2))
                .resolve(file.sm3().substring(2, 4))
                .resolve(file.sm3()));
        assertThatThrownBy(() -> files.open(file.id())).isInstanceOf(UncheckedIOException.class);
    }

    static Stream<Arguments> wanted() throws IOException {
        return Stream.of(Arguments.of(docx(), "通知.docx", FileType.DOCX),
                Arguments.of(zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<w/>"), "表.xlsx",
                        FileType.XLSX),
                Arguments.of(zip("[Content_Types].xml", "<Types/>", "ppt/presentation.xml", "<w/>"), "讲稿.pptx",
                        FileType.PPTX),
                Arguments.of(zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "文.odt",
                        FileType.ODT),
                Arguments.of(zip("OFD.xml", "<x/>"), "公文.ofd", FileType.OFD),
                Arguments.of(zip("a/说明.txt", "你好"), "材料.zip", FileType.ZIP),
                Arguments.of(ole("WordDocument"), "旧文.doc", FileType.DOC),
                Arguments.of(ole("WordDocument"), "旧文.wps", FileType.DOC),
                Arguments.of(ole("Workbook"), "旧表.xls", FileType.XLS),
                Arguments.of("县人民政府，通知".getBytes(Charset.forName("GB18030")), "甲.txt", FileType.TXT),
                Arguments.of("县人民政府".getBytes(StandardCharsets.UTF_16LE), "乙.txt", FileType.TXT),
                Arguments.of("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "丙.csv", FileType.CSV),
                Arguments.of("\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\n开工\n".getBytes(StandardCharsets.UTF_8), "字幕.vtt",
                        FileType.VTT),
                Arguments.of(new byte[]{0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0}, "会.mp4",
                        FileType.MP4),
                Arguments.of(new byte[]{'I', 'D', '3', 3, 0, 0, 0, 0, 0, 0, 0, 0}, "歌.mp3", FileType.MP3));
    }

    @ParameterizedTest
    @MethodSource
    void wanted(byte[] bytes, String name, FileType type) {
        assertThat(taken(store(bytes, name)).mediaType()).isEqualTo(type.mediaType);
    }

    static Stream<Arguments> unwanted() throws IOException {
        byte[] svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        byte[] program = new byte[512];
        program[0] = 'M';
        program[1] = 'Z';
        return Stream.of(
                Arguments.of("1\n00:00:01,000 --> 00:00:02,000\n开工\n".getBytes(StandardCharsets.UTF_8), "字幕.vtt",
                        "WEBVTT"),
                Arguments.of(svg, "图.svg", "另存为 PDF"), Arguments.of(svg, "图.png", "另存为 PDF"),
                Arguments.of(svg, "图.txt", "另存为 PDF"), Arguments.of(html, "页.html", "另存为 PDF"),
                Arguments.of(html, "页.pdf", "另存为 PDF"), Arguments.of(html, "页.txt", "另存为 PDF"),
                Arguments.of("\u3000\n<!-- x --><HTML>".getBytes(StandardCharsets.UTF_16LE), "页.txt", "另存为 PDF"),
                Arguments.of(docx(), "通知.pdf", "文件名是 .pdf，内容却是Word 文档"),
                Arguments.of(docx(), "材料.zip", "内容却是Word 文档"), Arguments.of(docx(), "通知", "没有扩展名"),
                Arguments.of(png(4, 4), "图.docx", "内容却是PNG 图片"),
                Arguments.of(zip("a.txt", "x"), "通知.docx", "内容却是ZIP 压缩包"),
                Arguments.of(ole("Workbook"), "旧文.doc", "内容却是Excel 97-2003 表格"),
                Arguments.of(program, "安装.exe", "可执行程序"), Arguments.of(program, "通知.pdf", "可执行程序"),
                Arguments.of("@echo off".getBytes(StandardCharsets.US_ASCII), "x.bat", "可执行程序"),
                Arguments.of(zip("资料/安装.exe", "MZ"), "材料.zip", "可执行程序“安装.exe”"),
                Arguments.of(zip("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml",
                        "word/document.xml", "<x/>"), "宏.docm", "宏"),
                Arguments.of(
                        zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>", "xl/vbaProject.bin", "x"),
                        "表.xlsx", "宏"),
                Arguments.of(ole("WordDocument", "Macros"), "旧文.doc", "宏"),
                Arguments.of(ole("EncryptedPackage"), "密.docx", "密码"),
                Arguments.of(encrypted(zip("a.txt", "x")), "密.zip", "密码"),
                Arguments.of("Rar!\u001a\u0007\u0000".getBytes(StandardCharsets.ISO_8859_1), "材料.rar", "ZIP"),
                Arguments.of(new byte[0], "空.txt", "文件是空的"),
                Arguments.of(new byte[]{1, 2, 3, 4, 0, 0, 9, 8, 7, 0, 0, 0}, "乱.txt", "不能识别"),
                Arguments.of(java.util.Arrays.copyOf(zip("a.txt", "xxxxxxxxxxxxxxxx"), 40), "断.zip", "不完整"));
    }

    @ParameterizedTest
    @MethodSource
    void unwanted(byte[] bytes, String name, String words) {
        assertThat(refused(store(bytes, name))).contains(words);
    }

    @Test
    void stopsReadingAtTheLimit() {
        var endless = new InputStream() {
            long given;

            @Override
            public int read() {
                given++;
                return 'a';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                java.util.Arrays.fill(into, from, from + length, (byte) 'a');
                given += length;
                return length;
            }
        };
        FileReceipt receipt = files.store(endless, "大图.png", Files.Purpose.PICTURE, CLERK);
        assertThat(refused(receipt)).contains("超过 20 MB");
        assertThat(endless.given).isLessThan(21L << 20);
    }

    @Test
    void refusesGigapixelPictureFromItsHead() {
        byte[] bytes = hugePng(40_000, 40_000);
        assertTimeout(Duration.ofSeconds(2), () -> assertThat(refused(store(bytes, "巨图.png"))).contains("40000×40000"));
    }

    @Test
    void takesPlaceAndCameraOutOfPhotographsAndTurnsThemUpright() throws IOException {
        var wide = new BufferedImage(40, 20, BufferedImage.TYPE_3BYTE_BGR);
        byte[] photo = withExif(encode(wide, "jpeg"));
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("SECRET-PLACE");

        StoredFile file = taken(store(photo, "现场.JPG"));
        byte[] clean = bytes(file);
        assertThat(new String(clean, StandardCharsets.ISO_8859_1)).doesNotContain("SECRET-PLACE");
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(clean));
        assertThat(upright.getWidth()).isEqualTo(20);
        assertThat(upright.getHeight()).isEqualTo(40);
    }

    @Test
    void largePictureIsMadeSmallerInsteadOfFillingTheMemory() throws IOException {
        StoredFile file = taken(
                store(encode(new BufferedImage(6000, 5000, BufferedImage.TYPE_BYTE_BINARY), "png"), "大图.png"));
        BufferedImage smaller = ImageIO.read(new ByteArrayInputStream(bytes(file)));
        assertThat(smaller.getWidth()).isEqualTo(3000);
        assertThat(smaller.getHeight()).isEqualTo(2500);
    }

    @Test
    void mendsTheEndingOfPictureNames() throws IOException {
        StoredFile file = taken(store(png(3, 3), "图.jpg"));
        assertThat(file.name()).isEqualTo("图.png");
        assertThat(file.mediaType()).isEqualTo("image/png");
    }

    @Test
    void keepsTheFramesOfAnimatedGifAndDropsTheRest() throws IOException {
        byte[] plain = encode(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        var bytes = new ByteArrayOutputStream();
        int colours = 3 << ((plain[10] & 7) + 1);
        bytes.write(plain, 0, 13 + colours);
        bytes.write(new byte[]{0x21, (byte) 0xFE, 4, 'e', 'v', 'i', 'l', 0});
        bytes.write(plain, 13 + colours, plain.length - 13 - colours);
        bytes.write("<script>".getBytes(StandardCharsets.US_ASCII));
        StoredFile file = taken(store(bytes.toByteArray(), "动.gif"));
        String clean = new String(bytes(file), StandardCharsets.ISO_8859_1);
        assertThat(clean).doesNotContain("evil", "script");
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes(file))).getWidth()).isEqualTo(5);
    }

    @Test
    void refusesPictureThatCannotBeDecoded() throws IOException {
        byte[] half = java.util.Arrays.copyOf(png(200, 200), 60);
        assertThat(refused(store(half, "坏.png"))).contains("图片已损坏");
    }

    @Test
    void takesOnlyPicturesWherePicturesBelong() throws IOException {
        FileReceipt receipt = files.store(new ByteArrayInputStream(docx()), "通知.docx", Files.Purpose.PICTURE, CLERK);
        assertThat(refused(receipt)).contains("这里只能放图片");
    }

    @Test
    void takesTheAuthorsNameOutOfWordDocuments() throws IOException {
        StoredFile file = taken(store(docx(), "通知.docx"));
        try (var document = new XWPFDocument(files.open(file.id()))) {
            assertThat(document.getProperties().getCoreProperties().getCreator()).isNullOrEmpty();
            assertThat(document.getParagraphs().getFirst().getText()).isEqualTo("正文一段");
        }
    }

    @ParameterizedTest
    @MethodSource
    void namesAreCleaned(String given, String clean) {
        assertThat(FileNames.clean(given)).isEqualTo(clean);
    }

    static Stream<Arguments> namesAreCleaned() {
        return Stream.of(Arguments.of("C:\\文档\\通知.pdf", "通知.pdf"), Arguments.of("../../etc/passwd", "passwd"),
                Arguments.of("通知\u202Efdp.exe", "通知fdp.exe"), Arguments.of("a\u0000b\r\n.txt", "ab .txt"),
                Arguments.of("   ", "未命名"), Arguments.of("..", "未命名"), Arguments.of(".htaccess", "htaccess"),
                Arguments.of("长".repeat(300) + ".docx", "长".repeat(115) + ".docx"),
                Arguments.of("😀".repeat(200), "😀".repeat(120)), Arguments.of("a:b?.txt", "a_b_.txt"));
    }

    @Test
    void asksTheVirusScannerAndTakesNothingWithoutItsYes() throws Exception {
        byte[] text = "县情简介".getBytes(StandardCharsets.UTF_8);
        try (var daemon = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files scanned = files("127.0.0.1:" + daemon.getLocalPort());
            var answers = new java.util.ArrayDeque<>(java.util.List.of("stream: OK\0", "stream: Eicar-Test FOUND\0",
                    "INSTREAM size limit exceeded. ERROR\0"));
            Thread.ofVirtual().start(() -> {
                while (!answers.isEmpty()) {
                    try (var client = daemon.accept()) {
                        var in = new DataInputStream(client.getInputStream());
                        in.readFully(new byte["zINSTREAM\0".length()]);
                        int n;
                        while ((n = in.readInt()) > 0) {
                            in.readFully(new byte[n]);
                        }
                        client.getOutputStream().write(answers.remove().getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            taken(scanned.store(new ByteArrayInputStream(text), "甲.txt", Files.Purpose.ATTACHMENT, CLERK));
            assertThat(refused(scanned.store(new ByteArrayInputStream(text), "甲.txt", Files.Purpose.ATTACHMENT, CLERK)))
                    .contains("发现病毒");
            assertThat(refused(scanned.store(new ByteArrayInputStream(text), "甲.txt", Files.Purpose.ATTACHMENT, CLERK)))
                    .contains("病毒扫描暂时不可用");
        }
        Files alone = files("127.0.0.1:1");
        assertThat(refused(alone.store(new ByteArrayInputStream(text), "甲.txt", Files.Purpose.ATTACHMENT, CLERK)))
                .contains("病毒扫描暂时不可用");
    }

    private static FileReceipt store(byte[] bytes, String name) {
        return files.store(new ByteArrayInputStream(bytes), name, Files.Purpose.ATTACHMENT, CLERK);
    }

    private static StoredFile taken(FileReceipt receipt) {
        assertThat(receipt).isInstanceOf(FileReceipt.Taken.class);
        return ((FileReceipt.Taken) receipt).file();
    }

    private static String refused(FileReceipt receipt) {
        assertThat(receipt).isInstanceOf(FileReceipt.Refused.class);
        return ((FileReceipt.Refused) receipt).why().text();
    }

    private static byte[] bytes(StoredFile file) throws IOException {
        try (InputStream in = files.open(file.id())) {
            return in.readAllBytes();
        }
    }

    static byte[] zip(String... namesAndTexts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Sets the flag that says "encrypted" in the local head and in the directory. */
    static byte[] encrypted(byte[] zip) {
        byte[] copy = zip.clone();
        copy[6] |= 1;
        for (int i = 0; i < copy.length - 10; i++) {
            if (copy[i] == 'P' && copy[i + 1] == 'K' && copy[i + 2] == 1 && copy[i + 3] == 2) {
                copy[i + 8] |= 1;
            }
        }
        return copy;
    }

    static byte[] docx() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new XWPFDocument()) {
            document.getProperties().getCoreProperties().setCreator("张三");
            document.createParagraph().createRun().setText("正文一段");
            document.write(bytes);
        }
        return bytes.toByteArray();
    }

    static byte[] ole(String... streams) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var compound = new POIFSFileSystem()) {
            for (String stream : streams) {
                compound.createDocument(new ByteArrayInputStream(new byte[5000]), stream);
            }
            compound.writeFilesystem(bytes);
        }
        return bytes.toByteArray();
    }

    static byte[] png(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var paint = image.createGraphics();
        paint.setColor(Color.RED);
        paint.fillRect(0, 0, width / 2, height);
        paint.dispose();
        return encode(image, "png");
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static byte[] hugePng(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            var head = new ByteArrayOutputStream();
            var chunk = new DataOutputStream(head);
            chunk.writeBytes("IHDR");
            chunk.writeInt(width);
            chunk.writeInt(height);
            chunk.write(new byte[]{8, 6, 0, 0, 0});
            out.writeInt(13);
            out.write(head.toByteArray());
            var crc = new CRC32();
            crc.update(head.toByteArray());
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG with an EXIF block that says "held turned" (6) and names a place. */
    private static byte[] withExif(byte[] jpeg) throws IOException {
        var exif = new ByteArrayOutputStream();
        var block = new DataOutputStream(exif);
        block.writeBytes("Exif\0\0MM\0*");
        block.writeInt(8);
        block.writeShort(2);
        block.writeShort(0x0112);
        block.writeShort(3);
        block.writeInt(1);
        block.writeShort(6);
        block.writeShort(0);
        block.writeShort(0x010E);
        block.writeShort(2);
        block.writeInt(13);
        block.writeInt(38);
        block.writeInt(0);
        block.writeBytes("SECRET-PLACE\0");
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(jpeg, 0, 2);
        out.writeShort(0xFFE1);
        out.writeShort(exif.size() + 2);
        out.write(exif.toByteArray());
        out.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
