package org.yizhan.messaging.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.MessagingPermissions;
import org.yizhan.messaging.OutboxDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** The queue of outgoing notices. */
@Controller
@Needs(MessagingPermissions.OUTBOX)
class OutboxPages {
    private static final int PAGE = 50;

    private final OutboxDesk desk;
    private final CountyClock clock;

    OutboxPages(OutboxDesk desk, CountyClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/desk/outbox")
    String list(Actor actor, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String channel, @RequestParam(defaultValue = "") String key, Model model) {
        OutboxDesk.State shown = state(state);
        Channel by = channel(channel).orElse(null);
        model.addAttribute("state", shown);
        model.addAttribute("states", Arrays.asList(OutboxDesk.State.values()));
        model.addAttribute("channel", by);
        model.addAttribute("channels", leaving());
        model.addAttribute("page", desk.list(actor, shown, by, id(key), PAGE));
        model.addAttribute("clock", clock);
        return "messaging/outbox";
    }

    @PostMapping("/desk/outbox/{id}/retry")
    String retry(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return answer(desk.tryAgain(actor, id), "已重新排入队列，" + desk.leaving(id), notes);
    }

    @PostMapping("/desk/outbox/retry")
    String retryAll(Actor actor, @RequestParam(defaultValue = "") String channel, RedirectAttributes notes) {
        return answer(channel(channel)
                .map(by -> desk.tryAllAgain(actor, by))
                .orElseGet(() -> Optional.of(new Refusal("请先选一种发送方式，再全部重发。"))), "已全部重新排入队列，按设定的速度陆续发出。", notes);
    }

    @PostMapping("/desk/outbox/{id}/cancel")
    String cancel(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return answer(desk.cancel(actor, id), "已取消，这条通知不会再发。", notes);
    }

    private static String answer(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(r -> notes.addFlashAttribute("refusal", r),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/outbox";
    }

    private static OutboxDesk.State state(String text) {
        return Arrays.stream(OutboxDesk.State.values())
                .filter(s -> s.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(OutboxDesk.State.WAITING);
    }

    static List<Channel> leaving() {
        return Arrays.stream(Channel.values()).filter(Channel::leaves).toList();
    }

    static Optional<Channel> channel(String text) {
        return leaving().stream().filter(c -> c.name().equals(text.toUpperCase(Locale.ROOT))).findFirst();
    }

    static @Nullable Long id(String key) {
        return key.matches("\\d{1,18}") ? Long.valueOf(key) : null;
    }
}
