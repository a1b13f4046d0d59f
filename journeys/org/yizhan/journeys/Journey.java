package org.yizhan.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every journey stands on: the whole program with the demonstration county on a free port, and a real browser. A journey
 * is one person's story; its body reads as a paragraph of verbs.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {
    /** In the page itself and for violations only: the builder opens a second page for each, which takes three times as long. */
    private static final String AXE = """
            async () => (await axe.run({exclude: [['iframe']]}, {
              runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
              resultTypes: ['violations'],
            })).violations.map(rule => `${rule.id}: ${rule.help} ${rule.nodes.slice(0, 3).map(node => node.html)}`)""";

    static final int PHONE = 360;
    static final int TABLET = 768;
    static final int DESK = 1440;
    /** The first opens no window that nobody sees, which is most of what a new person at a screen costs. */
    private static final List<String> CHROMIUM = List.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium",
            "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    @LocalServerPort
    private int port;

    private final java.util.ArrayList<BrowserContext> open = new java.util.ArrayList<>();

    /** One browser for all journeys: starting it is what costs. */
    private static final class Shared {
        static final String AXE_SCRIPT = AxeBuilder.getAxeScript();
        static final Playwright PLAYWRIGHT = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final Browser BROWSER = PLAYWRIGHT.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
                                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                                "--no-first-run")));

        private static Path chromium() {
            return Optional.ofNullable(System.getenv("CHROMIUM"))
                    .map(Path::of)
                    .or(() -> CHROMIUM.stream().map(Path::of).filter(Files::exists).findFirst())
                    .orElseThrow(() -> new IllegalStateException("no Chromium found: ./yizhan test installs it"));
        }
    }

    /** A new person at a screen of this width, with nothing in the browser. */
    Page someoneAt(int width) {
        return someoneAt(width, options -> {});
    }

    Page someoneAt(int width, Consumer<Browser.NewContextOptions> more) {
        var options = new Browser.NewContextOptions().setBaseURL(address("127.0.0.1"))
                .setViewportSize(width, width == PHONE ? 740 : 900)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai");
        more.accept(options);
        BrowserContext context = Shared.BROWSER.newContext(options);
        context.setDefaultTimeout(60_000);
        open.add(context);
        return context.newPage();
    }

    /** Where the program is under one of this machine's names. */
    String address(String host) {
        return "http://" + host + ":" + port;
    }

    /** A person whose browser runs no scripts. */
    Page someoneWithoutScripts(int width) {
        return someoneAt(width, options -> options.setJavaScriptEnabled(false));
    }

    @AfterEach
    void closeBrowsers() {
        open.forEach(BrowserContext::close);
        open.clear();
    }

    static void looksRight(Page page) {
        fitsTheScreen(page);
        isAccessible(page);
    }

    /** No page makes the visitor scroll sideways. */
    static void fitsTheScreen(Page page) {
        assertThat(sidewaysScroll(page)).as("sideways scroll of %s", page.url()).isZero();
    }

    /** In pixels. */
    static int sidewaysScroll(Page page) {
        page.waitForLoadState();
        return (int) page.evaluate(
                "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
    }

    /** WCAG 2.2 A and AA, as far as a machine can tell. */
    static void isAccessible(Page page) {
        assertThat(violations(page)).as("accessibility of %s", page.url()).isEmpty();
    }

    /** What axe finds, with the first elements it finds it on. What a frame shows is a page of its own and looked at as one. */
    static List<String> violations(Page page) {
        page.evaluate(Shared.AXE_SCRIPT);
        return ((List<?>) page.evaluate(AXE)).stream().map(String::valueOf).toList();
    }

    /** Takes a picture for the eye; with {@code -Dyizhan.pictures=docs/pictures} also for the README. */
    static void picture(Page page, String name) {
        Path folder = Path.of(System.getProperty("yizhan.pictures", "target/pictures"));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    /** The code that the demonstration shows instead of sending it; the newest for this phone. */
    static String codeSentTo(Page page, String phone) {
        String newest = page.request().get("/demo/outbox").text();
        String after = newest.substring(newest.indexOf(phone));
        var code = java.util.regex.Pattern.compile("\\b\\d{6}\\b").matcher(after.substring(after.indexOf("<p>")));
        assertThat(code.find()).as("a code for %s", phone).isTrue();
        return code.group();
    }

    /** A citizen signs in with a phone, which opens an account at the first time. */
    static void memberSignsIn(Page page, String phone) {
        page.navigate("/member/sign-in");
        page.getByLabel("手机号").fill(phone);
        clicks(page.getByText("获取验证码"));
        page.getByLabel("短信里的 6 位数字").fill(codeSentTo(page, phone));
        clicks(page.locator("main button[type=submit]").first());
        page.waitForURL("**/member");
    }

    static void signIn(Page page, String account, String password) {
        page.navigate("/desk/sign-in");
        page.getByLabel("账号").fill(account);
        page.locator("input[type=password]").fill(password);
        clicks(page.locator("main button[type=submit]").first());
    }

    /** Presses the first button of just this name. */
    static void presses(Page page, String button) {
        clicks(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).first());
    }

    /** Follows the first link in the text of the page that has just this name. */
    static void follows(Page page, String link) {
        clicks(page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link).setExact(true))
                .first());
    }

    /** Clicks; a link or a form that leads to another page has led there when this ends. Not for what a script holds back. */
    static void clicks(Locator what) {
        boolean leaves = (boolean) what.evaluate(
                """
                        clicked => {
                          const link = clicked.closest('a[href]'), button = clicked.closest('button'), form = button && button.form;
                          window.isLeft = link ? !link.target && !link.dataset.choose && link.href.split('#')[0] !== location.href.split('#')[0]
                              : !!form && button.type === 'submit'
                                  && (button.formNoValidate || form.noValidate || form.matches(':valid'));
                          return window.isLeft;
                        }""");
        what.click();
        if (leaves) {
            what.page().waitForFunction("() => !window.isLeft");
            what.page().waitForLoadState(LoadState.DOMCONTENTLOADED);
        }
    }

    /** Opens what the form of an action is folded into. */
    static void unfolds(Page page, String action) {
        Locator folds = page.locator("#act-" + action).locator("xpath=ancestor::details[not(@open)]");
        while (folds.count() > 0) {
            clicks(folds.first().locator("> summary"));
        }
    }
}
