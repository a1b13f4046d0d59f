package org.yizhan.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.identity.Caller;
import org.yizhan.identity.LocalPath;
import org.yizhan.identity.OuterProvider;
import org.yizhan.identity.OuterSignIn;
import org.yizhan.identity.PendingSignIn;
import org.yizhan.identity.SecondFactors;
import org.yizhan.identity.SessionOpener;
import org.yizhan.identity.StaffSignIn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.StaffOnly;

/** The way of staff into the desk, page by page. */
@Controller
@Open
class StaffSignInPages {
    static final String PENDING = "identity.pending";
    private static final String START = "redirect:/desk/sign-in";
    private static final String DESK = "/desk/";
    private static final String OUTER = "identity.outer";

    private final StaffSignIn signIn;
    private final SecondFactors factors;
    private final SessionOpener opener;
    private final SignInWays ways;
    private final OuterSignIn outer;

    StaffSignInPages(StaffSignIn signIn, SecondFactors factors, SessionOpener opener, SignInWays ways,
            OuterSignIn outer) {
        this.signIn = signIn;
        this.factors = factors;
        this.opener = opener;
        this.ways = ways;
        this.outer = outer;
    }

    @ModelAttribute("county")
    String county() {
        return ways.county();
    }

    @GetMapping("/desk/sign-in")
    String start(Actor actor, @RequestParam(required = false) @Nullable String next, Model model) {
        String target = LocalPath.orElse(next, DESK);
        if (actor.isStaff()) {
            return onward(target);
        }
        return startPage(model, target, "");
    }

    private String startPage(Model model, String next, String account) {
        model.addAttribute("next", next);
        model.addAttribute("account", account);
        model.addAttribute("outer", ways.outerLabel());
        return "identity/sign-in";
    }

    @PostMapping("/desk/sign-in")
    String password(@RequestParam(defaultValue = "") String account, @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes flash) {
        String target = LocalPath.orElse(next, DESK);
        return switch (signIn.begin(account, password, target, Caller.of(request))) {
            case StaffSignIn.Answer.Refused refused -> {
                model.addAttribute("refusal", refused.why());
                yield startPage(model, target, account);
            }
            case StaffSignIn.Answer.Onward onward -> advance(onward.pending(), request, response, flash);
        };
    }

    @GetMapping("/desk/sign-in/factor")
    String factor(HttpSession session, Model model) {
        PendingSignIn pending = pending(session);
        if (pending == null || signIn.nextStep(pending) != StaffSignIn.Step.FACTOR) {
            return START;
        }
        model.addAttribute("held", factors.heldBy(pending.person()));
        return "identity/factor";
    }

    @PostMapping("/desk/sign-in/factor")
    String factor(@RequestParam(defaultValue = "") String code, HttpServletRequest request,
            HttpServletResponse response, RedirectAttributes flash) {
        PendingSignIn pending = pending(request.getSession());
        if (pending == null) {
            return tooOld(flash);
        }
        return switch (signIn.factor(pending, code, Caller.of(request))) {
            case StaffSignIn.Answer.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield signIn.isTooOld(pending) ? START : "redirect:/desk/sign-in/factor";
            }
            case StaffSignIn.Answer.Onward onward -> advance(onward.pending(), request, response, flash);
        };
    }

    @GetMapping("/desk/sign-in/password")
    String newPassword(HttpSession session) {
        PendingSignIn pending = pending(session);
        return pending == null || signIn.nextStep(pending) != StaffSignIn.Step.NEW_PASSWORD
                ? START
                : "identity/new-password";
    }

    @PostMapping("/desk/sign-in/password")
    String newPassword(@RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated, HttpServletRequest request, HttpServletResponse response,
            RedirectAttributes flash) {
        PendingSignIn pending = pending(request.getSession());
        if (pending == null || signIn.nextStep(pending) != StaffSignIn.Step.NEW_PASSWORD) {
            return tooOld(flash);
        }
        return signIn.newPassword(pending, password, repeated).map(refusal -> {
            flash.addFlashAttribute("refusal", refusal);
            return signIn.isTooOld(pending) ? START : "redirect:/desk/sign-in/password";
        }).orElseGet(() -> advance(pending, request, response, flash));
    }

    @GetMapping("/desk/sign-in/add-factor")
    String addFactor(HttpSession session, Model model) {
        PendingSignIn pending = pending(session);
        if (pending == null || signIn.nextStep(pending) != StaffSignIn.Step.ADD_FACTOR) {
            return START;
        }
        PendingSignIn shown = pending.secret().isEmpty() ? pending.withSecret(factors.freshSecret()) : pending;
        session.setAttribute(PENDING, shown);
        model.addAttribute("secret", shown.secret());
        model.addAttribute("picture", factors.picture(shown.secret(), ways.county(), signIn.accountOf(shown)));
        return "identity/add-factor";
    }

    @PostMapping("/desk/sign-in/add-factor")
    String addFactor(@RequestParam(defaultValue = "") String code, HttpServletRequest request,
            HttpServletResponse response, RedirectAttributes flash, Model model) {
        PendingSignIn pending = pending(request.getSession());
        if (pending == null || pending.secret().isEmpty() || signIn.isTooOld(pending)
                || signIn.nextStep(pending) != StaffSignIn.Step.ADD_FACTOR) {
            return tooOld(flash);
        }
        return switch (factors.enrol(pending.person(), pending.secret(), code)) {
            case SecondFactors.Enrolment.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield "redirect:/desk/sign-in/add-factor";
            }
            case SecondFactors.Enrolment.Done done -> {
                PendingSignIn proven = pending.provenByApp();
                advance(proven, request, response, flash);
                model.addAttribute("codes", done.recoveryCodes());
                model.addAttribute("next", proven.next());
                yield "identity/recovery-codes";
            }
        };
    }

    /** A page between signing in and another system: browsers do not let a form lead to a foreign address. */
    @StaffOnly
    @GetMapping("/desk/sign-in/onward")
    String onward(@RequestParam String next, Model model) {
        model.addAttribute("next", LocalPath.orElse(next, DESK));
        return "identity/onward";
    }

    /** Away to the outer provider: a link, because a form may not lead to a foreign address. */
    @GetMapping("/desk/sign-in/outer")
    String outer(@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
            RedirectAttributes flash) {
        return switch (outer.begin(LocalPath.orElse(next, DESK), request.getServerPort())) {
            case OuterProvider.Beginning.Leave leave -> {
                request.getSession().setAttribute(OUTER, leave.asked());
                yield "redirect:" + leave.address();
            }
            case OuterProvider.Beginning.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield START;
            }
        };
    }

    @GetMapping("/desk/sign-in/outer/back")
    String outerBack(HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash) {
        HttpSession session = request.getSession();
        Object asked = session.getAttribute(OUTER);
        session.removeAttribute(OUTER);
        if (!(asked instanceof OuterProvider.Asked ours) || request.getQueryString() == null) {
            return tooOld(flash);
        }
        return switch (outer.finish(ours, request.getQueryString(), Caller.of(request))) {
            case StaffSignIn.Answer.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield START;
            }
            case StaffSignIn.Answer.Onward onward -> advance(onward.pending(), request, response, flash);
        };
    }

    @PostMapping("/desk/sign-out")
    String signOut(Actor actor, HttpServletRequest request) {
        signIn.signOut(actor);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return START;
    }

    /** To the next step, or in. */
    private String advance(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response,
            RedirectAttributes flash) {
        StaffSignIn.Step step = signIn.nextStep(pending);
        if (step != StaffSignIn.Step.DONE) {
            opener.renew(request);
            request.getSession().setAttribute(PENDING, pending);
            return "redirect:/desk/sign-in/" + switch (step) {
                case FACTOR -> "factor";
                case NEW_PASSWORD -> "password";
                case ADD_FACTOR -> "add-factor";
                case DONE -> throw new IllegalStateException("done has no page");
            };
        }
        flash.addFlashAttribute("notice", enter(pending, request, response));
        return onward(pending.next());
    }

    /** Opens the session; returns what to know about the last time. */
    String enter(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        Caller caller = Caller.of(request);
        String notice = signIn.complete(pending, caller, opener.device(request, response, caller));
        opener.open(request, ActorRef.staff(pending.person()), caller);
        return notice;
    }

    static String onward(String next) {
        return next.startsWith("/oauth2/")
                ? "redirect:/desk/sign-in/onward?next="
                        + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8)
                : "redirect:" + next;
    }

    private static @Nullable PendingSignIn pending(HttpSession session) {
        return (PendingSignIn) session.getAttribute(PENDING);
    }

    private static String tooOld(RedirectAttributes flash) {
        flash.addFlashAttribute("refusal", new Refusal("登录中断太久，请重新输入账号和密码。"));
        return START;
    }
}
