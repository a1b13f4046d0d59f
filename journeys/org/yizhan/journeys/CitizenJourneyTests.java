package org.yizhan.journeys;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A citizen on a phone, at a desk, without scripts, by keyboard: finds what the county has published. */
class CitizenJourneyTests extends Journey {
    @Test
    void findsTheTeaSubsidyOnAPhone() {
        Page phone = someoneAt(PHONE);
        opensTheHomePage(phone);
        picture(phone, "home-phone");
        searchesFor(phone, "茶园补助");
        picture(phone, "search-phone");
        looksRight(phone);
        opensTheResult(phone, "关于促进茶产业高质量发展的实施意见");
        readsTheArticle(phone, "每亩补助 800 元");
        looksRight(phone);
        picture(phone, "article-phone");
    }

    @Test
    void readsAtADesk() {
        Page desk = someoneAt(DESK);
        opensTheHomePage(desk);
        looksRight(desk);
        picture(desk, "home");
        clicks(desk.getByRole(com.microsoft.playwright.options.AriaRole.NAVIGATION,
                new Page.GetByRoleOptions().setName("栏目")).getByText("政府信息公开"));
        looksRight(desk);
        picture(desk, "column");
        clicks(desk.locator("main").getByText("云岭县 2026 年前三季度财政收支情况").first());
        readsTheArticle(desk, "74.3%");
        looksRight(desk);
        picture(desk, "article");
    }

    /** A browser without a voice stands in for one that has: it writes down what it would say. */
    @Test
    void hearsAnyPage() {
        for (String address : List.of("/", "/zwdt/", "/search?q=茶", "/disclosure/", "/topics/cyfz/")) {
            Page phone = someoneAt(PHONE);
            phone.addInitScript(
                    "window.said = []; window.speechSynthesis.speak = function (w) { window.said.push(w.text); };"
                            + "window.speechSynthesis.cancel = function () { window.said.push('|'); };");
            phone.navigate(address);
            Locator button = phone.locator(".site-strip [data-read]");
            clicks(button);
            assertThat(button).containsText("停止朗读");
            String said = (String) phone.evaluate("window.said.join('')");
            assertThat(said).as(address)
                    .contains(phone.locator("h1").innerText())
                    .doesNotContain("朗读", "跳到正文")
                    .as("a date is no sum")
                    .doesNotContainPattern("\\d{4}-\\d\\d-\\d\\d");
            clicks(button);
            assertThat((String) phone.evaluate("window.said[window.said.length - 1]")).isEqualTo("|");
            assertThat(button).not().containsText("停止");
        }
    }

    @Test
    void hearsOneBlockInTheElderMode() {
        Page phone = someoneAt(PHONE);
        phone.addInitScript(
                "window.said = []; window.speechSynthesis.speak = function (w) { window.said.push(w.text); };");
        phone.navigate("/?mode=elder");
        clicks(phone.locator("#topics [data-read=block]"));
        assertThat((String) phone.evaluate("window.said.join('')")).contains("茶产业高质量发展").doesNotContain("您要找什么");
        looksRight(phone);
    }

    @Test
    void needsNoScripts() {
        Page phone = someoneWithoutScripts(PHONE);
        opensTheHomePage(phone);
        searchesFor(phone, "森林防火");
        opensTheResult(phone, "冬春季森林防火的通告");
        readsTheArticle(phone, "禁止烧荒");
    }

    @Test
    void readsInElderModeWithoutScripts() {
        Page phone = someoneWithoutScripts(PHONE);
        opensTheHomePage(phone);
        clicks(phone.getByText("长辈版").first());
        assertThat(phone.locator("html.elder")).hasCount(1);
        searchesFor(phone, "森林防火");
        opensTheResult(phone, "冬春季森林防火的通告");
        assertThat(phone.locator("html.elder")).hasCount(1);
        readsTheArticle(phone, "禁止烧荒");
        fitsTheScreen(phone);
    }

    @Test
    void findsByPinyinAndWithAWrongCharacter() {
        Page phone = someoneWithoutScripts(PHONE);
        opensTheHomePage(phone);
        searchesFor(phone, "senlinfanghuo");
        assertThat(phone.locator("main")).containsText("下面是“森林防火”的结果");
        opensTheResult(phone, "冬春季森林防火的通告");
        phone.goBack();
        searchesFor(phone, "森林防伙");
        assertThat(phone.locator("main")).containsText("下面是“森林防火”的结果");
    }

    @Test
    void readsInTraditionalCharacters() {
        Page phone = someoneWithoutScripts(PHONE);
        opensTheHomePage(phone);
        clicks(phone.getByText("繁體"));
        assertThat(phone.locator("footer")).containsText("主辦單位");
        clicks(phone.locator("main a[href*='.html']").first());
        assertThat(phone.locator("footer")).containsText("主辦單位");
        clicks(phone.getByText("简体", new Page.GetByTextOptions().setExact(true)).or(phone.getByText("簡體")).first());
        assertThat(phone.locator("footer")).containsText("主办单位");
    }

    @Test
    void looksSomethingUpAtTheTerminal() {
        Page terminal = someoneAt(TABLET);
        terminal.navigate("/kiosk");
        looksRight(terminal);
        picture(terminal, "kiosk");
        clicks(terminal.locator(".tasks a").first());
        assertThat(terminal.locator("html.kiosk")).hasCount(1);
        clicks(terminal.getByText("回到开始"));
        assertThat(terminal.locator("h1")).hasText("您要办什么？");
    }

    @Test
    void needsNoMouse() {
        Page desk = someoneAt(DESK);
        opensTheHomePage(desk);
        desk.keyboard().press("Tab");
        assertThat(desk.locator(":focus")).hasText("跳到正文");
        desk.keyboard().press("Enter");
        for (int i = 0; i < 4 && !"INPUT".equals(desk.evaluate("() => document.activeElement.tagName")); i++) {
            desk.keyboard().press("Tab");
        }
        desk.keyboard().type("医保缴费");
        desk.keyboard().press("Enter");
        desk.waitForURL("**/search**");
        assertThat(desk.locator("mark").first()).isVisible();
    }

    @Test
    void narrowsWhatWasFound() {
        Page desk = someoneAt(DESK);
        opensTheHomePage(desk);
        searchesFor(desk, "检查");
        int all = found(desk);
        clicks(desk.locator(".search-filters a").first());
        assertThat(found(desk)).isPositive().isLessThan(all);
        picture(desk, "search");
    }

    @Test
    void isHelpedWhenNothingIsFound() {
        Page phone = someoneAt(PHONE);
        phone.navigate("/search?q=火星移民补贴申领指南大全");
        assertThat(phone.locator("main")).containsText("没有找到");
        looksRight(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tzgg/", "/slj/", "/slj/gzdt/", "/search", "/sitemap", "/help", "/mistake",
        "/nowhere/",
        "/?mode=elder", "/member/sign-in", "/desk/sign-in"})
    void everyPageFitsEveryScreen(String address) {
        Page page = someoneAt(PHONE);
        for (int width : List.of(PHONE, TABLET, DESK)) {
            page.setViewportSize(width, 900);
            page.navigate(address);
            fitsTheScreen(page);
        }
    }

    @Test
    void everyPageCarriesTheTagsAndTheFooterOfAGovernmentSite() {
        Page page = someoneAt(DESK);
        page.navigate("/tzgg/");
        String article = page.locator("main a[href$='.html']").first().getAttribute("href");
        for (String address : List.of("/", "/tzgg/", article)) {
            page.navigate(address);
            for (String name : List.of("SiteName", "SiteDomain", "SiteIDCode")) {
                assertThat(page.locator("meta[name=" + name + "]")).hasAttribute("content", Pattern.compile(".+"));
            }
            for (String words : List.of("主办单位", "联系方式", "网站标识码", "备", "站点地图", "党政机关网站标识", "我为政府网站找错")) {
                assertThat(page.locator("footer")).containsText(words);
            }
        }
        for (String name : List.of("ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource")) {
            assertThat(page.locator("meta[name=" + name + "]")).hasAttribute("content", Pattern.compile(".+"));
        }
    }

    @Test
    void theHomePageIsNoWallOfLinks() {
        Page desk = someoneAt(DESK);
        opensTheHomePage(desk);
        assertThat(desk.locator("a").count()).isLessThanOrEqualTo(80);
    }

    private static void opensTheHomePage(Page page) {
        page.navigate("/");
        assertThat(page).hasTitle("云岭县人民政府");
        fitsTheScreen(page);
    }

    private static void searchesFor(Page page, String words) {
        Locator field = page.locator("main input[type=search]").first();
        field.fill(words);
        field.press("Enter");
        page.waitForURL("**/search**");
    }

    private static int found(Page page) {
        return Integer.parseInt(page.locator("main .head-row strong").innerText().replaceAll("\\D", ""));
    }

    private static void opensTheResult(Page page, String title) {
        clicks(page.locator("main h3 a").filter(new Locator.FilterOptions().setHasText(title)).first());
    }

    private static void readsTheArticle(Page page, String words) {
        assertThat(page.locator("main")).containsText(words);
        assertThat(page.locator("h1")).hasCount(1);
    }
}
