package org.yizhan.letters.web;

import java.util.Arrays;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.letters.Ground;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.ReplyStrictness;
import org.yizhan.letters.RuleList;
import org.yizhan.letters.RuleWords;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The words and grounds by which letters and replies are read. */
@Controller
@Needs(LetterPermissions.RULES)
class RuleController {
    private static final String HOME = "/desk/letter-rules";
    private static final String WORD = HOME + "/{id:[0-9]{1,18}}";

    private final RuleWords words;
    private final ReplyStrictness strictness;

    RuleController(RuleWords words, ReplyStrictness strictness) {
        this.strictness = strictness;
        this.words = words;
    }

    @GetMapping(HOME)
    String list(Actor actor, @RequestParam(defaultValue = "") String list, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") String retired, @RequestParam(required = false) @Nullable String key,
            Model model) {
        RuleList shown = listOf(list);
        boolean old = retired.equals("true");
        model.addAttribute("list", shown);
        model.addAttribute("words", q);
        model.addAttribute("retired", old);
        model.addAttribute("page", words.list(actor, shown, q, old, key));
        return "letters/rules";
    }

    @GetMapping(HOME + "/new")
    String begin(@RequestParam(defaultValue = "") String list, Model model) {
        RuleList chosen = listOf(list);
        return form(model, 0, chosen, RuleWordForm.empty(chosen), FormErrors.NONE);
    }

    @PostMapping(HOME)
    String add(Actor actor, @RequestParam(defaultValue = "") String list, @ModelAttribute("typed") RuleWordForm form,
            Model model, RedirectAttributes notes) {
        RuleList chosen = listOf(list);
        var refusal = words.add(actor, form.toWord(chosen));
        if (refusal.isPresent()) {
            return form(model, 0, chosen, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.text(form.word()) + "”已加入“" + chosen.label() + "”，现在起生效。");
        return home(chosen);
    }

    @GetMapping(WORD)
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var word = words.find(actor, id);
        if (word.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这一条不在词表里，或不归您管理。"));
            return "redirect:" + HOME;
        }
        model.addAttribute("retired", word.get().retired());
        return form(model, id, word.get().list(), RuleWordForm.of(word.get()), FormErrors.NONE);
    }

    @PostMapping(WORD)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") RuleWordForm form, Model model,
            RedirectAttributes notes) {
        var word = words.find(actor, id);
        if (word.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这一条不在词表里，或不归您管理。"));
            return "redirect:" + HOME;
        }
        RuleList list = word.get().list();
        var refusal = words.change(actor, id, form.versionSeen(), form.toWord(list));
        if (refusal.isPresent()) {
            return form(model, id, list, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.text(form.word()) + "”已更新，现在起按新的执行。");
        return home(list);
    }

    @PostMapping(WORD + "/retire")
    String retire(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, true, "已停用；在“已停用”里可以重新启用。", notes);
    }

    @PostMapping(WORD + "/restore")
    String restore(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, false, "已重新启用。", notes);
    }

    private String after(Actor actor, long id, boolean retired, String done, RedirectAttributes notes) {
        RuleList list = words.find(actor, id).map(word -> word.list()).orElse(RuleList.STOCK_PHRASE);
        words.retire(actor, id, retired)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", done));
        return home(list);
    }

    @GetMapping(HOME + "/grounds")
    String grounds(Model model) {
        model.addAttribute("grounds", words.grounds());
        return "letters/grounds";
    }

    @GetMapping(HOME + "/grounds/{code:[A-Z]{1,20}}")
    String ground(@PathVariable String code, Model model, RedirectAttributes notes) {
        var ground = groundOf(code);
        if (ground.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一种情形。"));
            return "redirect:" + HOME + "/grounds";
        }
        return ground(model, ground.get(), GroundForm.of(ground.get()), FormErrors.NONE);
    }

    @PostMapping(HOME + "/grounds/{code:[A-Z]{1,20}}")
    String changeGround(Actor actor, @PathVariable String code, @ModelAttribute("typed") GroundForm form, Model model,
            RedirectAttributes notes) {
        var ground = groundOf(code);
        if (ground.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一种情形。"));
            return "redirect:" + HOME + "/grounds";
        }
        var refusal = words.change(actor, ground.get().code(), form.versionSeen(), form.text(form.name()),
                form.text(form.way()), form.text(form.basis()));
        if (refusal.isPresent()) {
            return ground(model, ground.get(), form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.text(form.name()) + "”已更新。");
        return "redirect:" + HOME + "/grounds";
    }

    @GetMapping(HOME + "/replies")
    String strictness(Model model) {
        model.addAttribute("rules", strictness.lines());
        return "letters/strictness";
    }

    @PostMapping(HOME + "/replies")
    String changeStrictness(Actor actor, @RequestParam(defaultValue = "") String rule,
            @RequestParam(name = "strictness", defaultValue = "") String how, RedirectAttributes notes) {
        strictness.change(actor, rule, how)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已调整，现在起按新的尺度检查答复。"));
        return "redirect:" + HOME + "/replies";
    }

    private Optional<Ground> groundOf(String code) {
        return words.grounds().stream().filter(one -> one.code().name().equals(code)).findFirst();
    }

    private static String ground(Model model, Ground ground, GroundForm form, FormErrors errors) {
        model.addAttribute("code", ground.code().name());
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "letters/ground";
    }

    private String form(Model model, long id, RuleList list, RuleWordForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("list", list);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("grounds", groundNames());
        return "letters/rule";
    }

    private Map<String, String> groundNames() {
        var names = new LinkedHashMap<String, String>();
        words.grounds().forEach(ground -> names.put(ground.code().name(), ground.name()));
        return names;
    }

    private static RuleList listOf(String name) {
        return Arrays.stream(RuleList.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(RuleList.STOCK_PHRASE);
    }

    private static String home(RuleList list) {
        return "redirect:" + HOME + "?list=" + list.name();
    }
}
