package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleBoard;
import org.yizhan.content.Draft;
import org.yizhan.content.Finding;
import org.yizhan.content.Nature;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.web.FormErrors;

/**
 * What the editor's page shows.
 *
 * @param documentId 0 for a new article
 * @param theirs the text that somebody else has saved in the meantime, to be compared with one's own
 */
public record EditorPage(long documentId, int version, ArticleForm form, FormErrors errors,
        List<ArticleBoard.Choice> columns, List<StoredFile> attachments, @Nullable StoredFile picture,
        List<Finding> findings, @Nullable Draft theirs, @Nullable String byWhom) {
    public String title() {
        return documentId == 0 ? "写稿" : "修改稿件";
    }

    public String action() {
        return documentId == 0 ? "/desk/articles" : "/desk/articles/" + documentId;
    }

    public Map<String, String> columnOptions() {
        var options = new LinkedHashMap<String, String>();
        columns.forEach(choice -> options.put(Long.toString(choice.columnId()), choice.label()));
        return options;
    }

    public Map<String, String> natures() {
        var options = new LinkedHashMap<String, String>();
        for (Nature nature : Nature.values()) {
            options.put(nature.name(), nature.label());
        }
        return options;
    }

    public String value(String field) {
        return switch (field) {
            case "column" -> form.column() == null ? "" : Long.toString(form.column());
            case "title" -> ArticleForm.text(form.title());
            case "summary" -> ArticleForm.text(form.summary());
            case "body" -> DeskBody.of(ArticleForm.text(form.body()));
            case "source" -> ArticleForm.text(form.source());
            case "author" -> ArticleForm.text(form.author());
            case "editor" -> ArticleForm.text(form.editor());
            case "issuingBody" -> ArticleForm.text(form.issuingBody());
            case "documentNumber" -> ArticleForm.text(form.documentNumber());
            case "issuedOn" -> ArticleForm.text(form.issuedOn());
            case "keywords" -> ArticleForm.text(form.keywords());
            case "nature" -> ArticleForm.text(form.nature());
            case "ground" -> ArticleForm.text(form.ground());
            default -> throw new IllegalArgumentException(field);
        };
    }

    public String theirBody() {
        return theirs == null ? "" : DeskBody.of(theirs.bodyHtml());
    }
}
