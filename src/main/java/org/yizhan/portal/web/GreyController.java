package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.SiteView;
import org.yizhan.portal.GreyDays;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Sets the days on which sites are grey. */
@Controller
@Needs(ContentPermissions.SITES)
class GreyController {
    private final GreyDays grey;
    private final PublicSites sites;

    GreyController(GreyDays grey, PublicSites sites) {
        this.grey = grey;
        this.sites = sites;
    }

    @GetMapping("/desk/grey")
    String list(Actor actor, Model model) {
        return list(actor, new GreyForm("all", "", "", ""), FormErrors.NONE, model);
    }

    @PostMapping("/desk/grey")
    String add(Actor actor, @ModelAttribute("typed") GreyForm form, Model model, RedirectAttributes notes) {
        LocalDate from = day(form.from());
        LocalDate until = day(form.until());
        if (from == null || until == null) {
            return list(actor, form, FormErrors.of(from == null ? "from" : "until", "请选择日期，例如 2026-12-13。"), model);
        }
        String site = form.text(form.site());
        Optional<Refusal> refusal = grey.add(actor, site.matches("[0-9]{1,18}") ? Long.valueOf(site) : null, from,
                until, form.text(form.reason()));
        if (refusal.isPresent()) {
            return list(actor, form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "已设置，到时零点起页面变为灰色，结束后次日零点自动恢复。");
        return "redirect:/desk/grey";
    }

    @PostMapping("/desk/grey/{id:[0-9]{1,18}}/remove")
    String remove(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        grey.remove(actor, id)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已取消，页面恢复原来的颜色。"));
        return "redirect:/desk/grey";
    }

    private String list(Actor actor, GreyForm form, FormErrors errors, Model model) {
        PublicSites.Snapshot now = sites.now();
        var names = new LinkedHashMap<String, String>();
        names.put("all", "全部网站");
        names.put(Long.toString(now.portal().id()), now.portal().name());
        for (SiteView unit : now.units()) {
            names.put(Long.toString(unit.id()), unit.name());
        }
        model.addAttribute("days", grey.list(actor));
        model.addAttribute("sites", Map.copyOf(names));
        model.addAttribute("choices", names);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "portal/grey";
    }

    private static @Nullable LocalDate day(@Nullable String typed) {
        return TypedDay.of(typed).orElse(null);
    }
}
