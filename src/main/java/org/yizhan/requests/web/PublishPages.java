package org.yizhan.requests.web;

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
import org.yizhan.requests.RequestPermissions;
import org.yizhan.requests.RequestPublication;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where an officer confirms what everybody reads of an answered request. */
@Controller
@Needs(RequestPermissions.PUBLISH)
class PublishPages {
    private static final String PAGE = "/desk/requests/{id:[0-9]{1,18}}/publish";

    private final RequestPublication publication;

    PublishPages(RequestPublication publication) {
        this.publication = publication;
    }

    @GetMapping(PAGE)
    String page(@PathVariable long id, Actor actor, Model model) {
        RequestPublication.Proposal proposal = proposal(actor, id);
        return page(actor, proposal, proposal.title(), proposal.question(), proposal.answer(), FormErrors.NONE, model);
    }

    private RequestPublication.Proposal proposal(Actor actor, long id) {
        return publication.propose(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String page(Actor actor, RequestPublication.Proposal proposal, String title, String question,
            String answer, FormErrors errors, Model model) {
        model.addAttribute("proposal", proposal);
        model.addAttribute("barred", publication.whyNot(actor, proposal.view()).orElse(null));
        model.addAttribute("title", title);
        model.addAttribute("question", question);
        model.addAttribute("answer", answer);
        model.addAttribute("errors", errors);
        return "requests/publish";
    }

    @PostMapping(PAGE)
    String publish(@PathVariable long id, @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String question, @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "false") boolean checked, @RequestParam(defaultValue = "") String version,
            Actor actor, Model model, RedirectAttributes notes) {
        RequestPublication.Proposal proposal = proposal(actor, id);
        Optional<Refusal> refusal = checked
                ? publication.publish(actor, new CaseId(id), title, question, answer,
                        version.matches("\\d{1,9}") ? Integer.valueOf(version) : null)
                : Optional.of(new Refusal("请勾选“已经逐字看过”。公开以后任何人都能看到。"));
        if (refusal.isPresent()) {
            return page(actor, proposal, title, question, answer, FormErrors.of("", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "已经转为主动公开。");
        return "redirect:/desk/requests/" + id + "/publish";
    }

    @PostMapping(PAGE + "/off")
    String takeOff(@PathVariable long id, @RequestParam(defaultValue = "") String words, Actor actor, Model model,
            RedirectAttributes notes) {
        RequestPublication.Proposal proposal = proposal(actor, id);
        Optional<Refusal> refusal = publication.takeOff(actor, new CaseId(id),
                words.length() > 200 ? words.substring(0, 200) : words);
        if (refusal.isPresent()) {
            return page(actor, proposal, proposal.title(), proposal.question(), proposal.answer(),
                    FormErrors.of("", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "已经撤下。");
        return "redirect:/desk/requests/" + id + "/publish";
    }
}
