package org.yizhan.content.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The editor writes style attributes into what it edits; its page alone may have them. What is stored has none. */
@Configuration(proxyBeanMethods = false)
class EditorPolicy implements WebMvcConfigurer {
    static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src-attr 'unsafe-inline'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
                    @Nullable ModelAndView page) {
                if (page != null && "content/editor".equals(page.getViewName())) {
                    response.setHeader("Content-Security-Policy", POLICY);
                }
            }
        }).addPathPatterns("/desk/articles/**", "/desk/articles");
    }
}
