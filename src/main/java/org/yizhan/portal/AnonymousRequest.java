package org.yizhan.portal;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;

import org.jspecify.annotations.Nullable;

/** A request for a page as if nobody in particular had sent it: the normal address, and nothing of the visitor. */
class AnonymousRequest extends HttpServletRequestWrapper {
    private static final String HOST = "localhost";
    private static final Map<String, String> HEADERS = Map.of("host", HOST, "accept", "text/html,*/*;q=0.8");

    private final PageAddress address;
    private final Map<String, String[]> parameters;

    AnonymousRequest(HttpServletRequest request, PageAddress address) {
        super(request);
        this.address = address;
        this.parameters = address.parameters();
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return address.path();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://" + HOST + address.path());
    }

    @Override
    public String getServletPath() {
        return address.path();
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return address.query().isEmpty() ? null : address.query();
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String getServerName() {
        return HOST;
    }

    @Override
    public int getServerPort() {
        return 80;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (create) {
            throw new IllegalStateException("a page for everybody has no session: " + address.key());
        }
        return null;
    }

    @Override
    public HttpSession getSession() {
        throw new IllegalStateException("a page for everybody has no session: " + address.key());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return HEADERS.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(HEADERS.keySet());
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public int getContentLength() {
        return 0;
    }

    @Override
    public long getContentLengthLong() {
        return 0;
    }

    @Override
    public int getIntHeader(String name) {
        return -1;
    }

    @Override
    public long getDateHeader(String name) {
        return -1;
    }

    @Override
    public Locale getLocale() {
        return Locale.SIMPLIFIED_CHINESE;
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.of(Locale.SIMPLIFIED_CHINESE));
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }
}
