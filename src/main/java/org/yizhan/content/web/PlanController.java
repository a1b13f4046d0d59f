package org.yizhan.content.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
import org.yizhan.content.Plan;
import org.yizhan.content.PlanBoard;
import org.yizhan.content.PlanDesk;
import org.yizhan.content.Turn;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** What goes live or is taken off later: approved, listed and called off. */
@Controller
@Needs({ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW})
class PlanController {
    private static final Refusal NO_TIME = new Refusal("请填写日期和时间，例如 2026-12-01 和 09:00。");

    private final PlanDesk desk;
    private final PlanBoard board;
    private final CountyClock clock;

    PlanController(PlanDesk desk, PlanBoard board, CountyClock clock) {
        this.desk = desk;
        this.board = board;
        this.clock = clock;
    }

    @GetMapping("/desk/plans")
    String list(Actor actor, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String key, Model model) {
        Plan.State chosen = state(state);
        model.addAttribute("state", chosen);
        model.addAttribute("page", board.list(actor, chosen, key, 20));
        model.addAttribute("clock", clock);
        return "content/plans";
    }

    private static Plan.State state(@Nullable String asked) {
        for (Plan.State state : Plan.State.values()) {
            if (state.name().equals(asked)) {
                return state;
            }
        }
        return Plan.State.WAITING;
    }

    @PostMapping("/desk/articles/{id:[0-9]{1,18}}/go-live-at")
    String goLive(Actor actor, @PathVariable long id, @RequestParam int version,
            @RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "") String time,
            @RequestParam(defaultValue = "") String untilDay, @RequestParam(defaultValue = "") String untilTime,
            @RequestParam(defaultValue = "") String reason, RedirectAttributes notes) {
        Optional<Instant> at = Moments.read(clock, day, time);
        Optional<Instant> until = Moments.read(clock, untilDay, untilTime);
        boolean halfAnEnd = until.isEmpty() && !(untilDay + untilTime + reason).isBlank();
        Optional<Refusal> refusal = at.isEmpty()
                ? Optional.of(NO_TIME)
                : halfAnEnd
                        ? Optional.of(new Refusal("到期撤下的日期和时间没有填全；不用到期撤下的，请把这三项都清空。"))
                        : desk.goLiveAt(actor, new Turn(id, version), at.get(), until.orElse(null),
                                until.isEmpty() ? null : new Withdrawal(Withdrawn.Kind.NOTICE, reason, null));
        return after(id, refusal, "已批准定时发布，到时自动上网。“定时安排”里可以查看和取消。",
                Map.of("day", day, "time", time, "untilDay", untilDay, "untilTime", untilTime, "reason", reason),
                notes);
    }

    @PostMapping("/desk/articles/{id:[0-9]{1,18}}/take-off-at")
    String takeOff(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String time, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notes) {
        Optional<Instant> at = Moments.read(clock, day, time);
        return after(id, at.isEmpty()
                ? Optional.of(NO_TIME)
                : desk.takeOffAt(actor, id, at.get(), new Withdrawal(Withdrawn.Kind.NOTICE, reason, null)),
                "已批准到期撤下，到时自动撤下并公告原因。“定时安排”里可以查看和取消。",
                Map.of("day", day, "time", time, "reason", reason), notes);
    }

    @PostMapping("/desk/plans/{id:[0-9]{1,18}}/cancel")
    String cancel(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable Long article,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.cancel(actor, id);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", "已取消这项定时安排。还没有发布的稿件回到待发布。");
        }
        return article == null ? "redirect:/desk/plans" : "redirect:/desk/articles/" + article;
    }

    private static String after(long id, Optional<Refusal> refusal, String done, Map<String, String> typed,
            RedirectAttributes notes) {
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("planTyped", new HashMap<>(typed));
        } else {
            notes.addFlashAttribute("notice", done);
        }
        return "redirect:/desk/articles/" + id;
    }
}
