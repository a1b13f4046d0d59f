package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
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
    public record Fact(String code, String label, ElementKind kind, String text, @Nullable Attachment file,
            @Nullable Film film) {
        /** For a {@link ElementKind#TABLE}. */
        public TableText table() {
            return TableText.of(text);
        }

        /** Whether it fits on a line of a list of facts. */
        public boolean isShort() {
            return switch (kind) {
                case LINE, DATE, NUMBER, CHOICE, PERSON -> true;
                case FILE -> !isVideo() && !isPicture() && !isCaptions();
                case TEXT, TABLE -> false;
            };
        }

        /** For a {@link ElementKind#DATE} that is one. */
        public @Nullable LocalDate day() {
            return ElementCheck.isDate(text) ? LocalDate.parse(text) : null;
        }

        public List<String> lines() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }

        /** What the player plays: what was made for it, otherwise the file as it came. */
        public String plays() {
            return film != null && film.web != null ? film.web : file == null ? "" : file.href();
        }

        public boolean isVideo() {
            return file != null && file.mediaType().startsWith("video/");
        }

        /** What is said in a film, for those who cannot hear it. */
        public boolean isCaptions() {
            return file != null && file.mediaType().equals("text/vtt");
        }

        public boolean isPicture() {
            return file != null && file.mediaType().startsWith("image/");
        }
    }

    /**
     * What was made of a film: the address of what every browser plays and of the picture to begin with, as far as they are
     * there; {@code words} for who put it in.
     */
    public record Film(@Nullable String web, @Nullable String poster, String words) {}

    /** A file beside the article; {@code href} goes through the oracle on every call. */
    public record Attachment(long fileId, String name, String mediaType, long size, String href) {}
}
