package org.yizhan.identity;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * Finds the handler of a route without trying the conditions of all the several hundred: only those of whose pattern the path may
 * be one, by its first and last letters and its strokes, are tried. What was found for a request's rule is its handler too.
 */
@Component
class QuickRoutes implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    private static final class Mapping extends RequestMappingHandlerMapping {
        private volatile @Nullable Routes routes;

        /** Routes come while the program starts; those that are registered otherwise come this way too. */
        @Override
        protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
            super.registerHandlerMethod(handler, method, mapping);
            routes = null;
        }

        @Override
        public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
            super.registerMapping(mapping, handler, method);
            routes = null;
        }

        private Routes routes() {
            Routes known = routes;
            if (known == null) {
                known = new Routes(getHandlerMethods().keySet());
                routes = known;
            }
            return known;
        }

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
            return super.lookupHandlerMethod(path, plain ? new LookedUp(request, routes().maybeOf(path)) : request);
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            return request instanceof LookedUp asked && !asked.isMaybe(info)
                    ? null
                    : super.getMatchingMapping(info, request);
        }
    }

    /** All routes by the first two parts of their paths; those that leave these open stand apart. */
    static final class Routes {
        private final Map<String, List<Route>> byBeginning = new HashMap<>();
        private final List<Route> others = new ArrayList<>();

        private record Route(RequestMappingInfo info, Shape shape) {}

        Routes(Set<RequestMappingInfo> all) {
            for (RequestMappingInfo info : all) {
                for (String pattern : info.getPatternValues()) {
                    Shape shape = Shape.of(pattern);
                    int end = secondPart(shape.beginning());
                    boolean open = end < 0 && shape.beginning().length() < pattern.length();
                    (open ? others : byBeginning.computeIfAbsent(beginning(pattern, end), _ -> new ArrayList<>()))
                            .add(new Route(info, shape));
                }
            }
        }

        /** Where it ends; -1 for what has no stroke behind it. */
        private static int secondPart(String path) {
            int first = path.indexOf('/', 1);
            return first < 0 ? -1 : path.indexOf('/', first + 1);
        }

        private static String beginning(String path, int end) {
            return end < 0 ? path : path.substring(0, end);
        }

        List<RequestMappingInfo> maybeOf(String path) {
            var found = new ArrayList<RequestMappingInfo>(4);
            int strokes = Shape.strokesOf(path);
            add(byBeginning.getOrDefault(beginning(path, secondPart(path)), List.of()), path, strokes, found);
            add(others, path, strokes, found);
            return found;
        }

        private static void add(List<Route> from, String path, int strokes, List<RequestMappingInfo> found) {
            for (Route route : from) {
                if (route.shape.mayBeOf(path, strokes)) {
                    found.add(route.info);
                }
            }
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
        private final List<RequestMappingInfo> maybe;

        LookedUp(HttpServletRequest request, List<RequestMappingInfo> maybe) {
            super(request);
            this.maybe = maybe;
        }

        /** They are the very objects under which the routes are registered. */
        boolean isMaybe(RequestMappingInfo info) {
            for (RequestMappingInfo one : maybe) {
                if (one == info) {
                    return true;
                }
            }
            return false;
        }
    }
}
