package org.yizhan.content.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Mistake;
import org.yizhan.content.MistakeDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What readers have reported as wrong: the list of a unit, and the page on which one is dealt with. */
@Controller
@Needs(ContentPermissions.MISTAKES)
class MistakeController {
    private static final String ONE = "/desk/mistakes/{id:[0-9]{1,18}}";

    private final MistakeDesk desk;
    private final UnitChoice units;
    private final CountyClock clock;

    MistakeController(MistakeDesk desk, UnitChoice units, CountyClock clock) {
        this.desk = desk;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/desk/mistakes")
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable String key, Model model) {
        var page = desk.list(actor, !closed, key);
        model.addAttribute("page", page);
        model.addAttribute("closed", closed);
        model.addAttribute("figures", desk.figures(actor));
        model.addAttribute("names", units.names(page.items().stream().map(Mistake::unit).toList()));
        model.addAttribute("today", clock.today());
        model.addAttribute("limit", desk.limit());
        model.addAttribute("maySetLimit", desk.maySetLimit(actor));
        return "content/mistakes";
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return one(actor, id, model, notes, "", FormErrors.NONE);
    }

    private String one(Actor actor, long id, Model model, RedirectAttributes notes, String answer, FormErrors errors) {
        var sheet = desk.find(actor, id);
        if (sheet.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这条找错，或不归您办理。"));
            return "redirect:/desk/mistakes";
        }
        model.addAttribute("sheet", sheet.get());
        model.addAttribute("today", clock.today());
        model.addAttribute("zone", clock.zone());
        model.addAttribute("units", units.all());
        model.addAttribute("answer", answer);
        model.addAttribute("errors", errors);
        return "content/mistake";
    }

    @PostMapping(ONE + "/corrected")
    String corrected(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String answer, Model model,
            RedirectAttributes notes) {
        return closed(actor, id, desk.corrected(actor, id, answer), "已办结：改正。读者用查询码可以看到您的答复。", answer, model, notes);
    }

    @PostMapping(ONE + "/no-mistake")
    String noMistake(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String answer, Model model,
            RedirectAttributes notes) {
        return closed(actor, id, desk.noMistake(actor, id, answer), "已办结：核实无误。读者用查询码可以看到您的说明。", answer, model,
                notes);
    }

    private String closed(Actor actor, long id, Optional<Refusal> refusal, String done, String answer, Model model,
            RedirectAttributes notes) {
        if (refusal.isPresent()) {
            return one(actor, id, model, notes, answer, FormErrors.of("answer", refusal.get().text()));
        }
        notes.addFlashAttribute("notice", done);
        return "redirect:/desk/mistakes";
    }

    @PostMapping(ONE + "/pass-on")
    String passOn(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String words, Model model, RedirectAttributes notes) {
        if (!WordForm.isUnit(unit)) {
            return one(actor, id, model, notes, "", FormErrors.of("unit", "请选择转给哪个单位。"));
        }
        var refusal = desk.passOn(actor, id, new UnitPath(unit), words);
        if (refusal.isPresent()) {
            return one(actor, id, model, notes, "", FormErrors.of("unit", refusal.get().text()));
        }
        notes.addFlashAttribute("notice", "已转交，那个单位的待办里现在有这一条；办理期限不变。");
        return "redirect:/desk/mistakes";
    }

    @PostMapping("/desk/mistakes/limit")
    String limit(Actor actor, @RequestParam(defaultValue = "") String days, RedirectAttributes notes) {
        desk.setLimit(actor, days)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "办理时限已改为" + days.strip() + "个工作日，从现在起收到的找错按它计算。"));
        return "redirect:/desk/mistakes";
    }
}
