package org.yizhan.content.web;

import java.util.Optional;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.SiteRecord;
import org.yizhan.content.Sites;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The county's portal and the units' sites. */
@Controller
@Needs(ContentPermissions.SITES)
class SiteController {
    private final Sites sites;
    private final UnitChoice units;

    SiteController(Sites sites, UnitChoice units) {
        this.sites = sites;
        this.units = units;
    }

    @GetMapping("/desk/sites")
    String list(Actor actor, Model model) {
        model.addAttribute("sites", sites.of(actor));
        model.addAttribute("county", sites.mayManageGroup(actor));
        return "content/sites";
    }

    @GetMapping("/desk/sites/new")
    String begin(Actor actor, Model model, RedirectAttributes notes) {
        if (!sites.mayManageGroup(actor)) {
            notes.addFlashAttribute("refusal", new Refusal("站点由县里统一建立，您没有这个权限。"));
            return "redirect:/desk/sites";
        }
        return form(actor, model, 0, new SiteForm("", "", "", "", "", "", "", "", "", 211, "", 0), FormErrors.NONE);
    }

    @PostMapping("/desk/sites")
    String create(Actor actor, @ModelAttribute("typed") SiteForm form, BindingResult binding, Model model,
            RedirectAttributes notes) {
        var site = form.toSite(form.text(form.slug()));
        if (binding.hasErrors() || site.isEmpty() || form.text(form.slug()).isEmpty()) {
            FormErrors errors = binding.hasErrors() ? FormErrors.of(binding) : FormErrors.NONE;
            errors = site.isEmpty() ? errors.and("unit", "请选择主办单位。") : errors;
            return form(actor, model, 0, form,
                    form.text(form.slug()).isEmpty() ? errors.and("slug", "请填写网址名，例如 shuili。") : errors);
        }
        return switch (sites.createSpecial(actor, site.get())) {
            case Made.Refused refused -> form(actor, model, 0, form, FormErrors.of(refused.why()));
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "站点已建立，接下来为它建立栏目。");
                yield "redirect:/desk/columns?site=" + done.id();
            }
        };
    }

    @GetMapping("/desk/sites/{id:[0-9]{1,18}}")
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<SiteRecord> site = find(actor, id);
        if (site.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个站点不存在，或不归您管理。"));
            return "redirect:/desk/sites";
        }
        return form(actor, model, id, SiteForm.of(site.get()), FormErrors.NONE);
    }

    @PostMapping("/desk/sites/{id:[0-9]{1,18}}")
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") SiteForm form, BindingResult binding,
            Model model, RedirectAttributes notes) {
        Optional<SiteRecord> before = find(actor, id);
        var site = before.flatMap(record -> sites.mayManageGroup(actor)
                ? form.toSite(record.slug())
                : Optional.of(form.toSite(record)));
        if (binding.hasErrors() || site.isEmpty()) {
            return form(actor, model, id, form, binding.hasErrors()
                    ? FormErrors.of(binding)
                    : FormErrors.of("unit", "请选择主办单位。"));
        }
        var refusal = sites.change(actor, id, site.get());
        if (refusal.isPresent()) {
            return form(actor, model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "站点资料已更新，网站上马上生效。");
        return "redirect:/desk/sites/" + id;
    }

    private Optional<SiteRecord> find(Actor actor, long id) {
        return sites.find(actor, id);
    }

    private String form(Actor actor, Model model, long id, SiteForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("county", sites.mayManageGroup(actor));
        model.addAttribute("portal",
                id != 0 && find(actor, id).map(SiteRecord::slug).filter(String::isEmpty).isPresent());
        model.addAttribute("hues", SiteForm.HUES);
        model.addAttribute("units", units.of(actor, ContentPermissions.SITES));
        return "content/site";
    }
}
