package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.PlacementBoard;
import org.yizhan.content.PlacementBoard.Tab;
import org.yizhan.content.PlacementDesk;
import org.yizhan.content.WorkPages;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** Articles shown in columns of other sites: recommended, decided about, handed down and taken out. */
@Controller
@Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
class PlacementController {
    private static final String ONE = "/desk/placements/{id:[0-9]{1,18}}";
    private static final String ARTICLE = "/desk/articles/{id:[0-9]{1,18}}";

    private final PlacementDesk desk;
    private final PlacementBoard board;
    private final WorkPages pages;
    private final CountyClock clock;

    PlacementController(PlacementDesk desk, PlacementBoard board, WorkPages pages, CountyClock clock) {
        this.desk = desk;
        this.board = board;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/desk/placements")
    String list(Actor actor, @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String key, Model model) {
        Tab chosen = tab(actor, tab);
        model.addAttribute("tab", chosen);
        model.addAttribute("page", board.list(actor, chosen, key, 20));
        model.addAttribute("clock", clock);
        return "content/placements";
    }

    private static Tab tab(Actor actor, @Nullable String asked) {
        for (Tab tab : Tab.values()) {
            if (tab.name().equals(asked)) {
                return tab;
            }
        }
        return actor.mayAnywhere(ContentPermissions.REVIEW) || actor.mayAnywhere(ContentPermissions.PUBLISH)
                ? Tab.INBOX
                : Tab.SENT;
    }

    @GetMapping(ONE)
    String show(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        var found = board.find(actor, id);
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("title", "没有这条推荐");
            model.addAttribute("text", "地址可能抄错了，或这条推荐不由您办理。");
            return "content/closed";
        }
        model.addAttribute("line", found.get());
        model.addAttribute("article", board.shown(found.get().placement().documentId()).orElse(null));
        model.addAttribute("clock", clock);
        return "content/placement";
    }

    @PostMapping(ONE + "/accept")
    String accept(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.decide(actor, id, true, ""), "已采用，栏目里马上就能看到。稿件以后改版或撤下，这里同步变化。", id, "", notes);
    }

    @PostMapping(ONE + "/decline")
    String decline(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notes) {
        return after(desk.decide(actor, id, false, reason), "没有采用，原因已转告推荐的同志。", id, reason, notes);
    }

    @PostMapping(ONE + "/remove")
    String remove(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long article, RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.remove(actor, id, reason);
        if (article != null) {
            return backTo(article, refusal, "已从那个栏目移出，稿件在自己的栏目里不变。", notes);
        }
        return after(refusal, "已从栏目移出，稿件在自己的栏目里不变。", id, reason, notes);
    }

    @PostMapping(ARTICLE + "/recommend")
    String recommend(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable Long column,
            @RequestParam(defaultValue = "") String words, RedirectAttributes notes) {
        Optional<Refusal> refusal = column == null
                ? Optional.of(new Refusal("请选择推荐到哪个栏目。"))
                : desk.recommend(actor, id, column, words);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("recommendation", words);
        }
        return backTo(id, refusal, "已推荐，由对方栏目的审核人决定是否采用。结果会告诉您。", notes);
    }

    @GetMapping(ARTICLE + "/push")
    @Needs(ContentPermissions.PUBLISH)
    String pushPage(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String name, Model model,
            HttpServletResponse response) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> ArticleController.notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> ArticleController.hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                model.addAttribute("work", shown.page());
                model.addAttribute("name", name);
                model.addAttribute("mayPush", board.mayPush(actor, id));
                model.addAttribute("names", board.namesBelow(actor, id));
                model.addAttribute("columns", name.isEmpty() ? List.of() : board.named(actor, id, name));
                yield "content/push";
            }
        };
    }

    @PostMapping(ARTICLE + "/push")
    @Needs(ContentPermissions.PUBLISH)
    String push(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable List<Long> column,
            @RequestParam(defaultValue = "") String name, RedirectAttributes notes) {
        if (column == null || column.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("请勾选要推送到的站点。"));
            return "redirect:/desk/articles/" + id + "/push?name="
                    + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
        }
        var failed = new ArrayList<String>();
        long done = 0;
        for (PlacementDesk.Outcome outcome : desk.push(actor, id, column)) {
            if (outcome.why().isPresent()) {
                failed.add((outcome.column().isEmpty() ? "" : outcome.column() + "：") + outcome.why().get().text());
            } else {
                done++;
            }
        }
        if (!failed.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal(String.join("", failed)));
        }
        if (done > 0) {
            notes.addFlashAttribute("notice", "已推送到" + done + "个栏目，马上就能看到。");
        }
        return "redirect:/desk/articles/" + id;
    }

    private static String backTo(long article, Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", done);
        }
        return "redirect:/desk/articles/" + article;
    }

    private static String after(Optional<Refusal> refusal, String done, long id, String typed,
            RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("typed", typed);
            return "redirect:/desk/placements/" + id;
        }
        notes.addFlashAttribute("notice", done);
        return "redirect:/desk/placements";
    }
}
