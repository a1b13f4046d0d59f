package org.yizhan.identity.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.identity.LocalPath;
import org.yizhan.identity.Passkeys;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.StaffOnly;

/** What the page's script asks while browser and passkey talk to each other. */
@RestController
class PasskeyRoutes {
    private static final String ASKED = "identity.passkey";
    private static final Refusal STALE = new Refusal("等待太久，请再点一次。");

    private final Passkeys passkeys;
    private final StaffSignInPages signInPages;
    private final FreshSignIn fresh;

    PasskeyRoutes(Passkeys passkeys, StaffSignInPages signInPages, FreshSignIn fresh) {
        this.passkeys = passkeys;
        this.signInPages = signInPages;
        this.fresh = fresh;
    }

    @Open
    @PostMapping(path = "/desk/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    String beginSignIn(HttpServletRequest request) {
        PublicKeyCredentialRequestOptions options = passkeys.beginSignIn(request);
        request.getSession().setAttribute(ASKED, options);
        return passkeys.asJson(options);
    }

    @Open
    @PostMapping(path = "/desk/sign-in/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> signIn(@RequestBody String answer,
            @RequestParam(required = false) @Nullable String next, HttpServletRequest request,
            HttpServletResponse response) {
        if (!(taken(request.getSession()) instanceof PublicKeyCredentialRequestOptions asked)) {
            return refused(STALE);
        }
        return switch (passkeys.signIn(asked, answer, LocalPath.orElse(next, "/desk/"), request)) {
            case Passkeys.Answer.Refused refused -> refused(refused.why());
            case Passkeys.Answer.Proven proven -> {
                signInPages.enter(proven.pending(), request, response);
                yield ResponseEntity.ok(Map.of("next", proven.pending().next()));
            }
        };
    }

    @StaffOnly
    @PostMapping(path = "/desk/me/security/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> beginAdding(Actor actor, HttpServletRequest request) {
        Refusal refusal = fresh.refusal(request.getSession()).orElse(null);
        if (refusal != null) {
            return refused(refusal);
        }
        PublicKeyCredentialCreationOptions options = passkeys.beginAdding(actor, request);
        request.getSession().setAttribute(ASKED, options);
        return ResponseEntity.ok(passkeys.asJson(options));
    }

    @StaffOnly
    @PostMapping(path = "/desk/me/security/passkeys", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> add(Actor actor, @RequestBody String answer,
            @RequestParam(defaultValue = "") String label, HttpServletRequest request) {
        if (!(taken(request.getSession()) instanceof PublicKeyCredentialCreationOptions asked)) {
            return refused(STALE);
        }
        return passkeys.add(actor, asked, answer, label, request)
                .map(PasskeyRoutes::refused)
                .orElseGet(() -> ResponseEntity.ok(Map.of("next", "/desk/me/security")));
    }

    private static @Nullable Object taken(HttpSession session) {
        Object asked = session.getAttribute(ASKED);
        session.removeAttribute(ASKED);
        return asked;
    }

    private static ResponseEntity<Map<String, String>> refused(Refusal why) {
        return ResponseEntity.unprocessableContent().body(Map.of("refusal", why.text()));
    }
}
