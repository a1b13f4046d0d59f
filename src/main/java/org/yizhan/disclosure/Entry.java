package org.yizhan.disclosure;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * An item of the catalogue (目录条目): a document with its classification, and what lists show of it.
 *
 * @param confirmed whether a person has said so; otherwise it is what the program proposed
 * @param live whether the public has it now
 * @param policy whether it must not go out without its interpretation; null when nobody has said, then its kind of text decides
 * @param normative whether it is a normative document, which is looked through from time to time
 */
public record Entry(long documentId, Classification where, boolean confirmed, boolean live, String title,
        String summary, String href, @Nullable String documentNumber, @Nullable String issuingBody,
        @Nullable String indexNumber, @Nullable LocalDate issuedOn, @Nullable Instant firstPublishedAt,
        @Nullable Instant publishedAt, @Nullable Boolean policy, boolean normative, @Nullable Validity validity,
        @Nullable LocalDate effectiveOn, @Nullable LocalDate expiresOn) {
    /** As it stands on this day: what has run out is expired, also before the night has noticed. */
    public @Nullable Validity validityOn(LocalDate day) {
        return validity != null && validity.inForce() && expiresOn != null && expiresOn.isBefore(day)
                ? Validity.EXPIRED
                : validity;
    }
}
