package org.yizhan.directory.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.DirectoryBoard;
import org.yizhan.directory.DirectoryBoard.Found;
import org.yizhan.directory.DirectoryBoard.PersonPage;
import org.yizhan.directory.DirectoryBoard.UnitPage;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.NewPost;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Outcome;
import org.yizhan.directory.Person;
import org.yizhan.directory.Post;
import org.yizhan.directory.PostId;
import org.yizhan.directory.RoleBook;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.StaffOnly;

/** The page of a person: facts, posts, hand-over. */
@Controller
class PersonPages {
    private final DirectoryBoard board;
    private final Organisation organisation;
    private final Appointments appointments;
    private final RoleBook roles;

    PersonPages(DirectoryBoard board, Organisation organisation, Appointments appointments, RoleBook roles) {
        this.board = board;
        this.organisation = organisation;
        this.appointments = appointments;
        this.roles = roles;
    }

    @StaffOnly
    @GetMapping("/desk/people/{id:\\d{1,18}}")
    String person(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("page", page(actor, id));
        return "directory/person";
    }

    @Needs(DirectoryPermissions.PEOPLE)
    @GetMapping("/desk/units/{id:\\d{1,18}}/people/new")
    String newPerson(Actor actor, @PathVariable long id, Model model) {
        return form(model, unit(actor, id), null, PersonForm.empty(), FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.PEOPLE)
    @PostMapping("/desk/units/{id:\\d{1,18}}/people/new")
    String addPerson(Actor actor, @PathVariable long id, PersonForm form, Model model, RedirectAttributes notes) {
        UnitPage unit = unit(actor, id);
        return switch (organisation.addPerson(actor, form.toPerson(new UnitId(id)))) {
            case Outcome.Done<PersonId>(PersonId added) -> {
                notes.addFlashAttribute("notice", "已新增" + form.name().strip() + "。下一步请安全管理员授予角色、设置首次登录的口令。");
                yield "redirect:/desk/people/" + added.value();
            }
            case Outcome.Refused<PersonId> refused -> form(model, unit, null, form, Forms.errors(refused));
        };
    }

    @Needs(DirectoryPermissions.PEOPLE)
    @GetMapping("/desk/people/{id:\\d{1,18}}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        PersonPage page = page(actor, id);
        return form(model, null, page, PersonForm.of(page), FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.PEOPLE)
    @PostMapping("/desk/people/{id:\\d{1,18}}/edit")
    String change(Actor actor, @PathVariable long id, PersonForm form, Model model, RedirectAttributes notes) {
        PersonPage page = page(actor, id);
        var outcome = organisation.changePerson(actor, new PersonId(id), form.name(), form.phone(), form.order(),
                form.version());
        return switch (outcome) {
            case Outcome.Done<PersonId> _ -> {
                notes.addFlashAttribute("notice", "人员信息已保存。");
                yield "redirect:/desk/people/" + id;
            }
            case Outcome.Refused<PersonId> refused -> form(model, null, page, form, Forms.errors(refused));
        };
    }

    private String form(Model model, @Nullable UnitPage unit, @Nullable PersonPage page, PersonForm form,
            FormErrors errors) {
        model.addAttribute("unit", unit);
        model.addAttribute("page", page);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "directory/person-form";
    }

    /** First step: who takes over. With a successor: what will happen, and the button. */
    @Needs(DirectoryPermissions.PEOPLE)
    @GetMapping("/desk/people/{id:\\d{1,18}}/hand-over")
    String handOver(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String successor,
            @RequestParam(required = false) @Nullable String key, Model model) {
        Found<Person> found = successor == null ? new Found<>(null, null) : board.personTyped(successor);
        String problem = found.problem();
        return handOver(model, page(actor, id), UnitForm.text(successor), found.one(), key,
                problem == null ? FormErrors.NONE : FormErrors.of("successor", problem));
    }

    @Needs(DirectoryPermissions.PEOPLE)
    @PostMapping("/desk/people/{id:\\d{1,18}}/hand-over")
    String handOverNow(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") long successor,
            Model model, RedirectAttributes notes) {
        PersonPage page = page(actor, id);
        DirectoryBoard.Leaving leaving = board.leaving(new PersonId(id));
        Optional<Refusal> refusal = organisation.handOver(actor, new PersonId(id), new PersonId(successor));
        if (refusal.isPresent()) {
            return handOver(model, page, "", null, null, FormErrors.of("successor", refusal.get().text()));
        }
        notes.addFlashAttribute("notice", page.person().name() + "的岗位和代办都已结束，账号不能再登录。"
                + (leaving.todos() > 0 ? "名下未办的待办 " + leaving.todos() + " 项已转给接手人。" : "")
                + (leaving.sole().isEmpty()
                        ? ""
                        : "现在没有人担任：" + leaving.sole()
                                .stream()
                                .map(one -> one.unit() + one.role())
                                .collect(Collectors.joining("、")) + "。请安全管理员尽快任命，否则这些岗位的办件没有人办。"));
        return "redirect:/desk/people/" + id;
    }

    private String handOver(Model model, PersonPage page, String typed, @Nullable Person successor,
            @Nullable String key, FormErrors errors) {
        model.addAttribute("page", page);
        model.addAttribute("leaving", board.leaving(page.person().id()));
        model.addAttribute("left", successor == null ? null : board.leftBy(page.person().id(), key));
        model.addAttribute("typed", typed);
        model.addAttribute("successor", successor);
        model.addAttribute("errors", errors);
        return "directory/hand-over";
    }

    @Needs(DirectoryPermissions.POSTS)
    @GetMapping("/desk/people/{id:\\d{1,18}}/appoint")
    String newPost(Actor actor, @PathVariable long id, Model model) {
        PersonPage page = page(actor, id);
        return postForm(model, page, null, new PostForm(page.unitName(), "", "", Set.of()), FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.POSTS)
    @PostMapping("/desk/people/{id:\\d{1,18}}/appoint")
    String appoint(Actor actor, @PathVariable long id, PostForm form, Model model, RedirectAttributes notes) {
        PersonPage page = page(actor, id);
        var problems = new LinkedHashMap<String, String>();
        Unit unit = chosen(form.unit(), "unit", problems);
        Unit scope = form.scope().isBlank() ? unit : chosen(form.scope(), "scope", problems);
        if (unit == null || scope == null) {
            return postForm(model, page, null, form, new FormErrors(problems));
        }
        var wanted = new NewPost(new PersonId(id), unit.id(), form.title(), form.roles(), scope.id());
        return switch (appointments.appoint(actor, wanted)) {
            case Outcome.Done<PostId> _ -> {
                notes.addFlashAttribute("notice",
                        page.person().name() + "已任" + unit.name() + form.title().strip() + "，权限立即生效。");
                yield "redirect:/desk/people/" + id;
            }
            case Outcome.Refused<PostId> refused -> postForm(model, page, null, form, Forms.errors(refused));
        };
    }

    @Needs(DirectoryPermissions.POSTS)
    @GetMapping("/desk/posts/{id:\\d{1,18}}/roles")
    String roles(Actor actor, @PathVariable long id, Model model) {
        Post post = post(id);
        return postForm(model, page(actor, post.person().value()), post, PostForm.of(post), FormErrors.NONE);
    }

    @Needs(DirectoryPermissions.POSTS)
    @PostMapping("/desk/posts/{id:\\d{1,18}}/roles")
    String grant(Actor actor, @PathVariable long id, PostForm form, Model model, RedirectAttributes notes) {
        Post post = post(id);
        var problems = new LinkedHashMap<String, String>();
        UnitId scope = post.unit().unit();
        if (!form.scope().isBlank()) {
            Unit chosen = form.scope().strip().equals(post.scopeName())
                    ? new Unit(post.scope().unit(), post.scope(), post.scopeName(), post.scopeName(), false)
                    : chosen(form.scope(), "scope", problems);
            if (chosen == null) {
                return postForm(model, page(actor, post.person().value()), post, form, new FormErrors(problems));
            }
            scope = chosen.id();
        }
        Optional<Refusal> refusal = appointments.grant(actor, post.id(), form.roles(), scope);
        if (refusal.isPresent()) {
            return postForm(model, page(actor, post.person().value()), post, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "岗位“" + post.title() + "”的角色已调整，立即生效。");
        return "redirect:/desk/people/" + post.person().value();
    }

    @Needs(DirectoryPermissions.POSTS)
    @PostMapping("/desk/posts/{id:\\d{1,18}}/end")
    String end(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        Post post = post(id);
        return after(appointments.end(actor, post.id()), post, "岗位“" + post.title() + "”已免去，相应权限立即收回。", notes);
    }

    @Needs(DirectoryPermissions.POSTS)
    @PostMapping("/desk/posts/{id:\\d{1,18}}/main")
    String makeMain(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        Post post = post(id);
        return after(appointments.makeMain(actor, post.id()), post,
                "主岗位已改为“" + post.title() + "”，人员归到" + post.unitName() + "。",
                notes);
    }

    private static String after(Optional<Refusal> refusal, Post post, String notice, RedirectAttributes notes) {
        refusal.ifPresentOrElse(words -> notes.addFlashAttribute("refusal", words),
                () -> notes.addFlashAttribute("notice", notice));
        return "redirect:/desk/people/" + post.person().value();
    }

    private String postForm(Model model, PersonPage page, @Nullable Post post, PostForm form, FormErrors errors) {
        model.addAttribute("page", page);
        model.addAttribute("post", post);
        model.addAttribute("form", form);
        model.addAttribute("roles", roles.all());
        model.addAttribute("errors", errors);
        return "directory/post-form";
    }

    private @Nullable Unit chosen(String typed, String field, Map<String, String> problems) {
        Found<Unit> found = board.unitTyped(typed);
        String problem = found.problem();
        if (problem != null) {
            problems.put(field, problem);
        }
        return found.one();
    }

    private PersonPage page(Actor actor, long id) {
        return board.person(actor, new PersonId(id)).orElseThrow(Forms::notFound);
    }

    private UnitPage unit(Actor actor, long id) {
        return board.unit(actor, new UnitId(id)).orElseThrow(Forms::notFound);
    }

    private Post post(long id) {
        return board.post(new PostId(id)).orElseThrow(Forms::notFound);
    }
}
