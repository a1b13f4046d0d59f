package org.yizhan.portal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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
import org.yizhan.shared.web.OpenPages;

/**
 * Has a public page rendered that {@link KeptPages} does not find, and keeps it. It stands in front of sign-in and sessions; what
 * it lets through to be rendered has no cookie, no credential and no header of the visitor, so that no page can hold anything of
 * one.
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
    private final OpenPages pages;
    private final Supplier<Optional<Instant>> nextTurn;

    /**
     * @param siteOfHost slug of the site that has this host name, in lower case, of its own
     * @param nextTurn the next moment at which all pages may look different
     */
    PageCacheFilter(PageCache cache, Function<String, @Nullable String> siteOfHost, OpenPages pages,
            Supplier<Optional<Instant>> nextTurn) {
        this.cache = cache;
        this.siteOfHost = siteOfHost;
        this.pages = pages;
        this.nextTurn = nextTurn;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        PageAddress address = address(siteOfHost, request.getMethod(), request.getServerName(), request.getRequestURI(),
                request.getQueryString());
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

    /** The page that is asked for, null when it is none that could be kept. */
    static @Nullable PageAddress address(Function<String, @Nullable String> siteOfHost, String method,
            @Nullable String host, String path, @Nullable String query) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return null;
        }
        String site = host == null ? null : siteOfHost.apply(host.toLowerCase(Locale.ROOT));
        return PageAddress.of(site, path, query);
    }

    private @Nullable Page render(PageAddress address, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        var anonymous = new AnonymousRequest(request, address);
        var held = new HeldResponse(response);
        if (!pages.answer(anonymous, held)) {
            chain.doFilter(anonymous, held);
        }
        CacheTags tags = CacheTags.ifAsked(request);
        byte[] body = held.body();
        if (tags == null
                || body == null
                || body.length > LARGEST_PAGE
                || held.getStatus() != HttpServletResponse.SC_OK) {
            held.release();
            return null;
        }
        nextTurn.get().ifPresent(tags::until);
        if (response.containsHeader("Set-Cookie")) {
            LOG.error("the page {} wanted to set a cookie and is not kept", address.key());
            held.release();
            return null;
        }
        String type = response.getContentType();
        Page page = Page.of(type == null ? "text/html;charset=utf-8" : type, headers(response), body, tags.tokens(),
                tags.untilMillis(), tags.viewed());
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
        Page.Answer answer = page.answer(request.getMethod(), request.getHeader("Accept-Encoding"),
                request.getHeader("If-None-Match"));
        page.countView(request.getMethod());
        response.setStatus(answer.status());
        answer.fields().forEach(field -> response.addHeader(field.getName(), field.getValue()));
        if (answer.body().hasRemaining()) {
            response.getOutputStream().write(answer.body().duplicate());
        }
    }
}
