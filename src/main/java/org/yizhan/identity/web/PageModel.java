package org.yizhan.identity.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;

/** Gives handlers the {@link Actor}, and templates the token for their forms as {@code csrf}. */
@Configuration(proxyBeanMethods = false)
class PageModel implements WebMvcConfigurer {
    private final CurrentActor currentActor;

    PageModel(CurrentActor currentActor) {
        this.currentActor = currentActor;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Actor.class;
            }

            @Override
            public Actor resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                    NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
                return currentActor.of(((ServletWebRequest) request).getRequest());
            }
        });
    }

    @ControllerAdvice("org.yizhan")
    static class FormToken {
        /** Makes no session until a template asks it for the value: pages without a form stay without a cookie. */
        @ModelAttribute("csrf")
        @Nullable
        CsrfToken csrf(HttpServletRequest request) {
            return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        }
    }
}
