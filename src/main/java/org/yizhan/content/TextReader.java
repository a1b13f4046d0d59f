package org.yizhan.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Turns what an author handed in into what can be stored: cleaned, within bounds, with its files looked up, and with a summary
 * where none was written.
 */
@Component
class TextReader {
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_ELEMENT = 20_000;
    private static final int MOST_ELEMENTS = 100;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Files files;
    private final FileRights fileRights;
    private final ModelRows models;

    TextReader(Files files, FileRights fileRights, ModelRows models) {
        this.files = files;
        this.fileRights = fileRights;
        this.models = models;
    }

    /** Either the text or why it cannot be taken. */
    sealed interface Read {
        record Readable(Text text) implements Read {}

        record Unreadable(Refusal why) implements Read {}
    }

    /** Also looks whether this person may put these files into the document; null for a new one. */
    Read readFor(Actor actor, @Nullable Long documentId, Draft draft) {
        Read read = read(draft);
        return read instanceof Read.Readable readable
                ? fileRights.refusal(actor, documentId, readable.text()).<Read>map(Read.Unreadable::new).orElse(read)
                : read;
    }

    Read read(Draft draft) {
        if (draft.bodyHtml().length() > CleanHtml.LONGEST) {
            return unreadable("正文过长（超过300万字符），不能保存。请把内容拆成几篇，或作为附件上传。");
        }
        if (CleanHtml.isMostlyMarkup(draft.bodyHtml())) {
            return unreadable("正文里的格式太多，不能保存。请清除格式后重新粘贴，或把表格作为附件上传。");
        }
        String title = PlainText.line(draft.title());
        var tooLong = firstTooLong(draft, title);
        if (tooLong.isPresent()) {
            return new Read.Unreadable(tooLong.get());
        }
        var strange = strangeElement(draft);
        if (strange.isPresent()) {
            return new Read.Unreadable(strange.get());
        }
        if (title.isEmpty()) {
            return unreadable("请填写标题。");
        }
        CleanHtml body = CleanHtml.of(draft.bodyHtml());
        var found = new ArrayList<EditionFile>();
        var attachments = new LinkedHashSet<>(draft.attachments());
        if (attachments.size() > 100) {
            return unreadable("一篇稿件最多带100个附件。");
        }
        for (FileId attachment : attachments) {
            Optional<StoredFile> file = files.find(attachment);
            if (file.isEmpty()) {
                return unreadable("有一个附件已不存在，请删去后重新上传。");
            }
            found.add(editionFile(file.get(), EditionFile.Role.ATTACHMENT));
        }
        var pictures = new LinkedHashSet<FileId>();
        if (draft.picture() != null) {
            pictures.add(draft.picture());
        }
        body.pictures().forEach(id -> pictures.add(new FileId(id)));
        for (FileId picture : pictures) {
            Optional<StoredFile> file = files.find(picture);
            if (file.isEmpty() || !file.get().mediaType().startsWith("image/")) {
                return unreadable("正文中有一张图片已不存在，请删去后重新插入。");
            }
            found.add(editionFile(file.get(), EditionFile.Role.PICTURE));
        }
        Map<String, String> elements = elements(draft);
        for (ModelElement element : models.find(draft.model()).map(ContentModel::elements).orElse(List.of())) {
            String value = elements.get(element.code());
            if (element.kind() == ElementKind.FILE && value != null) {
                Optional<StoredFile> file = value.matches("\\d{1,18}")
                        ? files.find(new FileId(Long.parseLong(value)))
                        : Optional.empty();
                if (file.isEmpty()) {
                    return unreadable("“" + element.label() + "”的文件已不存在，请重新上传。");
                }
                found.add(editionFile(file.get(), EditionFile.Role.ELEMENT));
            }
        }
        String summary = PlainText.lines(draft.summary());
        return new Read.Readable(new Text(title, summary.isEmpty() ? Summary.of(title, body.text()) : summary, body,
                PlainText.line(draft.source()), line(draft.author()), line(draft.editor()), line(draft.issuingBody()),
                line(draft.documentNumber()), draft.issuedOn(), PlainText.line(draft.keywords()), draft.nature(),
                PlainText.lines(draft.ground()), draft.picture() == null ? null : draft.picture().value(), found,
                draft.model(), elements));
    }

    private static Optional<Refusal> firstTooLong(Draft draft, String title) {
        record Field(String name, @Nullable String value, int longest) {}
        int titleLength = PlainText.length(title);
        if (titleLength > LONGEST_TITLE) {
            return Optional.of(new Refusal("标题有" + titleLength + "个字，最多" + LONGEST_TITLE + "个字，请缩短。"));
        }
        return List.of(new Field("摘要", draft.summary(), 1000), new Field("来源", draft.source(), 100),
                new Field("作者", draft.author(), 100), new Field("责任编辑", draft.editor(), 100),
                new Field("发文机关", draft.issuingBody(), 200), new Field("发文字号", draft.documentNumber(), 100),
                new Field("关键词", draft.keywords(), 300), new Field("不公开的依据", draft.ground(), 1000))
                .stream()
                .filter(field -> field.value != null && PlainText.length(field.value) > field.longest)
                .findFirst()
                .map(field -> new Refusal(field.name + "最多" + field.longest + "个字，请缩短。"));
    }

    /** Only what comes from no form of ours: a code that cannot be one, or more than any form asks for. */
    private static Optional<Refusal> strangeElement(Draft draft) {
        if (!CODE.matcher(draft.model()).matches()
                || draft.elements().size() > MOST_ELEMENTS
                || !draft.elements().keySet().stream().allMatch(code -> CODE.matcher(code).matches())) {
            return Optional.of(new Refusal("内容类型或要素的代码不对，请从写稿页面重新填写。"));
        }
        return draft.elements()
                .values()
                .stream()
                .mapToInt(PlainText::length)
                .filter(length -> length > LONGEST_ELEMENT)
                .mapToObj(length -> new Refusal("有一项要素写了" + length + "个字，最多" + LONGEST_ELEMENT + "个字，请缩短或改作附件。"))
                .findFirst();
    }

    private static Map<String, String> elements(Draft draft) {
        var elements = new LinkedHashMap<String, String>();
        draft.elements().forEach((code, text) -> elements.put(code, PlainText.lines(text)));
        return Elements.copy(elements);
    }

    private static @Nullable String line(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String line = PlainText.line(typed);
        return line.isEmpty() ? null : line;
    }

    private static EditionFile editionFile(StoredFile file, EditionFile.Role role) {
        return new EditionFile(file.id().value(), role, file.name(), file.mediaType(), file.size(), file.sm3());
    }

    private static Read unreadable(String why) {
        return new Read.Unreadable(new Refusal(why));
    }
}
