package org.yizhan.messaging.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.messaging.WechatBinding;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.MembersOnly;

/** To WeChat and back, so that notices of an account go there. */
@Controller
@MembersOnly
class WechatPages {
    private static final String ASKED = WechatPages.class.getName();
    private static final String MESSAGES = "redirect:/member/messages";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WechatBinding binding;

    WechatPages(WechatBinding binding) {
        this.binding = binding;
    }

    /** A link, because a form may not lead to a foreign address. */
    @GetMapping(WechatBinding.BACK + "/bind")
    String leave(HttpSession session, RedirectAttributes flash) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String state = HexFormat.of().formatHex(random);
        Optional<String> address = binding.leave(state);
        if (address.isEmpty()) {
            flash.addFlashAttribute("refusal", new Refusal("现在不能绑定微信。"));
            return MESSAGES;
        }
        session.setAttribute(ASKED, state);
        return "redirect:" + address.get();
    }

    @GetMapping(WechatBinding.BACK)
    String back(Actor actor, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            HttpSession session, RedirectAttributes flash) {
        Object asked = session.getAttribute(ASKED);
        session.removeAttribute(ASKED);
        boolean ours = asked instanceof String wanted && MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        Optional<Refusal> refusal = ours && code.matches("[A-Za-z0-9_-]{1,128}")
                ? binding.bind(actor, code)
                : Optional.of(new Refusal("没有绑定微信。要绑定，请再点一次“绑定微信”。"));
        refusal.ifPresentOrElse(why -> flash.addFlashAttribute("refusal", why),
                () -> flash.addFlashAttribute("notice", "微信已绑定，以后的通知先发到微信，送不到再用其他方式。"));
        return MESSAGES;
    }

    @PostMapping(WechatBinding.BACK + "/drop")
    String drop(Actor actor, RedirectAttributes flash) {
        binding.drop(actor);
        flash.addFlashAttribute("notice", "微信已解除绑定。");
        return MESSAGES;
    }
}
