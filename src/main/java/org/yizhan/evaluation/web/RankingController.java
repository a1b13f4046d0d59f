package org.yizhan.evaluation.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.evaluation.Inspections;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.Open;

/** How the units rank, for the desk and for everybody, and the formula. */
@Controller
@Needs({EvaluationPermissions.VIEW, EvaluationPermissions.MANAGE})
class RankingController {
    private final Inspections inspections;

    RankingController(Inspections inspections) {
        this.inspections = inspections;
    }

    @GetMapping("/desk/ranking")
    String desk(Actor actor, Model model) {
        model.addAttribute("ranking", inspections.county().ranking());
        model.addAttribute("own", actor.unit());
        model.addAttribute("mayManage", inspections.mayManage(actor));
        return "evaluation/ranking";
    }

    @GetMapping("/ranking")
    @Open
    String everybody(Model model) {
        model.addAttribute("ranking", inspections.county().ranking());
        return "evaluation/ranking-public";
    }

    @GetMapping("/desk/ranking/formula")
    @Needs(EvaluationPermissions.MANAGE)
    String formula(Model model) {
        return form(FormulaForm.of(inspections.formula()), FormErrors.NONE, model);
    }

    @PostMapping("/desk/ranking/formula")
    @Needs(EvaluationPermissions.MANAGE)
    String change(Actor actor, @ModelAttribute("typed") FormulaForm form, Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(form, errors, model);
        }
        var refusal = inspections.keep(actor, form.toFormula());
        if (refusal.isPresent()) {
            return form(form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "排行公式已保存，从生效日期起执行；公式随排行一起公开。");
        return "redirect:/desk/ranking";
    }

    private String form(FormulaForm form, FormErrors errors, Model model) {
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("formulas", inspections.formulas());
        return "evaluation/formula";
    }
}
