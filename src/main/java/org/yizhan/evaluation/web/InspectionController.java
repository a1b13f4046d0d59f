package org.yizhan.evaluation.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.evaluation.Inspection;
import org.yizhan.evaluation.Inspections;
import org.yizhan.evaluation.SelfCheckSheet;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What an inspection would find: the board, a site, and the indicators. */
@Controller
@Needs({EvaluationPermissions.VIEW, EvaluationPermissions.MANAGE})
class InspectionController {
    private static final String SITE = "/desk/inspection/sites/{id:[0-9]{1,18}}";
    private static final String INDICATOR = "/desk/inspection/indicators/{id:[0-9]{1,18}}";

    private final Inspections inspections;

    InspectionController(Inspections inspections) {
        this.inspections = inspections;
    }

    @GetMapping("/desk/inspection")
    String board(Actor actor, Model model) {
        List<Inspection.Summary> sites = inspections.of(actor);
        if (sites.size() == 1) {
            return "redirect:/desk/inspection/sites/" + sites.getFirst().site().id();
        }
        model.addAttribute("sites", sites);
        model.addAttribute("at", Dates.minute(inspections.seenAt()));
        return "evaluation/inspection";
    }

    @GetMapping(SITE)
    String site(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var site = inspections.site(actor, id);
        if (site.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个站点不存在、已关闭，或由其他单位负责。"));
            return "redirect:/desk/";
        }
        model.addAttribute("inspection", site.get());
        return "evaluation/inspection-site";
    }

    @GetMapping(SITE + "/sheet.xlsx")
    void sheet(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        var site = inspections.site(actor, id);
        if (site.isEmpty()) {
            response.sendRedirect("/desk/inspection");
            return;
        }
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(site.get().site().name() + "网站自查表.xlsx", StandardCharsets.UTF_8)
                .build()
                .toString());
        SelfCheckSheet.write(site.get(), response.getOutputStream());
    }

    @GetMapping("/desk/inspection/indicators")
    String indicators(Actor actor, Model model) {
        model.addAttribute("indicators", inspections.indicators());
        model.addAttribute("mayManage", inspections.mayManage(actor));
        return "evaluation/indicators";
    }

    @GetMapping(INDICATOR)
    @Needs(EvaluationPermissions.MANAGE)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        var indicator = inspections.indicator(id);
        if (indicator.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这项指标。"));
            return "redirect:/desk/inspection/indicators";
        }
        return form(id, IndicatorForm.of(indicator.get()), FormErrors.NONE, model);
    }

    @PostMapping(INDICATOR)
    @Needs(EvaluationPermissions.MANAGE)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") IndicatorForm form, Model model,
            RedirectAttributes notes) {
        var before = inspections.indicator(id);
        if (before.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这项指标。"));
            return "redirect:/desk/inspection/indicators";
        }
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(id, form, errors, model);
        }
        var refusal = inspections.keep(actor, form.toIndicator(before.get()));
        if (refusal.isPresent()) {
            return form(id, form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "指标已保存，检查结果现在起按新的计算。");
        return "redirect:/desk/inspection/indicators";
    }

    private static String form(long id, IndicatorForm form, FormErrors errors, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "evaluation/indicator";
    }
}
