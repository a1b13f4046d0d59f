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
import org.yizhan.casework.CaseBatch;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.PaperDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** Cases on paper, with room for what a leader writes, and what came back of it. */
@Controller
@StaffOnly
class PaperController {
    private static final String BATCHES = "/desk/cases/batches";
    private static final String BATCH = BATCHES + "/{id:[0-9]{1,18}}";

    private final PaperDesk papers;
    private final CaseBoard board;

    PaperController(PaperDesk papers, CaseBoard board) {
        this.papers = papers;
        this.board = board;
    }

    /** As they will be printed; nothing is kept yet. */
    @PostMapping("/desk/cases/paper")
    String look(Actor actor, @RequestParam(required = false) @Nullable List<String> item, Model model) {
        return look(actor, ids(item), "", Once.fresh(), model);
    }

    private static List<Long> ids(@Nullable List<String> item) {
        return CaseBatch.Item.read(item).stream().limit(PaperDesk.MOST + 1L).map(CaseBatch.Item::id).toList();
    }

    private String look(Actor actor, List<Long> ids, String leader, String once, Model model) {
        model.addAttribute("once", once);
        model.addAttribute("sheets", board.papers(actor, ids.stream().limit(PaperDesk.MOST).toList()));
        model.addAttribute("leader", leader);
        model.addAttribute("leaders", papers.leaders(actor));
        model.addAttribute("mayKeep", papers.mayUse(actor));
        return "casework/paper";
    }

    @PostMapping(BATCHES)
    String make(Actor actor, @RequestParam(required = false) @Nullable List<String> item,
            @RequestParam(defaultValue = "") String known, @RequestParam(defaultValue = "") String leader,
            @RequestParam(defaultValue = "") String once, Model model, RedirectAttributes notes) {
        List<Long> ids = ids(item);
        String chosen = leader.isBlank() ? known : leader;
        return switch (papers.make(actor, chosen, ids, Once.orNull(once))) {
            case PaperDesk.Made.Refused refused -> {
                model.addAttribute("refusal", refused.why());
                yield look(actor, ids, chosen, once, model);
            }
            case PaperDesk.Made.Done done -> {
                notes.addFlashAttribute("notice", "已存为一批。印出来送呈，批示回来以后在这一页录入。");
                yield "redirect:" + BATCHES + "/" + done.id();
            }
        };
    }

    @GetMapping(BATCHES)
    String list(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", papers.list(actor, key));
        return "casework/batches";
    }

    @GetMapping(BATCH)
    String show(Actor actor, @PathVariable long id, Model model) {
        return show(actor, id, 0, "", model);
    }

    /** @param typed for which case something was typed that could not be entered */
    private String show(Actor actor, long id, long typed, String words, Model model) {
        model.addAttribute("papers", papers.find(actor, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("typed", typed);
        model.addAttribute("words", words);
        return "casework/batch";
    }

    @PostMapping(BATCH + "/cases/{of:[0-9]{1,18}}")
    String enter(Actor actor, @PathVariable long id, @PathVariable long of,
            @RequestParam(defaultValue = "") String words, Model model, RedirectAttributes notes) {
        Optional<Refusal> refusal = papers.enter(actor, id, new CaseId(of), words);
        if (refusal.isPresent()) {
            model.addAttribute("refusal", refusal.get());
            return show(actor, id, of, words, model);
        }
        notes.addFlashAttribute("notice", "批示已录入，记入这一件的办理经过。");
        return "redirect:" + BATCHES + "/" + id;
    }
}
