package org.yizhan.shared.web;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Keeps a reader without scripts in the mode that was asked for (长辈版、繁体、自助终端): every link and every form of a page leads to
 * a page in the same mode. Done once for the whole page, so that no template has to think of it.
 */
public final class ElderLinks {
    private static final String HREF = " href=\"";
    private static final String ACTION = " action=\"";
    private static final Pattern PAGE = Pattern
            .compile("(?:/(?!/|(?:assets|files|feeds|api|desk|qr)(?:[/?#]|$))|\\?.)[^#]*(?:#.*)?");
    private static final Pattern OUTSIDE = Pattern.compile("(?:https?:)?//.*|/leaving.*|/desk.*|mailto:.*");

    private ElderLinks() {}

    public static Content in(Content page) {
        return in(page, "elder");
    }

    /** @param modes as {@link #query} reads them */
    public static Content in(Content page, String modes) {
        String query = query(modes);
        return output -> {
            var text = new StringOutput();
            page.writeTo(new OwaspHtmlTemplateOutput(text));
            output.writeContent(carried(text.toString(), query));
        };
    }

    /** What an address says of these modes: {@code mode=elder}, {@code script=hant}; empty for none. */
    public static String query(String modes) {
        String mode = modes.contains("kiosk")
                ? "mode=kiosk"
                : modes.contains("elder") ? "mode=elder" : modes.contains("contrast") ? "mode=contrast" : "";
        String script = modes.contains("hant") ? "script=hant" : "";
        return mode.isEmpty() || script.isEmpty() ? mode + script : mode + "&" + script;
    }

    /** An address in the modes of the page that leads there, for who is sent on. */
    public static String address(String path, @Nullable Object modes) {
        String query = query(String.valueOf(modes));
        return query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query;
    }

    static String carried(String html) {
        return carried(html, "mode=elder");
    }

    static String carried(String html, String query) {
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
            carried.append(html, done, from).append(link ? link(tag, query) : form(tag, query));
            done = to;
        }
        return carried.append(html, done, html.length()).toString();
    }

    private static String form(String tag, String query) {
        if (!tag.contains(" method=\"get\"")) {
            return action(tag, query);
        }
        var fields = new StringBuilder(tag);
        for (String part : query.split("&")) {
            int at = part.indexOf('=');
            fields.append("<input type=\"hidden\" name=\"")
                    .append(part, 0, at)
                    .append("\" value=\"")
                    .append(part.substring(at + 1))
                    .append("\">");
        }
        return fields.toString();
    }

    /** What follows a form that is sent stays in the mode too. */
    private static String action(String tag, String query) {
        int from = tag.indexOf(ACTION) + ACTION.length();
        int to = tag.indexOf('"', from);
        if (from < ACTION.length() || to < 0 || !PAGE.matcher(tag.substring(from, to)).matches()
                || tag.substring(from, to).contains("mode=")) {
            return tag;
        }
        return tag.substring(0, to) + (tag.substring(from, to).indexOf('?') < 0 ? "?" : "&amp;")
                + query.replace("&", "&amp;") + tag.substring(to);
    }

    /** A link that chooses a mode leads where it says; nothing leads out of a terminal in a public place. */
    private static String link(String tag, String query) {
        int from = tag.indexOf(HREF) + HREF.length();
        int to = tag.indexOf('"', from);
        if (from < HREF.length() || to < 0) {
            return tag;
        }
        String href = tag.substring(from, to);
        if (query.startsWith("mode=kiosk") && OUTSIDE.matcher(href).matches()) {
            return "<a>";
        }
        if (tag.contains("data-choose=") || href.contains("mode=") || href.contains("script=")
                || !PAGE.matcher(href).matches()) {
            return tag;
        }
        int fragment = href.indexOf('#');
        int end = fragment < 0 ? to : from + fragment;
        return tag.substring(0, end) + (href.indexOf('?') < 0 ? "?" : "&amp;") + query.replace("&", "&amp;")
                + tag.substring(end);
    }
}
