package org.yizhan.content.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.yizhan.shared.PlainText;

/** Turns the HTML of a page or of an office document into blocks; of inline markup only what carries meaning stays. */
final class HtmlBlocks {
    private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4",
            "h5",
            "h6", "ul", "ol", "table", "blockquote", "pre", "li", "center", "dl", "dd", "dt", "figure", "figcaption",
            "body",
            "td", "tr", "tbody", "fieldset", "address", "header", "font", "span");
    private static final Set<String> ALWAYS = Set.of("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4",
            "h5",
            "h6", "ul", "ol", "table", "blockquote", "pre", "center", "dl", "figure");
    private static final Set<String> KEPT = Set.of("strong", "b", "em", "i", "u", "sub", "sup");
    private static final String NOISE = "script,style,noscript,nav,header,footer,form,iframe,object,embed,svg,template,button,select,input,textarea,"
            + "[hidden],[style*=display:none],[style*=display: none]";
    private static final String MAIN = "#UCAP-CONTENT,#zoom,#Zoom,.TRS_Editor,.trs_editor_view,.pages_content,.article-content,.article_content,"
            + ".news_content,.content-text,article,main,#content,.content,#article,.article,[role=main]";
    private static final int DEEPEST = 60;

    private final List<Block> blocks = new ArrayList<>();

    private HtmlBlocks() {}

    /** @param page a page of the web, of which the main text is wanted; otherwise the whole body is the document */
    static List<Block> of(Document document, boolean page) {
        Element root = document.body();
        if (page) {
            root.select(NOISE).remove();
            root = mainText(root);
        }
        var reading = new HtmlBlocks();
        reading.walk(root, 0);
        return reading.blocks;
    }

    static Document parse(String html) {
        return Jsoup.parse(html);
    }

    /** The first usual container that holds a good part of the text; the body where none does. */
    private static Element mainText(Element body) {
        int all = body.text().length();
        for (Element candidate : body.select(MAIN)) {
            if (candidate.text().length() * 3 >= all) {
                return candidate;
            }
        }
        return body;
    }

    private void walk(Element parent, int depth) {
        var inline = new StringBuilder();
        var text = new StringBuilder();
        for (Node child : parent.childNodes()) {
            boolean block = child instanceof Element element
                    && (ALWAYS.contains(element.normalName()) || element.normalName().equals("img")
                            || holdsBlocks(element));
            if (!block) {
                inline(child, inline, text, depth);
                continue;
            }
            flush(inline, text);
            if (depth < DEEPEST) {
                block((Element) child, depth);
            } else {
                text.append(((Element) child).text());
                inline.append(escape(((Element) child).text()));
            }
        }
        flush(inline, text);
    }

    private static boolean holdsBlocks(Element element) {
        return BLOCKS.contains(element.normalName())
                && element.children()
                        .stream()
                        .anyMatch(c -> ALWAYS.contains(c.normalName()) || c.normalName().equals("img"));
    }

    private void block(Element element, int depth) {
        switch (element.normalName()) {
            case "h1", "h2" -> heading(element, 2);
            case "h3", "h4", "h5", "h6" -> heading(element, 3);
            case "table" -> table(element, depth);
            case "ul", "ol" -> bullets(element);
            case "img" -> {
                String source = element.attr("src");
                if (source.startsWith("embedded:")) {
                    blocks.add(new Block.Picture(source.substring("embedded:".length()),
                            PlainText.trimmed(element.attr("alt"))));
                }
            }
            default -> walk(element, depth + 1);
        }
    }

    private void heading(Element element, int level) {
        String text = clean(element.text());
        if (!text.isEmpty()) {
            // A style says heading, but the numbering says which.
            int numbered = Headings.level(text);
            blocks.add(new Block.Heading(numbered > 0 ? numbered : level, text));
        }
    }

    private void bullets(Element list) {
        var html = new StringBuilder();
        var text = new StringBuilder();
        for (Element item : list.select("li")) {
            String line = clean(item.text());
            if (!line.isEmpty()) {
                html.append("<li>").append(escape(line)).append("</li>");
                text.append(line).append('\n');
            }
        }
        if (!html.isEmpty()) {
            blocks.add(new Block.Bullets(list.normalName().equals("ol"), text.toString().strip(), html.toString()));
        }
    }

    /** A table with one cell is a frame around a text, not a table. */
    private void table(Element table, int depth) {
        if (table.select("td,th").size() <= 1 || !table.select("table table").isEmpty() && depth < DEEPEST) {
            for (Element cell : table.select("> tbody > tr > td, > tbody > tr > th, > tr > td")) {
                walk(cell, depth + 1);
            }
            return;
        }
        var html = new StringBuilder();
        var text = new StringBuilder();
        for (Element row : table.select("tr")) {
            html.append("<tr>");
            for (Element cell : row.select("> td, > th")) {
                String tag = cell.normalName();
                html.append('<').append(tag);
                span(cell, "colspan", html);
                span(cell, "rowspan", html);
                String content = clean(cell.text());
                html.append('>').append(escape(content)).append("</").append(tag).append('>');
                text.append(content).append('\t');
            }
            html.append("</tr>");
            text.append('\n');
        }
        if (!text.toString().isBlank()) {
            blocks.add(new Block.Table(text.toString().strip(), html.toString()));
        }
    }

    private static void span(Element cell, String attribute, StringBuilder html) {
        String value = cell.attr(attribute);
        if (value.matches("[1-9]\\d?") && !value.equals("1")) {
            html.append(' ').append(attribute).append("=\"").append(value).append('"');
        }
    }

    private void inline(Node node, StringBuilder html, StringBuilder text, int depth) {
        if (node instanceof TextNode words) {
            String value = words.getWholeText().replaceAll("[ \\t\\r\\n\\u00A0]+", " ");
            html.append(escape(value));
            text.append(value);
        } else if (node instanceof Element element && depth < DEEPEST) {
            String name = element.normalName();
            if (name.equals("br")) {
                flush(html, text);
                return;
            }
            boolean kept = KEPT.contains(name) && element.hasText();
            String href = element.attr("href");
            boolean link = name.equals("a") && href.matches("https?://[^\\s\"<>]+") && element.hasText();
            String tag = name.equals("b") ? "strong" : name.equals("i") ? "em" : name;
            if (kept) {
                html.append('<').append(tag).append('>');
            } else if (link) {
                html.append("<a href=\"").append(escape(href)).append("\">");
            }
            for (Node child : element.childNodes()) {
                if ((kept || link) && child instanceof Element br && br.normalName().equals("br")) {
                    html.append(' ');
                    text.append(' ');
                } else {
                    inline(child, html, text, depth + 1);
                }
            }
            if (kept) {
                html.append("</").append(tag).append('>');
            } else if (link) {
                html.append("</a>");
            }
        }
    }

    private void flush(StringBuilder html, StringBuilder text) {
        String plain = clean(text.toString());
        String marked = PlainText.trimmed(html.toString());
        html.setLength(0);
        text.setLength(0);
        if (plain.isEmpty()) {
            return;
        }
        int level = Headings.level(plain);
        blocks.add(level > 0 ? new Block.Heading(level, plain) : new Block.Paragraph(plain, marked));
    }

    private static String clean(String text) {
        return PlainText.trimmed(text.replace('\u00A0', ' ').replaceAll(" {2,}", " "));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
