package org.yizhan.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yizhan.identity.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program as {@code ./yizhan} starts it, on the beans that the build has written down as code; all other tests find the beans
 * themselves. Runs in {@code verify}, once that code is there.
 */
@Timeout(300)
class BuiltProgramTests {
    @TempDir
    Path folder;

    @Test
    void opensTheDemonstrationToVisitorsStaffAndOtherSystems() throws Exception {
        try (var program = new Program(folder)) {
            assertThat(program.said).anyMatch(line -> line.contains("演示账号"));
            TestBrowser browser = program.browser();
            for (String page : List.of("/", "/tzgg/", "/search?q=%E9%80%9A%E7%9F%A5", "/feeds/portal.rss",
                    "/member/sign-in", "/demo/outbox", "/.well-known/openid-configuration", "/oauth2/jwks")) {
                assertThat(browser.get(page).status()).as(page).isEqualTo(200);
            }
            assertThat(browser.get("/desk/").location()).startsWith("/desk/sign-in");
            assertThat(browser.get("/desk/sign-in").body()).as("a value read at the start").contains("用省平台登录");
            assertThat(browser.script("/desk/sign-in/passkey/options", "").body()).contains("challenge");
            assertThat(browser.submit("/desk/sign-in", Map.of("account", "lixin", "password", "Yunling#2026"))
                    .location()).isEqualTo("/desk/");
            assertThat(browser.get("/desk/").body()).contains("李欣");
        }
    }

    @Test
    void opensARealCountyWithoutAnythingOfTheDemonstration() throws Exception {
        try (var program = new Program(folder, "--no-demo")) {
            assertThat(program.said).anyMatch(line -> line.contains("审计管理员"))
                    .noneMatch(line -> line.contains("演示"));
            assertThat(program.browser().get("/").status()).isEqualTo(200);
            assertThat(program.browser().get("/demo/outbox").status()).isEqualTo(404);
        }
    }

    /** A running program with a database of its own, and what it said until it was ready. */
    private static final class Program implements AutoCloseable {
        private final Process process;
        private final int port = freePort();
        private final List<String> said = new ArrayList<>();

        Program(Path folder, String... options) throws IOException {
            TestDatabase.Copy database = TestDatabase.copy();
            var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx300m",
                    "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-Dspring.aot.enabled=true", "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "org.yizhan.Yizhan", Options.RUN, "--port", String.valueOf(port), "--data",
                    folder.resolve("data").toString(), "--database",
                    database.url().replaceFirst("jdbc:postgresql://", "postgresql://").replaceFirst("\\?.*", "")));
            command.addAll(List.of(options));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of("YIZHAN_DATABASE_USER", database.user(), "YIZHAN_DATABASE_PASSWORD",
                            database.password(), "YIZHAN_OUTER_LOGIN_ISSUER", "https://id.example",
                            "YIZHAN_OUTER_LOGIN_LABEL", "用省平台登录"));
            process = builder.start();
            var output = process.inputReader();
            String line = output.readLine();
            while (line != null && !line.startsWith("按 Ctrl-C")) {
                said.add(line);
                line = output.readLine();
            }
            assertThat(line).as("it is ready, and said before: %s", said).isNotNull();
        }

        TestBrowser browser() {
            return new TestBrowser(port);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
