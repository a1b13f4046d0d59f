package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;

/** Feeds for readers and other programs (订阅源): RSS 2.0 and Atom. */
final class Feeds {
    private Feeds() {}

    static String href(SiteView site) {
        return "/feeds/" + (site.isPortal() ? "portal" : site.slug()) + ".rss";
    }

    static String href(SiteView site, ColumnView column) {
        return "/feeds/" + (site.isPortal() ? "" : site.slug() + "/") + column.slug() + ".rss";
    }

    static String rss(SiteView site, String title, String description, String home, String self,
            List<ArticleLine> lines, Times times) {
        var xml = new StringBuilder(4096).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n");
        element(xml, "title", title);
        element(xml, "link", Addresses.full(site, home));
        element(xml, "description", description);
        element(xml, "language", "zh-CN");
        xml.append("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"")
                .append(text(Addresses.full(site, self)))
                .append("\"/>\n");
        for (ArticleLine line : lines) {
            xml.append("<item>\n");
            element(xml, "title", line.title());
            element(xml, "link", Addresses.full(site, line.href()));
            xml.append("<guid isPermaLink=\"false\">article-").append(line.id()).append("</guid>\n");
            element(xml, "pubDate", times.rfc1123(line.publishedAt()));
            element(xml, "category", line.columnName());
            element(xml, "description", line.summary());
            xml.append("</item>\n");
        }
        return xml.append("</channel></rss>\n").toString();
    }

    static String atom(SiteView site, String title, String home, String self, List<ArticleLine> lines, Times times) {
        var xml = new StringBuilder(4096).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        element(xml, "title", title);
        element(xml, "id", Addresses.full(site, self));
        link(xml, "self", Addresses.full(site, self));
        link(xml, "alternate", Addresses.full(site, home));
        element(xml, "updated",
                lines.isEmpty() ? "1970-01-01T00:00:00Z" : times.machine(lines.getFirst().publishedAt()));
        xml.append("<author><name>").append(text(site.organizer())).append("</name></author>\n");
        for (ArticleLine line : lines) {
            xml.append("<entry>\n");
            element(xml, "title", line.title());
            element(xml, "id", "tag:" + Addresses.host(site) + ",2026:article-" + line.id());
            link(xml, "alternate", Addresses.full(site, line.href()));
            element(xml, "updated", times.machine(line.publishedAt()));
            element(xml, "summary", line.summary());
            xml.append("</entry>\n");
        }
        return xml.append("</feed>\n").toString();
    }

    private static void link(StringBuilder xml, String rel, String href) {
        xml.append("<link rel=\"").append(rel).append("\" href=\"").append(text(href)).append("\"/>\n");
    }

    private static void element(StringBuilder xml, String name, String content) {
        xml.append('<').append(name).append('>').append(text(content)).append("</").append(name).append(">\n");
    }

    /** Text as XML 1.0 takes it: escaped, and without the control characters that it forbids. */
    static String text(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean allowed = c == '\t'
                            || c == '\n'
                            || c == '\r'
                            || c >= 0x20 && c <= 0xD7FF
                            || c >= 0xE000 && c <= 0xFFFD
                            || c >= 0x10000;
                    if (allowed) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
