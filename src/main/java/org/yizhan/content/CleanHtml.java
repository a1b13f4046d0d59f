package org.yizhan.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
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
    private static final Pattern STORED_PICTURE = Pattern.compile("/files/(\\d{1,18})/[^/?#\"<>]{1,200}");

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
        String tidy = LOOKS_LIKE_HTML.matcher(typed).find() ? TidyHtml.of(typed) : paragraphs(typed);
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

    /** Captions come last, so that a text that begins with a picture does not begin with its caption. */
    private static String textOf(Element body) {
        Element captions = new Element("div");
        Element withoutCaptions = body;
        if (body.selectFirst("figcaption") != null) {
            withoutCaptions = body.clone();
            withoutCaptions.select("figcaption").forEach(captions::appendChild);
        }
        return Stream.of(plain(withoutCaptions), plain(captions))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String plain(Element body) {
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
                    } else if (TidyHtml.isBlock(element)) {
                        text.append('\n');
                    }
                }
            }
        });
        return text.toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
