package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.yizhan.content.ArticleBoard;
import org.yizhan.content.CheckOverride;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.PublishingDesk;
import org.yizhan.content.ReviewDesk;
import org.yizhan.content.Saved;
import org.yizhan.content.SecrecyDesk;
import org.yizhan.content.SecrecyFinding;
import org.yizhan.content.SecrecyFinding.Mark;
import org.yizhan.content.Turn;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.content.WorkPage;
import org.yizhan.content.WorkPages;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.TimelineStep;

/** The work page of one article, and every decision about it. */
@Controller
@Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
    ContentPermissions.EMERGENCY, ContentPermissions.WITHDRAW})
class DecisionController {
    private static final String ARTICLE = "/desk/articles/{id:[0-9]{1,18}}";

    private final DraftingDesk drafting;
    private final ReviewDesk review;
    private final SecrecyDesk secrecy;
    private final PublishingDesk publishing;
    private final WorkPages pages;
    private final ArticleBoard board;
    private final ArticleBeside beside;
    private final CountyClock clock;

    DecisionController(DraftingDesk drafting, ReviewDesk review, SecrecyDesk secrecy, PublishingDesk publishing,
            WorkPages pages, ArticleBoard board, ArticleBeside beside, CountyClock clock) {
        this.beside = beside;
        this.drafting = drafting;
        this.review = review;
        this.secrecy = secrecy;
        this.publishing = publishing;
        this.pages = pages;
        this.board = board;
        this.clock = clock;
    }

    @GetMapping(ARTICLE)
    String show(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        return page(actor, id, model, response, "content/article");
    }

    @GetMapping(ARTICLE + "/secrecy")
    String secrecyPage(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        return page(actor, id, model, response, "content/secrecy");
    }

    @GetMapping(ARTICLE + "/withdrawal")
    String withdrawalPage(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        model.addAttribute("typed", new Withdrawal(Withdrawn.Kind.NOTICE, "", null));
        return page(actor, id, model, response, "content/withdrawal");
    }

    private String page(Actor actor, long id, Model model, HttpServletResponse response, String view) {
        return switch (pages.show(actor, id)) {
            case WorkPages.Shown.NotThere ignored -> ArticleController.notThere(response, model);
            case WorkPages.Shown.Hidden hidden -> ArticleController.hidden(response, model, hidden.why());
            case WorkPages.Shown.Page shown -> {
                WorkPage page = shown.page();
                model.addAttribute("work", page);
                model.addAttribute("body", DeskBody.of(page.bodyHtml()));
                model.addAttribute("timeline", timeline(page));
                model.addAttribute("publishedAt",
                        page.publishedAt() == null ? "" : Dates.stamp(clock.local(page.publishedAt())));
                board.nextToDecide(actor, id).ifPresent(next -> model.addAttribute("next", next));
                beside.fill(actor, id, page.liveHref() != null, model);
                yield view;
            }
        };
    }

    private List<TimelineStep> timeline(WorkPage page) {
        var steps = new ArrayList<TimelineStep>();
        for (WorkPage.Event event : page.history().reversed()) {
            boolean bad = event.what().startsWith("退回") || event.what().contains("不通过") || event.what().equals("撤稿")
                    || event.what().equals("应急发布") || event.what().endsWith("没有执行");
            steps.add(new TimelineStep(Dates.minute(clock.local(event.at())), event.what(), event.who(),
                    event.words().isEmpty() ? null : event.words(),
                    bad ? TimelineStep.Mark.BAD : TimelineStep.Mark.DONE));
        }
        for (String next : ahead(page)) {
            steps.add(new TimelineStep("接下来", next, null, null, TimelineStep.Mark.NEXT));
        }
        return steps;
    }

    private static List<String> ahead(WorkPage page) {
        var ahead = new ArrayList<String>();
        switch (page.state()) {
            case DRAFT, RETURNED -> ahead.add("提交审核");
            case REVIEW -> {
                page.sheet().stream().filter(step -> step.who() == null).forEach(step -> ahead.add(step.name()));
                ahead.add("保密审查");
                ahead.add("发布");
            }
            case SECRECY -> {
                ahead.add("保密审查");
                ahead.add("发布");
            }
            case READY -> ahead.add("发布");
            case LIVE, SUPERSEDED, WITHDRAWN, DROPPED -> {
            }
        }
        return ahead;
    }

    @PostMapping(ARTICLE + "/submit")
    String submit(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam Map<String, String> fields, RedirectAttributes notes) {
        var overrides = new ArrayList<CheckOverride>();
        fields.forEach((name, value) -> {
            if (name.startsWith("reason-") && !value.isBlank()) {
                overrides.add(new CheckOverride(name.substring("reason-".length()), value));
            }
        });
        notes.addFlashAttribute("reasons", Map.copyOf(fields));
        return after(id, review.submit(actor, new Turn(id, version), overrides), "稿件已提交，接下来由审核人办理。办理结果会出现在您的待办里。",
                notes);
    }

    @PostMapping(ARTICLE + "/take-back")
    String takeBack(Actor actor, @PathVariable long id, @RequestParam int version, RedirectAttributes notes) {
        return after(id, review.takeBack(actor, new Turn(id, version)), "稿件已撤回，可以继续修改，改好后再提交。", notes);
    }

    @PostMapping(ARTICLE + "/approve")
    String approve(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam(defaultValue = "") String remark, RedirectAttributes notes) {
        notes.addFlashAttribute("remark", remark);
        return after(id, review.approve(actor, new Turn(id, version), remark), "您已签署同意，稿件转到下一个环节。", notes);
    }

    @PostMapping(ARTICLE + "/return")
    String giveBack(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam(defaultValue = "") String remark, RedirectAttributes notes) {
        notes.addFlashAttribute("remark", remark);
        return after(id, review.giveBack(actor, new Turn(id, version), remark), "稿件已退回给作者，您的意见一并转达。", notes);
    }

    @PostMapping(ARTICLE + "/publish")
    String publish(Actor actor, @PathVariable long id, @RequestParam int version, RedirectAttributes notes) {
        return after(id, publishing.publish(actor, new Turn(id, version)), "已发布，网站、栏目列表和检索马上就能看到。", notes);
    }

    @PostMapping(ARTICLE + "/drop")
    String drop(Actor actor, @PathVariable long id, @RequestParam int version, RedirectAttributes notes) {
        return after(id, drafting.drop(actor, new Turn(id, version)), "这份草稿已作废，内容仍留在经过里可查。", notes);
    }

    @PostMapping(ARTICLE + "/revise")
    String revise(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return switch (drafting.revise(actor, id)) {
            case Saved.Done done -> {
                notes.addFlashAttribute("notice", "已开始修订新版。网站上现有的内容不变，新版发布后才替换。");
                yield "redirect:/desk/articles/" + done.turn().documentId() + "/edit";
            }
            case Saved.Refused refused -> after(id, Optional.of(refused.why()), "", notes);
            case Saved.Overtaken ignored -> "redirect:/desk/articles/" + id;
        };
    }

    @PostMapping(ARTICLE + "/secrecy")
    String secrecy(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam(required = false) @Nullable String stateSecret,
            @RequestParam(required = false) @Nullable String tradeSecret,
            @RequestParam(required = false) @Nullable String privacy,
            @RequestParam(required = false) @Nullable String other, @RequestParam(defaultValue = "") String opinion,
            @RequestParam(defaultValue = "") String departmentAnswer, RedirectAttributes notes) {
        var chosen = new LinkedHashMap<String, String>();
        chosen.put("stateSecret", ArticleForm.text(stateSecret));
        chosen.put("tradeSecret", ArticleForm.text(tradeSecret));
        chosen.put("privacy", ArticleForm.text(privacy));
        chosen.put("other", ArticleForm.text(other));
        List<Mark> marks = chosen.values().stream().flatMap(typed -> mark(typed).stream()).toList();
        Optional<Refusal> refusal = marks.size() < 4
                ? Optional.of(new Refusal("四项都要逐一勾选，不能略过。"))
                : secrecy.conclude(actor, new Turn(id, version), new SecrecyFinding(marks.get(0), marks.get(1),
                        marks.get(2), marks.get(3), opinion, departmentAnswer));
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("opinion", opinion);
            notes.addFlashAttribute("answer", departmentAnswer);
            notes.addFlashAttribute("chosen", chosen);
            return "redirect:/desk/articles/" + id + "/secrecy";
        }
        String words = marks.contains(Mark.FOUND)
                ? "已登记为不能公开，稿件退回作者。"
                : marks.contains(Mark.DOUBTFUL)
                        ? "已登记为难以确定，请商请保密部门审定；收到答复后在这里填写结论。"
                        : "保密审查已通过并存入档案，接下来由发布人发布。";
        notes.addFlashAttribute("notice", words);
        return "redirect:/desk/articles/" + id;
    }

    private static Optional<Mark> mark(@Nullable String typed) {
        for (Mark mark : Mark.values()) {
            if (mark.name().equals(typed)) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    @PostMapping(ARTICLE + "/withdrawal")
    String withdraw(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String successor,
            Model model, HttpServletResponse response, RedirectAttributes notes) {
        var how = new Withdrawal(kind(kind), reason, successor);
        Optional<Refusal> refusal = publishing.withdraw(actor, id, how);
        if (refusal.isPresent()) {
            model.addAttribute("refusal", refusal.get());
            model.addAttribute("typed", how);
            return page(actor, id, model, response, "content/withdrawal");
        }
        notes.addFlashAttribute("notice", "已撤稿：网页、列表、检索、订阅和附件都已拿下，原因已存入档案。");
        return "redirect:/desk/articles/" + id;
    }

    private static Withdrawn.Kind kind(@Nullable String typed) {
        for (Withdrawn.Kind kind : Withdrawn.Kind.values()) {
            if (kind.name().equals(typed)) {
                return kind;
            }
        }
        return Withdrawn.Kind.NOTICE;
    }

    private static String after(long id, Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", done);
        }
        return "redirect:/desk/articles/" + id;
    }
}
