package org.yizhan.directory.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.Outcome;
import org.yizhan.directory.Role;
import org.yizhan.directory.RoleBook;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Roles and the permissions they hold. */
@Controller
@RequestMapping("/desk/roles")
@Needs(DirectoryPermissions.ROLES)
class RolePages {
    private final RoleBook book;

    RolePages(RoleBook book) {
        this.book = book;
    }

    @GetMapping
    String all(Actor actor, Model model) {
        model.addAttribute("roles", book.all());
        model.addAttribute("holders", book.holders());
        model.addAttribute("groups", book.permissions());
        model.addAttribute("whyNot", book.whyNot(actor).orElse(null));
        return "directory/roles";
    }

    @GetMapping("/new")
    String newRole(Model model) {
        return form(model, null, new RoleForm("", "", Set.of(), 0), FormErrors.NONE);
    }

    @PostMapping("/new")
    String add(Actor actor, RoleForm form, Model model, RedirectAttributes notes) {
        return kept(book.add(actor, form.name(), form.note(), form.permissions()), null, form, model, notes);
    }

    @GetMapping("/{code:[a-z0-9-]{1,40}}")
    String role(@PathVariable String code, Model model) {
        Role role = find(code);
        return form(model, role, new RoleForm(role.name(), role.note(), role.permissions(), role.version()),
                FormErrors.NONE);
    }

    @PostMapping("/{code:[a-z0-9-]{1,40}}")
    String change(Actor actor, @PathVariable String code, RoleForm form, Model model, RedirectAttributes notes) {
        return kept(book.change(actor, code, form.name(), form.note(), form.permissions(), form.version()), find(code),
                form, model, notes);
    }

    private String kept(Outcome<Role> outcome, @Nullable Role role, RoleForm form, Model model,
            RedirectAttributes notes) {
        return switch (outcome) {
            case Outcome.Done<Role>(Role kept) -> {
                notes.addFlashAttribute("notice", "角色“" + kept.name() + "”已保存，担任这个角色的人从下一次点击起按新的权限办理。");
                yield "redirect:/desk/roles";
            }
            case Outcome.Refused<Role> refused -> form(model, role, form, Forms.errors(refused));
        };
    }

    private String form(Model model, @Nullable Role role, RoleForm form, FormErrors errors) {
        model.addAttribute("role", role);
        model.addAttribute("form", form);
        model.addAttribute("groups", book.permissions());
        model.addAttribute("errors", errors);
        return "directory/role-form";
    }

    private Role find(String code) {
        return book.all().stream().filter(role -> role.code().equals(code)).findFirst().orElseThrow(Forms::notFound);
    }
}
