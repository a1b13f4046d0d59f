package org.yizhan.content.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.BulkDesk;
import org.yizhan.content.BulkDesk.Decision;
import org.yizhan.content.BulkDesk.Outcome;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.ReviewQueue;
import org.yizhan.content.Turn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** The queue of what waits for a decision, and decisions about several of it. */
@Controller
@Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
    ContentPermissions.EMERGENCY, ContentPermissions.WITHDRAW})
class QueueController {
    private static final Pattern ITEM = Pattern.compile("(\\d{1,18})-(\\d{1,9})");
    private static final int ROWS = 30;

    private final ReviewQueue queue;
    private final BulkDesk bulk;
    private final CountyClock clock;

    QueueController(ReviewQueue queue, BulkDesk bulk, CountyClock clock) {
        this.queue = queue;
        this.bulk = bulk;
        this.clock = clock;
    }

    @GetMapping("/desk/articles/queue")
    String show(Actor actor, QueueForm form, @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "") String all, Model model) {
        model.addAttribute("all", all);
        ReviewQueue.Filter filter = form.toFilter();
        model.addAttribute("form", form);
        ReviewQueue.Sheet sheet = queue.sheet(actor, filter, key, ROWS);
        model.addAttribute("page", sheet.page());
        model.addAttribute("count", sheet.count());
        model.addAttribute("sites", queue.sites(actor, filter.below()));
        model.addAttribute("columns",
                filter.site() == null ? List.of() : queue.columns(actor, filter.site(), filter.below()));
        model.addAttribute("clock", clock);
        return "content/queue";
    }

    @PostMapping("/desk/articles/queue")
    String decide(Actor actor, QueueForm form, @RequestParam(required = false) @Nullable List<String> item,
            @RequestParam(required = false) @Nullable String decision, @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "") String time,
            RedirectAttributes notes) {
        List<Turn> turns = turns(item);
        Optional<Decision> chosen = decision(decision);
        Optional<Instant> at = Moments.read(clock, day, time);
        var refusal = Refusal.when(chosen.isEmpty(), "请选择怎样办理。")
                .or(() -> Refusal.when(turns.isEmpty(), "请先勾选要办理的稿件。"))
                .or(() -> Refusal.when(turns.size() > BulkDesk.MOST, "一次最多办理" + BulkDesk.MOST + "篇。"))
                .or(() -> Refusal.when(chosen.get() == Decision.RETURN && remark.isBlank(), "请写明退回的意见，让作者知道要改什么。"))
                .or(() -> Refusal.when(chosen.get() == Decision.GO_LIVE_AT && at.isEmpty(), "请填写发布的日期和时间。"));
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            notes.addFlashAttribute("chosen", new ArrayList<>(item == null ? List.of() : item));
            notes.addFlashAttribute("remark", remark);
            notes.addFlashAttribute("day", day);
            notes.addFlashAttribute("time", time);
        } else {
            List<Outcome> outcomes = bulk.decide(actor, chosen.get(), turns, remark, at.orElse(null));
            notes.addFlashAttribute("outcomes", new ArrayList<>(outcomes));
            notes.addFlashAttribute("decision", chosen.get().label());
        }
        return "redirect:/desk/articles/queue" + form.query();
    }

    private static List<Turn> turns(@Nullable List<String> items) {
        var turns = new ArrayList<Turn>();
        for (String item : items == null ? List.<String>of() : items) {
            Matcher parts = ITEM.matcher(item);
            if (parts.matches()) {
                turns.add(new Turn(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))));
            }
        }
        return turns;
    }

    private static Optional<Decision> decision(@Nullable String typed) {
        for (Decision decision : Decision.values()) {
            if (decision.name().equals(typed)) {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }
}
