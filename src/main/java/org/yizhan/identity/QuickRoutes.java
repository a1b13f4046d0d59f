package org.yizhan.identity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a route without trying the conditions of all the several hundred: those whose pattern begins with other
 * letters than the path are passed over. Every request that is not answered from the page cache is looked up twice, for its rule
 * and for its handler.
 */
@Component
class QuickRoutes implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    private static final class Mapping extends RequestMappingHandlerMapping {
        private final Map<RequestMappingInfo, List<String>> beginnings = new ConcurrentHashMap<>();

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            // An encoded letter or a path parameter may stand for what the pattern says; these are rare and take the long way.
            boolean plain = path.indexOf('%') < 0 && path.indexOf(';') < 0;
            return super.lookupHandlerMethod(path, plain ? new LookedUp(request, path) : request);
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            return request instanceof LookedUp asked && !mayMatch(info, asked.path)
                    ? null
                    : super.getMatchingMapping(info, request);
        }

        private boolean mayMatch(RequestMappingInfo info, String path) {
            for (String beginning : beginnings.computeIfAbsent(info, Mapping::beginnings)) {
                if (path.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }

        private static List<String> beginnings(RequestMappingInfo info) {
            return info.getPatternValues().stream().map(Mapping::beginning).toList();
        }

        /** What stands before the first variable part. */
        private static String beginning(String pattern) {
            for (int i = 0; i < pattern.length(); i++) {
                if ("{*?".indexOf(pattern.charAt(i)) >= 0) {
                    return pattern.substring(0, i);
                }
            }
            return pattern;
        }
    }

    private static final class LookedUp extends HttpServletRequestWrapper {
        private final String path;

        LookedUp(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }
    }
}
