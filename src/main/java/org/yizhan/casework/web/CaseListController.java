package org.yizhan.casework.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseBatch;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseExport;
import org.yizhan.casework.CaseFilter;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.PaperDesk;
import org.yizhan.casework.SavedFilters;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** Lists of cases: narrowed, kept, exported, and several cases dealt with at once. */
@Controller
@StaffOnly
class CaseListController {
    private static final int ROWS = 30;

    private final CaseShelf shelf;
    private final SavedFilters saved;
    private final CaseBatch batch;
    private final CaseBoard board;
    private final CaseExport export;
    private final PaperDesk papers;

    CaseListController(CaseShelf shelf, SavedFilters saved, CaseBatch batch, CaseBoard board, CaseExport export,
            PaperDesk papers) {
        this.shelf = shelf;
        this.saved = saved;
        this.batch = batch;
        this.board = board;
        this.export = export;
        this.papers = papers;
    }

    @GetMapping("/desk/cases")
    String list(Actor actor, CaseListForm form, @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "") String all, Model model) {
        List<CaseKind> kinds = shelf.kinds(actor);
        Optional<CaseKind> kind = kind(kinds, form);
        model.addAttribute("kinds", kinds);
        if (kind.isEmpty()) {
            return "casework/none";
        }
        CaseFilter filter = form.toFilter(kind.get().code());
        model.addAttribute("kind", kind.get());
        model.addAttribute("filter", filter);
        model.addAttribute("page", shelf.page(actor, filter, key, ROWS));
        model.addAttribute("count", shelf.count(actor, filter));
        model.addAttribute("openCount", shelf.count(actor, CaseFilter.of(filter.kind()).opened()));
        model.addAttribute("lateCount", shelf.count(actor, CaseFilter.of(filter.kind()).belated()));
        model.addAttribute("units", board.unitIds());
        model.addAttribute("saved", saved.of(actor, filter.kind()));
        model.addAttribute("choices", batch.choices(actor, kind.get()));
        model.addAttribute("links", board.above(actor, kind.get()));
        model.addAttribute("all", all);
        model.addAttribute("papers", papers.mayUse(actor));
        return "casework/list";
    }

    private static Optional<CaseKind> kind(List<CaseKind> kinds, CaseListForm form) {
        return kinds.stream()
                .filter(one -> one.code().equals(form.kind()))
                .findFirst()
                .or(() -> kinds.stream().findFirst());
    }

    @PostMapping("/desk/cases/batch")
    String several(Actor actor, CaseListForm list, CaseForm form,
            @RequestParam(required = false) @Nullable List<String> item, RedirectAttributes notes) {
        Optional<CaseKind> kind = kind(shelf.kinds(actor), list);
        if (kind.isEmpty()) {
            return "redirect:/desk/cases";
        }
        List<CaseBatch.Item> items = CaseBatch.Item.read(item);
        CaseForm.Read read = form.read(number -> board.visible(actor, number));
        Optional<Refusal> refusal = Refusal.when(items.isEmpty(), "请先勾选要办理的件。")
                .or(() -> Refusal.when(items.size() > CaseBatch.MOST, "一次最多办理 " + CaseBatch.MOST + " 件。"))
                .or(() -> read instanceof CaseForm.Read.Unclear unclear
                        ? Optional.of(unclear.why())
                        : Optional.empty());
        if (refusal.isEmpty() && read instanceof CaseForm.Read.Wanted wanted) {
            switch (batch.act(actor, kind.get(), items, wanted.act())) {
                case CaseBatch.Result.Refused refused -> refusal = Optional.of(refused.why());
                case CaseBatch.Result.Done done -> {
                    notes.addFlashAttribute("outcomes", done.outcomes());
                    notes.addFlashAttribute("done", wanted.act().action().label());
                }
            }
        }
        refusal.ifPresent(why -> {
            notes.addFlashAttribute("refusal", why);
            notes.addFlashAttribute("chosen", item == null ? List.of() : List.copyOf(item));
            notes.addFlashAttribute("typed", CaseListPick.of(form));
        });
        return "redirect:/desk/cases" + CaseListForm.query(list.toFilter(kind.get().code())) + "#several";
    }

    @GetMapping("/desk/cases/export")
    void export(Actor actor, CaseListForm form, HttpServletResponse response) throws IOException {
        Optional<CaseKind> kind = kind(shelf.kinds(actor), form);
        if (kind.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment()
                        .filename(kind.get().label() + "清单.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        export.write(actor, form.toFilter(kind.get().code()), response.getOutputStream());
    }

    @PostMapping("/desk/cases/filters")
    String keep(Actor actor, CaseListForm form, @RequestParam(defaultValue = "") String name,
            RedirectAttributes notes) {
        Optional<CaseKind> kind = kind(shelf.kinds(actor), form);
        if (kind.isEmpty()) {
            return "redirect:/desk/cases";
        }
        String query = CaseListForm.query(form.toFilter(kind.get().code()));
        saved.keep(actor, kind.get().code(), name, query)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已保存为“" + name.strip() + "”，以后在这一页上方点一下就能用。"));
        return "redirect:/desk/cases" + query;
    }

    @PostMapping("/desk/cases/filters/{id:[0-9]{1,18}}/drop")
    String drop(Actor actor, CaseListForm form, @PathVariable long id) {
        saved.drop(actor, id);
        return kind(shelf.kinds(actor), form).map(kind -> "redirect:/desk/cases?kind=" + kind.code())
                .orElse("redirect:/desk/cases");
    }
}
