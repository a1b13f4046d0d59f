package org.yizhan.search;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What others hand to the search: one thing that can be found.
 *
 * @param kind what it is, in lower case, such as {@code article}
 * @param audience {@code public}, or who else may find it; a reader sees only documents of the audiences asked for
 * @param body plain text; attachments' text in {@code attachments}, written by {@link #attached}
 * @param unit name of the unit it comes from, a facet
 * @param column name of the column, a facet
 * @param columnType what the column is for, the same on all sites, a facet; null where there is no column
 */
public record SearchDocument(String kind, long id, String audience, String title, String body, String attachments,
        long siteId, String siteName, long columnId, String column, String unit, @Nullable String documentNumber,
        Instant publishedAt, String href, @Nullable String columnType) {
    public SearchDocument(String kind, long id, String audience, String title, String body, String attachments,
            long siteId, String siteName, long columnId, String column, String unit, @Nullable String documentNumber,
            Instant publishedAt, String href) {
        this(kind, id, audience, title, body, attachments, siteId, siteName, columnId, column, unit, documentNumber,
                publishedAt, href, null);
    }

    static final char AFTER_THE_NAME = '\u001f';
    static final char AFTER_A_FILE = '\u001e';

    /** The texts of files with their names, so that a result says in which of them the words stand. */
    public static String attached(Stream<Attached> files) {
        return files.map(file -> plain(file.name()) + AFTER_THE_NAME + plain(file.text()))
                .collect(Collectors.joining(Character.toString(AFTER_A_FILE)));
    }

    private static String plain(String text) {
        return text.replace(AFTER_THE_NAME, ' ').replace(AFTER_A_FILE, ' ');
    }

    /** A file and what stands in it. */
    public record Attached(String name, String text) {}
}
