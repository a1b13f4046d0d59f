package org.yizhan.casework.web;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseworkPermissions;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.RuleDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Needs;

/** How long things may take, and the grounds that people choose from. */
@Controller
@Needs(CaseworkPermissions.RULES)
class CaseRuleController {
    private static final String RULE = "/desk/cases/rules/{id:[0-9]{1,18}}";

    private final RuleDesk desk;
    private final Kinds kinds;

    CaseRuleController(RuleDesk desk, Kinds kinds) {
        this.desk = desk;
        this.kinds = kinds;
    }

    @GetMapping("/desk/cases/rules")
    String list(@RequestParam(defaultValue = "") String kind, Model model) {
        List<CaseKind> all = List.copyOf(kinds.all());
        CaseKind chosen = known(kind)
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("kinds", all);
        model.addAttribute("kind", chosen);
        model.addAttribute("rules", desk.of(chosen.code()));
        model.addAttribute("grounds", desk.grounds(chosen.code()));
        return "casework/rules";
    }

    private Optional<CaseKind> known(String kind) {
        return kinds.all().stream().filter(one -> one.code().equals(kind)).findFirst();
    }

    @GetMapping(RULE)
    String edit(@PathVariable long id, Model model) {
        LimitRule rule = rule(id);
        return form(rule, new RuleDesk.Change(id, rule.clazz(), rule.term().words(), rule.stops(),
                Integer.toString(rule.extensions()), Integer.toString(rule.extensionMost()),
                rule.warnings().stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(",")),
                rule.basis(), null), model);
    }

    private LimitRule rule(long id) {
        return desk.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String form(LimitRule rule, RuleDesk.Change typed, Model model) {
        model.addAttribute("rule", rule);
        model.addAttribute("kind", kinds.of(rule.kind()));
        model.addAttribute("typed", typed);
        return "casework/rule";
    }

    @PostMapping(RULE)
    String change(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String clazz,
            @RequestParam(defaultValue = "") String term, @RequestParam(defaultValue = "") String stops,
            @RequestParam(defaultValue = "") String extensions, @RequestParam(defaultValue = "") String most,
            @RequestParam(defaultValue = "") String warnings, @RequestParam(defaultValue = "") String basis,
            @RequestParam(required = false) @Nullable String from, Model model, RedirectAttributes notes) {
        LimitRule rule = rule(id);
        var change = new RuleDesk.Change(id, clazz, term, "1".equals(stops), extensions, most, warnings, basis,
                TypedDay.of(from).orElse(null));
        Optional<Refusal> refusal = desk.change(actor, change);
        if (refusal.isPresent()) {
            model.addAttribute("refusal", refusal.get());
            return form(rule, change, model);
        }
        notes.addFlashAttribute("notice", rule.name() + "已改，到那一天起收到的件按新的期限，已经在办的不变。");
        return "redirect:/desk/cases/rules?kind=" + rule.kind();
    }

    @PostMapping("/desk/cases/grounds")
    String addGround(Actor actor, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String purpose, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String basis, RedirectAttributes notes) {
        Optional<CaseKind> known = known(kind);
        Optional<CaseKind.Ground.Purpose> chosen = List.of(CaseKind.Ground.Purpose.values())
                .stream()
                .filter(one -> one.name().equals(purpose))
                .findFirst();
        if (known.isEmpty() || chosen.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("请选择是哪一种理由。"));
            return "redirect:/desk/cases/rules";
        }
        desk.addGround(actor, kind, new CaseKind.Ground(chosen.get(), text, basis))
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已增加，办理时可以选用。"));
        return "redirect:/desk/cases/rules?kind=" + known.get().code();
    }

    @PostMapping("/desk/cases/grounds/{id:[0-9]{1,18}}/retire")
    String retire(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String kind,
            RedirectAttributes notes) {
        desk.retireGround(actor, id)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已停用，以前按它办的不变。"));
        return known(kind).map(one -> "redirect:/desk/cases/rules?kind=" + one.code())
                .orElse("redirect:/desk/cases/rules");
    }
}
