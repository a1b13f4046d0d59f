package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleBoard;
import org.yizhan.content.ContentModel;
import org.yizhan.content.Draft;
import org.yizhan.content.Finding;
import org.yizhan.content.Nature;
import org.yizhan.content.Pictures;
import org.yizhan.content.Versions;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.web.FormErrors;

/**
 * What the editor's page shows.
 *
 * @param documentId 0 for a new article
 * @param models what may be written in the column
 * @param elementFiles files that elements hold, by their codes
 * @param theirs what somebody else has saved in the meantime, to be compared with one's own
 */
public record EditorPage(long documentId, int version, ArticleForm form, FormErrors errors,
        List<ArticleBoard.Choice> columns, List<StoredFile> attachments, @Nullable StoredFile picture,
        List<Finding> findings, @Nullable Theirs theirs, ContentModel model, List<ContentModel> models,
        Map<String, StoredFile> elementFiles, Typing typing) {
    /** A text that was saved while one's own was being written. */
    public record Theirs(Draft text, String byWhom, Versions.Differences differences) {
        public String body() {
            return DeskBody.of(text.bodyHtml());
        }
    }

    /** The pictures of the body as it stands in the form, with what is said of each. */
    public List<Pictures.Shown> pictures() {
        return Pictures.in(form.bodyWithFacts());
    }

    public Map<String, String> modelOptions() {
        var options = new LinkedHashMap<String, String>();
        models.forEach(one -> options.put(one.code(), one.name()));
        options.putIfAbsent(model.code(), model.name());
        return options;
    }

    public String element(String code) {
        String typed = form.elements().get(code);
        return typed == null ? "" : typed;
    }

    /** What was said in places that the present model does not ask for; kept in case the author changes back. */
    public Map<String, String> elsewhere() {
        var kept = new LinkedHashMap<>(form.elements());
        model.asked().forEach(element -> kept.remove(element.code()));
        kept.values().removeIf(text -> text == null || text.isBlank());
        return kept;
    }

    public String title() {
        return documentId == 0 ? "写稿" : "修改稿件";
    }

    /** Loading the page under this address finds what was written in this form. */
    public String again() {
        return (documentId == 0 ? "/desk/articles/new" : action() + "/edit") + "?draft=" + typing.own();
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
            case "body" -> DeskBody.of(form.bodyWithFacts());
            case "model" -> model.code();
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

    /** Whoever has a film finds the place where readers can play it. */
    public String attachmentHint() {
        return "可以选多个，每个不超过200 MB。"
                + (modelOptions().containsKey(Draft.FILM) && !model.code().equals(Draft.FILM)
                        ? "视频不要放在这里：读者只能下载，不能在网页上播放。请在上面把内容类型换成“" + modelOptions().get(Draft.FILM) + "”再传。"
                        : "");
    }
}
