package org.yizhan.portal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class PageCacheFilterTests {
    private static final String BODY = "<!doctype html><title>云岭县</title>" + "<p>一样的字</p>".repeat(100);

    private final PageCache cache = new PageCache(1 << 20, () -> 0);
    private final PageCacheFilter filter = new PageCacheFilter(cache, Map.of("slj.yunling.gov.cn", "shuili")::get,
            (request, response) -> false, Optional::empty);
    private final AtomicInteger rendered = new AtomicInteger();

    private final FilterChain pages = (request, response) -> {
        rendered.incrementAndGet();
        CacheTags.of((HttpServletRequest) request).article(99);
        var http = (HttpServletResponse) response;
        http.setContentType("text/html;charset=UTF-8");
        http.setHeader("Content-Security-Policy", "default-src 'self'");
        http.setHeader("Cache-Control", "no-store");
        http.getWriter().write(BODY);
        http.flushBuffer();
    };

    @Test
    void answersTheSecondTimeWithoutAskingTheProgram() throws Exception {
        MockHttpServletResponse first = get("/", pages);
        MockHttpServletResponse second = get("/", (request, response) -> {
            throw new AssertionError("not asked");
        });
        for (var response : new MockHttpServletResponse[]{first, second}) {
            assertThat(response.getStatus()).isEqualTo(200);
            assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(BODY);
            assertThat(response.getContentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
            assertThat(response.getHeader("Content-Security-Policy")).isEqualTo("default-src 'self'");
            assertThat(response.getHeaders("Cache-Control")).containsExactly("public, no-cache");
            assertThat(response.getHeader("Vary")).isEqualTo("Accept-Encoding");
            assertThat(response.getContentLength()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void packsOnceForThoseWhoTakeIt() throws Exception {
        MockHttpServletResponse packed = send(with(request("GET", "/"), "Accept-Encoding", "gzip, deflate, br"), pages);
        assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.getContentAsByteArray().length).isLessThan(BODY.length());
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.getContentAsByteArray()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
        }
        assertThat(get("/", pages).getHeader("Content-Encoding")).isNull();
        assertThat(packed.getHeader("ETag")).isNotEqualTo(get("/", pages).getHeader("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, true", "'br;q=1.0, gzip;q=0.8, *;q=0.1', true", "'deflate, gzip', true", "gzip;q=0, false",
        "'gzip; q=0.0', false", "identity, false", "'', false", "br, false"})
    void obeysAcceptEncoding(String header, boolean takes) {
        assertThat(Page.takesGzip(header)).isEqualTo(takes);
    }

    @Test
    void saysNotModifiedToThoseWhoHaveThePage() throws Exception {
        String etag = get("/", pages).getHeader("ETag");
        for (String known : new String[]{etag, "\"other\", " + etag, "W/" + etag, "*"}) {
            MockHttpServletResponse response = send(with(request("GET", "/"), "If-None-Match", known), pages);
            assertThat(response.getStatus()).as(known).isEqualTo(304);
            assertThat(response.getContentAsByteArray()).isEmpty();
            assertThat(response.getHeader("ETag")).isEqualTo(etag);
        }
        assertThat(send(with(request("GET", "/"), "If-None-Match", "\"other\""), pages).getStatus()).isEqualTo(200);
    }

    @Test
    void answersHeadWithTheHeadersOfGet() throws Exception {
        MockHttpServletResponse response = send(request("HEAD", "/"), pages);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentLength()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8).length);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(get("/", pages).getContentAsString(StandardCharsets.UTF_8)).isEqualTo(BODY);
        assertThat(rendered).as("one rendering served both").hasValue(1);
    }

    @Test
    void letsOtherMethodsThrough() throws Exception {
        get("/", pages);
        send(request("POST", "/"), pages);
        assertThat(rendered).hasValue(2);
    }

    @Test
    void rendersWithoutAnythingOfTheVisitor() throws Exception {
        MockHttpServletRequest request = with(request("GET", "/tzgg/"), "Authorization", "Bearer secret");
        request.addHeader("X-Anything", "mine");
        request.addHeader("Accept-Language", "en");
        request.setCookies(new Cookie("SESSION", "abc"));
        request.setQueryString("before=k&me=zhangsan&mode=elder");
        request.setParameter("me", "zhangsan");
        MockHttpServletResponse response = send(request, (plain, answer) -> {
            var http = (HttpServletRequest) plain;
            assertThat(http.getCookies()).isNull();
            assertThat(http.getHeader("Cookie")).isNull();
            assertThat(http.getHeader("Authorization")).isNull();
            assertThat(http.getHeader("X-Anything")).isNull();
            assertThat(http.getHeaders("Accept-Language").hasMoreElements()).isFalse();
            assertThat(http.getParameterMap().keySet()).containsExactly("before", "mode");
            assertThat(http.getParameter("before")).isEqualTo("k");
            assertThat(http.getQueryString()).isEqualTo("before=k&mode=elder");
            pages.doFilter(plain, answer);
        });
        assertThat(response.getStatus()).isEqualTo(200);
        request.setCookies(new Cookie("SESSION", "another"));
        send(request, pages);
        assertThat(rendered).as("who is signed in gets the kept page as well").hasValue(1);
    }

    @Test
    void neverKeepsAnAnswerThatSetsACookie() throws Exception {
        for (int i = 0; i < 2; i++) {
            MockHttpServletResponse response = get("/", (request, answer) -> {
                ((HttpServletResponse) answer).addCookie(new Cookie("SESSION", "abc"));
                pages.doFilter(request, answer);
            });
            assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(BODY);
        }
        assertThat(rendered).hasValue(2);
        assertThat(cache.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 410, 500})
    void keepsOnlyWhatSucceeded(int status) throws Exception {
        for (int i = 0; i < 2; i++) {
            MockHttpServletResponse response = get("/tzgg/", (request, answer) -> {
                pages.doFilter(request, answer);
                ((HttpServletResponse) answer).setStatus(status);
            });
            assertThat(response.getStatus()).isEqualTo(status);
            assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(BODY);
        }
        assertThat(rendered).hasValue(2);
    }

    @Test
    void passesErrorsAndRedirectsOn() throws Exception {
        MockHttpServletResponse error = get("/none/", (request, answer) -> {
            CacheTags.of((HttpServletRequest) request).article(1);
            ((HttpServletResponse) answer).sendError(404);
        });
        assertThat(error.getStatus()).isEqualTo(404);
        MockHttpServletResponse redirect = get("/some/", (request, answer) -> {
            CacheTags.of((HttpServletRequest) request).article(1);
            ((HttpServletResponse) answer).sendRedirect("/other/");
        });
        assertThat(redirect.getRedirectedUrl()).isEqualTo("/other/");
        assertThat(cache.size()).isZero();
    }

    @Test
    void keepsNothingThatDidNotSayWhatItDependsOn() throws Exception {
        for (int i = 0; i < 2; i++) {
            get("/about/", (request, answer) -> {
                rendered.incrementAndGet();
                answer.getWriter().write("hello");
            });
        }
        assertThat(rendered).hasValue(2);
    }

    @Test
    void hostileHostsGetThePortalsPageAndAreNotPartOfIt() throws Exception {
        FilterChain telling = (request, answer) -> {
            CacheTags.of((HttpServletRequest) request).article(1);
            rendered.incrementAndGet();
            answer.getWriter()
                    .write(request.getServerName()
                            + ((HttpServletRequest) request).getRequestURL()
                            + ((HttpServletRequest) request).getHeader("Host"));
        };
        for (String host : new String[]{"evil.example", "www.yunling.gov.cn", "127.0.0.1", "another.evil.example"}) {
            MockHttpServletRequest request = request("GET", "/");
            request.setServerName(host);
            request.addHeader("Host", host);
            request.addHeader("X-Forwarded-Host", host);
            assertThat(send(request, telling).getContentAsString()).doesNotContain("evil").doesNotContain("127");
        }
        assertThat(rendered).hasValue(1);
    }

    @Test
    void aSitesOwnHostLeadsToTheSite() throws Exception {
        MockHttpServletRequest request = request("GET", "/tzgg/");
        request.setServerName("SLJ.yunling.gov.cn");
        send(request, (plain, answer) -> {
            assertThat(((HttpServletRequest) plain).getRequestURI()).isEqualTo("/shuili/tzgg/");
            assertThat(((HttpServletRequest) plain).getServletPath()).isEqualTo("/shuili/tzgg/");
            pages.doFilter(plain, answer);
        });
        get("/shuili/tzgg/", pages);
        assertThat(rendered).hasValue(1);
    }

    @Test
    void aFloodOfQueriesMakesOnePage() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            MockHttpServletRequest request = request("GET", "/tzgg/202601/99.html");
            request.setQueryString("r" + i + "=" + i + "&before=" + i);
            send(request, pages);
        }
        assertThat(rendered).hasValue(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    private MockHttpServletResponse get(String path, FilterChain chain) throws Exception {
        return send(request("GET", path), chain);
    }

    private MockHttpServletResponse send(MockHttpServletRequest request, FilterChain chain) throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static MockHttpServletRequest request(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }

    private static MockHttpServletRequest with(MockHttpServletRequest request, String name, @Nullable String value) {
        request.addHeader(name, Objects.requireNonNull(value));
        return request;
    }
}
