package org.yizhan.portal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ReservedSlugs;

/**
 * The address of a public page in its one normal form. Whatever does not change the page is not part of it: the host, unless
 * it is a site's own; unknown parameters; values that no page ever offered. Below a site's own host the path gets the site's
 * slug in front, so that both ways lead to the same page.
 *
 * @param query normalised, empty for none
 */
record PageAddress(String path, String query) {
    private static final int LONGEST_PATH = 160;
    private static final int LONGEST_KEY = 80;

    private static final String FEEDS = "feeds";
    private static final String DISCLOSURE = "disclosure";
    private static final String LETTERS = "letters";
    private static final String KNOWLEDGE = "knowledge";
    private static final int LONGEST_VALUE = 60;

    /** By what the lists of disclosure are narrowed, in the order of their normal form. What was typed (q) is never kept. */
    private static final List<String> NARROWED_BY = List.of("body", "section", "statutory", "subject", "genre",
            "audience",
            "year", "validity", "conclusion", "key");

    /** The same of published letters. */
    private static final List<String> LETTERS_BY = List.of("mailbox", "unit", "subject", "region", "key");

    /** The same of the knowledge base. */
    private static final List<String> KNOWLEDGE_BY = List.of("key");
    private static final String ON_AN_ENTRY = "/feedback";

    /** What somebody writes, and what is his own. */
    private static final Pattern OWN_LETTERS = Pattern.compile("/letters/(?:new|mine|offers)(?:/.*)?");

    /** Variants of a page that have their own place among the kept ones. */
    private static final Set<String> MODES = Set.of("mode=elder", "mode=contrast", "mode=kiosk");
    private static final String TRADITIONAL = "script=hant";

    /** Pages that are the same for everybody although their first part is reserved. */
    private static final Set<String> SHARED_PAGES = Set.of(FEEDS, "sitemap", "mistake", "kiosk", "screen", "qr");

    /** Of these there is one for all sites. */
    private static final Set<String> OF_THE_GROUP = Set.of(FEEDS, "kiosk", "screen", "qr");
    private static final Pattern FILES_OF_A_SITE = Pattern
            .compile("robots\\.txt|sitemap(?:-columns|-[0-9]{6}(?:-[0-9]{1,18})?)?\\.xml");

    String key() {
        return query.isEmpty() ? path : path + '?' + query;
    }

    Map<String, String[]> parameters() {
        var all = new LinkedHashMap<String, String[]>();
        if (!query.isEmpty()) {
            for (String part : query.split("&")) {
                int at = part.indexOf('=');
                all.put(part.substring(0, at), new String[]{part.substring(at + 1)});
            }
        }
        return all;
    }

    /**
     * The normal form, or null when the request is not for a page that could be kept.
     *
     * @param siteOfHost slug of the site whose own host name was asked for, null on the portal's and on any unknown host
     * @param path as it stands in the request line, undecoded
     */
    static @Nullable PageAddress of(@Nullable String siteOfHost, String path, @Nullable String query) {
        if (!isPlain(path)) {
            return null;
        }
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path.substring(1) : path.substring(1, end);
        if (first.equals(DISCLOSURE)) {
            return siteOfHost != null || path.indexOf('.') >= 0
                    ? null
                    : narrowed(path, query == null ? "" : query, NARROWED_BY);
        }
        if (first.equals(LETTERS)) {
            return siteOfHost != null || path.indexOf('.') >= 0 || OWN_LETTERS.matcher(path).matches()
                    ? null
                    : narrowed(path, query == null ? "" : query, LETTERS_BY);
        }
        if (first.equals(KNOWLEDGE)) {
            return siteOfHost != null || path.endsWith(ON_AN_ENTRY)
                    ? null
                    : narrowed(path, query == null ? "" : query, KNOWLEDGE_BY);
        }
        boolean column = false;
        if (end < 0 && first.indexOf('.') >= 0) {
            if (!FILES_OF_A_SITE.matcher(first).matches()) {
                return null;
            }
        } else if (ReservedSlugs.contains(first)) {
            if (!SHARED_PAGES.contains(first)) {
                return null;
            }
        } else {
            column = path.endsWith("/") && (path.length() > 1 || siteOfHost != null);
        }
        if (siteOfHost != null && !first.equals(siteOfHost) && !OF_THE_GROUP.contains(first)) {
            path = '/' + siteOfHost + path;
        }
        return new PageAddress(path, query == null ? "" : normal(query, column));
    }

    private static boolean isPlain(String path) {
        int length = path.length();
        if (length == 0 || length > LONGEST_PATH || path.charAt(0) != '/') {
            return false;
        }
        char before = 0;
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            boolean mark = (c == '/' || c == '.') && before != '/' && before != '.' || c == '/' && i == 0;
            if (!word && !mark) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static String normal(String query, boolean column) {
        String key = "";
        String mode = "";
        boolean traditional = false;
        for (String part : query.split("&", 20)) {
            if (mode.isEmpty() && MODES.contains(part)) {
                mode = part;
            } else if (part.equals(TRADITIONAL)) {
                traditional = true;
            } else if (column && key.isEmpty() && part.startsWith("before=") && isKey(part)) {
                key = part;
            }
        }
        return and(and(key, mode), traditional ? TRADITIONAL : "");
    }

    private static String and(String one, String other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one + '&' + other;
    }

    private static @Nullable PageAddress narrowed(String path, String query, List<String> by) {
        var values = new HashMap<String, String>();
        String modes = normal(query, false);
        for (String part : query.split("&", 30)) {
            int at = part.indexOf('=');
            String name = at < 0 ? part : part.substring(0, at);
            String value = at < 0 ? "" : part.substring(at + 1);
            if (name.equals("q") && !value.isEmpty()) {
                return null;
            }
            if (by.contains(name) && !value.isEmpty()) {
                if (!isPlainValue(value) || values.putIfAbsent(name, value) != null) {
                    return null;
                }
            }
        }
        String kept = "";
        for (String name : by) {
            String value = values.get(name);
            kept = and(kept, value == null ? "" : name + '=' + value);
        }
        return new PageAddress(path, and(kept, modes));
    }

    private static boolean isPlainValue(String value) {
        return value.length() <= LONGEST_VALUE
                && value.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    private static boolean isKey(String part) {
        int from = "before=".length();
        if (part.length() == from || part.length() - from > LONGEST_KEY) {
            return false;
        }
        for (int i = from; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == '~')) {
                return false;
            }
        }
        return true;
    }
}
