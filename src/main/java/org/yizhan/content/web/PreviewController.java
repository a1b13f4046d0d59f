package org.yizhan.content.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Previews;
import org.yizhan.content.WorkPages;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.Needs;

/** A text as it will look to the public, on several screens; and links for people without an account. */
@Controller
@Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
    ContentPermissions.WITHDRAW})
class PreviewController {
    private static final String PREVIEW = "/desk/articles/{id:[0-9]{1,18}}/preview";
    private static final Map<String, String> SCREENS = Map.of("phone", "手机", "tablet", "平板", "wide", "电脑", "elder",
            "长者版（手机）", "plain", "纯文字");

    private final Previews previews;
    private final WorkPages pages;
    private final CountyClock clock;

    PreviewController(Previews previews, WorkPages pages, CountyClock clock) {
        this.previews = previews;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping(PREVIEW)
    String show(Actor actor, @PathVariable long id, @RequestParam(name = "as", defaultValue = "phone") String screen,
            Model model, HttpServletResponse response) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> ArticleController.notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> ArticleController.hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                var article = previews.show(actor, id);
                if (article.isEmpty()) {
                    yield ArticleController.hidden(response, model, new Refusal("这个站点或栏目已关闭，公开的页面不存在。"));
                }
                model.addAttribute("work", shown.page());
                model.addAttribute("screen", SCREENS.containsKey(screen) ? screen : "phone");
                model.addAttribute("plain", Previews.plain(article.get()));
                model.addAttribute("links", previews.links(actor, id));
                model.addAttribute("clock", clock);
                yield "content/preview";
            }
        };
    }

    @PostMapping(PREVIEW + "/links")
    String link(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String forWhom,
            @RequestParam(defaultValue = "3") int days, HttpServletRequest request, RedirectAttributes notes) {
        switch (previews.link(actor, id, forWhom, days)) {
            case Previews.Linked.Refused refused -> notes.addFlashAttribute("refusal", refused.why());
            case Previews.Linked.Done done -> {
                notes.addFlashAttribute("linked", ServletUriComponentsBuilder.fromContextPath(request)
                        .path(done.path())
                        .toUriString());
                notes.addFlashAttribute("notice", "预览链接已做好，到 " + Dates.minute(clock.local(done.expiresAt()))
                        + " 为止有效。链接只显示这一次，请现在复制。");
            }
        }
        return "redirect:/desk/articles/" + id + "/preview";
    }

    @PostMapping(PREVIEW + "/links/{link:[0-9]{1,18}}/end")
    String end(Actor actor, @PathVariable long id, @PathVariable long link, RedirectAttributes notes) {
        previews.end(actor, id, link)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "这个预览链接已停用，打不开了。"));
        return "redirect:/desk/articles/" + id + "/preview";
    }
}
