package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

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
 * @param model code of the content model (内容模型)
 * @param elements what is said in the places of the model, by their codes (要素)
 */
public record Draft(String title, String summary, String bodyHtml, String source, @Nullable String author,
        @Nullable String editor, @Nullable String issuingBody, @Nullable String documentNumber,
        @Nullable LocalDate issuedOn, String keywords, @Nullable Nature nature, String ground,
        @Nullable FileId picture, List<FileId> attachments, String model, Map<String, String> elements) {
    /** The model of a text that needs nothing beside its body (新闻). */
    public static final String NEWS = "news";
    /** The model of a film (视频), which has a player, captions and its words. */
    public static final String FILM = "video";

    public Draft {
        attachments = List.copyOf(attachments);
        elements = Elements.copy(elements);
    }

    /** An item to be disclosed of the authority's own accord, with the least that every column asks for. */
    public static Draft of(String title, String bodyHtml, String source) {
        return new Draft(title, "", bodyHtml, source, null, null, null, null, null, "", Nature.VOLUNTARY, "", null,
                List.of(), NEWS, Map.of());
    }

    public Draft withTitle(String newTitle) {
        return new Draft(newTitle, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments, model, elements);
    }

    public Draft withBody(String newBody) {
        return new Draft(title, summary, newBody, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments, model, elements);
    }

    public Draft withSummary(String newSummary) {
        return new Draft(title, newSummary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments, model, elements);
    }

    public Draft withNature(@Nullable Nature newNature, String newGround) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, newNature, newGround, picture, attachments, model, elements);
    }

    public Draft asDocument(String body, @Nullable String number, @Nullable LocalDate issued) {
        return new Draft(title, summary, bodyHtml, source, author, editor, body, number, issued, keywords, nature,
                ground, picture, attachments, model, elements);
    }

    public Draft withFiles(@Nullable FileId newPicture, List<FileId> newAttachments) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, newPicture, newAttachments, model, elements);
    }

    public Draft withKeywords(String newKeywords) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                newKeywords, nature, ground, picture, attachments, model, elements);
    }

    public Draft withElements(String newModel, Map<String, String> newElements) {
        return new Draft(title, summary, bodyHtml, source, author, editor, issuingBody, documentNumber, issuedOn,
                keywords, nature, ground, picture, attachments, newModel, newElements);
    }
}
