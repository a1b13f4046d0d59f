package org.yizhan.requests.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.requests.OwnRequests;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.MembersOnly;

/** The requests of whoever is signed in (我的公开申请). */
@Controller
class OwnRequestPages {
    private static final int PAGE = 20;

    private final OwnRequests requests;
    private final CountyClock clock;

    OwnRequestPages(OwnRequests requests, CountyClock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @MembersOnly
    @GetMapping("/requests/mine")
    String mine(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", requests.of(actor, key, PAGE));
        model.addAttribute("clock", clock);
        return "requests/mine";
    }
}
