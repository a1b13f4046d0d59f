package org.yizhan.directory.web;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.Directory;
import org.yizhan.directory.DirectoryBoard;
import org.yizhan.directory.DirectoryBoard.UnitPage;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Outcome;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.StaffOnly;

/** The tree of units, the page of each, and regions. */
@Controller
class UnitPages {
    private final DirectoryBoard board;
    private final Directory directory;
    private final Organisation organisation;

    UnitPages(DirectoryBoard board, Directory directory, Organisation organisation) {
        this.board = board;
        this.directory = directory;
        this.organisation = organisation;
    }

    @StaffOnly
    @GetMapping("/desk/units")
    String tree(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String key, Model model) {
        model.addAttribute("words", q);
        model.addAttribute("units", board.findUnits(q));
        model.addAttribute("people", board.findPeople(q, key.matches("\\d{1,18}") ? Long.valueOf(key) : null));
        boolean searched = !q.isBlank(); // what was found stands instead of the tree
        Optional<UnitId> root = directory.root().map(unit -> unit.id());
        model.addAttribute("root", searched ? List.of() : board.tree(null));
        model.addAttribute("tree", searched ? List.of() : root.map(board::tree).orElse(List.of()));
        return "directory/units";
    }

    /** The next level of the tree, as a part of the page. */
    @StaffOnly
    @GetMapping("/desk/units/{id:\\d{1,18}}/below")
    String below(@PathVariable long id, Model model) {
        model.addAttribute("tree", board.tree(new UnitId(id)));
        return "directory/branch";
    }

    @StaffOnly
    @GetMapping("/desk/units/{id:\\d{1,18}}")
    String unit(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("page", page(actor, id));
        return "directory/unit";
    }

    @Needs(DirectoryPermissions.UNITS)
    @GetMapping("/desk/units/{id:\\d{1,18}}/new")
    String newUnit(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "false") boolean division,
            Model model) {
        UnitPage parent = page(actor, id);
        boolean inside = division || parent.kind() == UnitKind.DIVISION;
        return form(model, parent, null, UnitForm.empty(inside ? UnitKind.DIVISION : UnitKind.DEPARTMENT),
                FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.UNITS)
    @PostMapping("/desk/units/{id:\\d{1,18}}/new")
    String addUnit(Actor actor, @PathVariable long id, UnitForm form, Model model, RedirectAttributes notes) {
        UnitPage parent = page(actor, id);
        return switch (organisation.addUnit(actor, form.toUnit(new UnitId(id)))) {
            case Outcome.Done<UnitId>(UnitId added) -> {
                notes.addFlashAttribute("notice", "已新增“" + form.name().strip() + "”。下一步可以新增科室和人员。");
                yield "redirect:/desk/units/" + added.value();
            }
            case Outcome.Refused<UnitId> refused -> form(model, parent, null, form, Forms.errors(refused));
        };
    }

    @Needs(DirectoryPermissions.UNITS)
    @GetMapping("/desk/units/{id:\\d{1,18}}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        UnitPage page = page(actor, id);
        return form(model, parentOf(actor, page), page, UnitForm.of(page), FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.UNITS)
    @PostMapping("/desk/units/{id:\\d{1,18}}/edit")
    String change(Actor actor, @PathVariable long id, UnitForm form, Model model, RedirectAttributes notes) {
        UnitPage page = page(actor, id);
        UnitPage parent = parentOf(actor, page);
        UnitId parentId = parent == null ? null : parent.unit().id();
        var outcome = organisation.changeUnit(actor, new UnitId(id), form.toUnit(parentId), form.version());
        return switch (outcome) {
            case Outcome.Done<UnitId> _ -> {
                notes.addFlashAttribute("notice", "单位信息已保存，从现在起按新的信息显示。");
                yield "redirect:/desk/units/" + id;
            }
            case Outcome.Refused<UnitId> refused -> form(model, parent, page, form, Forms.errors(refused));
        };
    }

    @Needs(DirectoryPermissions.UNITS)
    @PostMapping("/desk/units/{id:\\d{1,18}}/close")
    String close(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        Optional<Refusal> refusal = organisation.closeUnit(actor, new UnitId(id));
        refusal.ifPresentOrElse(words -> notes.addFlashAttribute("refusal", words),
                () -> notes.addFlashAttribute("notice", "单位已撤销，今后不能再选用；原有的记录都保留。"));
        return "redirect:/desk/units/" + id;
    }

    @Needs(DirectoryPermissions.UNITS)
    @GetMapping("/desk/regions")
    String regions(Actor actor, @RequestParam(defaultValue = "") String below, Model model) {
        return regions(actor, below, "", "", FormErrors.NONE, model);
    }

    @Needs(DirectoryPermissions.UNITS)
    @PostMapping("/desk/regions")
    String addRegion(Actor actor, @RequestParam(defaultValue = "") String below,
            @RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String name, Model model,
            RedirectAttributes notes) {
        return switch (organisation.addRegion(actor, code.strip(), name)) {
            case Outcome.Done<?> _ -> {
                notes.addFlashAttribute("notice", "已新增区划“" + name.strip() + "”，单位现在可以选用。");
                yield "redirect:/desk/regions" + (board.region(below).isPresent() ? "?below=" + below : "");
            }
            case Outcome.Refused<?> refused -> regions(actor, below, code, name, Forms.errors(refused), model);
        };
    }

    private String regions(Actor actor, String below, String code, String name, FormErrors errors, Model model) {
        var region = board.region(below);
        model.addAttribute("region", region.orElse(null));
        model.addAttribute("parent", region.flatMap(one -> one.code().parent()).map(one -> one.value()).orElse(""));
        model.addAttribute("regions", board.regions(region.map(one -> one.code().value()).orElse(null)));
        model.addAttribute("mayChange", board.mayChangeRegions(actor));
        model.addAttribute("code", code);
        model.addAttribute("name", name);
        model.addAttribute("errors", errors);
        return "directory/regions";
    }

    private String form(Model model, @Nullable UnitPage parent, @Nullable UnitPage page, UnitForm form,
            FormErrors errors) {
        model.addAttribute("parent", parent);
        model.addAttribute("page", page);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "directory/unit-form";
    }

    private UnitPage page(Actor actor, long id) {
        return board.unit(actor, new UnitId(id)).orElseThrow(Forms::notFound);
    }

    private @Nullable UnitPage parentOf(Actor actor, UnitPage page) {
        return page.above().isEmpty() ? null : page(actor, page.above().getLast().id().value());
    }
}
