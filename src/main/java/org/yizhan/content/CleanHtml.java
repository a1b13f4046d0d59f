package org.yizhan.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.yizhan.shared.PlainText;

/**
 * The body of an article, clean (正文). Whatever was typed, pasted from Word or WPS, or imported is first tidied, so that the
 * meaning is left and the rubbish is not; the last word has the sanitiser, and nothing touches its output afterwards.
 *
 * @param html safe to write into a page as it is
 * @param text the same without markup, one paragraph a line
 * @param pictures ids of the files shown inside
 */
record CleanHtml(String html, String text, List<Long> pictures) {
    /** Longer bodies are refused before anything looks into them. */
    static final int LONGEST = 3_000_000;

    /** A table of five thousand rows and ten columns has about two hundred thousand. */
    private static final int MOST_TAGS = 300_000;

    static final CleanHtml EMPTY = new CleanHtml("", "", List.of());

    private static final Pattern LOOKS_LIKE_HTML = Pattern.compile(
            "<(?:!--|!\\[|/?(?:p|div|h[1-6]|table|tr|td|ul|ol|li|br|hr|img|a|b|strong|i|em|u|s|span|font|blockquote|sup|sub|pre|section|article|center|html|body|style|script|svg|iframe|math)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_FILE = Pattern.compile("(?:/desk)?/files/(\\d{1,18})(?:/([^/?#\"<>]{0,200}))?");
    private static final Pattern STORED_PICTURE = Pattern.compile("/files/(\\d{1,18})/[^/?#\"<>]{1,200}");
    private static final Pattern ALIGNED = Pattern.compile("text-align\\s*:\\s*(left|right|center|justify)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF\\u200B\\u2060]|\\p{Cs}");
    private static final Set<String> BLOCKS = Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul",
            "ol",
            "li", "blockquote", "pre", "hr", "figure", "section", "article", "center", "tr", "td", "th", "tbody",
            "thead",
            "tfoot", "caption", "figcaption", "address", "header", "footer", "main", "aside", "nav", "dl", "dt", "dd");
    private static final Set<String> NEVER = Set.of("script", "style", "xml", "meta", "link", "title", "head", "iframe",
            "object", "embed", "svg", "math", "template", "noscript", "textarea", "form", "input", "button", "select",
            "base", "applet", "frame", "frameset", "audio", "video", "source", "canvas", "noembed", "noframes",
            "plaintext",
            "xmp");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "caption", "thead", "tbody",
                    "tfoot", "tr", "td", "th", "blockquote", "pre", "hr", "br", "strong", "em", "u", "s", "sup", "sub",
                    "a",
                    "img", "figure", "figcaption")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("[1-9]\\d?"))
            .onElements("td", "th")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,4}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("align-center|align-right"))
            .onElements("p", "h2", "h3", "h4", "h5", "h6", "td", "th", "figure", "figcaption")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("src")
            .matching(STORED_PICTURE)
            .onElements("img")
            .allowAttributes("href")
            .matching(Pattern.compile("(?:https?://|mailto:|tel:|/(?!/)|#).{0,2000}", Pattern.CASE_INSENSITIVE))
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .requireRelsOnLinks("noopener")
            .toFactory();

    CleanHtml {
        pictures = List.copyOf(pictures);
    }

    /** Whether taking it apart would need more memory than one text may have. */
    static boolean isMostlyMarkup(String typed) {
        return typed.chars().filter(c -> c == '<').count() > MOST_TAGS;
    }

    static CleanHtml of(String typed) {
        if (typed.isBlank()) {
            return EMPTY;
        }
        String tidy = LOOKS_LIKE_HTML.matcher(typed).find() ? tidy(typed) : paragraphs(typed);
        String safe = POLICY.sanitize(tidy);
        Element body = Jsoup.parseBodyFragment(safe).body();
        var pictures = new LinkedHashSet<Long>();
        for (Element picture : body.select("img[src]")) {
            Matcher own = STORED_PICTURE.matcher(picture.attr("src"));
            if (own.matches()) {
                pictures.add(Long.parseLong(own.group(1)));
            }
        }
        return new CleanHtml(safe, textOf(body), List.copyOf(pictures));
    }

    /** Plain text as typed without a script: every line that holds something is a paragraph. */
    private static String paragraphs(String typed) {
        var html = new StringBuilder(typed.length() + 64);
        PlainText.lines(typed).lines().map(PlainText::trimmed).filter(line -> !line.isEmpty()).forEach(line -> {
            html.append("<p>").append(escape(line)).append("</p>\n");
        });
        return html.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String tidy(String typed) {
        Document document = Jsoup.parseBodyFragment(typed);
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        for (Element element : new ArrayList<>(body.getAllElements())) {
            if (element != body && NEVER.contains(element.normalName())) {
                element.remove();
            }
        }
        dropComments(body);
        for (Element element : new ArrayList<>(body.getAllElements())) {
            if (element != body && element.parent() != null) {
                tidy(element);
            }
        }
        for (Element element : new ArrayList<>(
                body.select("div,section,article,center,header,footer,main,aside,nav"))) {
            if (element.parent() == null) {
                continue;
            }
            boolean holdsBlocks = element.getAllElements()
                    .stream()
                    .anyMatch(inner -> inner != element && BLOCKS.contains(inner.normalName()));
            if (holdsBlocks) {
                element.unwrap();
            } else {
                element.tagName("p");
            }
        }
        wrapLooseText(body);
        for (Element paragraph : new ArrayList<>(body.select("p,h2,h3,h4,h5,h6"))) {
            trimStart(paragraph);
            boolean empty = blank(paragraph.text()) && paragraph.selectFirst("img,table,hr") == null;
            if (empty) {
                paragraph.remove();
            } else if (paragraph.normalName().equals("p") && paragraph.parent() instanceof Element parent
                    && Set.of("td", "th").contains(parent.normalName()) && parent.childrenSize() == 1) {
                if (paragraph.hasAttr("class") && !parent.hasAttr("class")) {
                    parent.attr("class", paragraph.attr("class"));
                }
                paragraph.unwrap();
                trimStart(parent);
            }
        }
        return body.html();
    }

    private static void tidy(Element element) {
        String name = element.normalName();
        String style = element.attr("style");
        if (style.toLowerCase(Locale.ROOT).replace(" ", "").contains("mso-list:ignore")
                && element.html().matches("(?is).*(?:wingdings|symbol).*|\\W{0,3}[·•ln§Ø]\\W*.*")
                && element.text().strip().length() <= 2) {
            element.text("• ");
        }
        if (name.contains(":")) {
            // Office's own elements, such as o:p, v:shape and w:sdt: only what they hold is meant.
            element.unwrap();
            return;
        }
        switch (name) {
            case "b" -> rename(element, "strong");
            case "i" -> rename(element, "em");
            case "strike", "del" -> rename(element, "s");
            case "h1" -> rename(element, "h2");
            case "span", "font", "ins", "small", "big", "tt", "label", "bdo", "bdi", "abbr", "cite", "code", "mark",
                    "time", "colgroup", "col", "details", "summary" -> {
                element.unwrap();
                return;
            }
            case "img" -> picture(element);
            default -> {
            }
        }
        align(element, style);
    }

    private static void rename(Element element, String name) {
        element.tag(Tag.valueOf(name));
    }

    private static void picture(Element image) {
        Matcher own = OWN_FILE.matcher(image.attr("src").strip());
        if (own.matches()) {
            String name = own.group(2) == null || own.group(2).isEmpty() ? "picture" : own.group(2);
            image.attr("src", "/files/" + own.group(1) + "/" + name);
            image.attr("alt", PlainText.line(image.attr("alt")));
        } else {
            // Somebody else's server or a file of the author's own computer: readers would not get it.
            image.remove();
        }
    }

    private static void align(Element element, String style) {
        String wanted = "";
        if (element.hasClass("align-center") || element.attr("align").equalsIgnoreCase("center")) {
            wanted = "align-center";
        } else if (element.hasClass("align-right") || element.attr("align").equalsIgnoreCase("right")) {
            wanted = "align-right";
        }
        Matcher aligned = ALIGNED.matcher(style);
        if (aligned.find()) {
            wanted = switch (aligned.group(1).toLowerCase(Locale.ROOT)) {
                case "center" -> "align-center";
                case "right" -> "align-right";
                default -> "";
            };
        }
        element.removeAttr("style").removeAttr("class").removeAttr("align");
        if (!wanted.isEmpty()) {
            element.attr("class", wanted);
        }
    }

    private static void dropComments(Element root) {
        var rubbish = new ArrayList<Node>();
        root.traverse((node, depth) -> {
            if (node instanceof Comment || node.nodeName().startsWith("#") && !(node instanceof TextNode)
                    && node != root) {
                rubbish.add(node);
            } else if (node instanceof TextNode text) {
                text.text(INVISIBLE.matcher(text.getWholeText()).replaceAll(""));
            }
        });
        rubbish.stream().filter(node -> node.parent() != null).forEach(Node::remove);
    }

    /** Text that stands in the body without a paragraph gets one, and runs of inline elements beside it share it. */
    private static void wrapLooseText(Element body) {
        Element open = null;
        for (Node node : new ArrayList<>(body.childNodes())) {
            boolean block = node instanceof Element element && BLOCKS.contains(element.normalName());
            boolean breaks = node instanceof Element element && element.normalName().equals("br");
            boolean nothing = node instanceof TextNode text && blank(text.getWholeText()) && open == null;
            if (block || breaks) {
                open = null;
                if (breaks) {
                    node.remove();
                }
            } else if (!nothing) {
                if (open == null) {
                    open = new Element("p");
                    node.before(open);
                }
                open.appendChild(node);
            }
        }
    }

    /** Chinese paragraphs are indented by the page, not by blanks in the text. */
    private static void trimStart(Element paragraph) {
        Node first = paragraph;
        while (first.childNodeSize() > 0) {
            first = first.childNode(0);
            if (first instanceof TextNode text) {
                String whole = text.getWholeText();
                int from = 0;
                while (from < whole.length() && PlainText.isBlank(whole.charAt(from))) {
                    from++;
                }
                text.text(whole.substring(from));
                if (from < whole.length() || text.nextSibling() == null) {
                    return;
                }
                Node next = text.nextSibling();
                text.remove();
                first = paragraph;
                if (next == null) {
                    return;
                }
            } else if (first instanceof Element element
                    && Set.of("br", "img", "table").contains(element.normalName())) {
                return;
            }
        }
    }

    private static boolean blank(String text) {
        return text.chars().allMatch(c -> PlainText.isBlank((char) c));
    }

    private static String textOf(Element body) {
        var text = new StringBuilder();
        body.traverse(new org.jsoup.select.NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode leaf) {
                    text.append(leaf.getWholeText().replace('\u00A0', ' '));
                } else if (node.nodeName().equals("br")) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    if (Set.of("td", "th").contains(element.normalName())) {
                        text.append(' ');
                    } else if (BLOCKS.contains(element.normalName())) {
                        text.append('\n');
                    }
                }
            }
        });
        return text.toString().replaceAll("[ \\t]*\\n\\s*", "\n").strip();
    }
}
