package org.yizhan.identity.web;

import java.util.Optional;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.IdentityPermissions;
import org.yizhan.identity.MemberCounter;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.MenuEntry;
import org.yizhan.shared.web.Needs;

/** The clerk at the counter verifies who stands there. */
@Controller
@Needs(IdentityPermissions.VERIFY)
class CounterPages {
    private static final String PAGE = "/desk/verification";

    private final MemberCounter counter;
    private final CountyClock clock;

    CounterPages(MemberCounter counter, CountyClock clock) {
        this.counter = counter;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry verificationEntry() {
            return new MenuEntry(MenuEntry.Group.TODAY, 30, "窗口核验", PAGE, Set.of(IdentityPermissions.VERIFY));
        }
    }

    @GetMapping(PAGE)
    String start(Actor actor, @RequestParam(defaultValue = "citizen") String as, Model model) {
        return page(actor, new CounterForm(as, "", "", "", ""), FormErrors.NONE, model);
    }

    @PostMapping(PAGE)
    String verify(Actor actor, @RequestParam(defaultValue = "citizen") String as,
            @RequestParam(defaultValue = "") String phone, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number, Model model, RedirectAttributes notes) {
        var form = new CounterForm(as, phone, name, number, "");
        return answer(actor, form, counter.verify(actor, form.document()),
                "已核验。对方的账号现在是实名账号，可以办理要求实名的事项。", model, notes);
    }

    @PostMapping(PAGE + "/undo")
    String undo(Actor actor, @RequestParam(defaultValue = "citizen") String as,
            @RequestParam(defaultValue = "") String phone, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String reason, Model model,
            RedirectAttributes notes) {
        var form = new CounterForm(as, phone, name, number, reason);
        return answer(actor, form, counter.undo(actor, form.document(), reason),
                "已取消核验。本人可以改正登记的信息，改好后再来核验。", model, notes);
    }

    private String answer(Actor actor, CounterForm form, Optional<Refusal> refusal, String done, Model model,
            RedirectAttributes notes) {
        if (refusal.isPresent()) {
            return page(actor, form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", done);
        return "redirect:" + PAGE + (form.enterprise() ? "?as=enterprise" : "");
    }

    private String page(Actor actor, CounterForm form, FormErrors errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("done", counter.doneBy(actor));
        model.addAttribute("clock", clock);
        return "identity/verification";
    }
}
