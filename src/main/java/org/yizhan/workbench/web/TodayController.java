package org.yizhan.workbench.web;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.DeskGlance;
import org.yizhan.shared.web.StaffOnly;
import org.yizhan.workbench.TodayList;

/** The first page of the desk: what is owed, ordered by date. */
@Controller
@StaffOnly
class TodayController {
    private final TodayList today;
    private final TodoList todos;
    private final List<DeskGlance> glances;
    private final CountyClock clock;

    TodayController(TodayList today, TodoList todos, List<DeskGlance> glances, CountyClock clock) {
        this.today = today;
        this.todos = todos;
        this.glances = List.copyOf(glances);
        this.clock = clock;
    }

    @GetMapping("/desk")
    String desk() {
        return "redirect:/desk/";
    }

    @GetMapping("/desk/")
    String today(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", today.of(actor, key));
        model.addAttribute("glances", key == null
                ? glances.stream().flatMap(one -> one.look(actor).stream()).toList()
                : List.of());
        model.addAttribute("today", Dates.day(clock.today()) + " " + Dates.weekday(clock.today()));
        return "workbench/today";
    }

    @PostMapping("/desk/todos/tick")
    String tick(Actor actor, @RequestParam String key, RedirectAttributes notes) {
        Optional<Refusal> refusal = todos.tick(actor, key);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", "已办结，从清单里去掉了。");
        }
        return "redirect:/desk/";
    }
}
