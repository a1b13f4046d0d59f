package org.yizhan.workbench.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;
import org.yizhan.calendar.CountyClock;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.KeptForm;
import org.yizhan.shared.web.Open;

/**
 * The one place where failures become pages. A request attribute {@code refusal} replaces the general words. Pages of the desk
 * keep the frame of the person, public pages the frame of the site; when even that fails, a page without a frame is left.
 */
@Controller
@Open
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final DeskFrames frames;
    private final CountyClock clock;

    ErrorPages(DeskFrames frames, CountyClock clock) {
        this.frames = frames;
        this.clock = clock;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request, HttpServletResponse response, Model model) {
        ErrorWords words = words(request);
        response.setHeader("Cache-Control", "no-store");
        if (wantsData(request)) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(words.status()), words.text());
            problem.setTitle(words.title());
            problem.setInstance(URI.create(UriUtils.encodePath(failedPath(request), StandardCharsets.UTF_8)));
            return ResponseEntity.status(words.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        response.setStatus(words.status());
        model.addAttribute("words", words);
        model.addAttribute("at", Dates.stamp(clock.local(clock.now())));
        KeptForm kept = KeptForm.from(request);
        if (kept != null) {
            model.addAttribute("words", ErrorWords.notYetSent());
            model.addAttribute("kept", kept);
            model.addAttribute("signIn", signIn(request));
        }
        return view(request, model);
    }

    /** Where somebody has to sign in first; empty for who is signed in, and where nobody needs to be. */
    private String signIn(HttpServletRequest request) {
        Actor actor = frames.actor(request);
        String path = failedPath(request);
        if (path.startsWith("/desk/")) {
            return actor.isStaff() ? "" : "/desk/sign-in";
        }
        return path.startsWith("/member/") && actor.equals(Actor.VISITOR) ? "/member/sign-in" : "";
    }

    private String view(HttpServletRequest request, Model model) {
        String path = failedPath(request);
        if (path.equals("/desk") || path.startsWith("/desk/")) {
            try {
                if (frames.actor(request).isStaff()) {
                    model.addAttribute("frame", frames.of(request, null, null));
                    return "error/desk";
                }
            } catch (RuntimeException e) {
                LOG.warn("an error page stays without its frame", e);
            }
            return "error/plain";
        }
        return model.containsAttribute("site") ? "error/site" : "error/plain";
    }

    private static ErrorWords words(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value(); // somebody typed /error
        if (status == HttpStatus.BAD_REQUEST.value() && isTooLarge(request)) {
            status = HttpStatus.CONTENT_TOO_LARGE.value();
        } else if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause
                && DiskSpace.ranOut(cause)) {
            status = HttpStatus.INSUFFICIENT_STORAGE.value();
        }
        ErrorWords words = ErrorWords.of(status < 400 || status > 599 ? 500 : status);
        return request.getAttribute("refusal") instanceof Refusal refusal ? words.saying(refusal.text()) : words;
    }

    /**
     * A form with files is first read where its token is looked for, before Spring MVC; there the server answers 400 and only
     * the cause tells that it was too large.
     */
    private static boolean isTooLarge(HttpServletRequest request) {
        var cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && (message.contains("exceeded") || message.contains("larger than max"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean wantsData(HttpServletRequest request) {
        String path = failedPath(request);
        String accept = request.getHeader("Accept");
        return path.startsWith("/api/") || path.startsWith("/open311/") || path.startsWith("/oauth2/")
                || accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private static String failedPath(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                ? path
                : request.getRequestURI();
    }
}
