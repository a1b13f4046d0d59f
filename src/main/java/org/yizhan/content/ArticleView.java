package org.yizhan.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A published article in full.
 *
 * @param bodyHtml sanitised when it was saved; safe to write into a page as it is
 * @param indexNumber 索引号, null for news
 */
public record ArticleView(long id, long siteId, ColumnView column, String title, String summary, String source,
        @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
        @Nullable String documentNumber, @Nullable String indexNumber, Instant publishedAt, String keywords,
        String bodyHtml, List<Attachment> attachments, String href) {
    /** A file beside the article; {@code href} goes through the oracle on every call. */
    public record Attachment(long fileId, String name, String mediaType, long size, String href) {}
}
