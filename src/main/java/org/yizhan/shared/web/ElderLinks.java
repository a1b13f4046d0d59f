package org.yizhan.shared.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Keeps a reader without scripts in the elder mode (长辈版): every link and every search form of a page leads to a page in the same
 * mode. Done once for the whole page, so that no template has to think of it.
 */
public final class ElderLinks {
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\shref=\"([^\"]*)\"[^>]*>");
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*\\smethod=\"get\"[^>]*>");
    private static final Pattern PAGE = Pattern
            .compile("(?:/(?!/|(?:assets|files|feeds|api|desk)(?:[/?#]|$))|\\?.)[^#]*(?:#.*)?");

    private ElderLinks() {}

    public static Content in(Content page) {
        return output -> {
            var text = new StringOutput();
            page.writeTo(new OwaspHtmlTemplateOutput(text));
            output.writeContent(carried(text.toString()));
        };
    }

    static String carried(String html) {
        String links = LINK.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(link(found.group(), found.group(1))));
        return FORM.matcher(links)
                .replaceAll(found -> Matcher
                        .quoteReplacement(found.group() + "<input type=\"hidden\" name=\"mode\" value=\"elder\">"));
    }

    /** A link that chooses a mode leads where it says. */
    private static String link(String tag, String href) {
        if (tag.contains("data-choose=") || href.contains("mode=") || !PAGE.matcher(href).matches()) {
            return tag;
        }
        int fragment = href.indexOf('#');
        String page = fragment < 0 ? href : href.substring(0, fragment);
        String carried = page + (page.indexOf('?') < 0 ? "?" : "&amp;") + "mode=elder"
                + (fragment < 0 ? "" : href.substring(fragment));
        return tag.replace("href=\"" + href + "\"", "href=\"" + carried + "\"");
    }
}
