package org.yizhan.letters.web;

import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseId;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.UpperResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where the office sees what an office above is to be told, and enters that it was. */
@Controller
@Needs({LetterPermissions.OFFICE, LetterPermissions.GUARDED})
class UpperResultPages {
    private static final String PAGE = "/desk/letters/{id:[0-9]{1,18}}/reported";

    private final UpperResults results;

    UpperResultPages(UpperResults results) {
        this.results = results;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable long id, Model model) {
        return page(actor, id, "", FormErrors.NONE, model);
    }

    private String page(Actor actor, long id, String how, FormErrors errors, Model model) {
        model.addAttribute("owed", results.find(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("how", how);
        model.addAttribute("errors", errors);
        return "letters/reported";
    }

    @PostMapping(PAGE)
    String enter(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String how, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = results.enter(actor, new CaseId(id), how);
        if (refusal.isPresent()) {
            return page(actor, id, how, FormErrors.of("how", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "已记下：结果已经反馈给上级。");
        return "redirect:/desk/cases/" + id;
    }
}
