package org.yizhan.hotline.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.Knowledge;
import org.yizhan.hotline.KnowledgeSearch;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where units keep what they know, the office approves it, and agents read it. */
@Controller
class KnowledgeDesk {
    private static final int USUAL_MONTHS = 6;
    private static final String HOME = "/desk/hotline/knowledge";
    private static final String ENTRY = HOME + "/{id:[0-9]{1,18}}";

    private final Knowledge knowledge;
    private final KnowledgeSearch search;
    private final CountyClock clock;

    KnowledgeDesk(Knowledge knowledge, KnowledgeSearch search, CountyClock clock) {
        this.knowledge = knowledge;
        this.search = search;
        this.clock = clock;
    }

    @GetMapping(HOME)
    @Needs({HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE, HotlinePermissions.AGENT})
    String list(Actor actor, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String key, Model model) {
        KeyPage<Knowledge.Entry> page = knowledge.mine(actor, key);
        model.addAttribute("q", q);
        model.addAttribute("hits", q.isBlank() ? List.of() : search.of(q, true));
        model.addAttribute("page", page);
        model.addAttribute("today", clock.today());
        model.addAttribute("names", knowledge.names(page.items()));
        model.addAttribute("writes", !knowledge.units(actor).isEmpty());
        return "hotline/knowledge-list";
    }

    /** Found while somebody types in a call, put in beside the form; a page of its own it is not. */
    @GetMapping(HOME + "/found")
    @Needs({HotlinePermissions.AGENT, HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE})
    String found(Actor actor, @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String within, Model model) {
        if (within == null) {
            return "redirect:" + HOME;
        }
        List<SearchResults.Hit> hits = q.isBlank() ? List.of() : search.of(q, true);
        model.addAttribute("hits", hits);
        model.addAttribute("tellable", actor.mayAnywhere(HotlinePermissions.AGENT) ? search.tellable(hits) : Set.of());
        model.addAttribute("asked", q);
        return "hotline/found";
    }

    /** What is told now, for whoever answers a call. */
    @GetMapping(ENTRY + "/read")
    @Needs({HotlinePermissions.AGENT, HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE,
        HotlinePermissions.HANDLE})
    String read(@PathVariable long id, Model model) {
        Knowledge.Entry entry = knowledge.inForce(id, true)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("entry", entry);
        model.addAttribute("unit", knowledge.names(List.of(entry)).getOrDefault(entry.unit(), ""));
        return "hotline/knowledge-read";
    }

    @PostMapping(ENTRY + "/feedback")
    @Needs({HotlinePermissions.AGENT, HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE,
        HotlinePermissions.HANDLE})
    String feedback(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String words,
            RedirectAttributes notes) {
        knowledge.didNotHelp(actor, id, words)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已告诉维护的单位。"));
        return knowledge.inForce(id, true).isEmpty() ? "redirect:" + HOME : "redirect:" + HOME + "/" + id + "/read";
    }

    @GetMapping(HOME + "/new")
    @Needs(HotlinePermissions.KNOWLEDGE)
    String begin(Actor actor, Model model) {
        return form(actor, EntryForm.EMPTY, null, FormErrors.NONE, model);
    }

    private String form(Actor actor, EntryForm typed, Knowledge.@Nullable Entry entry, FormErrors errors,
            Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("entry", entry);
        model.addAttribute("errors", errors);
        model.addAttribute("units", knowledge.units(actor));
        model.addAttribute("writes", entry == null || knowledge.mayWrite(actor, entry.unit()));
        model.addAttribute("approves", entry != null && entry.state() == Knowledge.State.WAITING
                && knowledge.mayApprove(actor));
        model.addAttribute("due", entry == null ? null : knowledge.toBeReviewedSince(entry.id()).orElse(null));
        model.addAttribute("next", clock.today().plusMonths(USUAL_MONTHS).toString());
        model.addAttribute("versions", entry == null ? List.of() : knowledge.versions(entry.id()));
        model.addAttribute("feedback", entry == null ? List.of() : knowledge.feedback(entry.id()));
        return "hotline/knowledge-form";
    }

    @GetMapping(ENTRY)
    @Needs({HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE})
    String edit(Actor actor, @PathVariable long id, Model model) {
        Knowledge.Entry entry = entry(actor, id);
        return form(actor, EntryForm.of(entry), entry, FormErrors.NONE, model);
    }

    private Knowledge.Entry entry(Actor actor, long id) {
        return knowledge.find(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** @param send whether the office is to look at it; otherwise it is kept as a draft */
    @PostMapping(HOME)
    @Needs(HotlinePermissions.KNOWLEDGE)
    String write(Actor actor, @ModelAttribute("typed") EntryForm form, BindingResult unreadable,
            @RequestParam(defaultValue = "") String send, Model model, RedirectAttributes notes) {
        return switch (knowledge.write(actor, form.entryId(), form.seen(), CallForm.path(form.unit()).orElse(null),
                form.written(), send.equals("1"))) {
            case Knowledge.Saved.Refused refused -> form(actor, form,
                    form.entryId() == 0 ? null : knowledge.find(actor, form.entryId()).orElse(null),
                    FormErrors.of(refused.why()), model);
            case Knowledge.Saved.Done done -> {
                notes.addFlashAttribute("notice", send.equals("1") ? "已提交热线办审核，审核以后对外使用。" : "已存为草稿。");
                yield "redirect:" + HOME + "/" + done.id();
            }
        };
    }

    @PostMapping(ENTRY + "/approve")
    @Needs(HotlinePermissions.KNOWLEDGE_OFFICE)
    String approve(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String version,
            RedirectAttributes notes) {
        return after(id, knowledge.approve(actor, id, EntryForm.number(version)), "已发布，话务员和公众现在看到的是这一版。", notes);
    }

    @PostMapping(ENTRY + "/send-back")
    @Needs(HotlinePermissions.KNOWLEDGE_OFFICE)
    String sendBack(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String why, RedirectAttributes notes) {
        return after(id, knowledge.sendBack(actor, id, EntryForm.number(version), why), "已退回维护的单位。", notes);
    }

    @PostMapping(ENTRY + "/retire")
    @Needs({HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE})
    String retire(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String version,
            RedirectAttributes notes) {
        return after(id, knowledge.retire(actor, id, EntryForm.number(version)), "已停用，各处都不再显示。", notes);
    }

    @PostMapping(ENTRY + "/still-holds")
    @Needs(HotlinePermissions.KNOWLEDGE)
    String stillHolds(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String next,
            RedirectAttributes notes) {
        LocalDate day = TypedDay.of(next).orElse(null);
        return after(id, knowledge.stillHolds(actor, id, day),
                day == null ? "" : "已核对，" + Dates.day(day) + "再提醒本单位核对。", notes);
    }

    @PostMapping(ENTRY + "/settle")
    @Needs(HotlinePermissions.KNOWLEDGE)
    String settle(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(id, knowledge.settle(actor, id), "反馈已处理。", notes);
    }

    private static String after(long id, Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + HOME + "/" + id;
    }
}
