package org.yizhan.workbench.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.yizhan.shared.Refusal;

/**
 * Gives every page of the desk its frame. It does so after the handler, so that a redirect or a file costs nothing, and the
 * frame shows what the act has just changed.
 */
@Component
class FramedPages implements HandlerInterceptor {
    private final DeskFrames frames;

    FramedPages(DeskFrames frames) {
        this.frames = frames;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable ModelAndView page) {
        if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")
                || !DeskFrames.isDesk(request) || page.getModel().containsKey("frame")) {
            return;
        }
        var notice = page.getModel().get("notice") instanceof String text ? text : null;
        var refusal = page.getModel().get("refusal") instanceof Refusal value ? value : null;
        page.addObject("frame", frames.of(request, notice, refusal));
    }
}
