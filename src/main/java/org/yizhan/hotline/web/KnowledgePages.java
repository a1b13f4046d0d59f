package org.yizhan.hotline.web;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.hotline.Knowledge;
import org.yizhan.hotline.KnowledgeSearch;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Guesses;
import org.yizhan.identity.Vault;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** What the county knows, for everybody (知识库): the same that agents answer from, readable on an old phone. */
@Controller
@Open
class KnowledgePages {
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** One address says at most so often what did not help. */
    private static final Guesses.Limit PACE = new Guesses.Limit("knowledge-feedback", 10, Duration.ofHours(1),
            List.of(Duration.ofHours(1)));

    private static final List<NavEntry> CRUMBS = List.of(new NavEntry("首页", "/"), new NavEntry("知识库", "/knowledge/"));

    private final Knowledge knowledge;
    private final KnowledgeSearch search;
    private final Guesses guesses;
    private final Vault vault;
    private final CountyClock clock;

    KnowledgePages(Knowledge knowledge, KnowledgeSearch search, Guesses guesses, Vault vault, CountyClock clock) {
        this.knowledge = knowledge;
        this.search = search;
        this.guesses = guesses;
        this.vault = vault;
        this.clock = clock;
    }

    /** People leave out the last stroke. */
    @GetMapping("/knowledge")
    void withoutStroke(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", "/knowledge/");
        response.setHeader("Cache-Control", "no-cache");
    }

    @GetMapping("/knowledge/")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String key,
            HttpServletRequest request, Model model) {
        if (q.isBlank()) {
            KeptPage.of(request).on(Knowledge.TOKEN).until(clock.now().plus(KEPT));
        }
        KeyPage<Knowledge.Entry> page = q.isBlank() ? knowledge.open(null, key) : new KeyPage<>(List.of(), null, null);
        model.addAttribute("q", q);
        model.addAttribute("hits", q.isBlank() ? List.of() : search.of(q, false));
        model.addAttribute("page", page);
        model.addAttribute("names", knowledge.names(page.items()));
        model.addAttribute("crumbs", List.of(new NavEntry("首页", "/")));
        return "hotline/knowledge";
    }

    @GetMapping("/knowledge/{id:[0-9]{1,18}}.html")
    String entry(@PathVariable long id, HttpServletRequest request, Model model) {
        KeptPage.of(request).on(Knowledge.token(id)).until(clock.now().plus(KEPT));
        Knowledge.Entry entry = entry(id);
        model.addAttribute("entry", entry);
        model.addAttribute("unit", knowledge.names(List.of(entry)).getOrDefault(entry.unit(), ""));
        model.addAttribute("crumbs", CRUMBS);
        return "hotline/entry";
    }

    private Knowledge.Entry entry(long id) {
        return knowledge.inForce(id, false).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A page of its own, because the entry is kept and the same for all. */
    @GetMapping("/knowledge/{id:[0-9]{1,18}}/feedback")
    String feedback(@PathVariable long id, Model model) {
        return feedback(entry(id), "", FormErrors.NONE, model);
    }

    private static String feedback(Knowledge.Entry entry, String words, FormErrors errors, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        model.addAttribute("crumbs", CRUMBS);
        return "hotline/feedback";
    }

    /** What somebody did not find in it. */
    @PostMapping("/knowledge/{id:[0-9]{1,18}}/feedback")
    String feedback(@PathVariable long id, @RequestParam(defaultValue = "") String words, HttpServletRequest request,
            Model model) {
        Knowledge.Entry entry = entry(id);
        String source = vault.digest("knowledge-feedback", Caller.of(request).source());
        if (guesses.take(PACE, source).isPaused()) {
            return feedback(entry, words, FormErrors.of("words", "您写得够多了，请一小时以后再写，或者拨打 12345。"), model);
        }
        var refusal = knowledge.didNotHelp(Actor.VISITOR, id, words);
        if (refusal.isPresent()) {
            return feedback(entry, words, FormErrors.of("words", refusal.get().text()), model);
        }
        model.addAttribute("entry", entry);
        model.addAttribute("crumbs", CRUMBS);
        return "hotline/thanks";
    }
}
