package org.yizhan.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeFilter;
import org.yizhan.shared.PlainText;

/**
 * What an author meant by the markup that was typed or pasted (整理): one walk over the tree that came in, and beside it a new tree
 * that is only ever added to at its end. Taking nodes out of a long list, or putting one into it, would move all that follow it, each time.
 */
final class TidyHtml implements NodeFilter {
    private static final Pattern OWN_FILE = Pattern.compile("(?:/desk)?/files/(\\d{1,18})(?:/([^/?#\"<>]{0,200}))?");
    private static final Pattern ALIGNED = Pattern.compile("text-align\\s*:\\s*(left|right|center|justify)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF\\u200B\\u2060]|\\p{Cs}");
    private static final Set<String> BLOCKS = Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul",
            "ol",
            "li", "blockquote", "pre", "hr", "figure", "section", "article", "center", "tr", "td", "th", "tbody",
            "thead",
            "tfoot", "caption", "figcaption", "address", "header", "footer", "main", "aside", "nav", "dl", "dt", "dd");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> SECTIONS = Set.of("div", "section", "article", "center", "header", "footer",
            "main",
            "aside", "nav");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> LOOKS = Set.of("span", "font", "ins", "small", "big", "tt", "label", "bdo", "bdi",
            "abbr", "cite", "code", "mark", "time", "colgroup", "col", "details", "summary");
    private static final Set<String> NEVER = Set.of("script", "style", "xml", "meta", "link", "title", "head", "iframe",
            "object", "embed", "svg", "math", "template", "noscript", "textarea", "form", "input", "button", "select",
            "base", "applet", "frame", "frameset", "audio", "video", "source", "canvas", "noembed", "noframes",
            "plaintext",
            "xmp");

    /** An element whose end is not reached; it joins its parent there. */
    private record Open(Element element, boolean isLoose, boolean wasAtStart, int saidBefore) {}

    private final Element root;
    private final Set<Element> holdingBlocks;
    private final Element body;
    private final Deque<Open> open = new ArrayDeque<>();
    /** How much a reader will see: words, pictures, tables, lines. */
    private int said;
    /** Inside a paragraph that has not said anything; Chinese paragraphs are indented by the page, not by blanks. */
    private boolean atStart;

    private TidyHtml(Element root, Element body) {
        this.root = root;
        this.body = body;
        holdingBlocks = holdingBlocks(root);
    }

    static String of(String typed) {
        Document tidy = Document.createShell("");
        tidy.outputSettings().prettyPrint(false);
        Element root = Jsoup.parseBodyFragment(typed).body();
        var tidying = new TidyHtml(root, tidy.body());
        root.filter(tidying);
        tidying.endLooseText();
        return tidy.body().html();
    }

    static boolean isBlock(Node node) {
        return node instanceof Element && BLOCKS.contains(node.normalName());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            say(INVISIBLE.matcher(text.getWholeText()).replaceAll(""));
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element) || NEVER.contains(element.normalName())) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (element == root) {
            return FilterResult.CONTINUE;
        }
        if (isBullet(element)) {
            say("• ");
            return FilterResult.SKIP_ENTIRELY;
        }
        switch (element.normalName()) {
            case "br" -> lineBreak();
            case "img" -> picture(element);
            default -> {
                if (isOnlyWrapping(element)) {
                    endLooseTextAt(element);
                } else {
                    begin(renamed(element));
                }
                return FilterResult.CONTINUE;
            }
        }
        return FilterResult.SKIP_ENTIRELY;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && element != root) {
            if (isOnlyWrapping(element)) {
                endLooseTextAt(element);
            } else {
                end();
            }
        }
        return FilterResult.CONTINUE;
    }

    /** How Word marks the sign before a line of a list that is none to a browser. */
    private static boolean isBullet(Element element) {
        return element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "").contains("mso-list:ignore")
                && element.text().strip().length() <= 2
                && element.html().matches("(?is).*(?:wingdings|symbol).*|\\W{0,3}[·•ln§Ø]\\W*.*");
    }

    /** Of looks, of Office's own such as o:p and v:shape, and of a section around paragraphs only what they hold is meant. */
    private boolean isOnlyWrapping(Element element) {
        String name = element.normalName();
        return name.contains(":") || LOOKS.contains(name) || SECTIONS.contains(name) && holdingBlocks.contains(element);
    }

    private static Element renamed(Element element) {
        String name = element.normalName();
        String meant = switch (name) {
            case "b" -> "strong";
            case "i" -> "em";
            case "strike", "del" -> "s";
            case "h1" -> "h2";
            default -> SECTIONS.contains(name) ? "p" : name;
        };
        var renamed = new Element(Tag.valueOf(meant), "", element.attributes().clone());
        renamed.removeAttr("style").removeAttr("class").removeAttr("align");
        String aligned = aligned(element);
        return aligned.isEmpty() ? renamed : renamed.attr("class", aligned);
    }

    /** What the style says goes before what the element or an earlier cleaning says. */
    private static String aligned(Element element) {
        Matcher styled = ALIGNED.matcher(element.attr("style"));
        boolean isStyled = styled.find();
        for (String side : List.of("center", "right")) {
            boolean wanted = isStyled
                    ? styled.group(1).equalsIgnoreCase(side)
                    : element.attr("align").equalsIgnoreCase(side) || element.hasClass("align-" + side);
            if (wanted) {
                return "align-" + side;
            }
        }
        return "";
    }

    private void say(String words) {
        boolean silent = isBlank(words);
        if (silent && open.isEmpty()) {
            body.appendText(words);
            return;
        }
        beginLooseText();
        String rest = atStart ? withoutIndent(words) : words;
        if (!rest.isEmpty()) {
            current().appendText(rest);
        }
        if (!silent) {
            said();
        }
    }

    private void lineBreak() {
        if (isLoose()) {
            endLooseText();
        } else if (!open.isEmpty()) {
            current().appendElement("br");
            atStart = false;
        }
    }

    private void picture(Element image) {
        Matcher own = OWN_FILE.matcher(image.attr("src").strip());
        // Somebody else's server or a file of the author's own computer: readers would not get it.
        if (own.matches()) {
            String name = own.group(2) == null || own.group(2).isEmpty() ? "picture" : own.group(2);
            beginLooseText();
            current().appendElement("img")
                    .attr("src", "/files/" + own.group(1) + "/" + name)
                    .attr("alt", PlainText.line(image.attr("alt")));
            said();
        }
    }

    private void begin(Element element) {
        if (isBlock(element)) {
            endLooseText();
        } else {
            beginLooseText();
        }
        open(element, false);
        if (element.normalName().equals("table") || element.normalName().equals("hr")) {
            said();
        }
    }

    private void open(Element element, boolean isLoose) {
        open.push(new Open(element, isLoose, atStart, said));
        if (isBlock(element)) {
            atStart = PARAGRAPHS.contains(element.normalName());
        }
    }

    /** A paragraph that says nothing is left out, and one that is all of a cell is the cell. */
    private void end() {
        Open ended = open.pop();
        Element element = ended.element;
        boolean silent = said == ended.saidBefore;
        if (!silent || !PARAGRAPHS.contains(element.normalName())) {
            if (CELLS.contains(element.normalName())) {
                dropOnlyParagraph(element);
            }
            current().appendChild(element);
        }
        atStart = ended.wasAtStart && silent;
    }

    /** Text that stands in the body without a paragraph gets one, and runs of inline elements beside it share it. */
    private void beginLooseText() {
        if (open.isEmpty()) {
            open(new Element("p"), true);
        }
    }

    private void endLooseText() {
        if (isLoose()) {
            end();
        }
    }

    private void endLooseTextAt(Element element) {
        if (isBlock(element)) {
            endLooseText();
        }
    }

    private boolean isLoose() {
        return !open.isEmpty() && open.getFirst().isLoose;
    }

    private Element current() {
        return open.isEmpty() ? body : open.getFirst().element;
    }

    private void said() {
        said++;
        atStart = false;
    }

    private static void dropOnlyParagraph(Element cell) {
        if (cell.childrenSize() != 1 || !cell.child(0).normalName().equals("p")) {
            return;
        }
        Element paragraph = cell.child(0);
        if (!cell.hasAttr("class") && paragraph.hasAttr("class")) {
            cell.attr("class", paragraph.attr("class"));
        }
        List<Node> around = List.copyOf(cell.childNodes());
        List<Node> inside = List.copyOf(paragraph.childNodes());
        cell.empty();
        paragraph.empty();
        for (Node node : around) {
            if (node == paragraph) {
                cell.appendChildren(inside);
            } else if (!isBlank(((TextNode) node).getWholeText())) {
                cell.appendChild(node);
            }
        }
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(c -> PlainText.isBlank((char) c));
    }

    private static String withoutIndent(String text) {
        int from = 0;
        while (from < text.length() && PlainText.isBlank(text.charAt(from))) {
            from++;
        }
        return text.substring(from);
    }

    private static Set<Element> holdingBlocks(Element root) {
        var holding = new HashSet<Element>();
        root.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                return NEVER.contains(node.normalName()) ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (node instanceof Element element && element.parent() instanceof Element parent
                        && (isBlock(element) || holding.contains(element))) {
                    holding.add(parent);
                }
                return FilterResult.CONTINUE;
            }
        });
        return holding;
    }
}
