package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ColumnStandards;
import org.yizhan.content.ContentModel;
import org.yizhan.content.ContentModels;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.SiteGroup;
import org.yizhan.content.Sites;
import org.yizhan.content.StandardColumn;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The group of sites as a whole: making the units' sites in one act, the column standard, and the rule of the group. */
@Controller
@Needs(ContentPermissions.SITES)
class GroupController {
    private static final String COLUMN = "/desk/sites/standard/{id:[0-9]{1,18}}";

    private final SiteGroup group;
    private final ColumnStandards standards;
    private final ContentModels contentModels;
    private final Sites sites;

    GroupController(SiteGroup group, ColumnStandards standards, ContentModels contentModels, Sites sites) {
        this.sites = sites;
        this.group = group;
        this.standards = standards;
        this.contentModels = contentModels;
    }

    @GetMapping("/desk/sites/group")
    String propose(Actor actor, Model model) {
        List<SiteGroup.Proposal> proposals = group.proposals(actor);
        return preview(model, proposals, proposals.stream()
                .filter(one -> !one.isComplete() && one.conflict().isEmpty())
                .map(one -> one.wanted().unit().value())
                .collect(Collectors.toSet()));
    }

    /** Looks again at what was edited, without making anything. */
    @PostMapping("/desk/sites/group/preview")
    String preview(Actor actor, @ModelAttribute("typed") GroupForm form, Model model) {
        List<SiteGroup.Proposal> proposals = group.preview(actor, form.rows());
        return preview(model, proposals, form.rows()
                .stream()
                .filter(form::isChosen)
                .map(row -> row.unit().value())
                .collect(Collectors.toSet()));
    }

    @PostMapping("/desk/sites/group")
    String make(Actor actor, @ModelAttribute("typed") GroupForm form, Model model) {
        List<SiteGroup.Wanted> wanted = form.rows().stream().filter(form::isChosen).toList();
        if (wanted.isEmpty()) {
            model.addAttribute("refusal", new Refusal("没有勾选单位，什么也没有建立。请勾选后再建立。"));
            return preview(model, group.preview(actor, form.rows()), Set.of());
        }
        model.addAttribute("results", group.make(actor, wanted));
        return "content/group-made";
    }

    private static String preview(Model model, List<SiteGroup.Proposal> proposals, Set<String> chosen) {
        model.addAttribute("proposals", proposals);
        model.addAttribute("chosen", chosen);
        return "content/group";
    }

    @GetMapping("/desk/sites/standard")
    String standard(Actor actor, @RequestParam(defaultValue = "DEPARTMENT") String kind, Model model) {
        UnitKind of = GroupForm.kind(kind);
        model.addAttribute("mayChange", sites.mayManageGroup(actor));
        model.addAttribute("kind", of);
        model.addAttribute("kinds", kinds());
        model.addAttribute("columns", standards.of(of));
        model.addAttribute("changes", standards.differences(of));
        return "content/standard";
    }

    @PostMapping("/desk/sites/standard/apply")
    String apply(Actor actor, @RequestParam(defaultValue = "") String kind, RedirectAttributes notes) {
        UnitKind of = GroupForm.kind(kind);
        int updated = standards.apply(actor, of).size();
        if (updated == 0) {
            notes.addFlashAttribute("refusal", new Refusal("没有要更新的站点：都已符合标准，或您没有管理站群的权限。"));
        } else {
            notes.addFlashAttribute("notice", "已按标准更新" + updated + "个站点，网站上马上生效。");
        }
        return "redirect:/desk/sites/standard?kind=" + of.name();
    }

    @GetMapping("/desk/sites/standard/new")
    String begin(@RequestParam(defaultValue = "DEPARTMENT") String kind, Model model) {
        return form(model, 0, StandardForm.empty(GroupForm.kind(kind)), FormErrors.NONE);
    }

    @PostMapping("/desk/sites/standard")
    String add(Actor actor, @ModelAttribute("typed") StandardForm form, BindingResult binding, Model model,
            RedirectAttributes notes) {
        if (binding.hasErrors()) {
            return form(model, 0, form, FormErrors.of(binding));
        }
        return switch (standards.add(actor, form.toColumn(0, form.of(), form.text(form.slug())))) {
            case Made.Refused refused -> form(model, 0, form, FormErrors.of(refused.why()));
            case Made.Done ignored -> after(form.of(), "标准栏目已加入。已有的站点要按下面的“按标准更新”才会建立它。", notes);
        };
    }

    @GetMapping(COLUMN)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<StandardColumn> column = standards.find(id);
        if (column.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个标准栏目不存在。"));
            return "redirect:/desk/sites/standard";
        }
        return form(model, id, StandardForm.of(column.get()), FormErrors.NONE);
    }

    @PostMapping(COLUMN)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") StandardForm form,
            BindingResult binding, Model model, RedirectAttributes notes) {
        Optional<StandardColumn> before = standards.find(id);
        if (binding.hasErrors() || before.isEmpty()) {
            return form(model, id, form, binding.hasErrors()
                    ? FormErrors.of(binding)
                    : FormErrors.of(new Refusal("这个标准栏目不存在。")));
        }
        var refusal = standards.change(actor, form.toColumn(id, before.get().kind(), before.get().slug()));
        return refusal.isPresent()
                ? form(model, id, form, FormErrors.of(refusal.get()))
                : after(before.get().kind(), "标准栏目已更新。已有的站点要按下面的“按标准更新”才会改变。", notes);
    }

    @GetMapping("/desk/sites/rule")
    String rule(Actor actor, Model model) {
        return rule(actor, model, RuleForm.of(standards.rule()), FormErrors.NONE);
    }

    @PostMapping("/desk/sites/rule")
    String rule(Actor actor, @ModelAttribute("typed") RuleForm form, BindingResult binding, Model model,
            RedirectAttributes notes) {
        if (binding.hasErrors()) {
            return rule(actor, model, form, FormErrors.of(binding));
        }
        var refusal = standards.change(actor, form.toRule());
        if (refusal.isPresent()) {
            return rule(actor, model, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "站群规则已更新，从现在起照此执行。");
        return "redirect:/desk/sites";
    }

    private String rule(Actor actor, Model model, RuleForm form, FormErrors errors) {
        model.addAttribute("mayChange", sites.mayManageGroup(actor));
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "content/group-rule";
    }

    private String form(Model model, long id, StandardForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("kinds", kinds());
        model.addAttribute("models", models());
        return "content/standard-column";
    }

    private static String after(UnitKind kind, String done, RedirectAttributes notes) {
        notes.addFlashAttribute("notice", done);
        return "redirect:/desk/sites/standard?kind=" + kind.name();
    }

    private Map<String, String> models() {
        var models = new LinkedHashMap<String, String>();
        for (ContentModel model : contentModels.all()) {
            if (!model.retired()) {
                models.put(model.code(), model.name());
            }
        }
        return models;
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (UnitKind kind : UnitKind.values()) {
            if (kind != UnitKind.GOVERNMENT && kind != UnitKind.DIVISION) {
                kinds.put(kind.name(), kind.label());
            }
        }
        return kinds;
    }
}
