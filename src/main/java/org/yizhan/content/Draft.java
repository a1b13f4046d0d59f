package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.files.FileId;

/**
 * What an author hands in (稿件内容): as typed, pasted or imported. It is cleaned when it is saved.
 *
 * @param source where it comes from (来源), shown on the page
 * @param author null when the unit itself is the author
 * @param editor the responsible editor (责任编辑)
 * @param documentNumber 发文字号
 * @param keywords separated by {@code ;}
 * @param nature null as long as it is not decided; without it nothing is submitted
 * @param ground the legal ground when it is not to be disclosed, or only on request
 */
public record Draft(String title, String summary, String bodyHtml, String source, @Nullable String author,
        @Nullable String editor, @Nullable String issuingBody, @Nullable String documentNumber,
        @Nullable LocalDate issuedOn, String keywords, @Nullable Nature nature, String ground,
        @Nullable FileId picture, List<FileId> attachments) {
    public Draft {
        attachments = List.copyOf(attachments);
    }

    /** An item to be disclosed of the authority's own accord, with the least that every column asks for. */
    public static Draft of(String title, String bodyHtml, String source) {
        return new Draft(title, "", bodyHtml, source, null, null, null, null, null, "", Nature.VOLUNTARY, "", null,
                List.of());
    }

    public Draft withTitle(String newTitle) {
        return new Draft(newTitle, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments);
    }

    public Draft withBody(String newBody) {
        return new Draft(title, summary, newBody, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments);
    }

    public Draft withSummary(String newSummary) {
        return new Draft(title, newSummary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments);
    }

    public Draft withNature(@Nullable Nature newNature, String newGround) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, newNature, newGround, picture, attachments);
    }

    public Draft asDocument(String body, @Nullable String number, @Nullable LocalDate issued) {
        return new Draft(title, summary, bodyHtml, source, author, editor, body, number, issued, keywords, nature,
                ground, picture, attachments);
    }

    public Draft withFiles(@Nullable FileId newPicture, List<FileId> newAttachments) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, newPicture, newAttachments);
    }

    public Draft withKeywords(String newKeywords) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                newKeywords, nature, ground, picture, attachments);
    }
}
