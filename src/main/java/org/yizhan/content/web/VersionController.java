package org.yizhan.content.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentAction;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.Saved;
import org.yizhan.content.Turn;
import org.yizhan.content.Versions;
import org.yizhan.content.WorkPage;
import org.yizhan.content.WorkPages;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** What a text has been: two versions side by side, and an earlier one as the present draft. */
@Controller
class VersionController {
    private static final String VERSIONS = "/desk/articles/{id:[0-9]{1,18}}/versions";

    private final Versions versions;
    private final WorkPages pages;
    private final DraftingDesk desk;
    private final CountyClock clock;

    VersionController(Versions versions, WorkPages pages, DraftingDesk desk, CountyClock clock) {
        this.versions = versions;
        this.pages = pages;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping(VERSIONS)
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
        ContentPermissions.WITHDRAW})
    String show(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String left,
            @RequestParam(defaultValue = "") String right, Model model, HttpServletResponse response) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> ArticleController.notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> ArticleController.hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                WorkPage work = shown.page();
                List<Versions.Version> all = versions.of(actor, id);
                model.addAttribute("work", work);
                model.addAttribute("versions", all);
                model.addAttribute("clock", clock);
                model.addAttribute("mayRestore",
                        work.may(work.state().inWork() ? ContentAction.SAVE : ContentAction.REVISE));
                model.addAttribute("left", left.isEmpty() && all.size() > 1 ? all.get(1).key() : left);
                model.addAttribute("right", right.isEmpty() && !all.isEmpty() ? all.getFirst().key() : right);
                if (!left.isEmpty() && !right.isEmpty()) {
                    versions.compare(actor, id, left, right)
                            .ifPresentOrElse(found -> model.addAttribute("comparison", found),
                                    () -> model.addAttribute("refusal", new Refusal("这个版本不存在，请从下面选择两个版本。")));
                }
                yield "content/versions";
            }
        };
    }

    @PostMapping(VERSIONS + "/restore")
    @Needs(ContentPermissions.WRITE)
    String restore(Actor actor, @PathVariable long id, @RequestParam int version, @RequestParam String key,
            RedirectAttributes notes) {
        switch (desk.restore(actor, new Turn(id, version), key)) {
            case Saved.Done ignored -> notes.addFlashAttribute("notice", "已恢复。被替换的内容仍在历次版本里，请核对后再提交审核。");
            case Saved.Refused refused -> notes.addFlashAttribute("refusal", refused.why());
            case Saved.Overtaken overtaken -> notes.addFlashAttribute("refusal",
                    new Refusal(overtaken.byWhom() + "刚刚保存过这篇稿件，请看过最新的内容再决定。"));
        }
        return "redirect:/desk/articles/" + id;
    }
}
