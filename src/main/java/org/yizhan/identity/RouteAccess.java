package org.yizhan.identity;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The one place that decides who may call a route: it finds the handler that would answer and asks its {@link RouteRule}.
 * Whatever has no handler with a rule is not there, for anybody; apart from the files below {@code /assets/} and the few that
 * browsers ask for by themselves.
 */
@Component
class RouteAccess implements AuthorizationManager<RequestAuthorizationContext> {
    /** Looked up with the first request, because the handlers themselves need what stands here. */
    private final Supplier<List<RequestMappingHandlerMapping>> handlers;
    private final CurrentActor currentActor;
    private final Map<Route, RouteRule> rules = new ConcurrentHashMap<>();

    private record Route(Class<?> handler, Method method) {}

    RouteAccess(ObjectProvider<RequestMappingHandlerMapping> handlers, CurrentActor currentActor) {
        this.handlers = SingletonSupplier.of(() -> handlers.stream().toList());
        this.currentActor = currentActor;
    }

    @Override
    public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        return new AuthorizationDecision(verdict(request) == RouteRule.Verdict.ALLOWED);
    }

    /** Decided once per request and dispatch; whoever answers finds it again with {@link RouteRule.Verdict#from}. */
    RouteRule.Verdict verdict(HttpServletRequest request) {
        RouteRule.Verdict verdict = decide(request);
        request.setAttribute(RouteRule.Verdict.class.getName(), verdict);
        return verdict;
    }

    /** Whether the page is there and open to all, so that nothing about its reader need be known. */
    boolean isForEveryone(HttpServletRequest request) {
        try {
            HandlerMethod handler = handler(request);
            return handler != null && rule(handler) instanceof RouteRule.Everyone;
        } catch (HttpRequestMethodNotSupportedException wrongMethod) {
            return false;
        }
    }

    private RouteRule.Verdict decide(HttpServletRequest request) {
        if (isStaticFile(request)) {
            return RouteRule.Verdict.ALLOWED;
        }
        try {
            HandlerMethod handler = handler(request);
            return handler == null
                    ? RouteRule.Verdict.NOTHING_HERE
                    : rule(handler).verdict(() -> currentActor.of(request));
        } catch (HttpRequestMethodNotSupportedException wrongMethod) {
            return RouteRule.Verdict.ALLOWED; // nothing will run: Spring MVC answers 405 with the methods it knows
        }
    }

    private RouteRule rule(HandlerMethod handler) {
        return rules.computeIfAbsent(new Route(handler.getBeanType(), handler.getMethod()),
                route -> RouteRule.of(handler));
    }

    private static boolean isStaticFile(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reading && (path.startsWith("/assets/") || path.equals("/favicon.ico"));
    }

    private @Nullable HandlerMethod handler(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        for (RequestMappingHandlerMapping mapping : handlers.get()) {
            HandlerMethod found = handler(mapping, request);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable HandlerMethod handler(RequestMappingHandlerMapping mapping, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        try {
            HandlerExecutionChain chain = mapping.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (HttpRequestMethodNotSupportedException e) {
            throw e;
        } catch (ServletException notAcceptable) {
            return null; // media type or parameters fit no handler
        } catch (Exception e) {
            throw new IllegalStateException("no handler could be looked up for " + request.getRequestURI(), e);
        }
    }
}
