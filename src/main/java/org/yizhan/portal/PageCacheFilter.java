package org.yizhan.portal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers public pages with finished bytes before anything else of the program is asked. It stands in front of sign-in and
 * sessions; what it lets through to be rendered has no cookie, no credential and no header of the visitor, so that no page
 * can hold anything of one.
 */
class PageCacheFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(PageCacheFilter.class);

    /** Larger pages are rendered each time; nobody reads a page of 4 MB often. */
    private static final int LARGEST_PAGE = 4 << 20;

    /** Written for each answer anew, or only right for the one answer. */
    private static final Set<String> NOT_KEPT = Set.of("set-cookie", "cache-control", "pragma", "expires", "date",
            "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "vary", "etag",
            "last-modified", "strict-transport-security", "server");

    private final PageCache cache;
    private final Function<String, @Nullable String> siteOfHost;

    /** @param siteOfHost slug of the site that has this host name, in lower case, of its own */
    PageCacheFilter(PageCache cache, Function<String, @Nullable String> siteOfHost) {
        this.cache = cache;
        this.siteOfHost = siteOfHost;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        PageAddress address = address(request);
        if (address == null) {
            chain.doFilter(request, response);
            return;
        }
        String key = address.key();
        Page page = cache.kept(key);
        if (page == null) {
            page = cache.get(key, () -> render(address, request, response, chain));
        }
        if (page != null) {
            answer(page, request, response);
        }
    }

    private @Nullable PageAddress address(HttpServletRequest request) {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return null;
        }
        String host = request.getServerName();
        String site = host == null ? null : siteOfHost.apply(host.toLowerCase(Locale.ROOT));
        return PageAddress.of(site, request.getRequestURI(), request.getQueryString());
    }

    private static @Nullable Page render(PageAddress address, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        var anonymous = new AnonymousRequest(request, address);
        var held = new HeldResponse(response);
        chain.doFilter(anonymous, held);
        CacheTags tags = CacheTags.ifAsked(request);
        byte[] body = held.body();
        if (tags == null
                || body == null
                || body.length > LARGEST_PAGE
                || held.getStatus() != HttpServletResponse.SC_OK) {
            held.release();
            return null;
        }
        if (response.containsHeader("Set-Cookie")) {
            LOG.error("the page {} wanted to set a cookie and is not kept", address.key());
            held.release();
            return null;
        }
        String type = response.getContentType();
        Page page = Page.of(type == null ? "text/html;charset=utf-8" : type, headers(response), body, tags.tokens(),
                tags.untilMillis());
        response.reset();
        return page;
    }

    private static List<Page.Header> headers(HttpServletResponse response) {
        var kept = new ArrayList<Page.Header>();
        for (String name : response.getHeaderNames()) {
            if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders(name).forEach(value -> kept.add(new Page.Header(name, value)));
            }
        }
        return kept;
    }

    private static void answer(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] gzip = page.gzip();
        boolean packed = gzip != null && takesGzip(request.getHeader("Accept-Encoding"));
        response.setHeader("ETag", packed ? page.gzipEtag() : page.etag());
        response.setHeader("Cache-Control", "public, no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        for (Page.Header header : page.headers()) {
            response.addHeader(header.name(), header.value());
        }
        String known = request.getHeader("If-None-Match");
        if (known != null && matches(known, page)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = packed && gzip != null ? gzip : page.identity();
        response.setContentType(page.contentType());
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body, 0, body.length);
        }
    }

    private static boolean matches(String known, Page page) {
        return known.contains(page.etag()) || known.contains(page.gzipEtag()) || known.strip().equals("*");
    }

    /** Whether the header allows gzip; {@code gzip;q=0} forbids it. */
    static boolean takesGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int at = header.indexOf("gzip");
        if (at < 0) {
            return false;
        }
        int end = header.indexOf(',', at);
        String part = header.substring(at, end < 0 ? header.length() : end).replace(" ", "");
        return !part.matches("gzip;q=0(\\.0*)?");
    }
}
