package org.yizhan.hostile;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What no HTTP client sends, written on the wire: the answer is a refusal in words, or the page, and never two answers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=true",
    "yizhan.test=hostile"})
class BrokenRequestTests {
    private static final String HOST = "Host: localhost\r\n";

    @LocalServerPort
    int port;

    static Stream<String> brokenAddresses() {
        return Stream.of("/%", "/%zz", "/%4", "/tzgg/%", "/tzgg/?before=%", "/tzgg/?before=%zz", "/search?q=%",
                "/search?q=%E4%BD",
                "/search?q=%FF%FE", "/search?q=%00", "/search?q=a%00b", "/search?%=%&&&==", "/search?q=%u4e00",
                "/a%00b", "/%00",
                "/%c0%ae%c0%ae/etc/passwd", "/..;/desk/", "/;/desk/", "/desk;x=1/", "/desk/;a=b", "/tzgg;jsessionid=1/",
                "/%2e%2e/desk/",
                "/%252e%252e/desk/", "/a/..%2f..%2fetc/passwd", "/a/..%252f..%252fetc/passwd", "/files/1/..%2f..%2fa",
                "/files/1/%2e%2e",
                "/assets/../application.yaml", "/assets/..%2fapplication.yaml", "/assets/%2e%2e/application.yaml",
                "/assets/..%5capplication.yaml", "/assets//yizhan.css", "//evil.example/", "///", "/\\evil.example",
                "/%5c..%5c",
                "/desk//articles", "/DESK/", "/a\u0001b", "/a\tb", "/\u00e4\u00bd\u00a0", "/" + "a/".repeat(2000),
                "/" + "a".repeat(7000),
                "/search?q=" + "%E4%BD%A0".repeat(500), "/feeds/..%2fportal.rss", "/feeds/portal.rss%00.html",
                "/202611/1.html",
                "/tzgg/999999/1.html", "/tzgg/202611/999999999999999999.html", "/tzgg/202611/9999999999999999999.html",
                "/tzgg/000000/0.html", "*", "desk/", "?q=1", "#", "/#a", "/tzgg/?before=" + "9".repeat(78),
                "/error?status=200",
                "/error", "/oauth2/authorize",
                "/oauth2/authorize?response_type=code&client_id=%00&redirect_uri=//evil.example",
                "/oauth2/authorize?response_type=code&response_type=code&client_id=a", "/userinfo", "/oauth2/jwks?%zz",
                "/.well-known/openid-configuration", "/.git/config", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF",
                "/favicon.ico");
    }

    @ParameterizedTest
    @MethodSource("brokenAddresses")
    void anAddressThatIsNoneGetsAPageInWords(String address) throws IOException {
        answersWell(send("GET " + address + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host:\r\n", "Host: \r\n", "Host: localhost\r\nHost: evil.example\r\n",
        "Host: evil\"><script>alert(7)\r\n",
        "Host: evil.example/path\r\n", "Host: user:word@evil.example\r\n", "Host: evil.example:99999\r\n",
        "Host: evil.example:x\r\n",
        "Host: [::1\r\n", "Host: ../..\r\n", "Host: \u00e4\u00bd\u00a0\r\n", "Host: a%00b\r\n", "Host: -\r\n",
        "Host: evil.example\r\n",
        "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Forwarded-Proto: gopher\r\n",
        "Host: 127.0.0.1, evil.example\r\n", "Host: localhost \r\n", " Host: localhost\r\n", "Host : localhost\r\n"})
    void aHostileHostIsNeverRepeated(String host) throws IOException {
        for (String address : List.of("/", "/desk/", "/nowhere/at/all", "/sitemap.xml", "/tzgg", "/member",
                "/search?q=a", "/oauth2/authorize")) {
            String answer = send("GET " + address + " HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
            answersWell(answer);
            assertThat(answer).as(host + address).doesNotContain("evil").doesNotContain("alert(7)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://evil.example/desk/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET http://evil.example HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET http:///desk/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "NONSENSE\r\n\r\n", "\0\0\0\0\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "get / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nA\0B: c\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n folded\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n: nothing\r\nConnection: close\r\n\r\n",
        "GET /desk/ HTTP/1.1\r\nHost: localhost\r\nCookie: yizhan=\0\u00ff; yizhan=; =;;;\r\nConnection: close\r\n\r\n",
        "GET /desk/ HTTP/1.1\r\nHost: localhost\r\nCookie: yizhan=" + "QUFB" + "QUFB" + "\r\nConnection: close\r\n\r\n",
        "GET /desk/ HTTP/1.1\r\nHost: localhost\r\nCookie: yizhan=JTAw\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"\r\nIf-Modified-Since: yesterday\r\nAccept-Encoding: gzip;q=x\r\n"
                + "Accept: ;;;\r\nAccept-Language: \u00ff\r\nRange: bytes=9-1,x\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-nothing\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabc"})
    void aRequestThatIsHardlyOneIsAnsweredInWordsOrNotAtAll(String request) throws IOException {
        String answer = send(request);
        if (!answer.isEmpty()) {
            answersWell(answer);
        }
    }

    /** Two length fields that differ are how one request is hidden inside another: the second must never be answered. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 50\r\n", "Content-Length: -1\r\n", "Content-Length: +5\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 99999999999999999999\r\n", "Content-Length: 5, 6\r\n",
        "Transfer-Encoding: identity, chunked, identity\r\n",
        "Transfer-Encoding: \u000bchunked\r\n", "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding : chunked\r\n"})
    void oneRequestCannotHideAnother(String lengths) throws IOException {
        String answer = send("POST /desk/sign-in HTTP/1.1\r\n" + HOST
                + "Content-Type: application/x-www-form-urlencoded\r\n" + lengths
                + "Connection: close\r\n\r\n0\r\n\r\nGET /robots.txt HTTP/1.1\r\n" + HOST
                + "Connection: close\r\n\r\n");
        assertThat(answer).doesNotContain("User-agent");
        answersWell(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        "3;" + "x\r\nabc\r\n0\r\n\r\n",
        "3\r\nabcdef\r\n0\r\n\r\n", "3\r\nab"})
    void brokenChunksAreRefused(String chunks) throws IOException {
        String answer = send("POST /desk/sign-in HTTP/1.1\r\n" + HOST
                + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunks);
        if (!answer.isEmpty()) {
            answersWell(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 200_000, 2_000_000})
    void headersThatAreTooLongAreRefused(int length) throws IOException {
        for (String start : List.of("GET / HTTP/1.1\r\n" + HOST + "Cookie: a=", "GET / HTTP/1.1\r\n" + HOST + "X-",
                "GET /", "GET /?q=", "GET / HTTP/1.1\r\nHost: ")) {
            answersWell(send(start + "x".repeat(length) + (start.endsWith("-") ? ": 1" : "")
                    + (start.contains("HTTP") ? "" : " HTTP/1.1\r\n" + HOST)
                    + "\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    void thousandsOfHeadersAreRefused() throws IOException {
        var request = new StringBuilder("GET / HTTP/1.1\r\n" + HOST);
        for (int i = 0; i < 20_000; i++) {
            request.append("X-").append(i).append(": 1\r\n");
        }
        answersWell(send(request.append("Connection: close\r\n\r\n").toString()));
    }

    private static void answersWell(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status).as(answer)
                .satisfiesAnyOf(s -> assertThat(s).isLessThan(500), s -> assertThat(s).isIn(501, 505));
        int body = answer.indexOf("\r\n\r\n");
        String page = answer.substring(body + 4);
        assertThat(Leaks.in(page)).isEmpty();
        assertThat(answer.substring(0, body)).doesNotContainIgnoringCase("\r\nserver:").doesNotContain("X-Powered-By");
        boolean toAProgram = answer.contains("WWW-Authenticate:") || answer.contains("Content-Length: 0\r\n");
        if (status >= 400 && !toAProgram) {
            assertThat(page).containsPattern(Leaks.CHINESE);
        }
        assertThat(page).as("only one answer").doesNotContain("HTTP/1.1 ");
    }

    /** The server hangs up without a word on one in some thousand messages that are none; it must answer one of three. */
    private String send(String request) throws IOException {
        String answer = "";
        for (int i = 0; i < 3 && answer.isEmpty(); i++) {
            answer = sendOnce(request);
        }
        return answer;
    }

    private String sendOnce(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(90_000);
            byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (SocketException hungUp) {
                // The server has heard enough; what it said is read below.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
