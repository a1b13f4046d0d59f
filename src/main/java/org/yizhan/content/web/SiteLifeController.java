package org.yizhan.content.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnStandards;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.SiteKind;
import org.yizhan.content.SiteLife;
import org.yizhan.content.SiteRecord;
import org.yizhan.content.Sites;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The rest and the end of a site: what the county decides. */
@Controller
@Needs(ContentPermissions.SITES)
class SiteLifeController {
    private static final String LIFE = "/desk/sites/{id:[0-9]{1,18}}/life";

    private final Sites sites;
    private final SiteLife life;
    private final Columns columns;
    private final ColumnStandards standards;
    private final CountyClock clock;

    SiteLifeController(Sites sites, SiteLife life, Columns columns, ColumnStandards standards, CountyClock clock) {
        this.sites = sites;
        this.life = life;
        this.columns = columns;
        this.standards = standards;
        this.clock = clock;
    }

    @GetMapping(LIFE)
    String page(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return page(actor, id, model, notes, LifeForm.EMPTY, FormErrors.NONE);
    }

    private String page(Actor actor, long id, Model model, RedirectAttributes notes, LifeForm typed,
            FormErrors errors) {
        Optional<SiteRecord> site = sites.find(actor, id).filter(found -> sites.mayManageGroup(actor));
        if (site.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("站点的关停由县电政办办理。"));
            return "redirect:/desk/sites";
        }
        var own = columns.of(actor, id).stream().filter(sheet -> sheet.column().parentId() == null).toList();
        model.addAttribute("of", site.get());
        model.addAttribute("portal", site.get().kind() == SiteKind.PORTAL);
        model.addAttribute("rests", life.rests(id));
        model.addAttribute("end", life.end(id).orElse(null));
        model.addAttribute("rule", standards.rule());
        model.addAttribute("today", clock.today());
        model.addAttribute("columns", own);
        model.addAttribute("targets", targets(actor, id));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "content/site-life";
    }

    /** Columns of other sites that can take one in, as site and name. */
    private Map<String, String> targets(Actor actor, long except) {
        var targets = new LinkedHashMap<String, String>();
        for (SiteRecord site : sites.of(actor)) {
            if (site.id() != except && site.open()) {
                for (Columns.Sheet sheet : columns.of(actor, site.id())) {
                    if (sheet.column().open() && sheet.column().depth() < 3) {
                        targets.put(Long.toString(sheet.column().id()), site.name() + "：" + sheet.column().name());
                    }
                }
            }
        }
        return targets;
    }

    @PostMapping(LIFE + "/rest")
    String rest(Actor actor, @PathVariable long id, @ModelAttribute("typed") LifeForm form, Model model,
            RedirectAttributes notes) {
        LocalDate from = SiteFaceController.date(form.text(form.from()));
        LocalDate until = SiteFaceController.date(form.text(form.until()));
        if (from == null || until == null) {
            return page(actor, id, model, notes, form,
                    FormErrors.of(from == null ? "from" : "until", "请填写日期，例如 2026-12-01。"));
        }
        var refusal = life.rest(actor, id, from, until, form.text(form.reason()), form.text(form.approval()));
        return refusal.isPresent()
                ? page(actor, id, model, notes, form, FormErrors.of(refusal.get()))
                : done(id, "临时关停已安排，本站和门户网站首页已经公告；到期自动恢复。", notes);
    }

    @PostMapping(LIFE + "/rest/{rest:[0-9]{1,18}}/wake")
    String wake(Actor actor, @PathVariable long id, @PathVariable long rest, RedirectAttributes notes) {
        return SiteFaceController.after(life.wake(actor, id, rest), "站点已恢复访问，公告已撤下。", address(id), notes);
    }

    @PostMapping(LIFE + "/end")
    String end(Actor actor, @PathVariable long id, @ModelAttribute("typed") LifeForm form, Model model,
            RedirectAttributes notes) {
        LocalDate on = SiteFaceController.date(form.text(form.on()));
        if (on == null) {
            return page(actor, id, model, notes, form, FormErrors.of("on", "请填写日期，例如 2026-12-31。"));
        }
        var moving = new HashMap<Long, Long>();
        for (Columns.Sheet sheet : columns.of(actor, id)) {
            Long into = SiteFaceController.number(form.into(sheet.column().id()));
            if (into != null) {
                moving.put(sheet.column().id(), into);
            }
        }
        var refusal = life.announceEnd(actor, id, new SiteLife.NewEnd(on, form.text(form.endReason()),
                form.text(form.endApproval()), form.text(form.goTo()), form.text(form.goToName()), moving));
        return refusal.isPresent()
                ? page(actor, id, model, notes, form, FormErrors.of(refusal.get()))
                : done(id, "关停已公告，到日子自动迁移栏目并归档。", notes);
    }

    @PostMapping(LIFE + "/end/cancel")
    String cancel(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(life.cancelEnd(actor, id), "关停公告已撤销。", address(id), notes);
    }

    private static String done(long id, String words, RedirectAttributes notes) {
        notes.addFlashAttribute("notice", words);
        return "redirect:" + address(id);
    }

    private static String address(long id) {
        return "/desk/sites/" + id + "/life";
    }
}
