package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.files.FileId;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.UnitPath;

/**
 * One edition (版本) of a document, with what its column and site say.
 *
 * @param unit the unit that owns the column
 * @param round how often it was submitted
 * @param digest SM3 over everything that would be public; reviews and the secrecy review hold for this digest alone
 */
record Edition(long id, long documentId, int number, EditionState state, int version, int round, long siteId,
        String siteName, String siteSlug, long columnId, String columnName, String columnSlug, UnitPath unit,
        boolean disclosure, boolean needsIssuingBody, String title, String summary, String bodyHtml, String bodyText,
        String source, @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
        @Nullable String documentNumber, @Nullable String indexNumber, @Nullable LocalDate issuedOn, String keywords,
        @Nullable Nature nature, String ground, @Nullable Long picture, String digest, Set<Long> authors,
        @Nullable Long submittedBy, @Nullable Instant submittedAt, @Nullable Long publishedBy,
        @Nullable Instant publishedAt, @Nullable Instant firstPublishedAt, boolean imported, Instant createdAt,
        Instant changedAt, List<EditionFile> files, String model, Map<String, String> elements) {
    Turn turn() {
        return new Turn(documentId, version);
    }

    Draft draft() {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture == null ? null : new FileId(picture), attachments().stream()
                        .map(file -> new FileId(file.fileId()))
                        .toList(),
                model, elements);
    }

    /** Whether the summary is the one that the program proposes for this body, so that it changes when the body does. */
    boolean hasProposedSummary() {
        return !summary.isEmpty() && summary.equals(Summary.of(title, bodyText));
    }

    List<EditionFile> attachments() {
        return files.stream().filter(file -> file.role() == EditionFile.Role.ATTACHMENT).toList();
    }

    /** Attachments and pictures, as ids. */
    Set<Long> fileIds() {
        return files.stream().map(EditionFile::fileId).collect(Collectors.toUnmodifiableSet());
    }

    /** The digest of the content as it is in this record, to be compared with the one that was kept. */
    String digestNow() {
        return digest(columnId, title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, files, model, elements);
    }

    /** A text of the plain model without elements has the digest that it had before there were models. */
    static String digest(long columnId, String title, String summary, String bodyHtml, String source,
            @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
            @Nullable String documentNumber, @Nullable LocalDate issuedOn, String keywords, @Nullable Nature nature,
            String ground, @Nullable Long picture, List<EditionFile> files, String model,
            Map<String, String> elements) {
        var all = new StringBuilder(bodyHtml.length() + 500);
        for (Object part : new @Nullable Object[]{columnId, title, summary, bodyHtml, source, author, editor,
            issuingBody,
            documentNumber, issuedOn, keywords, nature, ground, picture}) {
            part(all, part == null ? "" : part.toString());
        }
        for (EditionFile file : files) {
            part(all, file.role().name());
            part(all, file.name());
            part(all, file.sm3());
        }
        if (!model.equals(Draft.NEWS) || !elements.isEmpty()) {
            part(all, "MODEL");
            part(all, model);
            new TreeMap<>(elements).forEach((code, text) -> {
                part(all, code);
                part(all, text);
            });
        }
        return Sm3.hex(all.toString());
    }

    /** Length first, so that two different contents never make the same text. */
    private static void part(StringBuilder all, String text) {
        all.append(text.length()).append(':').append(text).append('\n');
    }
}
