package org.yizhan.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.parser.Parser;

/** Where a link of a text leads (链接). */
sealed interface TextLink {
    /** As the text has it. */
    String written();

    /** An article of one of our sites. */
    record ToArticle(String written, long documentId) implements TextLink {}

    /** An attachment or a picture. */
    record ToFile(String written, long fileId) implements TextLink {}

    /** A page of one of our sites that is neither: a site, a column, something that is no page at all. */
    record ToPage(String written, String path) implements TextLink {}

    /** A page of others. */
    record Outer(String written, String host) implements TextLink {}

    Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]{1,2000})\"");
    Pattern FILE = Pattern.compile("/files/(\\d{1,18})/.*");
    Pattern ARTICLE = Pattern.compile("(?:/[a-z0-9_-]+){1,2}/\\d{6}/(\\d{1,18})\\.html");

    /**
     * The links of a body, each once; those within the page and those to mail and telephones are none.
     *
     * @param ownHosts names under which our own sites are known
     */
    static List<TextLink> of(String html, Set<String> ownHosts) {
        if (!html.contains("href=") && !html.contains("src=")) {
            return List.of();
        }
        var written = new LinkedHashSet<String>();
        Matcher link = LINK.matcher(html);
        while (link.find()) {
            written.add(Parser.unescapeEntities(link.group(1), true));
        }
        var links = new ArrayList<TextLink>();
        written.forEach(one -> link(one, ownHosts).ifPresent(links::add));
        return links;
    }

    private static Optional<TextLink> link(String written, Set<String> ownHosts) {
        if (written.startsWith("/") && !written.startsWith("//")) {
            return Optional.of(own(written, written));
        }
        if (!written.regionMatches(true, 0, "http://", 0, 7) && !written.regionMatches(true, 0, "https://", 0, 8)) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(written.strip());
            String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
            return Optional.of(ownHosts.contains(host)
                    ? own(written, address.getPath() == null || address.getPath().isEmpty() ? "/" : address.getPath())
                    : new Outer(written, host));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Outer(written, ""));
        }
    }

    private static TextLink own(String written, String address) {
        String path = address.replaceFirst("[?#].*", "");
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            return new ToFile(written, Long.parseLong(file.group(1)));
        }
        Matcher article = ARTICLE.matcher(path);
        return article.matches()
                ? new ToArticle(written, Long.parseLong(article.group(1)))
                : new ToPage(written, path);
    }
}
