package org.yizhan.requests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;
import org.yizhan.shared.web.Dates;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

/** Prints a paper of the procedure on A4, as Word and as PDF: title, number, whom it is for, the text, who signs and when. */
@Component
public class LetterPrinter {
    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    /** In twentieths of a point. */
    private static final int LINE = 560;
    private static final String STYLE = """
            @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
            body { font-family: letter; font-size: 16pt; line-height: 1.8; }
            h1 { font-size: 22pt; font-weight: 700; text-align: center; margin: 0 0 12pt; }
            p { margin: 0; text-indent: 2em; text-align: justify; }
            .number { text-align: center; text-indent: 0; margin-bottom: 16pt; }
            .to { text-indent: 0; }
            .signed { text-align: right; text-indent: 0; }
            .first { margin-top: 24pt; }
            """;
    /** One line of a paper, with the side on which it stands. */
    private record Line(String text, String css, String side) {}

    private static List<Line> lines(Paper paper) {
        var lines = new java.util.ArrayList<Line>();
        if (!paper.number().isEmpty()) {
            lines.add(new Line(paper.number(), "number", "center"));
        }
        lines.add(new Line(paper.addressee() + "：", "to", "left"));
        paper.text()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.add(new Line(line.strip(), "", "both")));
        lines.add(new Line(paper.signedAs(), "signed first", "right"));
        lines.add(new Line(Dates.day(paper.madeOn()), "signed", "right"));
        return lines;
    }

    public byte[] pdf(Paper paper) {
        XRLog.setLoggingEnabled(false);
        Document page = Document.createShell("");
        page.outputSettings().syntax(Document.OutputSettings.Syntax.xml);
        page.child(0).attr("lang", "zh-CN");
        page.title(paper.title());
        page.head().appendElement("meta").attr("name", "subject").attr("content", paper.title());
        page.head().appendElement("style").appendChild(new DataNode(STYLE));
        Element body = page.body();
        body.appendElement("h1").text(paper.title());
        lines(paper).forEach(line -> body.appendElement("p").addClass(line.css()).text(line.text()));
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFont(() -> font("Regular"), "letter", REGULAR, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), "letter", BOLD, FontStyle.NORMAL, true);
        builder.usePdfUaAccessibility(true);
        builder.withProducer("一站");
        builder.useUriResolver((base, uri) -> null);
        builder.withW3cDocument(new W3CDom().fromJsoup(page), null);
        builder.toStream(bytes);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("paper " + paper.id(), e);
        }
        return bytes.toByteArray();
    }

    private static InputStream font(String weight) {
        String path = "/fonts/NotoSerifSC-" + weight + ".ttf";
        InputStream found = LetterPrinter.class.getResourceAsStream(path);
        if (found == null) {
            throw new IllegalStateException(path + " is part of the program");
        }
        return found;
    }

    /** Lines of 28 points, as official papers have them. */
    private static String spacing(int before, int after) {
        return "<w:spacing w:before=\"" + before + "\" w:after=\"" + after + "\" w:line=\"" + LINE
                + "\" w:lineRule=\"exact\"/>";
    }

    public byte[] word(Paper paper) {
        var text = new StringBuilder();
        Docx.paragraph(text, paper.title(), "center", 44, true, "方正小标宋简体", spacing(0, 240));
        for (Line line : lines(paper)) {
            Docx.paragraph(text, line.side().equals("both") ? "　　" + line.text() : line.text(), line.side(), 32, false,
                    "仿宋", spacing(line.css().contains("first") ? LINE : 0, line.css().equals("number") ? LINE / 2 : 0));
        }
        var bytes = new ByteArrayOutputStream();
        Docx.write(text.toString(), false, bytes);
        return bytes.toByteArray();
    }
}
