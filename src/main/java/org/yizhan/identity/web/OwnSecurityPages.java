package org.yizhan.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Passkeys;
import org.yizhan.identity.SecondFactors;
import org.yizhan.identity.Sessions;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.identity.StaffSignIn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** What a member of staff sees and changes about the own sign-in. */
@Controller
@StaffOnly
@RequestMapping("/desk/me/security")
class OwnSecurityPages {
    private static final String HERE = "redirect:/desk/me/security";
    private static final String SECRET = "identity.new-secret";
    private static final int SHOWN = 10;

    private final StaffSignIn signIn;
    private final StaffAccounts accounts;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final SignInWays ways;
    private final CountyClock clock;
    private final FreshSignIn fresh;

    OwnSecurityPages(StaffSignIn signIn, StaffAccounts accounts, SecondFactors factors, Passkeys passkeys,
            Sessions sessions, SignInWays ways, CountyClock clock, FreshSignIn fresh) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.ways = ways;
        this.clock = clock;
        this.fresh = fresh;
    }

    @GetMapping
    String show(Actor actor, HttpSession session, Model model) {
        model.addAttribute("held", factors.heldBy(actor.ref().id()));
        model.addAttribute("required", signIn.mustHaveFactor(actor.ref().id()));
        model.addAttribute("passkeys", passkeys.of(actor));
        model.addAttribute("entries", accounts.lastSignIns(new PersonId(actor.ref().id()), SHOWN));
        model.addAttribute("sessions", sessions.of(actor.ref()));
        model.addAttribute("here", session.getId());
        model.addAttribute("clock", clock);
        return "identity/own-security";
    }

    @PostMapping("/password")
    String changePassword(Actor actor, @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request, RedirectAttributes flash) {
        signIn.changePassword(actor, present, password, repeated, request.getSession().getId(), Caller.of(request))
                .ifPresentOrElse(refusal -> flash.addFlashAttribute("refusal", refusal),
                        () -> flash.addFlashAttribute("notice", "密码已修改，其他设备上的登录已经退出。下次请用新密码登录。"));
        return HERE;
    }

    @GetMapping("/app")
    String addApp(Actor actor, HttpSession session, Model model, RedirectAttributes flash) {
        if (fresh.refusal(session).isPresent()) {
            flash.addFlashAttribute("refusal", fresh.refusal(session).get());
            return HERE;
        }
        String secret = session.getAttribute(SECRET) instanceof String shown ? shown : factors.freshSecret();
        session.setAttribute(SECRET, secret);
        model.addAttribute("secret", secret);
        model.addAttribute("picture", factors.picture(secret, ways.county(), actor.name()));
        return "identity/own-app";
    }

    @PostMapping("/app")
    String addApp(Actor actor, @RequestParam(defaultValue = "") String code, HttpSession session, Model model,
            RedirectAttributes flash) {
        if (!(session.getAttribute(SECRET) instanceof String secret) || fresh.refusal(session).isPresent()) {
            return "redirect:/desk/me/security/app";
        }
        return switch (factors.enrol(actor.ref().id(), secret, code)) {
            case SecondFactors.Enrolment.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield "redirect:/desk/me/security/app";
            }
            case SecondFactors.Enrolment.Done done -> {
                session.removeAttribute(SECRET);
                model.addAttribute("codes", done.recoveryCodes());
                yield "identity/own-recovery-codes";
            }
        };
    }

    @PostMapping("/app/remove")
    String removeApp(Actor actor, HttpSession session, RedirectAttributes flash) {
        if (fresh.refusal(session).isPresent()) {
            flash.addFlashAttribute("refusal", fresh.refusal(session).get());
        } else if (signIn.mustHaveFactor(actor.ref().id()) && passkeys.of(actor).isEmpty()) {
            flash.addFlashAttribute("refusal", new Refusal("您的岗位必须有第二验证方式。请先添加通行密钥，再移除动态口令。"));
        } else {
            factors.removeTotp(actor.ref(), actor.ref().id());
            flash.addFlashAttribute("notice", "动态口令已移除，登录时不再询问。");
        }
        return HERE;
    }

    @PostMapping("/passkeys/remove")
    String removePasskey(Actor actor, @RequestParam String id, HttpSession session, RedirectAttributes flash) {
        fresh.refusal(session)
                .or(() -> passkeys.remove(actor, id, factors.heldBy(actor.ref().id()).totp()))
                .ifPresentOrElse(refusal -> flash.addFlashAttribute("refusal", refusal),
                        () -> flash.addFlashAttribute("notice", "通行密钥已移除，不能再用它登录。"));
        return HERE;
    }

    @PostMapping("/sessions/end")
    String endOthers(Actor actor, HttpSession session, RedirectAttributes flash) {
        int ended = signIn.endOtherSessions(actor, session.getId());
        flash.addFlashAttribute("notice", ended == 0 ? "没有其他设备在登录。" : "已退出其他 " + ended + " 处登录，那里需要重新输入密码。");
        return HERE;
    }
}
