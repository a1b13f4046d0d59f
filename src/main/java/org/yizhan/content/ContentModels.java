package org.yizhan.content;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The kinds of texts of this county and what each has to say (内容模型), kept by the editors themselves. */
@Service
@Transactional
public class ContentModels {
    private static final int MOST_MODELS = 60;
    private static final int MOST_ELEMENTS = 50;

    private final ModelRows rows;
    private final ColumnShelf columns;
    private final PublicSide publicSide;
    private final Journal journal;

    ContentModels(ModelRows rows, ColumnShelf columns, PublicSide publicSide, Journal journal) {
        this.rows = rows;
        this.columns = columns;
        this.publicSide = publicSide;
        this.journal = journal;
    }

    /** A model as its editor wants it. */
    public record Wanted(String name, String note, ContentModel.PictureRule pictures, int position) {
        Wanted cleaned() {
            return new Wanted(PlainText.line(name), PlainText.line(note), pictures, position);
        }
    }

    @Transactional(readOnly = true)
    public List<ContentModel> all() {
        return List.copyOf(rows.all());
    }

    @Transactional(readOnly = true)
    public Optional<ContentModel> find(String code) {
        return rows.find(code);
    }

    /** What may be written in the column; never empty. */
    @Transactional(readOnly = true)
    public List<ContentModel> of(long columnId) {
        return rows.of(columnId);
    }

    /** What the column was restricted to; empty when it takes everything. */
    @Transactional(readOnly = true)
    public List<String> chosenFor(long columnId) {
        return rows.chosenFor(columnId);
    }

    public boolean mayChange(Actor actor) {
        return ContentRules.models(actor).isEmpty();
    }

    public Optional<Refusal> add(Actor actor, Wanted typed) {
        Wanted wanted = typed.cleaned();
        var refusal = ContentRules.models(actor).or(() -> problem(wanted));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (rows.all().size() >= MOST_MODELS) {
            return refuse("内容模型已有" + MOST_MODELS + "种，太多了写稿人难以选择，请先停用不用的。");
        }
        if (rows.nameTaken(wanted.name(), "")) {
            return taken(wanted);
        }
        String code = rows.newCode("m");
        if (!rows.insert(code, wanted)) {
            return taken(wanted);
        }
        return changed(actor, ContentAct.MODEL_ADDED, code, Map.of("model", code));
    }

    public Optional<Refusal> change(Actor actor, String code, int version, Wanted typed) {
        Wanted wanted = typed.cleaned();
        var refusal = ContentRules.models(actor).or(() -> problem(wanted)).or(() -> missing(code));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (rows.nameTaken(wanted.name(), code)) {
            return taken(wanted);
        }
        if (!rows.update(code, version, wanted)) {
            return overtaken();
        }
        return changed(actor, ContentAct.MODEL_CHANGED, code, Map.of("model", code));
    }

    /** Nothing new is written in it any more; what there is stays as it is. */
    public Optional<Refusal> retire(Actor actor, String code, boolean retired) {
        var refusal = ContentRules.models(actor)
                .or(() -> missing(code))
                .or(() -> Refusal.when(code.equals(Draft.NEWS) && retired, "“新闻”是没有特别要求的稿件用的，不能停用。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        rows.retire(code, retired);
        return changed(actor, retired ? ContentAct.MODEL_RETIRED : ContentAct.MODEL_RESTORED, code,
                Map.of("model", code));
    }

    public Optional<Refusal> addElement(Actor actor, String model, ModelElement typed) {
        ModelElement wanted = cleaned(typed, rows.newCode("e"));
        var refusal = ContentRules.models(actor).or(() -> missing(model)).or(() -> problem(wanted));
        if (refusal.isPresent()) {
            return refusal;
        }
        ContentModel found = rows.find(model).orElseThrow();
        if (found.elements().size() >= MOST_ELEMENTS) {
            return refuse("一种内容最多" + MOST_ELEMENTS + "项要素。");
        }
        if (labelTaken(found, wanted)) {
            return refuse("“" + wanted.label() + "”已经有了，请换一个名称。");
        }
        rows.insertElement(model, wanted);
        return changed(actor, ContentAct.MODEL_CHANGED, model,
                Map.of("model", model, "element", wanted.code(), "required",
                        Boolean.toString(wanted.required())));
    }

    /** Everything but the kind, which stays so that what was said can be read. */
    public Optional<Refusal> changeElement(Actor actor, String model, ModelElement typed) {
        var before = rows.find(model).flatMap(found -> found.element(typed.code()));
        if (before.isEmpty()) {
            return refuse("这项要素不存在。");
        }
        ModelElement wanted = cleaned(new ModelElement(typed.code(), typed.label(), before.get().kind(), typed.hint(),
                typed.choices(), typed.required(), typed.isPublic(), typed.position(), false, typed.version()),
                typed.code());
        var refusal = ContentRules.models(actor).or(() -> problem(wanted));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (labelTaken(rows.find(model).orElseThrow(), wanted)) {
            return refuse("“" + wanted.label() + "”已经有了，请换一个名称。");
        }
        if (!rows.updateElement(model, wanted)) {
            return overtaken();
        }
        return changed(actor, ContentAct.MODEL_CHANGED, model,
                Map.of("model", model, "element", wanted.code(), "required",
                        Boolean.toString(wanted.required())));
    }

    public Optional<Refusal> retireElement(Actor actor, String model, String element, boolean retired) {
        var refusal = ContentRules.models(actor)
                .or(() -> Refusal.when(rows.find(model).flatMap(found -> found.element(element)).isEmpty(),
                        "这项要素不存在。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        rows.retireElement(model, element, retired);
        return changed(actor, ContentAct.MODEL_CHANGED, model,
                Map.of("model", model, "element", element, "retired", Boolean.toString(retired)));
    }

    /** What the column takes from now on; nothing chosen means everything. Texts that are there stay. */
    public Optional<Refusal> allow(Actor actor, long columnId, Collection<String> models) {
        var column = columns.column(columnId);
        if (column.isEmpty()) {
            return refuse("这个栏目不存在。");
        }
        var refusal = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, column.get().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        Set<String> wanted = new LinkedHashSet<>(models);
        if (!wanted.stream().allMatch(code -> rows.find(code).filter(model -> !model.retired()).isPresent())) {
            return refuse("有的内容模型不存在或已停用，请重新选择。");
        }
        rows.allow(columnId, wanted);
        rows.changed();
        journal.record(actor.ref(), ContentAct.COLUMN_MODELS_CHANGED, new ObjectRef("column", columnId),
                Map.of("models", String.join(",", wanted)));
        return Optional.empty();
    }

    private Optional<Refusal> changed(Actor actor, ContentAct act, String model, Map<String, String> facts) {
        rows.changed();
        // Labels and places stand on every page of the model.
        publicSide.announceStructure();
        journal.record(actor.ref(), act, new ObjectRef("content-model", number(model)), facts);
        return Optional.empty();
    }

    /** What the journal calls a model that has no number. */
    private static long number(String code) {
        return code.matches("m\\d{1,18}") ? Long.parseLong(code.substring(1)) : 0;
    }

    private static ModelElement cleaned(ModelElement typed, String code) {
        return new ModelElement(code, PlainText.line(typed.label()), typed.kind(), PlainText.line(typed.hint()),
                typed.choices().stream().map(PlainText::line).filter(one -> !one.isEmpty()).distinct().toList(),
                typed.required(), typed.isPublic(), typed.position(), typed.retired(), typed.version());
    }

    private static boolean labelTaken(ContentModel model, ModelElement wanted) {
        return model.elements()
                .stream()
                .anyMatch(other -> other.label().equals(wanted.label()) && !other.code().equals(wanted.code()));
    }

    private Optional<Refusal> missing(String code) {
        return Refusal.when(rows.find(code).isEmpty(), "这种内容模型不存在。");
    }

    private static Optional<Refusal> problem(Wanted wanted) {
        if (wanted.name().isEmpty() || PlainText.length(wanted.name()) > 20) {
            return refuse("请填写名称，不超过20个字。");
        }
        return Refusal.when(PlainText.length(wanted.note()) > 200, "说明最多200个字，请缩短。");
    }

    private static Optional<Refusal> problem(ModelElement wanted) {
        if (wanted.label().isEmpty() || PlainText.length(wanted.label()) > 30) {
            return refuse("请填写要素名称，不超过30个字。");
        }
        if (PlainText.length(wanted.hint()) > 200) {
            return refuse("填写提示最多200个字，请缩短。");
        }
        if (wanted.kind() == ElementKind.CHOICE && wanted.choices().size() < 2) {
            return refuse("“选一项”的要素至少要有两个选项，一行写一个。");
        }
        return Refusal.when(
                wanted.choices().size() > 50 || wanted.choices().stream().anyMatch(one -> one.length() > 60),
                "选项最多50个，每个不超过60个字。");
    }

    private static Optional<Refusal> taken(Wanted wanted) {
        return refuse("已有叫“" + wanted.name() + "”的内容模型，请换一个名称。");
    }

    private static Optional<Refusal> overtaken() {
        return refuse("这里刚被别人改过，请看过最新的内容再改。");
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
