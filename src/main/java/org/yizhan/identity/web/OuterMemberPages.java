package org.yizhan.identity.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.identity.Caller;
import org.yizhan.identity.LocalPath;
import org.yizhan.identity.OuterMembers;
import org.yizhan.identity.OuterProvider;
import org.yizhan.identity.SessionOpener;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Open;

/** A citizen's way to the outer provider and back: to sign in, or, when signed in already, to link the account. */
@Controller
@Open
@RequestMapping("/member/sign-in/outer")
class OuterMemberPages {
    private static final String ASKED = "identity.outer-member";
    private static final String OWN = "/member";

    private final OuterMembers outer;
    private final SessionOpener opener;

    OuterMemberPages(OuterMembers outer, SessionOpener opener) {
        this.outer = outer;
        this.opener = opener;
    }

    /** A link, because a form may not lead to a foreign address. */
    @GetMapping
    String leave(Actor actor, @RequestParam(required = false) @Nullable String next, HttpServletRequest request,
            RedirectAttributes flash) {
        return switch (outer.begin(LocalPath.orElse(next, OWN), request.getServerPort())) {
            case OuterProvider.Beginning.Leave leave -> {
                request.getSession().setAttribute(ASKED, leave.asked());
                yield "redirect:" + leave.address();
            }
            case OuterProvider.Beginning.Refused refused -> refused(actor, refused.why(), flash);
        };
    }

    @GetMapping("/back")
    String back(Actor actor, HttpServletRequest request, RedirectAttributes flash) {
        HttpSession session = request.getSession();
        Object asked = session.getAttribute(ASKED);
        session.removeAttribute(ASKED);
        if (!(asked instanceof OuterProvider.Asked ours) || request.getQueryString() == null) {
            return refused(actor, new Refusal("等待太久，请重新登录。"), flash);
        }
        Caller caller = Caller.of(request);
        return switch (outer.finish(actor, ours, request.getQueryString(), caller)) {
            case OuterMembers.Answer.Refused refused -> refused(actor, refused.why(), flash);
            case OuterMembers.Answer.Linked linked -> {
                flash.addFlashAttribute("notice", "已关联，下次可以直接用" + outer.name() + "登录。");
                yield onward(OWN, linked.note(), flash);
            }
            case OuterMembers.Answer.In in -> {
                opener.open(request, in.who(), caller);
                yield onward(ours.next(), in.note(), flash);
            }
        };
    }

    /** A note is read on the page about oneself. */
    private static String onward(String next, Optional<Refusal> note, RedirectAttributes flash) {
        note.ifPresent(why -> flash.addFlashAttribute("refusal", why));
        return "redirect:" + (note.isPresent() ? OWN : next);
    }

    private static String refused(Actor actor, Refusal why, RedirectAttributes flash) {
        flash.addFlashAttribute("refusal", why);
        return "redirect:" + (actor.ref().kind() == ActorRef.Kind.CITIZEN ? OWN : "/member/sign-in");
    }
}
