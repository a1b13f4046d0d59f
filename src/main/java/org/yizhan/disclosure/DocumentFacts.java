package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of a public document (文件信息), for its page and for search results.
 *
 * @param validity as it stands today; null when the document has none, as most have not
 * @param current the text that took its place, when there is a public one
 * @param links what belongs to it, in groups with a heading each
 * @param interpretationDue the day by which its interpretation is promised; null when nothing is owed
 */
public record DocumentFacts(long documentId, String body, String bodyHref, @Nullable String subject,
        @Nullable String genre, @Nullable String statutory, @Nullable Validity validity,
        @Nullable LocalDate issuedOn, @Nullable LocalDate effectiveOn, @Nullable LocalDate expiresOn,
        @Nullable Linked current, List<Group> links, @Nullable LocalDate interpretationDue) {
    public DocumentFacts {
        links = List.copyOf(links);
    }

    /** A public document that this one is linked with. */
    public record Linked(long documentId, String title, String href) {}

    public record Group(String heading, List<Linked> documents) {}
}
