package org.yizhan.letters.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.letters.OwnLetters;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.MembersOnly;

/** The letters of whoever is signed in (我的来信). */
@Controller
class OwnLetterPages {
    private static final int PAGE = 20;

    private final OwnLetters letters;
    private final CountyClock clock;

    OwnLetterPages(OwnLetters letters, CountyClock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @MembersOnly
    @GetMapping("/letters/mine")
    String mine(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", letters.of(actor, key, PAGE));
        model.addAttribute("clock", clock);
        return "letters/mine";
    }
}
