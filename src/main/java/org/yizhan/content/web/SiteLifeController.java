package org.yizhan.content.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.yizhan.content.ColumnRecord;
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
        model.addAttribute("of", site.get());
        model.addAttribute("portal", site.get().kind() == SiteKind.PORTAL);
        model.addAttribute("rests", life.rests(id));
        model.addAttribute("end", life.end(id).orElse(null));
        model.addAttribute("went", life.end(id).map(end -> went(actor, end)).orElse(List.of()));
        model.addAttribute("rule", standards.rule());
        model.addAttribute("today", clock.today());
        model.addAttribute("sites", others(actor, id));
        model.addAttribute("moves", moves(actor, id, typed));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "content/site-life";
    }

    private Map<String, String> others(Actor actor, long except) {
        var others = new LinkedHashMap<String, String>();
        sites.of(actor)
                .stream()
                .filter(site -> site.id() != except && site.open())
                .forEach(site -> others.put(Long.toString(site.id()), site.name()));
        return others;
    }

    /** The columns of this site with those of the site that is to take it in; a choice made before in another site stays. */
    private List<MoveLine> moves(Actor actor, long id, LifeForm typed) {
        var merge = sites.of(actor)
                .stream()
                .filter(site -> Long.toString(site.id()).equals(typed.text(typed.merge())) && site.open())
                .findFirst();
        Map<String, String> targets = merge.isEmpty() ? Map.of() : targets(actor, merge.get());
        var moves = new ArrayList<MoveLine>();
        for (Columns.Sheet sheet : columns.of(actor, id)) {
            String into = typed.into(sheet.column().id());
            if (sheet.column().parentId() == null && (merge.isPresent() || !into.isEmpty())) {
                var offered = new LinkedHashMap<String, String>();
                if (!into.isEmpty() && !targets.containsKey(into)) {
                    named(actor, into).ifPresent(name -> offered.put(into, name));
                }
                offered.putAll(targets);
                moves.add(new MoveLine(sheet.column().id(), sheet.column().name(), offered, into));
            }
        }
        return moves;
    }

    private Map<String, String> targets(Actor actor, SiteRecord site) {
        var targets = new LinkedHashMap<String, String>();
        var above = new HashMap<Long, String>();
        for (Columns.Sheet sheet : columns.of(actor, site.id())) {
            ColumnRecord column = sheet.column();
            String name = (column.parentId() == null ? "" : above.getOrDefault(column.parentId(), "") + " › ")
                    + column.name();
            above.put(column.id(), name);
            if (column.open() && column.depth() < Columns.DEEPEST) {
                targets.put(Long.toString(column.id()), name);
            }
        }
        return targets;
    }

    private List<String> went(Actor actor, SiteLife.End end) {
        return end.moving()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(move -> named(actor, Long.toString(move.getKey())).map(SiteLifeController::last).orElse("")
                        + "，迁入" + named(actor, Long.toString(move.getValue())).orElse("已关闭的栏目"))
                .toList();
    }

    private static String last(String siteAndName) {
        return siteAndName.substring(siteAndName.indexOf('：') + 1);
    }

    private Optional<String> named(Actor actor, String column) {
        return Optional.ofNullable(SiteFaceController.number(column))
                .flatMap(id -> columns.find(actor, id))
                .flatMap(sheet -> sites.find(actor, sheet.column().siteId())
                        .map(site -> site.name() + "：" + sheet.column().name()));
    }

    @PostMapping(path = LIFE + "/end", params = "then=propose")
    String propose(Actor actor, @PathVariable long id, @ModelAttribute("typed") LifeForm form, Model model,
            RedirectAttributes notes) {
        var merge = sites.of(actor)
                .stream()
                .filter(site -> Long.toString(site.id()).equals(form.text(form.merge())) && site.open())
                .findFirst();
        if (merge.isEmpty()) {
            return page(actor, id, model, notes, form, FormErrors.of("merge", "请选择并入哪个网站。"));
        }
        return page(actor, id, model, notes,
                form.mergedInto(merge.get().slug().isEmpty() ? "/" : "/" + merge.get().slug() + "/",
                        merge.get().name(), life.alike(id, merge.get().id())),
                FormErrors.NONE);
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
                : done(id, life.end(id).filter(SiteLife.End::done).isPresent()
                        ? "网站已关停归档，选了去处的栏目已经迁走。"
                        : "关停已公告，到日子自动迁移栏目并归档。", notes);
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
