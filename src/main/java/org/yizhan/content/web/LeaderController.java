package org.yizhan.content.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Leaders;
import org.yizhan.content.Made;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The leaders with whom texts are compared. */
@Controller
@Needs(ContentPermissions.WORDS)
class LeaderController {
    private static final String ONE = "/desk/leaders/{id:[0-9]{1,18}}";

    private final Leaders leaders;
    private final UnitChoice units;

    LeaderController(Leaders leaders, UnitChoice units) {
        this.leaders = leaders;
        this.units = units;
    }

    @GetMapping("/desk/leaders")
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean retired, Model model) {
        var all = leaders.list(actor, retired);
        model.addAttribute("leaders", all);
        model.addAttribute("retired", retired);
        model.addAttribute("names", units.names(all.stream().map(line -> line.leader().unit()).toList()));
        return "content/leaders";
    }

    @GetMapping("/desk/leaders/new")
    String begin(Actor actor, Model model) {
        UnitPath unit = actor.unit();
        return form(actor, model, 0, new LeaderForm(unit == null ? "" : unit.value(), "", "", "", "0"),
                FormErrors.NONE);
    }

    @PostMapping("/desk/leaders")
    String add(Actor actor, @ModelAttribute("typed") LeaderForm form, Model model, RedirectAttributes notes) {
        var typed = form.toTyped();
        if (typed.isEmpty()) {
            return form(actor, model, 0, form, FormErrors.of("unit", "请选择由哪个单位管理。"));
        }
        return switch (leaders.add(actor, typed.get())) {
            case Made.Refused refused -> form(actor, model, 0, form, FormErrors.of(refused.why()));
            case Made.Done ignored -> {
                notes.addFlashAttribute("notice", "已加入名录，现在起检查稿件里的姓名、职务和排名。");
                yield "redirect:/desk/leaders";
            }
        };
    }

    @GetMapping(ONE)
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var found = leaders.find(actor, id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("名录里没有这一条，或不归您管理。"));
            return "redirect:/desk/leaders";
        }
        return form(actor, model, id, LeaderForm.of(found.get()), FormErrors.NONE);
    }

    @PostMapping(ONE)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") LeaderForm form, Model model,
            RedirectAttributes notes) {
        var typed = form.toTyped();
        if (typed.isEmpty()) {
            return form(actor, model, id, form, FormErrors.of("unit", "请选择由哪个单位管理。"));
        }
        var refusal = leaders.change(actor, id, form.versionSeen(), typed.get());
        if (refusal.isPresent()) {
            return form(actor, model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "已更新，现在起按新的检查。");
        return "redirect:/desk/leaders";
    }

    @PostMapping(ONE + "/retire")
    String retire(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        leaders.retire(actor, id)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已移出名录，不再按它检查；修改并保存可以重新列入。"));
        return "redirect:/desk/leaders";
    }

    private String form(Actor actor, Model model, long id, LeaderForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units.of(actor, ContentPermissions.WORDS));
        return "content/leader";
    }
}
