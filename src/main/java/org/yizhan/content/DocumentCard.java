package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What another module needs to know to keep a document in a catalogue of its own (稿件卡片): everything but its text.
 *
 * @param unit the unit that owns the column
 * @param disclosure whether its column belongs to the disclosure catalogue
 * @param live whether this is what the public has
 * @param href its public address; of a document that was never public, the one it would have got when it was begun
 */
public record DocumentCard(long documentId, int edition, long siteId, long columnId, String columnName, UnitPath unit,
        boolean disclosure, boolean live, String title, String summary, @Nullable String issuingBody,
        @Nullable String documentNumber, @Nullable LocalDate issuedOn, @Nullable String indexNumber, String model,
        @Nullable Instant publishedAt, @Nullable Instant firstPublishedAt, String href) {}
