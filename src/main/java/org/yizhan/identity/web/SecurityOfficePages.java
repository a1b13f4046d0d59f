package org.yizhan.identity.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.identity.IdentityPermissions;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.identity.SystemSignOn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.MenuEntry;
import org.yizhan.shared.web.Needs;

/** What the security administrator does: accounts of staff, and the systems that use this sign-on. */
@Controller
@Needs(IdentityPermissions.SECURITY)
class SecurityOfficePages {
    private static final int SHOWN = 20;

    private final StaffAccounts accounts;
    private final SystemSignOn signOn;
    private final Directory directory;
    private final CountyClock clock;

    SecurityOfficePages(StaffAccounts accounts, SystemSignOn signOn, Directory directory, CountyClock clock) {
        this.accounts = accounts;
        this.signOn = signOn;
        this.directory = directory;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry accountsEntry() {
            return new MenuEntry(MenuEntry.Group.SYSTEM, 40, "登录账号", "/desk/accounts",
                    Set.of(IdentityPermissions.SECURITY));
        }

        @Bean
        MenuEntry clientsEntry() {
            return new MenuEntry(MenuEntry.Group.SYSTEM, 41, "统一登录", "/desk/clients",
                    Set.of(IdentityPermissions.SECURITY));
        }
    }

    @GetMapping("/desk/accounts")
    String accounts(Actor actor, @RequestParam(defaultValue = "") String account, Model model) {
        String typed = account.strip();
        model.addAttribute("account", typed);
        model.addAttribute("clock", clock);
        Person person = typed.isEmpty() ? null : directory.personByAccount(typed).orElse(null);
        model.addAttribute("searched", !typed.isEmpty());
        model.addAttribute("person", person);
        if (person != null) {
            boolean mine = actor.may(IdentityPermissions.SECURITY, person.unit());
            model.addAttribute("state", accounts.state(person.id()));
            model.addAttribute("entries", mine ? accounts.lastSignIns(person.id(), SHOWN) : java.util.List.of());
        }
        return "identity/accounts";
    }

    @PostMapping("/desk/accounts/open")
    String open(Actor actor, @RequestParam long person, Model model, RedirectAttributes flash) {
        return handedOver(accounts.open(actor, new PersonId(person)), person, model, flash);
    }

    @PostMapping("/desk/accounts/reset")
    String reset(Actor actor, @RequestParam long person, @RequestParam(defaultValue = "false") boolean factors,
            Model model, RedirectAttributes flash) {
        return handedOver(accounts.reset(actor, new PersonId(person), factors), person, model, flash);
    }

    private String handedOver(StaffAccounts.Handover handover, long person, Model model, RedirectAttributes flash) {
        return switch (handover) {
            case StaffAccounts.Handover.Refused refused -> back(person, refused.why(), "", flash);
            case StaffAccounts.Handover.Password password -> {
                model.addAttribute("person", directory.person(new PersonId(person)).orElseThrow());
                model.addAttribute("initial", password.initial());
                yield "identity/handover";
            }
        };
    }

    @PostMapping("/desk/accounts/close")
    String close(Actor actor, @RequestParam long person, RedirectAttributes flash) {
        return back(person, accounts.close(actor, new PersonId(person)).orElse(null), "账号已关闭，该同志的登录已全部退出。", flash);
    }

    @PostMapping("/desk/accounts/unlock")
    String unlock(Actor actor, @RequestParam long person, RedirectAttributes flash) {
        return back(person, accounts.unlock(actor, new PersonId(person)).orElse(null), "已解除暂停，该同志可以马上登录。", flash);
    }

    private String back(long person, @Nullable Refusal refusal, String notice, RedirectAttributes flash) {
        if (refusal == null) {
            flash.addFlashAttribute("notice", notice);
        } else {
            flash.addFlashAttribute("refusal", refusal);
        }
        String account = directory.person(new PersonId(person)).map(Person::account).orElse("");
        return "redirect:"
                + UriComponentsBuilder.fromPath("/desk/accounts").queryParam("account", account).encode().toUriString();
    }

    @GetMapping("/desk/clients")
    String clients(Model model) {
        model.addAttribute("systems", signOn.systems());
        model.addAttribute("clock", clock);
        return "identity/clients";
    }

    @PostMapping("/desk/clients")
    String register(Actor actor, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String addresses,
            Model model) {
        SystemSignOn.Registration registration = signOn.register(actor, name, addresses);
        if (registration instanceof SystemSignOn.Registration.Refused(Refusal why)) {
            model.addAttribute("refusal", why);
            model.addAttribute("name", name);
            model.addAttribute("addresses", addresses);
            return clients(model);
        }
        model.addAttribute("done", registration);
        return "identity/client-secret";
    }

    @PostMapping("/desk/clients/secret")
    String renew(Actor actor, @RequestParam String client, Model model, RedirectAttributes flash) {
        SystemSignOn.Registration registration = signOn.renewSecret(actor, client);
        if (registration instanceof SystemSignOn.Registration.Refused(Refusal why)) {
            flash.addFlashAttribute("refusal", why);
            return "redirect:/desk/clients";
        }
        model.addAttribute("done", registration);
        return "identity/client-secret";
    }

    @PostMapping("/desk/clients/remove")
    String remove(Actor actor, @RequestParam String client, RedirectAttributes flash) {
        signOn.remove(actor, client)
                .ifPresentOrElse(refusal -> flash.addFlashAttribute("refusal", refusal),
                        () -> flash.addFlashAttribute("notice", "已移除，该系统不能再用统一登录。"));
        return "redirect:/desk/clients";
    }
}
