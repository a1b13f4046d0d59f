package org.yizhan.content.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Refusal;

/**
 * Reads a document file (读取文档): text in any Chinese encoding, HTML, Word, PDF. What the file is, is decided by its bytes; a
 * name that says otherwise is refused. Foreign formats are opened in a process of their own, with limits.
 */
@Component
public class DocumentReader {
    private static final long LARGEST_TEXT = 8L << 20;
    private static final long LARGEST_DOCUMENT = 60L << 20;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final Pattern CHARSET = Pattern
            .compile("(?i)<meta[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([\\w-]{2,20})");
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final ParserProcess parser;
    private final OldOffice office;

    @Autowired
    DocumentReader(ParserProcess parser, OldOffice office) {
        this.parser = parser;
        this.office = office;
    }

    DocumentReader(ParserProcess parser) {
        this(parser, new OldOffice(""));
    }

    /** A reader for use outside the program, such as in tests and measurements. */
    public static DocumentReader standalone() {
        return new DocumentReader(new ParserProcess());
    }

    /** @param pictures an empty folder, where the pictures inside the document are laid down */
    public Reading read(Path file, String name, Path pictures) {
        try {
            return readFile(file, name, pictures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bare text of any file that has one, for the search; empty where it has none or cannot be read. */
    public String textOf(Path file, Path pictures) {
        try {
            byte[] head = head(file);
            if (isForeign(head)) {
                ParserProcess.Answer answer = parser.parse(file, pictures, MOST_CHARACTERS);
                return HtmlBlocks.parse(answer.xhtml())
                        .wholeText()
                        .replaceAll("[ \\t\\u00A0]+", " ")
                        .replaceAll("\\s*\\n\\s*", "\n")
                        .strip();
            }
            if (Files.size(file) > LARGEST_TEXT) {
                return "";
            }
            return TextEncoding.decode(Files.readAllBytes(file)).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading readFile(Path file, String name, Path pictures) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return unreadable("文件是空的");
        }
        byte[] head = head(file);
        String ending = ending(name);
        if (isForeign(head)) {
            return size > LARGEST_DOCUMENT
                    ? unreadable("文件超过 60 MB，请去掉大图片后再导入")
                    : foreign(file, name, ending, head, pictures);
        }
        if (ending.matches("pdf|docx?|wps|xlsx?|pptx?|et|dps|odt|ofd|zip|rar|7z|rtf|jpe?g|png|gif|bmp|mp3|mp4")) {
            return unreadable(switch (ending) {
                case "pdf", "doc", "docx", "wps" -> "文件名是 ." + ending + "，内容却不是，文件可能已损坏，请重新保存后导入";
                default -> "不能导入 ." + ending + " 文件，请另存为 .docx、.txt 或 PDF 后导入";
            });
        }
        if (size > LARGEST_TEXT) {
            return unreadable("文本超过 8 MB，请拆分后导入");
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean html = isHtml(bytes, ending);
        TextEncoding.Decoded decoded = html
                ? TextEncoding.decode(bytes, declaredCharset(bytes))
                : TextEncoding.decode(bytes);
        String text = decoded.text();
        long controls = text.chars().filter(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f').count();
        if (controls * 10 > text.length()) {
            return unreadable("这不是文本文件，不能导入。可以导入 .txt、.docx、.doc、.html 和 PDF");
        }
        if (text.length() > MOST_CHARACTERS) {
            return unreadable("正文超过 200 万字，请拆分后导入");
        }
        if (html) {
            return page(text, name, decoded.encoding());
        }
        List<Block> blocks = TextBlocks.blocks(TextBlocks.paragraphs(withoutControls(text)));
        return done(blocks, name, decoded.encoding(), Proposals.Declared.NOTHING, List.of(), "文件里没有文字");
    }

    private static Reading page(String html, String name, String encoding) {
        Document document = HtmlBlocks.parse(html);
        var declared = new Proposals.Declared(meta(document, "ArticleTitle"), meta(document, "PubDate"),
                meta(document, "ContentSource"));
        if (declared.title() == null && !document.title().isBlank()) {
            String title = document.title().split("\\s*[-_|–—]\\s*", 2)[0].strip();
            declared = new Proposals.Declared(title.isEmpty() ? null : title, declared.date(), declared.source());
        }
        return done(HtmlBlocks.of(document, true), name, encoding, declared, List.of(), "网页里没有文字");
    }

    private Reading foreign(Path file, String name, String ending, byte[] head, Path pictures) throws IOException {
        boolean pdf = isPdf(head);
        boolean ole = starts(head, OLE);
        String wrong = "文件名是 ." + ending + "，内容却%s，请改正文件名后导入";
        if (pdf && !ending.equals("pdf")) {
            return unreadable(wrong.formatted("是 PDF"));
        }
        if (!pdf && !ole && !ending.equals("docx")) {
            return unreadable(ending.matches("docm|dotm")
                    ? "文件里带有宏，请另存为 .docx 后导入"
                    : ending.matches("xlsx?|pptx?|odt|ods|odp|ofd")
                            ? "不能导入 ." + ending + " 文件，请另存为 .docx、.txt 或 PDF 后导入"
                            : wrong.formatted("是压缩包或 Office 文档"));
        }
        if (ole && !ending.matches("doc|wps|docx")) {
            return unreadable(ending.matches("xls|ppt|et|dps")
                    ? "不能导入 ." + ending + " 文件，请另存为 .docx、.txt 或 PDF 后导入"
                    : wrong.formatted("是旧版 Office 文档"));
        }
        ParserProcess.Answer answer = ole
                ? old(file, pictures)
                : parser.parse(file, pictures, MOST_CHARACTERS);
        switch (answer.status()) {
            case READ -> {
                List<Block> blocks = pdf
                        ? lines(answer.xhtml())
                        : HtmlBlocks.of(HtmlBlocks.parse(answer.xhtml()), false);
                return done(blocks, name, "", Proposals.Declared.NOTHING, pdf ? List.of() : picturesIn(pictures),
                        pdf ? "PDF 里没有文字，可能是扫描件，请先做文字识别，或作为附件上传" : "文件里没有文字，可能只有图片，或已损坏");
            }
            case ENCRYPTED -> {
                return unreadable("文件设有密码，请去掉密码后导入");
            }
            case CUT -> {
                return unreadable("正文超过 200 万字，请拆分后导入");
            }
            case TOO_SLOW -> {
                return unreadable("文件太复杂，在规定时间内没有读完，请另存为 .docx 或 .txt 后导入");
            }
            default -> {
                return unreadable(ole
                        ? "不能读取这个 ." + ending + " 文件，请用 WPS 或 Word 另存为 .docx 后导入" + (office.isThere()
                                ? ""
                                : "；也可以请系统管理员在服务器上安装 LibreOffice，以后就能直接读取")
                        : "文件已损坏或格式异常，不能读取，请重新保存后导入");
            }
        }
    }

    /** By LibreOffice where it is there, which keeps headings, tables and pictures; otherwise, or when that fails, as it is. */
    private ParserProcess.Answer old(Path file, Path pictures) throws IOException {
        if (office.isThere()) {
            Path folder = Files.createTempDirectory("yizhan-office");
            try {
                Optional<Path> modern = office.modern(file, folder);
                if (modern.isPresent()) {
                    ParserProcess.Answer answer = parser.parse(modern.get(), pictures, MOST_CHARACTERS);
                    if (answer.status() == ParserProcess.Answer.Status.READ) {
                        return answer;
                    }
                }
            } finally {
                delete(folder);
            }
        }
        return parser.parse(file, pictures, MOST_CHARACTERS);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** A PDF has lines, not paragraphs. */
    private static List<Block> lines(String xhtml) {
        var text = new StringBuilder();
        for (Element paragraph : HtmlBlocks.parse(xhtml).select("p")) {
            text.append(paragraph.wholeText()).append('\n');
        }
        String lines = text.toString()
                .replaceAll("(?m)^\\s*[-—–]?\\s*\\d{1,4}\\s*[-—–]?\\s*$", "")
                .replaceAll("\\n{2,}", "\n");
        return TextBlocks.blocks(TextBlocks.paragraphs(withoutControls(lines)));
    }

    private static Reading done(List<Block> blocks, String name, String encoding, Proposals.Declared declared,
            List<DocumentText.Picture> pictures, String empty) {
        boolean words = blocks.stream().anyMatch(block -> !block.text().isBlank());
        return words
                ? new Reading.Done(Proposals.propose(blocks, name, encoding, declared, pictures))
                : unreadable(empty);
    }

    private static List<DocumentText.Picture> picturesIn(Path folder) throws IOException {
        List<DocumentText.Picture> pictures = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.sorted().forEach(file -> pictures.add(new DocumentText.Picture(file.getFileName().toString(), file)));
        }
        return pictures;
    }

    private static boolean isHtml(byte[] bytes, String ending) {
        if (ending.matches("x?html?|shtml")) {
            return true;
        }
        String begin = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1).replace("\0", "")
                .toLowerCase(Locale.ROOT);
        return begin.contains("<html") || begin.contains("<!doctype html");
    }

    private static Optional<String> declaredCharset(byte[] bytes) {
        Matcher matcher = CHARSET
                .matcher(new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static @Nullable String meta(Document document, String name) {
        Element tag = document.selectFirst("meta[name=" + name + "]");
        return tag == null || tag.attr("content").isBlank() ? null : tag.attr("content").strip();
    }

    private static String withoutControls(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069]",
                "");
    }

    private static boolean isForeign(byte[] head) {
        return head.length > 3
                && (head[0] == 'P' && head[1] == 'K' && head[2] == 3 || starts(head, OLE) || isPdf(head));
    }

    private static boolean isPdf(byte[] head) {
        int at = new String(head, StandardCharsets.ISO_8859_1).indexOf("%PDF-");
        return at >= 0 && at <= 16;
    }

    private static boolean starts(byte[] head, byte[] with) {
        return java.util.Arrays.mismatch(head, with) == with.length;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(512);
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static Reading unreadable(String why) {
        return new Reading.Unreadable(new Refusal(why));
    }
}
