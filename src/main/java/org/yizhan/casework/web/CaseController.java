package org.yizhan.casework.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseFilter;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseSheet;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Gathering;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.Power;
import org.yizhan.casework.StandardReplies;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.messaging.Todo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** The page of one case, and everything that is done on it; who may is asked behind it, of the case itself. */
@Controller
@StaffOnly
class CaseController {
    private static final String CASE = "/desk/cases/{id:[0-9]{1,18}}";
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "audio/mpeg",
            "audio/mp4", "audio/ogg", "audio/wav");

    private final CaseBoard board;
    private final CaseShelf shelf;
    private final CaseDesk desk;
    private final CaseOracle oracle;
    private final StandardReplies standard;
    private final TodoList todos;
    private final Files files;
    private final Gathering gathering;
    private final Kinds kinds;

    CaseController(CaseBoard board, CaseShelf shelf, CaseDesk desk, CaseOracle oracle, StandardReplies standard,
            TodoList todos,
            Files files, Gathering gathering, Kinds kinds) {
        this.board = board;
        this.shelf = shelf;
        this.desk = desk;
        this.oracle = oracle;
        this.standard = standard;
        this.todos = todos;
        this.files = files;
        this.gathering = gathering;
        this.kinds = kinds;
    }

    @GetMapping(CASE)
    String show(Actor actor, @PathVariable long id, Model model) {
        return page(actor, sheet(actor, id), CaseForm.EMPTY, List.of(), model);
    }

    private CaseSheet sheet(Actor actor, long id) {
        return board.read(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String page(Actor actor, CaseSheet sheet, CaseForm form, List<CaseKind.ReplyFinding> findings,
            Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("form", form);
        model.addAttribute("findings", findings);
        if (!sheet.isMine()) {
            next(actor, sheet.view()).ifPresent(todo -> model.addAttribute("next", todo));
        }
        return "casework/case";
    }

    /** What else waits for this person, so that nobody has to go back to the list. */
    private Optional<Todo> next(Actor actor, CaseView view) {
        return todos.of(actor.ref().id(), TodoList.Right.of(actor), null, 10)
                .items()
                .stream()
                .filter(todo -> todo.href().startsWith("/desk/cases/")
                        && !todo.href().equals("/desk/cases/" + view.id().value()))
                .findFirst();
    }

    @PostMapping(CASE)
    String act(Actor actor, @PathVariable long id, CaseForm form, Model model, RedirectAttributes notes,
            HttpServletResponse response) {
        return switch (form.read(number -> board.visible(actor, number))) {
            case CaseForm.Read.Unclear unclear -> again(actor, id, form, unclear.why(), model, response);
            case CaseForm.Read.Wanted wanted -> switch (desk.act(actor, new CaseId(id),
                    board.coded(new CaseId(id), wanted.act()), form.seen())) {
                case CaseDesk.Result.Refused refused -> again(actor, id, form, refused.why(), model, response);
                case CaseDesk.Result.Done done -> done(actor, wanted.act().action(), done.view(), notes);
            };
        };
    }

    private String done(Actor actor, CaseAction action, CaseView view, RedirectAttributes notes) {
        boolean sees = oracle.sight(actor, view).isAny();
        notes.addFlashAttribute("notice",
                view.number() + "：" + DoneWords.of(action, view, kinds.of(view.kind()))
                        + (sees ? "" : "这一件已不在您的办理范围内。"));
        return sees ? "redirect:/desk/cases/" + view.id().value() : "redirect:/desk/cases?kind=" + view.kind();
    }

    /** Nothing that was typed is lost; the version becomes the one that is seen now. */
    private String again(Actor actor, long id, CaseForm form, Refusal why, Model model,
            HttpServletResponse response) {
        Optional<CaseSheet> seen = board.read(actor, new CaseId(id));
        if (seen.isEmpty() && !form.words().isBlank()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("words", form.words());
            return "casework/gone";
        }
        CaseSheet sheet = seen.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("refusal", why);
        return page(actor, sheet, form, board.check(sheet.view(), CaseForm.text(form.action()), form.words()), model);
    }

    /** Helps with the text of an answer: puts in a standard reply or an opinion, or checks what is there; nothing is done yet. */
    @PostMapping(CASE + "/write")
    String write(Actor actor, @PathVariable long id, CaseForm form, @RequestParam(required = false) @Nullable Long use,
            @RequestParam(required = false) @Nullable String quote, Model model) {
        CaseSheet sheet = sheet(actor, id);
        CaseForm mended = form;
        if (use != null) {
            mended = standard.use(actor, use).map(text -> form.with(added(form.words(), text))).orElse(form);
        } else if (quote != null) {
            mended = sheet.opinions()
                    .stream()
                    .filter(said -> said.unit().equals(quote))
                    .findFirst()
                    .map(said -> form.with(added(form.words(), String.valueOf(said.words()))))
                    .orElse(form);
        }
        List<CaseKind.ReplyFinding> findings = board.check(sheet.view(), CaseForm.text(form.action()), mended.words());
        if (use == null && quote == null && findings.isEmpty()) {
            model.addAttribute("notice", "答复检查没有发现问题，可以提交。");
        }
        return page(actor, sheet, mended, findings, model);
    }

    private static String added(String before, String more) {
        return before.isBlank() ? more : before.stripTrailing() + "\n\n" + more;
    }

    @PostMapping(CASE + "/writer")
    String reveal(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason, Model model) {
        return switch (board.reveal(actor, new CaseId(id), reason)) {
            case CaseBoard.Revealed.Shown shown -> page(actor, shown.sheet(), CaseForm.EMPTY, List.of(), model);
            case CaseBoard.Revealed.Refused refused -> {
                model.addAttribute("reason", reason);
                model.addAttribute("refusal", refused.why());
                yield page(actor, sheet(actor, id), CaseForm.EMPTY, List.of(), model);
            }
        };
    }

    /** Merges all that reads alike into this one; it goes on in the background. */
    @PostMapping(CASE + "/gather")
    String gather(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        sheet(actor, id);
        gathering.begin(actor, new CaseId(id))
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "开始并入内容相近的件。不用等在这一页，过一会儿打开就能看到结果。"));
        return "redirect:/desk/cases/" + id + "#ties";
    }

    /** What waits for a leader, made for the phone: signed and instructed on the spot. */
    @GetMapping("/desk/cases/leader")
    String leader(Actor actor, Model model) {
        model.addAttribute("toSign", board.toSign(actor, 20));
        List<CaseShelf.Line> late = new ArrayList<>();
        for (CaseKind kind : shelf.kinds(actor)) {
            if (actor.mayAnywhere(kind.permission(Power.LEAD))) {
                late.addAll(shelf.page(actor, CaseFilter.of(kind.code()).belated().byDue(), null, 10).items());
            }
        }
        model.addAttribute("late", late);
        return "casework/leader";
    }

    @GetMapping(CASE + "/dates")
    String dates(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("dates", board.dates(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "casework/dates";
    }

    @GetMapping(CASE + "/files/{file:[0-9]{1,18}}")
    void file(Actor actor, @PathVariable long id, @PathVariable long file, HttpServletResponse response)
            throws IOException {
        Optional<StoredFile> found = board.file(actor, new CaseId(id), file).flatMap(it -> files.find(new FileId(it)));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        StoredFile stored = found.get();
        response.setContentType(stored.mediaType());
        response.setContentLengthLong(stored.size());
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Content-Disposition",
                (SHOWN.contains(stored.mediaType()) ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(stored.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (InputStream bytes = files.open(stored.id())) {
            bytes.transferTo(response.getOutputStream());
        }
    }
}
