package org.yizhan.messaging.web;

import java.util.Arrays;
import java.util.Locale;

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
import org.yizhan.messaging.Inbox;
import org.yizhan.messaging.WechatBinding;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.MembersOnly;
import org.yizhan.shared.web.StaffOnly;

/** The page of notices, for staff on the desk and for members among their own pages. */
@Controller
class NoticePages {
    private static final int PAGE = 30;
    private static final String DESK = "/desk/messages";
    private static final String MEMBER = "/member/messages";
    private static final String ONE = "/{id:\\d{1,18}}";

    private final Inbox inbox;
    private final WechatBinding wechat;
    private final CountyClock clock;

    NoticePages(Inbox inbox, WechatBinding wechat, CountyClock clock) {
        this.inbox = inbox;
        this.wechat = wechat;
        this.clock = clock;
    }

    @StaffOnly
    @GetMapping(DESK)
    String staff(Actor actor, @RequestParam(defaultValue = "") String show, @RequestParam(defaultValue = "") String key,
            Model model) {
        list(actor, show, key, model);
        return "messaging/notices-desk";
    }

    @MembersOnly
    @GetMapping(MEMBER)
    String member(Actor actor, @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String key, Model model) {
        list(actor, show, key, model);
        model.addAttribute("wechatOffered", wechat.isOffered());
        model.addAttribute("wechatBound", wechat.isBound(actor));
        return "messaging/notices-member";
    }

    private void list(Actor actor, String show, String key, Model model) {
        boolean unread = show.equals("unread");
        model.addAttribute("unreadOnly", unread);
        model.addAttribute("page", inbox.list(actor, unread, OutboxPages.id(key), PAGE));
        model.addAttribute("order", inbox.order(actor).stream().filter(this::isThere).toList());
        model.addAttribute("clock", clock);
    }

    /** A county without an official account reaches nobody by WeChat, so nobody is asked to choose it. */
    private boolean isThere(Channel channel) {
        return channel != Channel.WECHAT || wechat.isOffered();
    }

    @StaffOnly
    @PostMapping(DESK + ONE)
    String openOnDesk(Actor actor, @PathVariable long id) {
        return open(actor, id, DESK);
    }

    @MembersOnly
    @PostMapping(MEMBER + ONE)
    String openAsMember(Actor actor, @PathVariable long id) {
        return open(actor, id, MEMBER);
    }

    private String open(Actor actor, long id, String list) {
        String href = inbox.open(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return "redirect:" + (href.isEmpty() ? list : href);
    }

    @StaffOnly
    @PostMapping(DESK + "/read")
    String readOnDesk(Actor actor, @RequestParam(defaultValue = "0") String newest, RedirectAttributes notes) {
        return readAll(actor, newest, DESK, notes);
    }

    @MembersOnly
    @PostMapping(MEMBER + "/read")
    String readAsMember(Actor actor, @RequestParam(defaultValue = "0") String newest, RedirectAttributes notes) {
        return readAll(actor, newest, MEMBER, notes);
    }

    private String readAll(Actor actor, String newest, String list, RedirectAttributes notes) {
        Long id = OutboxPages.id(newest);
        int read = inbox.readAll(actor, id == null ? 0 : id);
        notes.addFlashAttribute("notice", read == 0 ? "没有未读的消息。" : read + " 条消息已标为已读。");
        return "redirect:" + list;
    }

    @StaffOnly
    @PostMapping(DESK + "/order")
    String preferOnDesk(Actor actor, @RequestParam(defaultValue = "") String channel, RedirectAttributes notes) {
        return prefer(actor, channel, DESK, notes);
    }

    @MembersOnly
    @PostMapping(MEMBER + "/order")
    String preferAsMember(Actor actor, @RequestParam(defaultValue = "") String channel, RedirectAttributes notes) {
        return prefer(actor, channel, MEMBER, notes);
    }

    private String prefer(Actor actor, String channel, String list, RedirectAttributes notes) {
        Channel chosen = Arrays.stream(Channel.values())
                .filter(each -> each.name().equals(channel.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        inbox.prefer(actor, chosen);
        notes.addFlashAttribute("notice", "以后的通知先用" + chosen.label() + "，送不到再用下一种。");
        return "redirect:" + list;
    }
}
