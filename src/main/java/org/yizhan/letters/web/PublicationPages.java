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
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.Publication;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where the office decides what the public reads of a letter and its answer (公开来信). */
@Controller
@Needs(LetterPermissions.PUBLISH)
class PublicationPages {
    private static final String PAGE = "/desk/letters/{id:[0-9]{1,18}}/publish";

    private final Publication publication;
    private final CaseDesk desk;

    PublicationPages(Publication publication, CaseDesk desk) {
        this.publication = publication;
        this.desk = desk;
    }

    @GetMapping(PAGE)
    String page(@PathVariable long id, Actor actor, Model model) {
        Publication.Proposal proposal = proposal(actor, id);
        return page(actor, proposal, proposal.title(), proposal.question(), proposal.answer(), FormErrors.NONE, model);
    }

    private Publication.Proposal proposal(Actor actor, long id) {
        return publication.propose(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String page(Actor actor, Publication.Proposal proposal, String title, String question, String answer,
            FormErrors errors, Model model) {
        model.addAttribute("proposal", proposal);
        model.addAttribute("barred", publication.whyNot(actor, proposal.view()).orElse(null));
        model.addAttribute("title", title);
        model.addAttribute("question", question);
        model.addAttribute("answer", answer);
        model.addAttribute("errors", errors);
        return "letters/publish";
    }

    @PostMapping(PAGE)
    String publish(@PathVariable long id, @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String question, @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "false") boolean checked, @RequestParam(defaultValue = "0") int seen,
            Actor actor, Model model, RedirectAttributes notes) {
        Publication.Proposal proposal = proposal(actor, id);
        if (!checked) {
            return page(actor, proposal, title, question, answer,
                    FormErrors.of("checked", "请勾选“已经逐字看过”。公开以后任何人都能看到。"), model);
        }
        Optional<Refusal> refusal = publication.publish(actor, new CaseId(id), title, question, answer, seen);
        if (refusal.isPresent()) {
            return page(actor, proposal(actor, id), title, question, answer, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "已经公开，群众在“来信选登”里可以看到。");
        return "redirect:/desk/letters/" + id + "/publish";
    }

    @PostMapping(PAGE + "/off")
    String takeOff(@PathVariable long id, @RequestParam(defaultValue = "") String words, Actor actor, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.act(actor, new CaseId(id), new CaseAct.Unpublish(words), null).refusal();
        if (refusal.isPresent()) {
            Publication.Proposal proposal = proposal(actor, id);
            return page(actor, proposal, proposal.title(), proposal.question(), proposal.answer(),
                    FormErrors.of("words", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "已经撤下，网页和搜索里都看不到了。");
        return "redirect:/desk/letters/" + id + "/publish";
    }
}
