package org.yizhan.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    private static final Map<String, String> OUTER = Map.of("YIZHAN_OUTER_LOGIN_ISSUER", "https://id.example",
            "YIZHAN_OUTER_LOGIN_LABEL", "用省平台登录");

    @TempDir
    Path folder;

    @Test
    void opensTheDemonstrationToVisitorsStaffAndOtherSystems() throws Exception {
        try (var program = BuiltProgram.onCopy(folder.resolve("data"), OUTER)) {
            assertThat(program.said()).anyMatch(line -> line.contains("演示账号"));
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
        try (var program = BuiltProgram.onCopy(folder.resolve("data"), OUTER, "--no-demo")) {
            assertThat(program.said()).anyMatch(line -> line.contains("审计管理员"))
                    .noneMatch(line -> line.contains("演示"));
            assertThat(program.browser().get("/").status()).isEqualTo(200);
            assertThat(program.browser().get("/demo/outbox").status()).isEqualTo(404);
        }
    }
}
