package org.yizhan.portal.web;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.yizhan.portal.Addresses;

/**
 * The sanitised body made fit for the page around it: headings below the page's own, tables that scroll in themselves, pictures
 * that wait until they are needed, and a prompt before links that leave for a site that is not the government's.
 */
final class ArticleBody {
    /** Most articles are paragraphs and nothing else, and need not be taken apart. */
    private static final Pattern CONCERNED = Pattern.compile("<(?:h[1-6]|table|img|a)\\b");

    private ArticleBody() {}

    /** @param own host names of our own sites */
    static String fit(String html, Set<String> own) {
        return CONCERNED.matcher(html).find() ? fitted(html, own) : html;
    }

    private static String fitted(String html, Set<String> own) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.base);
        Element body = document.body();
        lowerHeadings(body);
        for (Element table : body.select("table")) {
            if (table.parents().stream().noneMatch(above -> above.normalName().equals("table"))) {
                Element around = new Element("div").addClass("table-scroll")
                        .attr("role", "region")
                        .attr("tabindex", "0")
                        .attr("aria-label", table.select("caption").isEmpty() ? "表格" : table.select("caption").text());
                table.replaceWith(around);
                around.appendChild(table);
            }
        }
        for (Element picture : body.select("img")) {
            picture.attr("loading", "lazy").attr("decoding", "async");
            if (!picture.hasAttr("alt")) {
                picture.attr("alt", "");
            }
        }
        for (Element link : body.select("a[href]")) {
            String target = link.attr("href");
            String through = leaving(target, own);
            if (!through.equals(target)) {
                link.attr("href", through).attr("rel", "nofollow");
            }
        }
        return body.html();
    }

    /** The address itself, or the prompt before it when it leads to a site that is not the government's. */
    static String leaving(String href, Set<String> own) {
        String host = outsideHost(href);
        return host == null || own.contains(host) || isGovernment(host)
                ? href
                : "/leaving?to=" + Addresses.encoded(href);
    }

    /** The page has one h1, its title; whatever the body begins with becomes h2, and no level is skipped. */
    private static void lowerHeadings(Element body) {
        int[] written = new int[7];
        int depth = 1;
        for (Element heading : body.select("h1,h2,h3,h4,h5,h6")) {
            int level = heading.normalName().charAt(1) - '0';
            while (depth > 1 && written[depth] >= level) {
                depth--;
            }
            if (depth < 6) {
                depth++;
            }
            written[depth] = level;
            heading.tagName("h" + depth);
        }
    }

    /** Host of an http address, in lower case; null for addresses of our own and everything else. */
    static @Nullable String outsideHost(String href) {
        try {
            URI address = URI.create(href.strip());
            String scheme = address.getScheme();
            String host = address.getHost();
            if (scheme == null
                    || host == null
                    || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
                return null;
            }
            return host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static boolean isGovernment(String host) {
        return host.equals("gov.cn") || host.endsWith(".gov.cn");
    }
}
