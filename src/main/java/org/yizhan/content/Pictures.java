package org.yizhan.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.yizhan.content.Finding.Weight;
import org.yizhan.shared.PlainText;

/**
 * The pictures of a body and what is known of each (图片说明). The body itself holds it, as a figure with its caption, so that
 * whatever is signed for the body is signed for the captions too: first the caption, on a line of its own what was taken by whom,
 * where it comes from and when.
 */
public final class Pictures {
    private static final Pattern OWN = Pattern.compile("/(?:desk/)?files/(\\d{1,18})(?:/.*)?");
    private static final Pattern FACT = Pattern.compile("(摄影|来源|时间)：(.*?)(?=[　\\s]+(?:摄影|来源|时间)：|$)");
    private static final Pattern FILE_NAME = Pattern.compile("(?i).*\\.(jpe?g|png|gif|webp)");
    private static final int LONGEST = 300;

    private Pictures() {}

    /** What an author says of a picture; everything may be missing. */
    public record Facts(String caption, String person, String source, String time, String alt) {
        public static final Facts NONE = new Facts("", "", "", "", "");

        Facts cleaned() {
            return new Facts(clean(caption), clean(person), clean(source), clean(time), clean(alt));
        }

        private static String clean(String typed) {
            String line = PlainText.line(typed);
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
        }
    }

    /** A picture of the body, {@code number} counted from one. */
    public record Shown(int number, long file, Facts facts) {
        String caption() {
            return facts.caption();
        }

        /**
         * What readers would miss, in words. A time is good to have, but nobody is stopped for it; a lacking text alternative is
         * suggested by a check of its own.
         */
        List<String> lacking(Weight weight) {
            var lacking = new ArrayList<String>();
            if (facts.caption().isEmpty()) {
                lacking.add("图注");
            }
            if (facts.person().isEmpty() && facts.source().isEmpty()) {
                lacking.add("拍摄人或来源");
            }
            if (facts.alt().isEmpty() && weight != Weight.SUGGESTION) {
                lacking.add("替代文字");
            }
            return lacking;
        }
    }

    /** In the order of the body, each once. */
    public static List<Shown> in(String html) {
        if (!html.contains("<img")) {
            return List.of();
        }
        var found = new LinkedHashMap<Long, Shown>();
        for (Element picture : Jsoup.parseBodyFragment(html).select("img[src]")) {
            Matcher own = OWN.matcher(picture.attr("src"));
            if (own.matches()) {
                long file = Long.parseLong(own.group(1));
                found.putIfAbsent(file, new Shown(found.size() + 1, file, facts(picture)));
            }
        }
        return List.copyOf(found.values());
    }

    /** The body with what is said of its pictures; pictures of which nothing is said here stay as they are. */
    public static String say(String html, Map<Long, Facts> said) {
        if (said.isEmpty() || !html.contains("<img")) {
            return html;
        }
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        boolean touched = false;
        for (Element picture : document.select("img[src]")) {
            Matcher own = OWN.matcher(picture.attr("src"));
            Facts facts = own.matches() ? said.get(Long.parseLong(own.group(1))) : null;
            if (facts != null && !facts.cleaned().equals(facts(picture))) {
                write(picture, facts.cleaned());
                touched = true;
            }
        }
        return touched ? document.body().html() : html;
    }

    private static Facts facts(Element picture) {
        String alt = PlainText.line(picture.attr("alt"));
        Element figure = picture.closest("figure");
        Element words = figure == null ? null : figure.selectFirst("figcaption");
        String caption = "";
        String person = "";
        String source = "";
        String time = "";
        if (words != null) {
            for (String line : words.wholeText().replace('\u00A0', ' ').split("\n")) {
                Matcher fact = FACT.matcher(line);
                if (!fact.find()) {
                    caption = (caption + ' ' + line).strip();
                    continue;
                }
                caption = (caption + ' ' + line.substring(0, fact.start())).strip();
                do {
                    switch (fact.group(1)) {
                        case "摄影" -> person = fact.group(2).strip();
                        case "来源" -> source = fact.group(2).strip();
                        default -> time = fact.group(2).strip();
                    }
                } while (fact.find());
            }
        }
        return new Facts(PlainText.line(caption), person, source, time, FILE_NAME.matcher(alt).matches() ? "" : alt);
    }

    private static void write(Element picture, Facts facts) {
        picture.attr("alt", facts.alt());
        Element figure = picture.closest("figure");
        if (figure == null) {
            figure = new Element("figure");
            Element place = ownParagraph(picture);
            if (place == picture) {
                picture.replaceWith(figure);
            } else {
                place.before(figure);
            }
            figure.appendChild(picture);
            if (place != picture && place.childNodeSize() == 0) {
                place.remove();
            }
        }
        figure.select("figcaption").remove();
        var credit = new ArrayList<String>();
        add(credit, "摄影", facts.person());
        add(credit, "来源", facts.source());
        add(credit, "时间", facts.time());
        if (facts.caption().isEmpty() && credit.isEmpty()) {
            return;
        }
        Element words = figure.appendElement("figcaption");
        if (!facts.caption().isEmpty()) {
            words.appendChild(new TextNode(facts.caption()));
        }
        if (!credit.isEmpty()) {
            if (!facts.caption().isEmpty()) {
                words.appendElement("br");
            }
            words.appendChild(new TextNode(String.join("　", credit)));
        }
    }

    /** A figure does not stand inside a paragraph: the paragraph around the picture, or the picture itself. */
    private static Element ownParagraph(Element picture) {
        Element place = picture.closest("p,h2,h3,h4,h5,h6");
        return place == null ? picture : place;
    }

    private static void add(List<String> credit, String what, String value) {
        if (!value.isEmpty()) {
            credit.add(what + "：" + value);
        }
    }
}
