package org.yizhan.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.yizhan.shared.Refusal;

/** Says what a file is from its bytes, and whether it is taken. */
final class TypeCheck {
    private static final Set<String> PROGRAMS = Set.of("exe", "com", "bat", "cmd", "scr", "pif", "msi", "vbs", "vbe",
            "js",
            "jse", "wsf", "ps1", "lnk", "hta", "jar", "dll", "reg", "sh", "apk");
    private static final int HEAD = 64 << 10;

    /** A type, or the reason why there is none. */
    sealed interface Answer {
        record Known(FileType type) implements Answer {}

        record Unwanted(Refusal why) implements Answer {}
    }

    private TypeCheck() {}

    static Answer check(Path file, String name) throws IOException {
        byte[] head;
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return unwanted("文件是空的，请检查后重新上传");
        }
        Answer answer = typeOf(file, name, head);
        if (answer instanceof Answer.Known(FileType type) && !agrees(type, name)) {
            String ending = FileType.endingOf(name);
            return unwanted(ending.isEmpty()
                    ? "文件名没有扩展名，内容是" + type.label + "，请改名为 ." + type.endings.getFirst() + " 后重新上传"
                    : "文件名是 ." + ending + "，内容却是" + type.label + "，请核对文件，或改名为 ." + type.endings.getFirst()
                            + " 后重新上传");
        }
        return answer;
    }

    /** Pictures may carry the ending of another picture, it is mended; anything else must be what its name says. */
    private static boolean agrees(FileType type, String name) {
        if (type.isPicture()) {
            String ending = FileType.endingOf(name);
            for (FileType other : FileType.values()) {
                if (other.isPicture() && other.endings.contains(ending)) {
                    return true;
                }
            }
            return false;
        }
        return type.endsLike(name);
    }

    private static Answer typeOf(Path file, String name, byte[] head) throws IOException {
        if (startsWith(head, 0, 'P', 'K', 3, 4) || startsWith(head, 0, 'P', 'K', 5, 6)) {
            return inZip(file);
        }
        if (startsWith(head, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            return inCompoundFile(file);
        }
        if (startsWith(head, 0, 'R', 'a', 'r', '!') || startsWith(head, 0, '7', 'z', 0xBC, 0xAF)) {
            return unwanted("只收 ZIP 压缩包，请改用 ZIP 格式重新压缩");
        }
        if (startsWith(head, 4, 'f', 't', 'y', 'p')) {
            String brand = new String(head, 8, Math.min(4, head.length - 8), StandardCharsets.US_ASCII);
            return brand.startsWith("hei") || brand.startsWith("mif") || brand.startsWith("avif")
                    ? unwanted("手机拍的 HEIC 图片浏览器打不开，请在手机上另存为 JPG 后上传")
                    : known(brand.equals("qt  ")
                            ? FileType.MOV
                            : brand.startsWith("M4A") || FileType.M4A.endsLike(name) ? FileType.M4A : FileType.MP4);
        }
        if (startsWith(head, 0, '#', '!', 'A', 'M', 'R')) {
            return known(FileType.AMR);
        }
        if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'A', 'V', 'E')) {
            return known(FileType.WAV);
        }
        String media = magic(file);
        return switch (media) {
            case "application/pdf" -> known(FileType.PDF);
            case "image/jpeg" -> known(FileType.JPEG);
            case "image/png" -> known(FileType.PNG);
            case "image/gif" -> known(FileType.GIF);
            case "image/webp" -> known(FileType.WEBP);
            case "image/bmp", "image/x-ms-bmp" -> known(FileType.BMP);
            case "image/tiff" -> unwanted("TIFF 图片浏览器打不开，请另存为 JPG 或 PNG 后上传");
            case "audio/mpeg" -> known(FileType.MP3);
            case "video/quicktime" -> known(FileType.MOV);
            case "video/x-msvideo" -> known(FileType.AVI);
            case "video/x-ms-asf", "video/x-ms-wmv" -> known(FileType.WMV);
            case "video/webm" -> known(FileType.WEBM);
            case "application/x-matroska", "video/x-matroska" ->
                known(FileType.endingOf(name).equals("webm") ? FileType.WEBM : FileType.MKV);
            case "video/mpeg" -> known(FileType.MPG);
            case "video/x-flv" -> known(FileType.FLV);
            case "application/gzip" -> unwanted("只收 ZIP 压缩包，请改用 ZIP 格式重新压缩");
            case "application/x-msdownload", "application/x-dosexec", "application/x-executable",
                    "application/x-sharedlib",
                    "application/x-elf", "application/java-vm", "application/x-bat" ->
                unwanted("这是可执行程序，不能上传");
            case "text/html", "application/xhtml+xml", "image/svg+xml" -> active(media);
            default -> text(head, name);
        };
    }

    private static Answer active(String media) {
        return unwanted((media.equals("image/svg+xml") ? "SVG 图形" : "网页文件") + "里可能带有脚本，不能作为附件，请另存为 PDF 后上传");
    }

    private static Answer text(byte[] head, String name) {
        if (!looksLikeText(head)) {
            return unwanted("不能识别这个文件的类型。可以上传 PDF、OFD、Word、Excel、PowerPoint、ODF、文本、图片、ZIP、录音（MP3、M4A、AMR、WAV）和常见格式的视频");
        }
        String begin = new String(head, 0, Math.min(head.length, 4096), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .toLowerCase(Locale.ROOT);
        if (begin.contains("<svg")) {
            return active("image/svg+xml");
        }
        if (begin.contains("<html") || begin.contains("<!doctype html") || begin.contains("<script")) {
            return active("text/html");
        }
        String ending = FileType.endingOf(name);
        if (ending.equals("svg") || ending.equals("svgz")) {
            return active("image/svg+xml");
        }
        if (ending.matches("x?html?|mht|mhtml|xml")) {
            return active("text/html");
        }
        if (PROGRAMS.contains(ending)) {
            return unwanted("这是可执行程序，不能上传");
        }
        if (ending.equals("vtt")) {
            return begin.replaceFirst("^\u00ef\u00bb\u00bf", "").startsWith("webvtt")
                    ? known(FileType.VTT)
                    : unwanted("字幕文件的第一行应是 WEBVTT，请在字幕软件里导出为 WebVTT 格式（UTF-8 编码）");
        }
        return known(ending.equals("csv") ? FileType.CSV : FileType.TXT);
    }

    /** No control characters but line breaks and tabs; or UTF-16 that is mostly Chinese and ASCII. */
    private static boolean looksLikeText(byte[] head) {
        int control = 0;
        boolean zeros = false;
        for (byte value : head) {
            int b = value & 0xFF;
            zeros |= b == 0;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1A) {
                control++;
            }
        }
        return !zeros && control * 100 <= head.length
                || isWide(head, StandardCharsets.UTF_16LE)
                || isWide(head, StandardCharsets.UTF_16BE);
    }

    private static boolean isWide(byte[] head, java.nio.charset.Charset charset) {
        String text = new String(head, 0, head.length & ~1, charset);
        long usual = text.chars()
                .filter(c -> c >= 0x20 && c < 0x7F
                        || c == '\n'
                        || c == '\r'
                        || c == '\t'
                        || c >= 0x3000 && c < 0x3020
                        || c >= 0x4E00 && c < 0xA000
                        || c >= 0xFF00 && c < 0xFF5F)
                .count();
        return !text.isEmpty() && usual * 10 >= text.length() * 9L;
    }

    private static Answer inZip(Path file) throws IOException {
        try (SafeZip zip = SafeZip.open(file, 64L << 20)) {
            var names = new HashSet<String>();
            String program = null;
            String contentTypes = "";
            String mimetype = "";
            for (SafeZip.Entry entry : zip.entries()) {
                names.add(entry.name());
                if (entry.encrypted()) {
                    return unwanted("压缩包设有密码，无法检查内容，请去掉密码后重新上传");
                }
                if (PROGRAMS.contains(FileType.endingOf(entry.name()))) {
                    program = entry.name();
                }
                if (entry.name().equals("[Content_Types].xml")) {
                    contentTypes = start(zip, entry);
                } else if (entry.name().equals("mimetype")) {
                    mimetype = start(zip, entry).strip();
                }
            }
            if (!contentTypes.isEmpty()) {
                return inOoxml(names, contentTypes);
            }
            switch (mimetype) {
                case "application/vnd.oasis.opendocument.text" :
                    return known(FileType.ODT);
                case "application/vnd.oasis.opendocument.spreadsheet" :
                    return known(FileType.ODS);
                case "application/vnd.oasis.opendocument.presentation" :
                    return known(FileType.ODP);
                default :
                    break;
            }
            if (names.contains("OFD.xml")) {
                return known(FileType.OFD);
            }
            if (program != null || names.contains("META-INF/MANIFEST.MF")) {
                return unwanted("压缩包里有可执行程序" + (program == null ? "" : "“" + FileNames.clean(program) + "”") + "，不能上传");
            }
            return known(FileType.ZIP);
        } catch (UnsafeArchive e) {
            return new Answer.Unwanted(e.refusal());
        }
    }

    private static Answer inOoxml(Set<String> names, String contentTypes) {
        boolean macros = contentTypes.contains("macroEnabled")
                || names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
        if (macros) {
            return unwanted("文件里带有宏，打开时可能运行程序，请另存为不带宏的 .docx、.xlsx 或 .pptx 后上传");
        }
        if (names.contains("word/document.xml") || contentTypes.contains("wordprocessingml.document.main")) {
            return known(FileType.DOCX);
        }
        if (names.contains("xl/workbook.xml") || contentTypes.contains("spreadsheetml.sheet.main")) {
            return known(FileType.XLSX);
        }
        if (names.contains("ppt/presentation.xml") || contentTypes.contains("presentationml")) {
            return known(FileType.PPTX);
        }
        return unwanted("不能识别这个办公文档，请另存为 .docx、.xlsx、.pptx 或 PDF 后上传");
    }

    private static Answer inCompoundFile(Path file) {
        Set<String> names;
        try {
            names = CompoundFile.topNames(file);
        } catch (IOException e) {
            return unwanted("文件已损坏，无法打开，请重新保存后上传");
        }
        if (names.contains("EncryptedPackage")) {
            return unwanted("文件设有打开密码，无法检查内容，请去掉密码后重新上传");
        }
        if (names.contains("Macros") || names.contains("_VBA_PROJECT_CUR") || names.contains("_VBA_PROJECT")) {
            return unwanted("文件里带有宏，打开时可能运行程序，请另存为不带宏的文件后上传");
        }
        if (names.contains("WordDocument")) {
            return known(FileType.DOC);
        }
        if (names.contains("Workbook") || names.contains("Book")) {
            return known(FileType.XLS);
        }
        if (names.contains("PowerPoint Document")) {
            return known(FileType.PPT);
        }
        return unwanted("不能识别这个办公文档，请另存为 .docx、.xlsx、.pptx 或 PDF 后上传");
    }

    private static String start(SafeZip zip, SafeZip.Entry entry) throws IOException {
        try (InputStream in = zip.open(entry)) {
            return new String(in.readNBytes(256 << 10), StandardCharsets.UTF_8);
        }
    }

    private static String magic(Path file) throws IOException {
        try (var in = new BufferedInputStream(java.nio.file.Files.newInputStream(file), HEAD)) {
            return MimeTypes.getDefaultMimeTypes().detect(in, new Metadata()).toString();
        }
    }

    private static Answer known(FileType type) {
        return new Answer.Known(type);
    }

    private static Answer unwanted(String why) {
        return new Answer.Unwanted(new Refusal(why));
    }

    private static boolean startsWith(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
