package org.yizhan.content.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.Draft;
import org.yizhan.content.Nature;
import org.yizhan.content.Pictures;
import org.yizhan.files.FileId;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;

/** The editor's form as it was typed; everything may be missing. */
public record ArticleForm(@Nullable Long column, @Nullable String title, @Nullable String summary,
        @Nullable String body,
        @Nullable String source, @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
        @Nullable String documentNumber, @Nullable String issuedOn, @Nullable String keywords,
        @Nullable String nature, @Nullable String ground, @Nullable Long picture, @Nullable List<Long> attachment,
        @Nullable String model, @Nullable Map<String, String> element, @Nullable Map<String, PictureForm> facts) {
    static ArticleForm empty(@Nullable Long column, String source) {
        return new ArticleForm(column, "", "", "", source, "", "", "", "", "", "", "", "", null, List.of(), Draft.NEWS,
                Map.of(), Map.of());
    }

    static ArticleForm of(long column, Draft draft) {
        return new ArticleForm(column, draft.title(), draft.summary(), draft.bodyHtml(), draft.source(), draft.author(),
                draft.editor(), draft.issuingBody(), draft.documentNumber(),
                draft.issuedOn() == null ? "" : draft.issuedOn().toString(), draft.keywords(),
                draft.nature() == null ? "" : draft.nature().name(), draft.ground(),
                draft.picture() == null ? null : draft.picture().value(),
                draft.attachments().stream().map(FileId::value).toList(), draft.model(), draft.elements(), Map.of());
    }

    ArticleForm withFiles(@Nullable Long newPicture, List<Long> attachments) {
        return new ArticleForm(column, title, summary, body, source, author, editor, issuingBody, documentNumber,
                issuedOn, keywords, nature, ground, newPicture, attachments, model, element, facts);
    }

    List<Long> attachments() {
        return attachment == null ? List.of() : attachment.stream().filter(Objects::nonNull).toList();
    }

    FormErrors errors() {
        FormErrors errors = FormErrors.NONE;
        if (column == null) {
            errors = errors.and("column", "请选择栏目。");
        }
        if (text(title).isBlank()) {
            errors = errors.and("title", "请填写标题。");
        }
        if (!text(issuedOn).isBlank() && date().isEmpty()) {
            errors = errors.and("issuedOn", "成文日期“" + text(issuedOn) + "”看不懂，请写成 2026-11-21 这样。");
        }
        return errors;
    }

    private Optional<LocalDate> date() {
        return TypedDay.of(text(issuedOn));
    }

    Draft toDraft() {
        return new Draft(text(title), text(summary), bodyWithFacts(), text(source), author, editor, issuingBody,
                documentNumber,
                date().orElse(null), text(keywords), natureChosen(), text(ground),
                picture == null ? null : new FileId(picture), attachments().stream().map(FileId::new).toList(),
                modelCode(), elements());
    }

    /** The body with what was typed about its pictures put under them. */
    String bodyWithFacts() {
        var said = new HashMap<Long, Pictures.Facts>();
        if (facts != null) {
            facts.forEach((file, typed) -> {
                if (file.matches("\\d{1,18}") && typed != null) {
                    said.put(Long.parseLong(file), typed.toFacts());
                }
            });
        }
        return Pictures.say(text(body), said);
    }

    String modelCode() {
        return text(model).isEmpty() ? Draft.NEWS : text(model);
    }

    Map<String, String> elements() {
        return element == null ? Map.of() : element;
    }

    ArticleForm withModel(String newModel, Map<String, String> elements) {
        return new ArticleForm(column, title, summary, body, source, author, editor, issuingBody, documentNumber,
                issuedOn, keywords, nature, ground, picture, attachment, newModel, elements, facts);
    }

    private @Nullable Nature natureChosen() {
        for (Nature one : Nature.values()) {
            if (one.name().equals(text(nature).toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        return null;
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
