package org.yizhan.content.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleBoard;
import org.yizhan.content.ArticleFiles;
import org.yizhan.content.Autosaves;
import org.yizhan.content.ContentAction;
import org.yizhan.content.ContentModel;
import org.yizhan.content.ContentModels;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.ElementKind;
import org.yizhan.content.Finding;
import org.yizhan.content.ModelElement;
import org.yizhan.content.Saved;
import org.yizhan.content.Turn;
import org.yizhan.content.Versions;
import org.yizhan.content.WorkPage;
import org.yizhan.content.WorkPages;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files.Purpose;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Lists of articles, and the editor. */
@Controller
class ArticleController {
    private static final String EDITOR = "content/editor";
    /** Before the code of the element that an uploaded file is for. */
    private static final String OF_ELEMENT = "elementFile-";

    private final DraftingDesk desk;
    private final ArticleBoard board;
    private final WorkPages pages;
    private final QueueController queue;
    private final ArticleFiles files;
    private final ContentModels models;
    private final Versions versions;
    private final Autosaves autosaves;
    private final TypedForms typed;
    private final Directory directory;
    private final CountyClock clock;

    ArticleController(DraftingDesk desk, ArticleBoard board, WorkPages pages, ArticleFiles files,
            ContentModels models, Versions versions, Autosaves autosaves, TypedForms typed, Directory directory,
            CountyClock clock, QueueController queue) {
        this.versions = versions;
        this.autosaves = autosaves;
        this.typed = typed;
        this.queue = queue;
        this.desk = desk;
        this.board = board;
        this.pages = pages;
        this.files = files;
        this.models = models;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/desk/articles")
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
        ContentPermissions.EMERGENCY, ContentPermissions.WITHDRAW})
    String list(Actor actor, @RequestParam(required = false) @Nullable String shelf,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String key,
            Model model) {
        ArticleBoard.Shelf chosen = shelf(actor, shelf);
        if (chosen == ArticleBoard.Shelf.TO_DECIDE) {
            return queue.show(actor, new QueueForm(null, null, null, null, null, q), key, "", model);
        }
        model.addAttribute("shelf", chosen);
        model.addAttribute("words", q == null ? "" : q);
        model.addAttribute("page", board.list(actor, chosen, q, key, 20));
        model.addAttribute("clock", clock);
        model.addAttribute("mayWrite", actor.mayAnywhere(ContentPermissions.WRITE));
        return "content/articles";
    }

    private static ArticleBoard.Shelf shelf(Actor actor, @Nullable String asked) {
        for (ArticleBoard.Shelf shelf : ArticleBoard.Shelf.values()) {
            if (shelf.name().equals(asked)) {
                return shelf;
            }
        }
        return actor.mayAnywhere(ContentPermissions.WRITE) ? ArticleBoard.Shelf.MINE : ArticleBoard.Shelf.TO_DECIDE;
    }

    @GetMapping("/desk/articles/new")
    @Needs(ContentPermissions.WRITE)
    String begin(Actor actor, @RequestParam(required = false) @Nullable Long column,
            @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) @Nullable Long draft,
            Model model) {
        var kept = kept(actor, draft, Autosaves.NEW, model);
        if (kept.isPresent()) {
            model.addAttribute("notice", broughtBack(kept.get()));
            return editor(actor, model, 0, 0, typed.read(kept.get().form()), FormErrors.NONE, List.of(),
                    Typing.of(kept.get()));
        }
        String source = actor.unit() == null
                ? ""
                : directory.unit(actor.unit().unit()).map(Unit::name).orElse("");
        String code = models.find(kind)
                .map(ContentModel::code)
                .orElseGet(() -> column == null ? Draft.NEWS : models.of(column).getFirst().code());
        return editor(actor, model, 0, 0, ArticleForm.empty(column, source).withModel(code, Map.of()),
                FormErrors.NONE, List.of(), Typing.begin());
    }

    @PostMapping("/desk/articles")
    @Needs(ContentPermissions.WRITE)
    String draft(Actor actor, ArticleForm form, Typing typing,
            @RequestParam(required = false) @Nullable List<MultipartFile> upload,
            @RequestParam(required = false) @Nullable MultipartFile titlePicture,
            @RequestParam Map<String, MultipartFile> sent,
            @RequestParam(required = false) @Nullable String then, Model model, RedirectAttributes notes)
            throws IOException {
        var taken = take(actor, form, upload, titlePicture, sent);
        var other = otherModel(taken, then);
        if (other.isPresent()) {
            return editor(actor, model, 0, 0, other.get().form(), other.get().errors(), List.of(), typing.orNew());
        }
        FormErrors errors = taken.errors();
        if (!errors.isEmpty() || taken.form().column() == null) {
            return editor(actor, model, 0, 0, taken.form(), errors, List.of(), typing.orNew());
        }
        Saved saved = desk.draftOnce(actor, taken.form().column(), taken.form().toDraft());
        return after(actor, saved, taken.form(), 0, 0, then, typing.orNew(), model, notes);
    }

    @GetMapping("/desk/articles/{id:[0-9]{1,18}}/edit")
    @Needs(ContentPermissions.WRITE)
    String edit(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable Long draft,
            Model model, RedirectAttributes notes, HttpServletResponse response) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                WorkPage page = shown.page();
                if (!page.may(ContentAction.SAVE)) {
                    var why = page.refusals().get(ContentAction.SAVE);
                    notes.addFlashAttribute("refusal", why == null || why.isEmpty()
                            ? new Refusal("稿件现在是“" + page.state().label() + "”，不能修改。")
                            : why.get());
                    yield "redirect:/desk/articles/" + id;
                }
                model.addAttribute("others", autosaves.present(actor, id));
                var kept = kept(actor, draft, id, model);
                if (kept.isPresent()) {
                    model.addAttribute("notice", broughtBack(kept.get()));
                    yield editor(actor, model, id, kept.get().version(), typed.read(kept.get().form()),
                            FormErrors.NONE, page.findings(), Typing.of(kept.get()));
                }
                yield editor(actor, model, id, page.turn().version(), ArticleForm.of(page.columnId(), page.content()),
                        FormErrors.NONE, page.findings(), Typing.begin());
            }
        };
    }

    @PostMapping("/desk/articles/{id:[0-9]{1,18}}")
    @Needs(ContentPermissions.WRITE)
    String save(Actor actor, @PathVariable long id, @RequestParam int version, ArticleForm form, Typing typing,
            @RequestParam(required = false) @Nullable List<MultipartFile> upload,
            @RequestParam(required = false) @Nullable MultipartFile titlePicture,
            @RequestParam Map<String, MultipartFile> sent,
            @RequestParam(required = false) @Nullable String then, Model model, RedirectAttributes notes)
            throws IOException {
        var taken = take(actor, form, upload, titlePicture, sent);
        var other = otherModel(taken, then);
        if (other.isPresent()) {
            return editor(actor, model, id, version, other.get().form(), other.get().errors(), List.of(),
                    typing.orNew());
        }
        FormErrors errors = taken.errors();
        if (!errors.isEmpty() || taken.form().column() == null) {
            return editor(actor, model, id, version, taken.form(), errors, List.of(), typing.orNew());
        }
        Saved saved = desk.save(actor, new Turn(id, version), taken.form().column(), taken.form().toDraft());
        return after(actor, saved, taken.form(), id, version, then, typing.orNew(), model, notes);
    }

    private String after(Actor actor, Saved saved, ArticleForm form, long id, int version, @Nullable String then,
            Typing typing, Model model, RedirectAttributes notes) {
        return switch (saved) {
            case Saved.Done done -> {
                typing.end(autosaves, actor);
                autosaves.left(actor, id);
                boolean stay = "stay".equals(then);
                notes.addFlashAttribute("notice", stay ? "稿件已保存，可以接着写。" : "稿件已保存。请核对下面的全文和检查结果，没有问题就提交审核。");
                yield "redirect:/desk/articles/" + done.turn().documentId() + (stay ? "/edit" : "");
            }
            case Saved.Refused refused ->
                editor(actor, model, id, version, form, FormErrors.of(refused.why()), List.of(), typing);
            case Saved.Overtaken overtaken -> {
                model.addAttribute("editor", page(actor, id, overtaken.now().version(), form, FormErrors.of("",
                        "在您修改的时候，" + overtaken.byWhom() + "于 " + Dates.minute(clock.local(overtaken.at()))
                                + " 保存了另一份内容。您写的都还在下面；对照之后再保存，就以您这一份为准。"),
                        List.of(), new EditorPage.Theirs(overtaken.theirs(), overtaken.byWhom(),
                                versions.differences(overtaken.theirs(), overtaken.yours())),
                        typing));
                yield EDITOR;
            }
        };
    }

    /** Files first, so that a mistake elsewhere in the form does not lose them. */
    private Taken take(Actor actor, ArticleForm form, @Nullable List<MultipartFile> upload,
            @Nullable MultipartFile titlePicture, Map<String, MultipartFile> sent) throws IOException {
        FormErrors errors = form.errors();
        var attachments = new ArrayList<>(form.attachments());
        var notTaken = new ArrayList<String>();
        for (MultipartFile file : upload == null ? List.<MultipartFile>of() : upload) {
            if (file.isEmpty() && (file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty())) {
                continue;
            }
            switch (store(actor, file, Purpose.ATTACHMENT)) {
                case FileReceipt.Taken taken -> attachments.add(taken.file().id().value());
                case FileReceipt.Refused refused -> notTaken.add(named(file, refused.why().text()));
            }
        }
        if (!notTaken.isEmpty()) {
            errors = errors.and("upload", String.join("　", notTaken));
        }
        Long picture = form.picture();
        if (titlePicture != null && !titlePicture.isEmpty()) {
            switch (store(actor, titlePicture, Purpose.PICTURE)) {
                case FileReceipt.Taken taken -> picture = taken.file().id().value();
                case FileReceipt.Refused refused -> errors = errors.and("titlePicture", refused.why().text());
            }
        }
        var elements = new LinkedHashMap<>(form.elements());
        for (Map.Entry<String, MultipartFile> one : sent.entrySet()) {
            if (!one.getKey().startsWith(OF_ELEMENT) || one.getValue().isEmpty()) {
                continue;
            }
            String code = one.getKey().substring(OF_ELEMENT.length());
            switch (store(actor, one.getValue(), Purpose.ATTACHMENT)) {
                case FileReceipt.Taken taken -> elements.put(code, Long.toString(taken.file().id().value()));
                case FileReceipt.Refused refused -> errors = errors.and("element[" + code + "]", refused.why().text());
            }
        }
        return new Taken(form.withFiles(picture, attachments).withModel(form.modelCode(), elements), errors);
    }

    private static String named(MultipartFile file, String why) {
        String name = String.valueOf(file.getOriginalFilename());
        return why.contains(name) ? why : name + "：" + why;
    }

    /** The form again with the places of another model, when the author asks for them or the column takes no plain text. */
    private Optional<Taken> otherModel(Taken taken, @Nullable String then) {
        ArticleForm form = taken.form();
        if ("model".equals(then)) {
            return Optional.of(new Taken(form, FormErrors.NONE));
        }
        Long column = form.column();
        if (column == null || !form.modelCode().equals(Draft.NEWS) || !form.elements().isEmpty()) {
            return Optional.empty();
        }
        List<ContentModel> offered = models.of(column);
        return offered.stream().anyMatch(one -> one.code().equals(Draft.NEWS))
                ? Optional.empty()
                : Optional.of(new Taken(form.withModel(offered.getFirst().code(), Map.of()),
                        FormErrors.of("model", "这个栏目收的是“" + offered.getFirst().name() + "”，已换成它的要素；您写的都在，请补上要素再保存。")));
    }

    private record Taken(ArticleForm form, FormErrors errors) {}

    private FileReceipt store(Actor actor, MultipartFile file, Purpose purpose) throws IOException {
        String name = file.getOriginalFilename() == null ? "附件" : file.getOriginalFilename();
        try (InputStream bytes = file.getInputStream()) {
            return files.take(actor, bytes, name, purpose);
        }
    }

    private String editor(Actor actor, Model model, long id, int version, ArticleForm form, FormErrors errors,
            List<Finding> findings, Typing typing) {
        model.addAttribute("editor", page(actor, id, version, form, errors, findings, null, typing));
        return EDITOR;
    }

    private EditorPage page(Actor actor, long id, int version, ArticleForm form, FormErrors errors,
            List<Finding> findings, EditorPage.@Nullable Theirs theirs, Typing typing) {
        List<StoredFile> attachments = form.attachments()
                .stream()
                .flatMap(file -> files.readable(actor, new FileId(file)).stream())
                .toList();
        Optional<StoredFile> picture = form.picture() == null
                ? Optional.empty()
                : files.readable(actor, new FileId(form.picture()));
        return new EditorPage(id, version, form, errors, board.columnsToWriteIn(actor), attachments,
                picture.orElse(null), findings, theirs,
                models.find(form.modelCode()).or(() -> models.find(Draft.NEWS)).orElseThrow(),
                form.column() == null
                        ? models.all().stream().filter(one -> !one.retired()).toList()
                        : models.of(form.column()),
                elementFiles(actor, form), typing);
    }

    private Map<String, StoredFile> elementFiles(Actor actor, ArticleForm form) {
        var found = new LinkedHashMap<String, StoredFile>();
        for (ModelElement element : models.find(form.modelCode()).map(ContentModel::asked).orElse(List.of())) {
            String value = form.elements().get(element.code());
            if (element.kind() == ElementKind.FILE && value != null && value.matches("\\d{1,18}")) {
                files.readable(actor, new FileId(Long.parseLong(value)))
                        .ifPresent(file -> found.put(element.code(), file));
            }
        }
        return found;
    }

    /** What was typed in the form that is asked for; what was typed in others for the same text is offered. */
    private Optional<Autosaves.Kept> kept(Actor actor, @Nullable Long draft, long documentId, Model model) {
        model.addAttribute("unsaved", autosaves.begun(actor, documentId)
                .stream()
                .filter(one -> draft == null || one.own() != draft)
                .map(one -> line(documentId, one))
                .toList());
        return draft == null ? Optional.empty() : autosaves.find(actor, draft, documentId);
    }

    /** One click brings back what was typed before the browser or the session ended. */
    private UnsavedLine line(long documentId, Autosaves.Kept kept) {
        String title = ArticleForm.text(typed.read(kept.form()).title()).strip();
        return new UnsavedLine(documentId, kept.own(), title.isEmpty() ? "还没有写标题的一篇" : "《" + title + "》",
                Dates.minute(clock.local(kept.savedAt())));
    }

    private String broughtBack(Autosaves.Kept kept) {
        return "已取回您 " + Dates.minute(clock.local(kept.savedAt())) + " 写到的内容，还没有保存。";
    }

    static String notThere(HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("title", "没有这篇稿件");
        model.addAttribute("text", "地址可能抄错了，或稿件从来没有保存过。");
        return "content/closed";
    }

    static String hidden(HttpServletResponse response, Model model, Refusal why) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        model.addAttribute("title", "您不能查看这篇稿件");
        model.addAttribute("text", why.text());
        return "content/closed";
    }
}
