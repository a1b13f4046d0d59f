package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.EmergencyDesk;
import org.yizhan.content.PublishingRules;
import org.yizhan.content.SecrecyFinding;
import org.yizhan.content.Turn;
import org.yizhan.content.WorkPages;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** Releases in an emergency, their confirmation, and the rules for it that the county sets. */
@Controller
class EmergencyController {
    private static final String PAGE = "/desk/articles/{id:[0-9]{1,18}}/emergency";
    private static final int QUESTIONS = 4;

    private final EmergencyDesk desk;
    private final PublishingRules rules;
    private final WorkPages pages;
    private final CountyClock clock;

    EmergencyController(EmergencyDesk desk, PublishingRules rules, WorkPages pages, CountyClock clock) {
        this.desk = desk;
        this.rules = rules;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    @Needs(ContentPermissions.EMERGENCY)
    String page(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> ArticleController.notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> ArticleController.hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                model.addAttribute("work", shown.page());
                model.addAttribute("body", DeskBody.of(shown.page().bodyHtml()));
                model.addAttribute("statement", desk.needsSecrecyStatement(id));
                model.addAttribute("rules", rules.now());
                yield "content/emergency";
            }
        };
    }

    @PostMapping(PAGE)
    @Needs(ContentPermissions.EMERGENCY)
    String release(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable List<String> clear,
            @RequestParam(defaultValue = "") String opinion, RedirectAttributes notes) {
        List<String> ticked = clear == null ? List.of() : clear;
        SecrecyFinding statement = ticked.stream().distinct().count() == QUESTIONS
                ? SecrecyFinding.clear(opinion.isBlank() ? "应急发布时审查，不涉及。" : opinion)
                : null;
        Optional<Refusal> refusal = desk.release(actor, new Turn(id, version), reason, statement);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("reason", reason);
            notes.addFlashAttribute("opinion", opinion);
            notes.addFlashAttribute("ticked", new ArrayList<>(ticked));
            return "redirect:/desk/articles/" + id + "/emergency";
        }
        notes.addFlashAttribute("notice", "已应急发布。请提醒另一位同志在期限内确认。");
        return "redirect:/desk/articles/" + id;
    }

    @GetMapping("/desk/emergencies")
    @Needs({ContentPermissions.EMERGENCY, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW})
    String list(Actor actor, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String key, Model model) {
        EmergencyDesk.State chosen = EmergencyDesk.State.OPEN;
        for (EmergencyDesk.State one : EmergencyDesk.State.values()) {
            chosen = one.name().equals(state) ? one : chosen;
        }
        model.addAttribute("state", chosen);
        model.addAttribute("page", desk.list(actor, chosen, key, 20));
        model.addAttribute("rules", rules.now());
        model.addAttribute("mayRule", actor.mayEverywhere(ContentPermissions.SITES));
        model.addAttribute("clock", clock);
        return "content/emergencies";
    }

    @PostMapping("/desk/emergencies/{id:[0-9]{1,18}}/confirm")
    @Needs({ContentPermissions.EMERGENCY, ContentPermissions.PUBLISH})
    String confirm(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String remark,
            @RequestParam(required = false) @Nullable Long article, RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.confirm(actor, id, remark);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", "已确认这次应急发布，您的意见存入档案。");
        }
        return article == null ? "redirect:/desk/emergencies" : "redirect:/desk/articles/" + article;
    }

    @GetMapping("/desk/publishing-rules")
    @Needs(ContentPermissions.SITES)
    String rules(Actor actor, Model model) {
        model.addAttribute("rules", rules.now());
        model.addAttribute("mayRule", actor.mayEverywhere(ContentPermissions.SITES));
        return "content/rules";
    }

    @PostMapping("/desk/publishing-rules")
    @Needs(ContentPermissions.SITES)
    String set(Actor actor, @RequestParam(defaultValue = "") String days, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "false") boolean decline, RedirectAttributes notes) {
        Optional<TimeLimit> limit = TimeLimit.parse(days.strip() + ("d".equals(unit) ? "d" : "wd"));
        Optional<Refusal> refusal = limit.isEmpty()
                ? Optional.of(new Refusal("确认期限请填1到30的整数。"))
                : rules.set(actor, new PublishingRules.Rules(limit.get(), decline));
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("days", days);
        } else {
            notes.addFlashAttribute("notice", "发布规定已保存，以后的应急发布和推送按新规定办。");
        }
        return "redirect:/desk/publishing-rules";
    }
}
