package org.yizhan.messaging.web;

import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.MessagingPermissions;
import org.yizhan.messaging.Urgency;
import org.yizhan.messaging.WayDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** The ways out: whether they work, how fast and when they are used, and what is not written to any more. */
@Controller
@Needs(MessagingPermissions.OUTBOX)
class WayPages {
    private static final String LIST = "/desk/outbox/ways";
    private static final String BAD = "/desk/outbox/bad-addresses";
    private static final int PAGE = 50;

    private final WayDesk desk;
    private final CountyClock clock;

    WayPages(WayDesk desk, CountyClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping(LIST)
    String list(Actor actor, Model model) {
        model.addAttribute("ways", desk.all(actor));
        model.addAttribute("warnings", desk.warnings(actor));
        model.addAttribute("clock", clock);
        return "messaging/ways";
    }

    @PostMapping(LIST + "/{channel}/test")
    String test(Actor actor, @PathVariable String channel, @RequestParam(defaultValue = "") String to,
            RedirectAttributes notes, Model model) {
        Channel by = channel(channel);
        return desk.test(actor, by, to)
                .map(refusal -> again(actor, new WayForm(by, to, "", List.of()), refusal, model))
                .orElseGet(() -> done(notes, by.label() + "测试消息已交出，请看看是否收到。"));
    }

    @PostMapping(LIST + "/{channel}/try")
    String tryNow(Actor actor, @PathVariable String channel, RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.tryNow(actor, channel(channel));
        refusal.ifPresent(why -> notes.addFlashAttribute("refusal", why));
        return refusal.isPresent() ? "redirect:" + LIST : done(notes, "马上就试。一分钟后刷新这一页看结果。");
    }

    @PostMapping(LIST + "/{channel}")
    String change(Actor actor, @PathVariable String channel, @RequestParam(defaultValue = "") String perMinute,
            @RequestParam(defaultValue = "") String normalStarts, @RequestParam(defaultValue = "") String normalEnds,
            @RequestParam(defaultValue = "") String urgentStarts, @RequestParam(defaultValue = "") String urgentEnds,
            RedirectAttributes notes, Model model) {
        Channel by = channel(channel);
        List<WayDesk.Quiet> quiet = List.of(new WayDesk.Quiet(Urgency.NORMAL, normalStarts, normalEnds),
                new WayDesk.Quiet(Urgency.URGENT, urgentStarts, urgentEnds));
        return desk.change(actor, by, perMinute, quiet)
                .map(refusal -> again(actor, new WayForm(by, "", perMinute, quiet), refusal, model))
                .orElseGet(() -> done(notes, "已保存，从现在起照此发送" + by.label() + "。"));
    }

    private String again(Actor actor, WayForm typed, Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute("typed", typed);
        return list(actor, model);
    }

    private static String done(RedirectAttributes notes, String words) {
        notes.addFlashAttribute("notice", words);
        return "redirect:" + LIST;
    }

    @GetMapping(BAD)
    String badAddresses(Actor actor, @RequestParam(defaultValue = "") String key, Model model) {
        model.addAttribute("page", desk.badAddresses(actor, OutboxPages.id(key), PAGE));
        model.addAttribute("clock", clock);
        return "messaging/bad-addresses";
    }

    @PostMapping(BAD + "/{id:\\d{1,18}}/forgive")
    String forgive(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        desk.forgive(actor, id)
                .ifPresentOrElse(refusal -> notes.addFlashAttribute("refusal", refusal),
                        () -> notes.addFlashAttribute("notice", "已移出名单，以后的通知会再发往这个地址。"));
        return "redirect:" + BAD;
    }

    private static Channel channel(String text) {
        return OutboxPages.channel(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
