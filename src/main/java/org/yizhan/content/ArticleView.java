package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A published article in full.
 *
 * @param bodyHtml sanitised when it was saved; safe to write into a page as it is
 * @param indexNumber 索引号, null for news
 * @param model code of the content model (内容模型)
 * @param elements what the places of the model say, by code and in the model's order
 * @param facts the same with their labels, as a page shows them
 */
public record ArticleView(long id, long siteId, ColumnView column, String title, String summary, String source,
        @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
        @Nullable String documentNumber, @Nullable String indexNumber, Instant publishedAt, String keywords,
        String bodyHtml, List<Attachment> attachments, String href, String model, Map<String, String> elements,
        List<Fact> facts) {
    /** What one place of the content model says; {@code code} is stable, {@code label} is what editors call it. */
    public record Fact(String code, String label, ElementKind kind, String text) {}

    /** A file beside the article; {@code href} goes through the oracle on every call. */
    public record Attachment(long fileId, String name, String mediaType, long size, String href) {}
}
