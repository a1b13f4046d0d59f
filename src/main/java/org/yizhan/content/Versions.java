package org.yizhan.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/** All that a text has been (历次版本): its editions and every save of them, side by side, and back again. */
@Service
@Transactional(readOnly = true)
public class Versions {
    private final Editions editions;
    private final SavedTexts saved;
    private final ModelRows models;
    private final Directory directory;

    Versions(Editions editions, SavedTexts saved, ModelRows models, Directory directory) {
        this.editions = editions;
        this.saved = saved;
        this.models = models;
        this.directory = directory;
    }

    /**
     * One of them.
     *
     * @param key {@code e2} for the second edition as it is stored, {@code s15} for a save
     */
    public record Version(String key, String label, String who, Instant at) {}

    /** What differs in one field. */
    public record Field(String label, TextDiff.Row row) {}

    public record Comparison(Version left, Version right, Differences differences) {}

    /** What two texts have in common and what not; {@code cut} when only their beginnings were looked at. */
    public record Differences(List<Field> fields, List<TextDiff.Row> body, boolean cut) {
        public boolean isSame() {
            return fields.isEmpty() && body.stream().allMatch(row -> row.change() == TextDiff.Change.SAME);
        }
    }

    /** Newest first; the last save of an edition is the edition itself. Nothing for those who may not read the text. */
    public List<Version> of(Actor actor, long documentId) {
        if (!mayRead(actor, documentId)) {
            return List.of();
        }
        var all = new ArrayList<Version>();
        var last = new HashMap<Integer, SavedTexts.Row>();
        for (SavedTexts.Row row : saved.of(documentId)) {
            if (last.putIfAbsent(row.edition(), row) != null) {
                all.add(version(row));
            }
        }
        editions.all(documentId).forEach(edition -> all.add(version(edition, last.get(edition.number()))));
        all.sort((one, other) -> other.at().compareTo(one.at()));
        return List.copyOf(all);
    }

    public Optional<Comparison> compare(Actor actor, long documentId, String left, String right) {
        if (!mayRead(actor, documentId)) {
            return Optional.empty();
        }
        var one = text(documentId, left);
        var other = text(documentId, right);
        return one.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comparison(one.get().version(), other.get().version(),
                        differences(one.get().draft(), other.get().draft())));
    }

    /** A version with its text. */
    record Full(Version version, long columnId, Draft draft) {}

    Optional<Full> text(long documentId, String key) {
        if (!key.matches("[es]\\d{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(key.substring(1));
        return key.startsWith("e")
                ? editions.all(documentId)
                        .stream()
                        .filter(edition -> edition.number() == number)
                        .findFirst()
                        .map(edition -> new Full(version(edition, null), edition.columnId(), edition.draft()))
                : saved.find(documentId, number)
                        .map(whole -> new Full(version(whole.row()), whole.columnId(), whole.draft()));
    }

    public Differences differences(Draft left, Draft right) {
        var fields = new ArrayList<Field>();
        Map<String, String> before = fields(left);
        Map<String, String> after = fields(right);
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "");
            String is = after.getOrDefault(name, "");
            if (!was.equals(is)) {
                fields.add(new Field(name, TextDiff.words(was, is)));
            }
        }
        String was = left.bodyHtml();
        String is = right.bodyHtml();
        return new Differences(fields, TextDiff.ofHtml(was, is), TextDiff.isCut(was, is));
    }

    private Map<String, String> fields(Draft draft) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("标题", draft.title());
        fields.put("摘要", draft.summary());
        fields.put("来源", draft.source());
        fields.put("作者", text(draft.author()));
        fields.put("责任编辑", text(draft.editor()));
        fields.put("发文机关", text(draft.issuingBody()));
        fields.put("发文字号", text(draft.documentNumber()));
        fields.put("成文日期", draft.issuedOn() == null ? "" : draft.issuedOn().toString());
        fields.put("关键词", draft.keywords());
        fields.put("公开属性", draft.nature() == null ? "" : draft.nature().label());
        fields.put("不公开的依据", draft.ground());
        fields.put("附件", draft.attachments().size() + "个");
        var model = models.find(draft.model());
        fields.put("内容类型", model.map(ContentModel::name).orElse(draft.model()));
        draft.elements()
                .forEach((code, text) -> fields.put(
                        model.flatMap(known -> known.element(code)).map(ModelElement::label).orElse("别的类型的要素"),
                        text));
        return fields;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private Version version(Edition edition, SavedTexts.@Nullable Row last) {
        return new Version("e" + edition.number(), "第" + edition.number() + "版（" + edition.state().label() + "）",
                last == null ? "" : who(last), edition.changedAt());
    }

    private Version version(SavedTexts.Row row) {
        return new Version("s" + row.id(), "第" + row.edition() + "版的一次保存", who(row), row.at());
    }

    private String who(SavedTexts.Row row) {
        return directory.person(new PersonId(row.person())).map(Person::name).orElse("（已不在册）");
    }

    private boolean mayRead(Actor actor, long documentId) {
        return editions.current(documentId)
                .filter(edition -> ContentRules.refusal(ContentAction.READ, actor, editions.standing(edition))
                        .isEmpty())
                .isPresent();
    }

    static Refusal gone() {
        return new Refusal("这个版本不存在，或您不能查看它。");
    }
}
