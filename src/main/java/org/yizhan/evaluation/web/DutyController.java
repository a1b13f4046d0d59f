package org.yizhan.evaluation.web;

import java.util.EnumMap;
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
import org.yizhan.content.SiteRecord;
import org.yizhan.evaluation.Duties;
import org.yizhan.evaluation.DutyRule;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.evaluation.Freshness;
import org.yizhan.evaluation.Standing;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** How columns are kept: the list, one column, and the rules. */
@Controller
@Needs({EvaluationPermissions.VIEW, EvaluationPermissions.MANAGE})
class DutyController {
    private static final String COLUMN = "/desk/duty/columns/{id:[0-9]{1,18}}";
    private static final String RULE = "/desk/duty/rules/{id:[0-9]{1,18}}";

    private final Duties duties;

    DutyController(Duties duties) {
        this.duties = duties;
    }

    @GetMapping("/desk/duty")
    String list(Actor actor, @RequestParam(required = false) @Nullable Long site,
            @RequestParam(defaultValue = "") String state, Model model) {
        List<SiteRecord> sites = duties.sites(actor);
        SiteRecord chosen = sites.stream()
                .filter(one -> site != null && one.id() == site)
                .findFirst()
                .orElse(sites.isEmpty() ? null : sites.getFirst());
        List<Standing> all = chosen == null ? List.of() : duties.of(actor, chosen.id());
        Map<Freshness.State, Integer> counts = new EnumMap<>(Freshness.State.class);
        all.forEach(one -> counts.merge(one.freshness().state(), 1, Integer::sum));
        model.addAttribute("sites", sites);
        model.addAttribute("site", chosen);
        model.addAttribute("state", state);
        model.addAttribute("counts", counts);
        model.addAttribute("behind", (int) all.stream().filter(Standing::isBehind).count());
        model.addAttribute("columns", all.stream().filter(one -> isShown(one, state)).toList());
        model.addAttribute("mayManage", duties.mayManage(actor));
        return "evaluation/duty";
    }

    private static boolean isShown(Standing standing, String state) {
        Freshness.State its = standing.freshness().state();
        return switch (state) {
            case "DUE" -> standing.freshness().isLate() || its == Freshness.State.SOON;
            case "BEHIND" -> standing.isBehind();
            default -> state.isEmpty() || its.name().equals(state);
        };
    }

    @GetMapping(COLUMN)
    String column(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return column(actor, id, model, notes, ExemptionForm.EMPTY, FormErrors.NONE);
    }

    private String column(Actor actor, long id, Model model, RedirectAttributes notes, ExemptionForm typed,
            FormErrors errors) {
        var page = duties.column(actor, id);
        if (page.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个栏目不存在、已关闭，或由其他单位负责。"));
            return "redirect:/desk/duty";
        }
        model.addAttribute("page", page.get());
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "evaluation/duty-column";
    }

    @PostMapping(COLUMN + "/confirmation")
    String confirm(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String note,
            RedirectAttributes notes) {
        return after(duties.confirm(actor, id, note), "已记下您的核对，从今天起重新计算到期日。", id, notes);
    }

    @PostMapping(COLUMN + "/exemptions")
    String exempt(Actor actor, @PathVariable long id, @ModelAttribute("typed") ExemptionForm form, Model model,
            RedirectAttributes notes) {
        var from = Typed.day(form.from());
        var until = Typed.day(form.until());
        if (from.isEmpty() || until.isEmpty()) {
            return column(actor, id, model, notes, form,
                    FormErrors.of(from.isEmpty() ? "from" : "until", "请填写日期，例如 2026-11-21。"));
        }
        var refusal = duties.exempt(actor, id, from.get(), until.get(), Typed.text(form.reason()));
        if (refusal.isPresent()) {
            return column(actor, id, model, notes, form, FormErrors.of(refusal.get()));
        }
        return after(Optional.empty(), "已免除，期间不提醒、不计超期；理由留有记录。", id, notes);
    }

    @PostMapping(COLUMN + "/exemptions/{exemption:[0-9]{1,18}}/end")
    String end(Actor actor, @PathVariable long id, @PathVariable long exemption, RedirectAttributes notes) {
        return after(duties.endExemption(actor, id, exemption), "免除已结束，从现在起照常要求更新。", id, notes);
    }

    private static String after(Optional<Refusal> refusal, String done, long column, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/duty/columns/" + column;
    }

    @GetMapping("/desk/duty/rules")
    String rules(Actor actor, Model model) {
        List<DutyRule> rules = duties.rules();
        var names = new java.util.HashMap<Long, String>();
        for (DutyRule rule : rules) {
            if (rule.columnId() != null) {
                names.computeIfAbsent(rule.columnId(), duties::columnName);
            }
        }
        model.addAttribute("rules", rules);
        model.addAttribute("names", names);
        model.addAttribute("mayManage", duties.mayManage(actor));
        return "evaluation/duty-rules";
    }

    @GetMapping("/desk/duty/rules/new")
    @Needs(EvaluationPermissions.MANAGE)
    String begin(@RequestParam(required = false) @Nullable Long column,
            @RequestParam(defaultValue = "FRESHNESS") DutyRule.Measure measure, Model model) {
        return form(model, 0, DutyRuleForm.empty(column, measure), FormErrors.NONE);
    }

    @GetMapping(RULE)
    @Needs(EvaluationPermissions.MANAGE)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        var rule = duties.rule(id);
        if (rule.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这条更新要求。"));
            return "redirect:/desk/duty/rules";
        }
        return form(model, id, DutyRuleForm.of(rule.get()), FormErrors.NONE);
    }

    @PostMapping("/desk/duty/rules")
    @Needs(EvaluationPermissions.MANAGE)
    String add(Actor actor, @ModelAttribute("typed") DutyRuleForm form, Model model, RedirectAttributes notes) {
        return keep(actor, 0, form, model, notes);
    }

    @PostMapping(RULE)
    @Needs(EvaluationPermissions.MANAGE)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") DutyRuleForm form, Model model,
            RedirectAttributes notes) {
        return keep(actor, id, form, model, notes);
    }

    private String keep(Actor actor, long id, DutyRuleForm form, Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(model, id, form, errors);
        }
        var refusal = duties.keep(actor, form.toRule(id));
        if (refusal.isPresent()) {
            return form(model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "更新要求已保存，按生效日期执行，栏目状态随之重新计算。");
        return "redirect:/desk/duty/rules";
    }

    private String form(Model model, long id, DutyRuleForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("types", duties.columnTypes());
        model.addAttribute("column", form.columnId() == null ? "" : duties.columnName(form.columnId()));
        return "evaluation/duty-rule";
    }
}
