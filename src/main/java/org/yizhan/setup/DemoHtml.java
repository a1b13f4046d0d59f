package org.yizhan.setup;

import java.util.ArrayList;
import java.util.List;

import org.springframework.web.util.HtmlUtils;

/**
 * The body of a demonstration article from its lines: a paragraph each; {@code ##} begins a heading, {@code |} a table row, of which
 * the first is the head.
 */
final class DemoHtml {
    private DemoHtml() {}

    static String of(List<String> lines) {
        var html = new StringBuilder();
        var rows = new ArrayList<String>();
        for (String line : lines) {
            if (line.startsWith("|")) {
                rows.add(line);
                continue;
            }
            table(html, rows);
            String tag = line.startsWith("## ") ? "h2" : "p";
            html.append('<').append(tag).append('>');
            html.append(escape(line.startsWith("## ") ? line.substring(3) : line));
            html.append("</").append(tag).append(">\n");
        }
        table(html, rows);
        return html.toString();
    }

    static String escape(String words) {
        return HtmlUtils.htmlEscape(words, "UTF-8");
    }

    private static void table(StringBuilder html, List<String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<table>");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            for (String value : rows.get(i).substring(1).split("\\|")) {
                html.append('<').append(cell).append('>').append(escape(value.strip()));
                html.append("</").append(cell).append('>');
            }
            html.append("</tr>");
        }
        html.append("</table>\n");
        rows.clear();
    }
}
