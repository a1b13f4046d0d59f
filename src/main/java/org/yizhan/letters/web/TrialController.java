package org.yizhan.letters.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.RuleTrial;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What the rules say of a letter and a reply. */
@Controller
@Needs(LetterPermissions.RULES)
class TrialController {
    private static final String HOME = "/desk/letter-rules/try";

    private final RuleTrial trial;

    TrialController(RuleTrial trial) {
        this.trial = trial;
    }

    @GetMapping(HOME)
    String begin(Model model) {
        return page(model, "", "", FormErrors.NONE);
    }

    @PostMapping(HOME)
    String read(Actor actor, @RequestParam(defaultValue = "") String letter,
            @RequestParam(defaultValue = "") String reply, Model model) {
        var refusal = trial.refusal(actor, letter, reply);
        if (refusal.isPresent()) {
            return page(model, letter, reply, FormErrors.of("letter", refusal.get().text()));
        }
        model.addAttribute("read", trial.read(letter, reply));
        return page(model, letter, reply, FormErrors.NONE);
    }

    private static String page(Model model, String letter, String reply, FormErrors errors) {
        model.addAttribute("letter", letter);
        model.addAttribute("reply", reply);
        model.addAttribute("errors", errors);
        return "letters/try";
    }
}
