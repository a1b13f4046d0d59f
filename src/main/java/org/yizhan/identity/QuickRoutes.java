package org.yizhan.identity;

import java.util.IdentityHashMap;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a route without trying the conditions of all the several hundred: those of whose pattern the path can
 * be none, by its first and last letters and its strokes, are passed over. What was found for a request's rule is its handler too.
 */
@Component
class QuickRoutes implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    private static final class Mapping extends RequestMappingHandlerMapping {
        /** By the very objects that the routes are registered under; replaced as a whole when one comes. */
        private volatile Map<RequestMappingInfo, Shape[]> shapes = new IdentityHashMap<>();

        /** Found once: all that the search has left in the request is still there the second time. */
        @Override
        protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
            if (request.getAttribute(Found.class.getName()) instanceof Found found && found.isFor(request)) {
                return found.handler();
            }
            HandlerMethod handler = super.getHandlerInternal(request);
            if (handler != null) {
                request.setAttribute(Found.class.getName(),
                        new Found(request.getDispatcherType(), request.getMethod(), request.getRequestURI(), handler));
            }
            return handler;
        }

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            // An encoded letter or a path parameter may stand for what the pattern says; these are rare and take the long way.
            boolean plain = path.indexOf('%') < 0 && path.indexOf(';') < 0;
            return super.lookupHandlerMethod(path, plain ? new LookedUp(request, path) : request);
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            return request instanceof LookedUp asked && !mayMatch(info, asked)
                    ? null
                    : super.getMatchingMapping(info, request);
        }

        private boolean mayMatch(RequestMappingInfo info, LookedUp asked) {
            Shape[] known = shapes.get(info);
            if (known == null) {
                known = shapesOf(info);
            }
            for (Shape shape : known) {
                if (shape.mayBeOf(asked.path, asked.strokes)) {
                    return true;
                }
            }
            return false;
        }

        private synchronized Shape[] shapesOf(RequestMappingInfo info) {
            var all = new IdentityHashMap<>(shapes);
            getHandlerMethods().keySet().forEach(one -> all.computeIfAbsent(one, Shape::of));
            Shape[] known = all.computeIfAbsent(info, Shape::of);
            shapes = all;
            return known;
        }
    }

    /**
     * What every path of a pattern has in common.
     *
     * @param beginning what stands before the first variable part
     * @param end what stands behind the last one
     * @param strokes how many there are, -1 when a variable part may contain some
     */
    record Shape(String beginning, String end, int strokes) {
        static Shape[] of(RequestMappingInfo info) {
            return info.getPatternValues().stream().map(Shape::of).toArray(Shape[]::new);
        }

        static Shape of(String pattern) {
            int first = pattern.length();
            int last = 0;
            int depth = 0;
            int strokes = 0;
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if ("{}*?".indexOf(c) >= 0 || depth > 0) {
                    first = Math.min(first, i);
                    last = i + 1;
                } else if (c == '/') {
                    strokes++;
                }
            }
            boolean several = pattern.isEmpty() || pattern.contains("**") || pattern.contains("{*");
            return new Shape(pattern.substring(0, first), pattern.substring(last), several ? -1 : strokes);
        }

        static int strokesOf(String path) {
            int strokes = 0;
            for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
                strokes++;
            }
            return strokes;
        }

        boolean mayBeOf(String path, int strokesOfPath) {
            return (strokes < 0 || strokes == strokesOfPath)
                    && path.startsWith(beginning)
                    && path.endsWith(end);
        }
    }

    private record Found(DispatcherType dispatch, String method, String path, HandlerMethod handler) {
        boolean isFor(HttpServletRequest request) {
            return dispatch == request.getDispatcherType()
                    && method.equals(request.getMethod())
                    && path.equals(request.getRequestURI());
        }
    }

    private static final class LookedUp extends HttpServletRequestWrapper {
        private final String path;
        private final int strokes;

        LookedUp(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
            this.strokes = Shape.strokesOf(path);
        }
    }
}
