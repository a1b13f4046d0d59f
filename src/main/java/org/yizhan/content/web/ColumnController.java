package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.SiteName;
import org.yizhan.content.Sites;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The tree of columns, with the duty and the review chain of each. */
@Controller
@Needs(ContentPermissions.COLUMNS)
class ColumnController {
    private final Columns columns;
    private final Sites sites;
    private final Directory directory;
    private final UnitChoice units;

    ColumnController(Columns columns, Sites sites, Directory directory, UnitChoice units) {
        this.columns = columns;
        this.sites = sites;
        this.directory = directory;
        this.units = units;
    }

    @GetMapping("/desk/columns")
    String tree(Actor actor, @RequestParam(required = false) @Nullable Long site, Model model) {
        List<SiteName> mine = sites.names(actor);
        Optional<SiteName> asked = mine.stream().filter(one -> site == null || one.id() == site).findFirst();
        if (asked.isEmpty() && !mine.isEmpty()) {
            model.addAttribute("refusal", new Refusal("这个站点不存在，或不归您管理。下面是您管理的第一个站点。"));
        }
        Optional<SiteName> chosen = asked.or(() -> mine.stream().findFirst());
        model.addAttribute("sites", mine);
        model.addAttribute("site", chosen.orElse(null));
        model.addAttribute("archived", chosen.flatMap(one -> sites.find(actor, one.id()))
                .filter(one -> !one.open())
                .isPresent());
        model.addAttribute("columns", chosen.map(one -> columns.of(actor, one.id())).orElse(List.of()));
        return "content/columns";
    }

    @GetMapping("/desk/columns/new")
    String begin(Actor actor, @RequestParam long site, @RequestParam(required = false) @Nullable Long parent,
            Model model) {
        String unit = sites.names(actor)
                .stream()
                .filter(one -> one.id() == site)
                .map(one -> one.unit().value())
                .findFirst()
                .orElse("");
        var empty = new ColumnForm(site, parent, "", "", "", "", "", unit, null, "", null, false, false, 0, null,
                List.of("科室负责人审核"), List.of());
        return form(actor, model, 0, empty, FormErrors.NONE);
    }

    @PostMapping("/desk/columns")
    String create(Actor actor, @ModelAttribute("typed") ColumnForm form, BindingResult binding, Model model,
            RedirectAttributes notes) {
        var column = form.site() == null
                ? Optional.<org.yizhan.content.NewColumn>empty()
                : form.toColumn(form.site(), form.parent(), form.text(form.slug()));
        if (binding.hasErrors() || column.isEmpty()) {
            return form(actor, model, 0, form, binding.hasErrors()
                    ? FormErrors.of(binding)
                    : FormErrors.of("unit", "请选择责任单位。"));
        }
        return switch (columns.create(actor, column.get())) {
            case Made.Refused refused -> form(actor, model, 0, form, FormErrors.of(refused.why()));
            case Made.Done ignored -> {
                notes.addFlashAttribute("notice", "栏目已建立，责任单位现在可以向它写稿。");
                yield "redirect:/desk/columns?site=" + form.site();
            }
        };
    }

    @GetMapping("/desk/columns/{id:[0-9]{1,18}}")
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var sheet = columns.find(actor, id).filter(Columns.Sheet::mine);
        if (sheet.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个栏目不存在，或不归您管理。"));
            return "redirect:/desk/columns";
        }
        return form(actor, model, id, ColumnForm.of(sheet.get().column(), sheet.get().chain()), FormErrors.NONE);
    }

    @PostMapping("/desk/columns/{id:[0-9]{1,18}}")
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") ColumnForm form, BindingResult binding,
            Model model, RedirectAttributes notes) {
        var before = columns.find(actor, id);
        var column = before.flatMap(sheet -> form.toColumn(sheet.column().siteId(), sheet.column().parentId(),
                sheet.column().slug()));
        if (binding.hasErrors() || column.isEmpty()) {
            return form(actor, model, id, form, binding.hasErrors()
                    ? FormErrors.of(binding)
                    : FormErrors.of("unit", "请选择责任单位。"));
        }
        var refusal = columns.change(actor, id, column.get());
        if (refusal.isPresent()) {
            return form(actor, model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "栏目已更新。正在审核的稿件仍按提交时的流程走完。");
        return "redirect:/desk/columns?site=" + column.get().siteId();
    }

    @PostMapping("/desk/columns/{id:[0-9]{1,18}}/move")
    String move(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable Long parent,
            RedirectAttributes notes) {
        return after(actor, id, columns.move(actor, id, parent), "栏目已移动，网站导航和列表随之更新。", notes);
    }

    @PostMapping("/desk/columns/{id:[0-9]{1,18}}/close")
    String close(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, columns.close(actor, id), "栏目已关闭，不再接受新稿件；已发布的内容仍可查阅。", notes);
    }

    @PostMapping("/desk/columns/{id:[0-9]{1,18}}/reopen")
    String reopen(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, columns.reopen(actor, id), "栏目已重新开放。", notes);
    }

    private String after(Actor actor, long id, Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", done);
        }
        return columns.find(actor, id)
                .map(sheet -> "redirect:/desk/columns?site=" + sheet.column().siteId())
                .orElse("redirect:/desk/columns");
    }

    private String form(Actor actor, Model model, long id, ColumnForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units.of(actor, ContentPermissions.COLUMNS));
        model.addAttribute("stepUnits", stepUnits(form));
        List<Columns.Sheet> siblings = form.site() == null ? List.of() : columns.of(actor, form.site());
        model.addAttribute("parents", parents(siblings, id));
        model.addAttribute("open", siblings.stream().anyMatch(one -> one.column().id() == id && one.column().open()));
        return "content/column";
    }

    private static Map<String, String> parents(List<Columns.Sheet> all, long except) {
        var parents = new LinkedHashMap<String, String>();
        for (Columns.Sheet sheet : all) {
            if (sheet.column().open() && sheet.column().depth() < 3 && sheet.column().id() != except) {
                parents.put(Long.toString(sheet.column().id()),
                        "　".repeat(sheet.column().depth() - 1) + sheet.column().name());
            }
        }
        return parents;
    }

    /** A step is signed in the column's own unit, which is being chosen on the same form, or in one above it. */
    private Map<String, String> stepUnits(ColumnForm form) {
        var units = new LinkedHashMap<String, String>();
        units.put("", "上面选的责任单位");
        String path = form.text(form.unit());
        while (path.matches("/(\\d{1,18}/)+")) {
            UnitPath here = new UnitPath(path);
            units.put(path, directory.unit(here.unit()).map(Unit::name).orElse(path));
            path = path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
        }
        for (int i = 0; i < ColumnForm.STEPS; i++) {
            String kept = form.stepUnit(i);
            if (kept.matches("/(\\d{1,18}/)+") && !units.containsKey(kept)) {
                units.put(kept, directory.unit(new UnitPath(kept).unit()).map(Unit::name).orElse(kept));
            }
        }
        return units;
    }
}
