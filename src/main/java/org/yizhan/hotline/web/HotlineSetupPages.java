package org.yizhan.hotline.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
import org.yizhan.directory.Directory;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.HotlineSetup;
import org.yizhan.hotline.LinkedNumbers;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.Questions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What the office sets: shares of call-backs, denominators, the script, and other numbers. */
@Controller
@Needs(HotlinePermissions.SETTINGS)
class HotlineSetupPages {
    private static final String HOME = "/desk/hotline/settings";

    private final HotlineSetup setup;
    private final Questions questions;
    private final LinkedNumbers numbers;
    private final OutsideSystems systems;
    private final Directory directory;

    HotlineSetupPages(HotlineSetup setup, Questions questions, LinkedNumbers numbers, OutsideSystems systems,
            Directory directory) {
        this.setup = setup;
        this.questions = questions;
        this.numbers = numbers;
        this.systems = systems;
        this.directory = directory;
    }

    @GetMapping(HOME)
    String page(Model model) {
        return page(SettingsForm.of(setup.now()), FormErrors.NONE, model);
    }

    private String page(SettingsForm typed, FormErrors errors, Model model) {
        Map<String, String> units = new LinkedHashMap<>();
        directory.units().forEach(unit -> units.put(unit.path().value(), unit.shortName()));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units);
        model.addAttribute("questions", questions.all());
        model.addAttribute("numbers", numbers.all());
        model.addAttribute("systems", systems.all());
        model.addAttribute("agents", systems.all()
                .stream()
                .filter(one -> one.person() != null)
                .collect(Collectors.toMap(OutsideSystems.OutsideSystem::id,
                        one -> systems.actor(one).map(Actor::name).orElse("账号已停用或没有权限"))));
        return "hotline/settings";
    }

    @PostMapping(HOME)
    String change(Actor actor, @ModelAttribute SettingsForm typed, BindingResult unreadable, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = typed.settings()
                .map(settings -> setup.change(actor, settings))
                .orElseGet(() -> Optional.of(new Refusal("请选择热线由哪个单位承办，比例和次数只写数字。")));
        if (refusal.isPresent()) {
            return page(typed, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "热线设置已保存。");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/questions")
    String addQuestion(Actor actor, @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String choices, RedirectAttributes notes) {
        return added(questions.add(actor, words, choices), "问题已增加，下一次回访起就问。",
                Map.of("q-words", words, "q-choices", choices), "#questions", notes);
    }

    @PostMapping(HOME + "/questions/{id:[0-9]{1,18}}/{how:retire|restore}")
    String retireQuestion(Actor actor, @PathVariable long id, @PathVariable String how, RedirectAttributes notes) {
        return after(questions.retire(actor, id, how.equals("retire")),
                how.equals("retire") ? "这个问题不再问，以前的回答不变。" : "这个问题重新启用。", notes);
    }

    @PostMapping(HOME + "/numbers")
    String addNumber(Actor actor, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String emergency, RedirectAttributes notes) {
        return added(numbers.add(actor, name, number, note, emergency.equals("1")), "号码已增加，接听来电时可以选用。",
                Map.of("n-name", name, "n-number", number, "n-note", note, "n-emergency", emergency), "#numbers",
                notes);
    }

    @PostMapping(HOME + "/numbers/{id:[0-9]{1,18}}/{how:retire|restore}")
    String retireNumber(Actor actor, @PathVariable long id, @PathVariable String how, RedirectAttributes notes) {
        return after(numbers.retire(actor, id, how.equals("retire")),
                how.equals("retire") ? "号码已停用，以前的转接记录不变。" : "号码重新启用。", notes);
    }

    /** The key is shown on the page that follows, this once. */
    @PostMapping(HOME + "/systems")
    String addSystem(Actor actor, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String quota, @RequestParam(defaultValue = "") String above,
            @RequestParam(defaultValue = "") String account, RedirectAttributes notes) {
        switch (systems.add(actor, name, quota, above.equals("1"), account)) {
            case OutsideSystems.Added.Refused refused -> {
                notes.addFlashAttribute("refusal", refused.why());
                notes.addFlashAttribute("again", Map.of("s-name", name, "s-quota", quota, "s-above", above,
                        "s-account", account));
            }
            case OutsideSystems.Added.Done done -> {
                notes.addFlashAttribute("notice", "系统已接入。密钥只显示这一次，请交给对方的管理员。");
                notes.addFlashAttribute("key", done.key());
            }
        }
        return "redirect:" + HOME + "#systems";
    }

    @PostMapping(HOME + "/systems/{id:[0-9]{1,18}}/revoke")
    String revokeSystem(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(systems.revoke(actor, id), "密钥已停用，这个系统不能再提交和查询。", notes);
    }

    /** @param typed by the id of the field: shown again when it was refused */
    private static String added(Optional<Refusal> refusal, String done, Map<String, String> typed, String where,
            RedirectAttributes notes) {
        refusal.ifPresent(_ -> notes.addFlashAttribute("again", typed));
        return after(refusal, done, notes) + where;
    }

    private static String after(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + HOME;
    }
}
