package org.yizhan.disclosure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.content.PublishedContent;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.shared.web.Dates;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

/** Sets an issue of the gazette: cover, table of contents with page numbers, the texts, with the font that the program brings. */
@Component
class GazetteTypesetter {
    private static final Pattern OWN_FILE = Pattern.compile("/files/(\\d{1,18})(?:[/?].*)?");
    private static final String PICTURE = "picture";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final Files files;
    private final PublishedContent content;

    GazetteTypesetter(Files files, PublishedContent content) {
        this.files = files;
        this.content = content;
    }

    /** A text as it is printed; {@code html} was sanitised when it was saved. */
    record Text(long id, String section, String title, String documentNumber, String issuingBody,
            @Nullable LocalDate issuedOn, String html) {}

    record Printed(byte[] bytes, int pages) {}

    Printed print(String name, GazetteIssue issue, List<Text> texts) throws IOException {
        XRLog.setLoggingEnabled(false);
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFont(() -> resource("/fonts/NotoSerifSC-Regular.ttf"), "gazette", REGULAR, FontStyle.NORMAL, true);
        builder.useFont(() -> resource("/fonts/NotoSerifSC-Bold.ttf"), "gazette", BOLD, FontStyle.NORMAL, true);
        builder.usePdfUaAccessibility(true);
        builder.withProducer("一站");
        // Nothing else is ever fetched, whatever a text refers to.
        builder.useUriResolver((base, uri) -> uri.startsWith(PICTURE + ":") || uri.startsWith("#") ? uri : null);
        builder.useProtocolsStreamImplementation(this::picture, PICTURE);
        builder.withW3cDocument(new W3CDom().fromJsoup(paper(name, issue, texts)), null);
        builder.toStream(bytes);
        builder.run();
        byte[] made = bytes.toByteArray();
        try (var read = Loader.loadPDF(made)) {
            return new Printed(made, read.getNumberOfPages());
        }
    }

    private Document paper(String name, GazetteIssue issue, List<Text> texts) {
        Document paper = Document.createShell("");
        paper.outputSettings().syntax(Document.OutputSettings.Syntax.xml);
        Element html = paper.child(0).attr("lang", "zh-CN");
        paper.title(name + " " + issue.name());
        paper.head().appendElement("meta").attr("name", "subject").attr("content", name);
        paper.head()
                .appendElement("style")
                .appendChild(new org.jsoup.nodes.DataNode(style().replace("$running", (name + "　" + issue.name())
                        .replaceAll("[\"\\\\<>]", ""))));
        Element marks = paper.head().appendElement("bookmarks");
        Element body = html.selectFirst("body");
        if (body == null) {
            throw new IllegalStateException("a shell has a body");
        }
        cover(body, name, issue);
        contents(body, marks, issue, texts);
        String section = "";
        for (Text text : texts) {
            text(body, text, text.section().equals(section) ? "" : text.section());
            section = text.section();
        }
        return paper;
    }

    private static void cover(Element body, String name, GazetteIssue issue) {
        Element cover = body.appendElement("div").addClass("cover");
        cover.appendElement("h1").text(name);
        cover.appendElement("p").addClass("issue").text(issue.year() + "年第" + issue.number() + "期");
        if (!issue.title().isEmpty()) {
            cover.appendElement("p").addClass("kind").text(issue.title());
        }
        cover.appendElement("p").addClass("day").text(Dates.day(issue.day()) + "出版");
    }

    private static void contents(Element body, Element marks, GazetteIssue issue, List<Text> texts) {
        Element contents = body.appendElement("div").addClass("contents");
        contents.appendElement("h2").text("目　录").attr("id", "contents");
        marks.appendElement("bookmark").attr("name", "目录").attr("href", "#contents");
        Element mark = marks;
        String section = "";
        for (Text text : texts) {
            if (!text.section().equals(section)) {
                section = text.section();
                contents.appendElement("h3").text(section);
                mark = marks.appendElement("bookmark").attr("name", section).attr("href", "#t" + text.id());
            }
            String number = text.documentNumber().isEmpty() ? "" : "（" + text.documentNumber() + "）";
            Element line = contents.appendElement("div").addClass("line");
            line.appendElement("div").addClass("dots");
            Element words = line.appendElement("a").addClass("words").text(text.title());
            words.attr("href", "#t" + text.id()).attr("title", text.title() + number);
            if (!number.isEmpty()) {
                words.appendElement("span").addClass("whole").text(number);
            }
            line.appendElement("div")
                    .addClass("page")
                    .appendElement("a")
                    .attr("href", "#t" + text.id())
                    .attr("title", text.title());
            mark.appendElement("bookmark").attr("name", text.title()).attr("href", "#t" + text.id());
        }
        if (!issue.note().isEmpty()) {
            Element note = contents.appendElement("div").addClass("note");
            issue.note().lines().filter(line -> !line.isBlank()).forEach(line -> note.appendElement("p").text(line));
        }
    }

    private static void text(Element body, Text text, String newSection) {
        Element one = body.appendElement("div").addClass("text").addClass(newSection.isEmpty() ? "next" : "first");
        if (!newSection.isEmpty()) {
            one.appendElement("p").addClass("section").text(newSection);
        }
        one.appendElement("h2").text(text.title()).attr("id", "t" + text.id());
        if (!text.documentNumber().isEmpty()) {
            one.appendElement("p").addClass("number").text(text.documentNumber());
        }
        Element content = one.appendElement("div").addClass("body");
        content.append(Jsoup.parseBodyFragment(text.html()).body().html());
        tidy(content);
        if (!text.issuingBody().isEmpty() && !content.text().replace(" ", "").endsWith("日")) {
            Element last = content.lastElementChild();
            if (last != null && last.text().strip().equals(text.issuingBody())) {
                last.remove();
            }
            one.appendElement("p").addClass("signed").text(text.issuingBody());
            LocalDate day = text.issuedOn();
            if (day != null) {
                one.appendElement("p").addClass("signed").text(Dates.day(day));
            }
        }
    }

    /** Blanks that clerks type in front of a paragraph go; a wide blank within a line keeps its width when the line is stretched. */
    private static void tidy(Element content) {
        content.select("video, audio, iframe, script, style, object, form").remove();
        content.select("h1, h2").tagName("h4");
        for (Element link : content.select("a[href]")) {
            link.unwrap();
        }
        for (Element picture : content.select("img")) {
            Matcher own = OWN_FILE.matcher(picture.attr("src"));
            if (!own.matches()) {
                picture.remove();
                continue;
            }
            picture.attr("src", PICTURE + ":" + own.group(1));
            if (picture.attr("alt").isEmpty()) {
                picture.attr("alt", "插图");
            }
        }
        for (TextNode node : content.select("*").stream().flatMap(one -> one.textNodes().stream()).toList()) {
            String words = node.getWholeText();
            if (node.previousSibling() == null) {
                words = words.replaceFirst("^[\\s\u3000\u00a0]+", "");
            }
            String[] parts = words.split("\u3000", -1);
            node.text(parts[0]);
            org.jsoup.nodes.Node last = node;
            for (int i = 1; i < parts.length; i++) {
                Element gap = new Element("span").addClass("gap");
                last.after(gap);
                var rest = new TextNode(parts[i]);
                gap.after(rest);
                last = rest;
            }
        }
    }

    /** Only pictures of our own that the public has. */
    private FSStream picture(String address) {
        var id = new FileId(Long.parseLong(address.substring(PICTURE.length() + 1)));
        byte[] bytes = new byte[0];
        if (content.isPublic(id)) {
            try (InputStream from = files.open(id)) {
                bytes = from.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        byte[] found = bytes;
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return new ByteArrayInputStream(found);
            }

            @Override
            public java.io.Reader getReader() {
                return new java.io.InputStreamReader(getStream(), StandardCharsets.UTF_8);
            }
        };
    }

    private static String style() {
        try (InputStream from = resource("/fonts/gazette.css")) {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String path) {
        InputStream found = GazetteTypesetter.class.getResourceAsStream(path);
        if (found == null) {
            throw new IllegalStateException(path + " is part of the program");
        }
        return found;
    }
}
