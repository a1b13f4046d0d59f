package org.yizhan.supervision.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.supervision.Finding;
import org.yizhan.supervision.OrderDesk;
import org.yizhan.supervision.SpecialCheck;
import org.yizhan.supervision.SpecialChecks;
import org.yizhan.supervision.SupervisionPermissions;

/** Special checks: the list, one check with what it found in each unit, and its end. */
@Controller
@Needs({SupervisionPermissions.SEE, SupervisionPermissions.OFFICE})
class CheckPages {
    private static final String CHECKS = "/desk/supervision/checks";
    private static final String CHECK = CHECKS + "/{id:[0-9]{1,18}}";

    private final SpecialChecks checks;
    private final OrderDesk orders;
    private final Directory directory;

    CheckPages(SpecialChecks checks, OrderDesk orders, Directory directory) {
        this.checks = checks;
        this.orders = orders;
        this.directory = directory;
    }

    @GetMapping(CHECKS)
    String list(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", checks.page(actor, key));
        model.addAttribute("mayCheck", SpecialChecks.mayCheck(actor));
        return "supervision/checks";
    }

    @GetMapping(CHECKS + "/new")
    @Needs(SupervisionPermissions.OFFICE)
    String begin(Actor actor, Model model) {
        return form(actor, CheckForm.EMPTY, FormErrors.NONE, model);
    }

    @PostMapping(CHECKS)
    @Needs(SupervisionPermissions.OFFICE)
    String begin(Actor actor, @ModelAttribute("typed") CheckForm form, Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(actor, form, errors, model);
        }
        return switch (checks.begin(actor, form.check())) {
            case SpecialChecks.Begun.Refused refused -> form(actor, form, FormErrors.of(refused.why()), model);
            case SpecialChecks.Begun.Done done -> {
                notes.addFlashAttribute("notice", "专项督查已立项，请逐个单位登记发现的问题。");
                yield "redirect:" + CHECKS + "/" + done.id();
            }
        };
    }

    private String form(Actor actor, CheckForm form, FormErrors errors, Model model) {
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("units", orders.units(actor));
        return "supervision/check-form";
    }

    @GetMapping(CHECK)
    String show(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return show(actor, id, new CheckTyped("", "", ""), FormErrors.NONE, model, notes);
    }

    private String show(Actor actor, long id, CheckTyped typed, FormErrors errors, Model model,
            RedirectAttributes notes) {
        Optional<SpecialCheck> found = checks.find(actor, id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这次专项督查，或不在您可以查看的范围内。"));
            return "redirect:" + CHECKS;
        }
        SpecialCheck check = found.get();
        Map<String, String> names = new LinkedHashMap<>();
        check.units().forEach(unit -> names.put(unit.value(), directory.unit(unit.unit()).map(Unit::name).orElse("")));
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        names.keySet().forEach(unit -> findings.put(unit, new java.util.ArrayList<>()));
        checks.findings(id)
                .forEach(one -> findings.computeIfAbsent(one.unit().value(), any -> new java.util.ArrayList<>())
                        .add(one));
        Map<String, String> others = new LinkedHashMap<>(orders.units(actor));
        others.keySet().removeAll(names.keySet());
        model.addAttribute("check", check);
        model.addAttribute("names", names);
        model.addAttribute("findings", findings);
        model.addAttribute("others", others);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("mayCheck", SpecialChecks.mayCheck(actor));
        return "supervision/check";
    }

    @PostMapping(CHECK + "/findings")
    @Needs(SupervisionPermissions.OFFICE)
    String found(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String text, Model model, RedirectAttributes notes) {
        Optional<Refusal> refusal = checks.found(actor, id, path(unit), text);
        return refusal.isPresent()
                ? show(actor, id, new CheckTyped(unit, text, ""), FormErrors.of("text", refusal.get().text()), model,
                        notes)
                : done("已登记。", id, notes);
    }

    @PostMapping(CHECK + "/findings/{finding:[0-9]{1,18}}/remove")
    @Needs(SupervisionPermissions.OFFICE)
    String remove(Actor actor, @PathVariable long id, @PathVariable long finding, Model model,
            RedirectAttributes notes) {
        return after(actor, id, checks.remove(actor, id, finding), "已删除这条问题。", model, notes);
    }

    @PostMapping(CHECK + "/units")
    @Needs(SupervisionPermissions.OFFICE)
    String alsoCheck(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String unit, Model model,
            RedirectAttributes notes) {
        UnitPath path = path(unit);
        return after(actor, id, path == null
                ? Optional.of(new Refusal("请选择要增加哪个单位。"))
                : checks.alsoCheck(actor, id, path), "已增加这个单位。", model, notes);
    }

    @PostMapping(CHECK + "/close")
    @Needs(SupervisionPermissions.OFFICE)
    String close(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String conclusion, Model model, RedirectAttributes notes) {
        Optional<Refusal> refusal = checks.close(actor, id, version, conclusion);
        return refusal.isPresent()
                ? show(actor, id, new CheckTyped("", "", conclusion), FormErrors.of("conclusion", refusal.get().text()),
                        model, notes)
                : done("专项督查已结束，可以编印督查通报。", id, notes);
    }

    private String after(Actor actor, long id, Optional<Refusal> refusal, String words, Model model,
            RedirectAttributes notes) {
        return refusal.isPresent()
                ? show(actor, id, new CheckTyped("", "", ""), FormErrors.of(refusal.get()), model, notes)
                : done(words, id, notes);
    }

    private static String done(String words, long id, RedirectAttributes notes) {
        notes.addFlashAttribute("notice", words);
        return "redirect:" + CHECKS + "/" + id;
    }

    private static @Nullable UnitPath path(String typed) {
        return typed.matches("/(\\d{1,18}/)+") ? new UnitPath(typed) : null;
    }
}
