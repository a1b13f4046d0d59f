package org.yizhan.directory.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Delegation;
import org.yizhan.directory.Delegations;
import org.yizhan.directory.Directory;
import org.yizhan.directory.DirectoryBoard;
import org.yizhan.directory.DirectoryBoard.Found;
import org.yizhan.directory.NewDelegation;
import org.yizhan.directory.Outcome;
import org.yizhan.directory.Person;
import org.yizhan.directory.PostId;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.StaffOnly;

/** "While I am away, please act for me": one's own delegations, lent and borrowed. */
@Controller
@RequestMapping("/desk/delegations")
@StaffOnly
class DelegationPages {
    private final Delegations delegations;
    private final Directory directory;
    private final DirectoryBoard board;
    private final CountyClock clock;

    DelegationPages(Delegations delegations, Directory directory, DirectoryBoard board, CountyClock clock) {
        this.delegations = delegations;
        this.directory = directory;
        this.board = board;
        this.clock = clock;
    }

    @GetMapping
    String own(Actor actor, Model model) {
        PersonId self = new PersonId(actor.ref().id());
        var all = directory.posts(self).stream().map(post -> post.id().value()).collect(Collectors.toSet());
        LocalDate today = clock.today();
        return page(actor, model, new DelegationForm("", today.toString(), today.plusDays(6).toString(), all),
                FormErrors.NONE);
    }

    @PostMapping
    String delegate(Actor actor, DelegationForm form, Model model, RedirectAttributes notes) {
        var problems = new LinkedHashMap<String, String>();
        Found<Person> to = board.personTyped(form.to());
        String unknown = to.problem();
        if (unknown != null) {
            problems.put("to", unknown);
        }
        Optional<LocalDate> fromDay = day(form.fromDay());
        Optional<LocalDate> toDay = day(form.toDay());
        if (fromDay.isEmpty()) {
            problems.put("fromDay", "请填写开始日期，例如 2026-11-23。");
        }
        if (toDay.isEmpty()) {
            problems.put("toDay", "请填写结束日期，例如 2026-11-25。");
        }
        Person person = to.one();
        if (!problems.isEmpty() || person == null) {
            return page(actor, model, form, new FormErrors(problems));
        }
        Set<PostId> posts = form.posts().stream().map(PostId::new).collect(Collectors.toSet());
        var wanted = new NewDelegation(new PersonId(actor.ref().id()), person.id(), fromDay.orElseThrow(),
                toDay.orElseThrow(), posts);
        return switch (delegations.delegate(actor, wanted)) {
            case Outcome.Done<Delegation> _ -> {
                notes.addFlashAttribute("notice", "已请" + person.name() + "代办，对方的待办里会有提示；到期自动收回。");
                yield "redirect:/desk/delegations";
            }
            case Outcome.Refused<Delegation> refused -> page(actor, model, form, Forms.errors(refused));
        };
    }

    @PostMapping("/{id:\\d{1,18}}/end")
    String end(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        Optional<Refusal> refusal = delegations.revoke(actor, id);
        refusal.ifPresentOrElse(words -> notes.addFlashAttribute("refusal", words),
                () -> notes.addFlashAttribute("notice", "代办已经结束，权限立即收回。"));
        return "redirect:/desk/delegations";
    }

    private String page(Actor actor, Model model, DelegationForm form, FormErrors errors) {
        PersonId self = new PersonId(actor.ref().id());
        List<Delegation> about = delegations.about(self);
        model.addAttribute("self", self);
        model.addAttribute("today", clock.today());
        model.addAttribute("delegations", about);
        model.addAttribute("posts", directory.posts(self));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "directory/delegations";
    }

    private static Optional<LocalDate> day(@Nullable String typed) {
        return TypedDay.of(typed);
    }
}
