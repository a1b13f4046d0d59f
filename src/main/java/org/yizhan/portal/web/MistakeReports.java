package org.yizhan.portal.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.MistakeBox;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Open;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The form with which a reader reports a mistake, and the page that tells what became of it. */
@Controller
@Open
class MistakeReports {
    private static final int MOST_OF_ONE = 6;
    private static final int MOST_OF_ALL = 300;
    private static final int MOST_LOOKS = 30;

    /** How many were sent from one address, and from all, within the hour; in the memory of this node alone. */
    private final Cache<String, AtomicInteger> sent = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private final MistakeBox box;
    private final CountyClock clock;

    MistakeReports(MistakeBox box, CountyClock clock) {
        this.box = box;
        this.clock = clock;
    }

    @GetMapping("/mistake-report")
    String form(@RequestParam(defaultValue = "") String page, Model model) {
        String known = page.length() <= MistakeBox.LONGEST_PAGE && page.startsWith("/") ? page : "";
        return form(new MistakeForm(known, "", "", ""), FormErrors.NONE, model);
    }

    private String form(MistakeForm typed, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("limit", box.limit());
        model.addAttribute("meta", Meta.unlisted());
        return "portal/mistake-form";
    }

    @PostMapping("/mistake-report")
    String send(@RequestParam(defaultValue = "") String page, @RequestParam(defaultValue = "") String wrong,
            @RequestParam(defaultValue = "") String contact, @RequestParam(defaultValue = "") String website,
            HttpServletRequest request, Model model) {
        var typed = new MistakeForm(page, wrong, contact, website);
        if (!website.isBlank()) {
            return form(typed, FormErrors.of("", "没有收到：请不要填写表单里没有显示的栏目。"), model);
        }
        if (count("send:" + request.getRemoteAddr()) > MOST_OF_ONE || count("send") > MOST_OF_ALL) {
            return form(typed, FormErrors.of("", "这一小时里提交得太多了，请一小时以后再提交，或按页面底部的联系方式打电话。您写的内容还在下面。"), model);
        }
        return switch (box.receive(page, wrong, contact)) {
            case MistakeBox.Receipt.Refused refused ->
                form(typed, FormErrors.of(refused.field(), refused.why().text()), model);
            case MistakeBox.Receipt.Taken taken -> {
                model.addAttribute("taken", taken);
                model.addAttribute("meta", Meta.unlisted());
                yield "portal/mistake-sent";
            }
        };
    }

    @GetMapping("/mistake-report/track")
    String track(Model model) {
        return track("", FormErrors.NONE, model);
    }

    private static String track(String number, FormErrors errors, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("errors", errors);
        model.addAttribute("meta", Meta.unlisted());
        return "portal/mistake-track";
    }

    @PostMapping("/mistake-report/track")
    String look(@RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String code,
            HttpServletRequest request, Model model) {
        if (count("look:" + request.getRemoteAddr()) > MOST_LOOKS) {
            return track(number, FormErrors.of("", "查询得太频繁了，请一小时以后再试。"), model);
        }
        var found = box.find(number, code);
        if (found.isEmpty()) {
            return track(number, FormErrors.of("number", "没有这个编号，或查询码不对。请对照提交后显示的编号和查询码。"), model);
        }
        model.addAttribute("found", found.get());
        model.addAttribute("zone", clock.zone());
        model.addAttribute("today", clock.today());
        return track(number, FormErrors.NONE, model);
    }

    private int count(String what) {
        return sent.get(what, key -> new AtomicInteger()).incrementAndGet();
    }
}
