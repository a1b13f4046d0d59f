package org.yizhan.search;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What others hand to the search: one thing that can be found.
 *
 * @param kind what it is, in lower case, such as {@code article}
 * @param audience {@code public}, or who else may find it; a reader sees only documents of the audiences asked for
 * @param body plain text; attachments' text in {@code attachments}
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
}
