package org.yizhan.content.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.TraditionalWords;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The county's own words in traditional characters: a list and a form. */
@Controller
@Needs(ContentPermissions.WORDS)
class TraditionalWordController {
    private static final String PAGE = "/desk/words/traditional";

    private final TraditionalWords words;

    TraditionalWordController(TraditionalWords words) {
        this.words = words;
    }

    @GetMapping(PAGE)
    String list(Actor actor, Model model) {
        return list(actor, model, "", "", FormErrors.NONE);
    }

    private String list(Actor actor, Model model, String simplified, String traditional, FormErrors errors) {
        model.addAttribute("words", words.list());
        model.addAttribute("mine", words.mayChange(actor));
        model.addAttribute("simplified", simplified);
        model.addAttribute("traditional", traditional);
        model.addAttribute("errors", errors);
        return "content/traditional";
    }

    @PostMapping(PAGE)
    String put(Actor actor, @RequestParam(defaultValue = "") String simplified,
            @RequestParam(defaultValue = "") String traditional, Model model, RedirectAttributes notes) {
        var refusal = words.put(actor, new TraditionalWords.Word(simplified, traditional));
        if (refusal.isPresent()) {
            return list(actor, model, simplified, traditional, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "已保存，各网站的繁体版马上这样写。");
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/remove")
    String remove(Actor actor, @RequestParam(defaultValue = "") String simplified, RedirectAttributes notes) {
        return SiteFaceController.after(words.remove(actor, simplified), "已删除，这个词改由词典转换。", PAGE, notes);
    }
}
