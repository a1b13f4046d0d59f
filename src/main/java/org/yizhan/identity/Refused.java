package org.yizhan.identity;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.KeptForm;

/** Answers a call that may not go on: to the sign-in page, or to an error page that says what to do. */
@Component
class Refused implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final Refusal STALE_FORM = new Refusal(
            "页面打开太久，或不是从本站打开的，为安全起见没有提交。请返回上一页（写的内容还在），把长的文字先复制下来，刷新页面后再提交一次。");
    private static final Refusal NO_RIGHT = new Refusal("您的岗位没有这项权限。如工作需要，请联系本单位管理员。");

    private final FormTokens tokens = new FormTokens();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        answer(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (e instanceof CsrfException) {
            KeptForm.of(request, FormTokens.FIELD).ifPresent(form -> {
                form.leaveWith(request);
                tokens.keep(request, response);
            });
            forbid(request, response, STALE_FORM);
        } else {
            answer(request, response);
        }
    }

    static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (RouteRule.Verdict.from(request).orElse(RouteRule.Verdict.FORBIDDEN)) {
            case STAFF_SIGN_IN -> signIn(request, response, "/desk/sign-in");
            case MEMBER_SIGN_IN -> signIn(request, response, "/member/sign-in");
            case NOTHING_HERE -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            case FORBIDDEN, ALLOWED -> forbid(request, response, NO_RIGHT);
        }
    }

    /** The error page shows the request attribute {@code refusal}. */
    private static void forbid(HttpServletRequest request, HttpServletResponse response, Refusal why)
            throws IOException {
        request.setAttribute("refusal", why);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    private static void signIn(HttpServletRequest request, HttpServletResponse response, String page)
            throws IOException {
        String target = page;
        if (request.getMethod().equals("GET")) {
            String query = request.getQueryString();
            String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
            target += "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        }
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", target);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }
}
