package org.yizhan.portal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeptPagesTests {
    private static final String BODY = "<!doctype html><title>云岭县</title>" + "<p>一样的字</p>".repeat(100);

    private final PageCache cache = new PageCache(1 << 20, () -> 0);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean sitesAreAtHand = new AtomicBoolean(true);
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private Handler program = new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            asked.incrementAndGet();
            assertThat(Thread.currentThread().isVirtual()).as("the program may wait, the watching thread may not")
                    .isTrue();
            response.write(true, ByteBuffer.wrap("the program".getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    };

    @BeforeEach
    void keepAPage() throws Exception {
        keep("/");
        keep("/shuili/");
    }

    private void keep(String address) throws Exception {
        cache.get(address, () -> Page.of("text/html;charset=utf-8",
                List.of(new Page.Header("Content-Security-Policy", "default-src 'self'")),
                BODY.getBytes(StandardCharsets.UTF_8), Set.of("site:1"), Page.FOR_EVER));
    }

    private HttpTester.Response send(String method, String path, String... headers) throws Exception {
        if (!server.isStarted()) {
            server.addConnector(connector);
            var pages = new KeptPages(cache, Map.of("slj.yunling.gov.cn", "shuili")::get, sitesAreAtHand::get,
                    Executors.newVirtualThreadPerTaskExecutor());
            pages.setHandler(program);
            server.setHandler(pages);
            server.start();
        }
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        boolean host = false;
        for (String header : headers) {
            text.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        text.append(host ? "\r\n" : "Host: localhost\r\n\r\n");
        ByteBuffer answer = connector.getResponse(
                ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return method.equals("HEAD")
                ? HttpTester.parseHeadResponse(answer)
                : HttpTester.parseResponse(answer);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void answersAKeptPageWithoutAskingTheProgram() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpTester.Response response = send("GET", "/");
            assertThat(response.getStatus()).isEqualTo(200);
            assertThat(new String(response.getContentBytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
            assertThat(response.get("Content-Type")).isEqualTo("text/html;charset=utf-8");
            assertThat(response.get("Content-Security-Policy")).isEqualTo("default-src 'self'");
            assertThat(response.get("Cache-Control")).isEqualTo("public, no-cache");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void knowsASiteByItsHost() throws Exception {
        cache.invalidate(Set.of("site:1"));
        keep("/shuili/");
        assertThat(send("GET", "/", "Host: SLJ.yunling.gov.cn").getContent()).startsWith("<!doctype html>");
        assertThat(asked).hasValue(0);
        assertThat(send("GET", "/", "Host: evil.example").getContent()).isEqualTo("the program");
    }

    @Test
    void sendsTheCompressedBytesToThoseWhoTakeThem() throws Exception {
        HttpTester.Response response = send("GET", "/", "Accept-Encoding: gzip");
        assertThat(response.get("Content-Encoding")).isEqualTo("gzip");
        assertThat(response.getContentBytes().length).isLessThan(BODY.length());
        assertThat(response.get("ETag")).endsWith("-g\"");
    }

    @Test
    void saysNotModifiedToThoseWhoHaveThePage() throws Exception {
        String etag = send("GET", "/").get("ETag");
        HttpTester.Response response = send("GET", "/", "If-None-Match: " + etag);
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.get("ETag")).isEqualTo(etag);
        assertThat(response.getContentBytes()).isNullOrEmpty();
        assertThat(send("GET", "/", "If-None-Match: \"other\"").getStatus()).isEqualTo(200);
    }

    @Test
    void answersHeadWithTheHeadersOfGet() throws Exception {
        HttpTester.Response response = send("HEAD", "/");
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.get("Content-Length"))
                .isEqualTo(Integer.toString(BODY.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void leavesEverythingElseToTheProgram() throws Exception {
        assertThat(send("POST", "/", "Content-Length: 0").getContent()).isEqualTo("the program");
        assertThat(send("GET", "/tzgg/").getContent()).isEqualTo("the program");
        assertThat(send("GET", "/desk/").getContent()).isEqualTo("the program");
        assertThat(asked).hasValue(3);
    }

    @Test
    void doesNotWaitForTheSitesToBeRead() throws Exception {
        sitesAreAtHand.set(false);
        assertThat(send("GET", "/").getContent()).isEqualTo("the program");
    }

    @Test
    void turnsAFailureIntoAnAnswer() throws Exception {
        program = new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(send("GET", "/tzgg/").getStatus()).isEqualTo(500);
    }
}
