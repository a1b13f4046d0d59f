package org.yizhan.content.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.CoordinationDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.Needs;

/** Units asked before a text goes public; all of it happens on the page of the article. */
@Controller
@Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
class CoordinationController {
    private static final String ONE = "/desk/coordination/{id:[0-9]{1,18}}";

    private final CoordinationDesk desk;

    CoordinationController(CoordinationDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/desk/articles/{id:[0-9]{1,18}}/coordinate")
    String ask(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "") String words, RedirectAttributes notes) {
        UnitId asked = unit != null && unit.matches("[0-9]{1,18}") ? new UnitId(Long.parseLong(unit)) : null;
        Optional<Refusal> refusal = desk.ask(actor, id, asked, words);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("coordinationWords", words);
        }
        return after(refusal, "已征求意见。对方答复后会告诉您。", "", "/desk/articles/" + id, notes);
    }

    @PostMapping(ONE + "/agree")
    String agree(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "") String answer, RedirectAttributes notes) {
        return after(desk.answer(actor, id, true, digest, answer), "已答复同意。", answer, page(id), notes);
    }

    @PostMapping(ONE + "/object")
    String object(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "") String answer, RedirectAttributes notes) {
        return after(desk.answer(actor, id, false, digest, answer), "已答复不同意见，协商一致前不会发布。", answer, page(id), notes);
    }

    @PostMapping(ONE + "/call-off")
    String callOff(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String answer,
            RedirectAttributes notes) {
        return after(desk.callOff(actor, id, answer), "已撤销，原因记在经过里。", answer, page(id), notes);
    }

    private String page(long id) {
        return desk.documentOf(id).map(document -> "/desk/articles/" + document).orElse("/desk/articles");
    }

    private static String after(Optional<Refusal> refusal, String done, String typed, String page,
            RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("coordinationAnswer", typed);
        } else {
            notes.addFlashAttribute("notice", done);
        }
        return "redirect:" + page;
    }
}
