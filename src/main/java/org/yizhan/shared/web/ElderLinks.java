package org.yizhan.shared.web;

import java.util.regex.Pattern;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Keeps a reader without scripts in the elder mode (长辈版): every link and every search form of a page leads to a page in the same
 * mode. Done once for the whole page, so that no template has to think of it.
 */
public final class ElderLinks {
    private static final String HREF = " href=\"";
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
        var carried = new StringBuilder(html.length() + html.length() / 8);
        int done = 0;
        for (int from = html.indexOf('<'); from >= 0; from = html.indexOf('<', from + 1)) {
            boolean link = html.startsWith("<a ", from);
            if (!link && !html.startsWith("<form ", from)) {
                continue;
            }
            int to = html.indexOf('>', from) + 1;
            if (to == 0) {
                break;
            }
            String tag = html.substring(from, to);
            carried.append(html, done, from).append(link ? link(tag) : form(tag));
            done = to;
        }
        return carried.append(html, done, html.length()).toString();
    }

    private static String form(String tag) {
        return tag.contains(" method=\"get\"") ? tag + "<input type=\"hidden\" name=\"mode\" value=\"elder\">" : tag;
    }

    /** A link that chooses a mode leads where it says. */
    private static String link(String tag) {
        int from = tag.indexOf(HREF) + HREF.length();
        int to = tag.indexOf('"', from);
        if (from < HREF.length() || to < 0) {
            return tag;
        }
        String href = tag.substring(from, to);
        if (tag.contains("data-choose=") || href.contains("mode=") || !PAGE.matcher(href).matches()) {
            return tag;
        }
        int fragment = href.indexOf('#');
        int end = fragment < 0 ? to : from + fragment;
        return tag.substring(0, end) + (href.indexOf('?') < 0 ? "?" : "&amp;") + "mode=elder" + tag.substring(end);
    }
}
