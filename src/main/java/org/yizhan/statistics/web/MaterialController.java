package org.yizhan.statistics.web;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.statistics.Material;
import org.yizhan.statistics.Materials;
import org.yizhan.statistics.StatisticsPermissions;

/** What officers pick for the digest. */
@Controller
@Needs(StatisticsPermissions.MATERIAL)
class MaterialController {
    private static final String ONE = "/desk/analysis/material/{id:[0-9]{1,18}}";

    private final Materials materials;
    private final CountyClock clock;

    MaterialController(Materials materials, CountyClock clock) {
        this.materials = materials;
        this.clock = clock;
    }

    private YearMonth month(String typed) {
        YearMonth now = YearMonth.from(clock.today());
        return typed.matches("20\\d{2}-(0[1-9]|1[0-2])") && !YearMonth.parse(typed).isAfter(now)
                ? YearMonth.parse(typed)
                : now;
    }

    @GetMapping("/desk/analysis/material")
    String list(Actor actor, @RequestParam(defaultValue = "") String month, Model model) {
        YearMonth chosen = month(month);
        model.addAttribute("month", chosen);
        model.addAttribute("isLast", chosen.equals(YearMonth.from(clock.today())));
        model.addAttribute("materials", materials.of(actor, chosen));
        return "statistics/material-list";
    }

    @GetMapping("/desk/analysis/material.docx")
    void document(Actor actor, @RequestParam(defaultValue = "") String month, HttpServletResponse response)
            throws IOException {
        YearMonth chosen = month(month);
        List<Material> all = materials.of(actor, chosen);
        AnalysisController.document(Materials.paper(chosen, all), response);
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<Material> found = materials.draft(actor, new CaseId(id));
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一件，或者您不能查看，也不能采编。保密件不采编。"));
            return "redirect:/desk/analysis/material";
        }
        Material it = found.get();
        return show(it, it.title(), it.excerpt(), it.note(), FormErrors.NONE, model);
    }

    private static String show(Material it, String title, String excerpt, String note, FormErrors errors, Model model) {
        model.addAttribute("material", it);
        model.addAttribute("title", title);
        model.addAttribute("excerpt", excerpt);
        model.addAttribute("note", note);
        model.addAttribute("errors", errors);
        return "statistics/material";
    }

    @PostMapping(ONE)
    String pick(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String excerpt,
            @RequestParam(defaultValue = "") String note, Model model, RedirectAttributes notes) {
        Optional<Refusal> refusal = materials.pick(actor, new CaseId(id), version, title, excerpt, note);
        Optional<Material> found = materials.draft(actor, new CaseId(id));
        if (refusal.isPresent() && found.isPresent()) {
            return show(found.get(), title, excerpt, note, FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "已采编，姓名、电话、住址等已自动隐去，请再看一遍。", "/desk/analysis/material/" + id, notes);
    }

    @PostMapping(ONE + "/drop")
    String drop(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(materials.drop(actor, new CaseId(id)), "已从素材中去掉，办件本身不变。", "/desk/analysis/material", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, String to, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + (refusal.isPresent() ? "/desk/analysis/material" : to);
    }
}
