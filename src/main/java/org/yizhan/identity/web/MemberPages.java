package org.yizhan.identity.web;

import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Caller;
import org.yizhan.identity.LocalPath;
import org.yizhan.identity.Members;
import org.yizhan.identity.OuterMembers;
import org.yizhan.identity.SessionOpener;
import org.yizhan.messaging.Inbox;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.MembersOnly;
import org.yizhan.shared.web.Open;

/** Where citizens and enterprises sign in, see what is kept about them, take it along and have it erased. */
@Controller
class MemberPages {
    private static final String ASKED = "identity.asked";
    private static final String PHONE_ASKED = "identity.phone-asked";
    private static final String NEXT = "identity.next";
    private static final String START = "redirect:/member/sign-in";
    private static final String OWN = "/member";

    private final Members members;
    private final OuterMembers outer;
    private final SessionOpener opener;
    private final Inbox inbox;
    private final CountyClock clock;

    MemberPages(Members members, OuterMembers outer, SessionOpener opener, Inbox inbox, CountyClock clock) {
        this.members = members;
        this.outer = outer;
        this.opener = opener;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Open
    @GetMapping("/sign-in")
    String signIn() {
        return START;
    }

    @Open
    @GetMapping("/member/sign-in")
    String start(Actor actor, @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "citizen") String as, Model model) {
        String target = LocalPath.orElse(next, OWN);
        return isMember(actor)
                ? "redirect:" + target
                : startPage(model, target, as.equals("enterprise"), "", "", "");
    }

    private String startPage(Model model, String next, boolean enterprise, String phone, String creditCode,
            String firm) {
        model.addAttribute("next", next);
        model.addAttribute("outer", outer.name());
        model.addAttribute("enterprise", enterprise);
        model.addAttribute("phone", phone);
        model.addAttribute("creditCode", creditCode);
        model.addAttribute("firm", firm);
        return "identity/member-sign-in";
    }

    @Open
    @PostMapping("/member/sign-in/code")
    String ask(@RequestParam(defaultValue = "") String phone, @RequestParam(defaultValue = "citizen") String as,
            @RequestParam(defaultValue = "") String creditCode, @RequestParam(defaultValue = "") String firm,
            @RequestParam(required = false) @Nullable String next, HttpServletRequest request, Model model) {
        boolean enterprise = as.equals("enterprise");
        String target = LocalPath.orElse(next, OWN);
        return switch (members.ask(phone, enterprise ? creditCode : null, enterprise ? firm : null,
                Caller.of(request))) {
            case Members.Asking.Refused refused -> {
                model.addAttribute("refusal", refused.why());
                yield startPage(model, target, enterprise, phone, creditCode, firm);
            }
            case Members.Asking.Sent sent -> {
                request.getSession().setAttribute(ASKED, sent.asked());
                request.getSession().setAttribute(NEXT, target);
                yield "redirect:/member/sign-in/code";
            }
        };
    }

    @Open
    @GetMapping("/member/sign-in/code")
    String code(HttpSession session, Model model) {
        if (!(session.getAttribute(ASKED) instanceof Members.Asked asked)) {
            return START;
        }
        return codePage(model, asked, "/member/sign-in", "登录", "/member/sign-in");
    }

    private static String codePage(Model model, Members.Asked asked, String action, String label, String back) {
        String phone = asked.claim().phone();
        model.addAttribute("phone", phone.substring(0, 3) + "****" + phone.substring(7));
        model.addAttribute("action", action);
        model.addAttribute("label", label);
        model.addAttribute("back", back);
        return "identity/member-code";
    }

    @Open
    @PostMapping("/member/sign-in")
    String enter(@RequestParam(defaultValue = "") String code, HttpServletRequest request, RedirectAttributes flash) {
        HttpSession session = request.getSession();
        if (!(session.getAttribute(ASKED) instanceof Members.Asked asked)) {
            flash.addFlashAttribute("refusal", new Refusal("等待太久，请重新获取验证码。"));
            return START;
        }
        String next = session.getAttribute(NEXT) instanceof String kept ? kept : OWN;
        Caller caller = Caller.of(request);
        return switch (members.enter(asked, code, caller)) {
            case Members.Entry.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield "redirect:/member/sign-in/code";
            }
            case Members.Entry.In in -> {
                opener.open(request, in.who(), caller);
                yield "redirect:" + next;
            }
        };
    }

    @MembersOnly
    @GetMapping(OWN)
    String own(Actor actor, Model model) {
        return members.profile(actor).map(profile -> {
            model.addAttribute("profile", profile);
            model.addAttribute("clock", clock);
            model.addAttribute("outer", outer.name());
            model.addAttribute("unread", inbox.unread(actor.ref()));
            return "identity/member";
        }).orElse(START);
    }

    @MembersOnly
    @PostMapping("/member/identity")
    String giveIdentity(Actor actor, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String identityNumber, RedirectAttributes flash) {
        members.giveIdentity(actor, name, identityNumber).ifPresentOrElse(refusal -> {
            flash.addFlashAttribute("refusal", refusal);
            flash.addFlashAttribute("typedName", name);
        }, () -> flash.addFlashAttribute("notice", "身份信息已登记，加密保存，只用于您办理的事项。"));
        return "redirect:" + OWN;
    }

    @MembersOnly
    @PostMapping("/member/phone")
    String askPhone(@RequestParam(defaultValue = "") String phone, HttpServletRequest request,
            RedirectAttributes flash) {
        return switch (members.ask(phone, null, null, Caller.of(request))) {
            case Members.Asking.Refused refused -> {
                flash.addFlashAttribute("refusal", refused.why());
                yield "redirect:" + OWN;
            }
            case Members.Asking.Sent sent -> {
                request.getSession().setAttribute(PHONE_ASKED, sent.asked());
                yield "redirect:/member/phone";
            }
        };
    }

    @MembersOnly
    @GetMapping("/member/phone")
    String phoneCode(HttpSession session, Model model) {
        return session.getAttribute(PHONE_ASKED) instanceof Members.Asked asked
                ? codePage(model, asked, "/member/phone/code", "登记手机号", OWN)
                : "redirect:" + OWN;
    }

    @MembersOnly
    @PostMapping("/member/phone/code")
    String givePhone(Actor actor, @RequestParam(defaultValue = "") String code, HttpSession session,
            RedirectAttributes flash) {
        if (!(session.getAttribute(PHONE_ASKED) instanceof Members.Asked asked)) {
            flash.addFlashAttribute("refusal", new Refusal("等待太久，请重新获取验证码。"));
            return "redirect:" + OWN;
        }
        Optional<Refusal> refusal = members.givePhone(actor, asked, code);
        if (refusal.isPresent()) {
            flash.addFlashAttribute("refusal", refusal.get());
            return "redirect:/member/phone";
        }
        session.removeAttribute(PHONE_ASKED);
        flash.addFlashAttribute("notice", "手机号已登记，下次也可以用它登录。");
        return "redirect:" + OWN;
    }

    @MembersOnly
    @PostMapping("/member/outer/unlink")
    String unlink(Actor actor, RedirectAttributes flash) {
        outer.unlink(actor)
                .ifPresentOrElse(refusal -> flash.addFlashAttribute("refusal", refusal),
                        () -> flash.addFlashAttribute("notice", "已断开关联，以后用手机号登录。"));
        return "redirect:" + OWN;
    }

    @MembersOnly
    @GetMapping("/member/export")
    ResponseEntity<Map<String, Object>> export(Actor actor) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("my-data.json").build().toString())
                .body(members.export(actor));
    }

    @MembersOnly
    @PostMapping("/member/erase")
    String erase(Actor actor, @RequestParam(defaultValue = "") String sure, HttpServletRequest request,
            RedirectAttributes flash) {
        if (!sure.equals("yes")) {
            flash.addFlashAttribute("refusal", new Refusal("请先勾选“我明白注销后不能恢复”，再注销账号。"));
            return "redirect:" + OWN;
        }
        members.erase(actor, request.getSession().getId());
        opener.renew(request);
        flash.addFlashAttribute("notice", "账号已注销，您的手机号、姓名和证件号码已删除。");
        return START;
    }

    @MembersOnly
    @PostMapping("/member/sign-out")
    String signOut(HttpServletRequest request) {
        request.getSession().invalidate();
        return "redirect:/";
    }

    private static boolean isMember(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.CITIZEN || actor.ref().kind() == ActorRef.Kind.ENTERPRISE;
    }
}
