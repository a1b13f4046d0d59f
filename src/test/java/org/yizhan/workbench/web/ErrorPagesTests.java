package org.yizhan.workbench.web;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.identity.CurrentActor;
import org.yizhan.identity.TestBrowser;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.web.Open;
import org.yizhan.workbench.Manual;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.servlet.multipart.max-file-size=10KB", "spring.servlet.multipart.max-request-size=20KB"})
class ErrorPagesTests {
    private static final String AS_STAFF = "X-Test-Staff";

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({"/desk/test/boom, 500, 系统出了问题", "/desk/test/no-such-page/at/all, 404, 没有找到这一页",
        "/desk/test/number/abc, 404, 没有找到这一页", "/desk/test/number/99999999999999999999, 404, 没有找到这一页",
        "/desk/test/page?page=1000000000000, 400, 这次请求有误", "/desk/test/page, 400, 这次请求有误",
        "/desk/test/changed, 409, 别人改过", "/desk/test/away, 503, 暂时不能使用",
        "/desk/test/calendar, 503, 2031 年的工作日安排还没有录入", "/desk/test/often, 429, 操作太频繁",
        "/desk/test/post, 405, 不能这样打开", "/desk/test/unfit, 422, 不符合要求"})
    void failuresAtTheDeskBecomePagesInTheFrameThatSayWhatToDo(String path, int status, String words) {
        TestBrowser.Answer answer = staff().get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words, "class=\"desk-top\"", "回到今天要做的");
        assertNothingLeaks(answer.body());
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource({"/test/boom, 500, 系统出了问题", "/no/such/page/here, 404, 没有找到这一页", "/test/number/abc, 404, 没有找到这一页",
        "/test/page?page=x, 400, 这次请求有误", "/error, 404, 没有找到这一页"})
    void failuresOfPublicPagesKeepTheFrameOfTheSite(String path, int status, String words) {
        TestBrowser.Answer answer = new TestBrowser(port).get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words, "class=\"site-foot\"", "我为政府网站找错");
        assertNothingLeaks(answer.body());
    }

    @ParameterizedTest
    @CsvSource({"/api/test/boom, 500", "/api/no-such-thing/here, 404"})
    void programsGetAProblemInJson(String path, int status) {
        TestBrowser.Answer answer = new TestBrowser(port).get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"title\"", "\"instance\":\"" + path + "\"");
        assertNothingLeaks(answer.body());
    }

    @Test
    void aMethodThatNobodyKnowsIsRefusedInWords() {
        TestBrowser browser = new TestBrowser(port);
        TestBrowser.Answer answer = browser.send(browser.request("/test/page?page=1")
                .method("DELETE", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isIn(403, 405);
        assertNothingLeaks(answer.body());
    }

    @ParameterizedTest
    @CsvSource({"GET /%zz HTTP/1.1, 400", "GET /a%00b HTTP/1.1, 400", "GET /%c0%ae%c0%ae/etc HTTP/1.1, 400",
        "GET /a/../../b HTTP/1.1, 400", "GET / HTTP/9.9, 505", "NONSENSE, 400", "GET /desk/%2e%2e/x HTTP/1.1, 400"})
    void brokenAddressesGetAPlainPage(String line, int status) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertNothingLeaks(answer);
        assertThat(answer).contains("请");
    }

    @Test
    void headersThatAreTooLongGetAPlainPage() throws IOException {
        String answer = raw("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + "x".repeat(40_000)
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431").contains("地址太长");
        assertNothingLeaks(answer);
    }

    @Test
    void aHostileHostIsRefusedAndNotRepeated() throws IOException {
        String answer = raw(
                "GET /nowhere/at/all HTTP/1.1\r\nHost: evil\"><script>.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<script>.example", "evil");
        assertNothingLeaks(answer);
    }

    @ParameterizedTest
    @CsvSource({"15000, file", "40000, whole request"})
    void anUploadThatIsTooLargeIsRefusedInWords(int size, String what) {
        TestBrowser.Answer answer = upload(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\n" + "x".repeat(size) + "\r\n--b--\r\n");
        assertThat(answer.status()).as(what).isEqualTo(413);
        assertThat(answer.body()).contains("文件或内容太大");
        assertNothingLeaks(answer.body());
    }

    @Test
    void aBrokenUploadIsNoFailureOfTheProgram() {
        TestBrowser.Answer answer = upload("--b\r\nContent-Disposition: form-da");
        assertThat(answer.status()).isIn(400, 403);
        assertNothingLeaks(answer.body());
    }

    private TestBrowser.Answer upload(String body) {
        TestBrowser browser = staff();
        return browser.send(browser.request("/desk/test/post")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void theFirstPagesOfTheDeskOpenAndShowWhatIsDue() {
        assertThat(staff().get("/desk/").body()).contains("今天要做的", "现在没有要您办的事", "本系统为非涉密系统");
        assertThat(staff().get("/desk/components").body()).contains("界面组件", "@template.part.field(");
        assertThat(staff().get("/desk/search?q=%E6%B0%B4%E5%88%A9%3Cscript%3E").body()).contains("没有找到")
                .doesNotContain("<script>");
        for (Manual manual : Manual.values()) {
            assertThat(staff().get(manual.href()).body()).contains("<h1>" + manual.title() + "手册</h1>", manual.about());
        }
        for (String page : new String[]{"/help", "/accessibility", "/about"}) {
            assertThat(new TestBrowser(port).get(page).status()).as(page).isEqualTo(200);
        }
    }

    private TestBrowser staff() {
        return new TestBrowser(port).header(AS_STAFF, "1");
    }

    private static void assertNothingLeaks(String body) {
        assertThat(body).doesNotContain("Exception", "org.yizhan", "org.springframework", "java.lang", "\tat ",
                "secret detail", "Jetty", "Whitelabel");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestConfiguration
    static class FailingPages {
        @Bean
        FilterRegistrationBean<Filter> staff() {
            Filter filter = (request, response, chain) -> {
                if (((HttpServletRequest) request).getHeader(AS_STAFF) != null) {
                    request.setAttribute(CurrentActor.class.getName(),
                            new Actor(ActorRef.staff(1), "和秀英", null, Set.of()));
                }
                chain.doFilter(request, response);
            };
            var registration = new FilterRegistrationBean<>(filter);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }

        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    @Controller
    @Open
    static class Failing {
        @GetMapping({"/desk/test/boom", "/test/boom", "/api/test/boom"})
        String boom() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping({"/desk/test/number/{id}", "/test/number/{id}"})
        @ResponseBody
        String number(@PathVariable long id) {
            return "number " + id;
        }

        @GetMapping({"/desk/test/page", "/test/page"})
        @ResponseBody
        String page(@RequestParam int page) {
            return "page " + page;
        }

        @PostMapping("/desk/test/post")
        @ResponseBody
        String post() {
            return "posted";
        }

        @GetMapping("/desk/test/changed")
        String changed() {
            throw new OptimisticLockingFailureException("secret detail");
        }

        @GetMapping("/desk/test/away")
        String away() {
            throw new DataAccessResourceFailureException("secret detail");
        }

        @GetMapping("/desk/test/calendar")
        String calendar() {
            throw new YearNotLoaded(2031);
        }

        @GetMapping("/desk/test/often")
        String often() {
            throw new ResponseStatusException(org.springframework.http.HttpStatus.TOO_MANY_REQUESTS, "secret detail");
        }

        @GetMapping("/desk/test/unfit")
        String unfit() {
            throw new ResponseStatusException(org.springframework.http.HttpStatusCode.valueOf(422), "secret detail");
        }
    }
}
