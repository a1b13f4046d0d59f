package org.yizhan.portal.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.PublicChange;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.PublishedMonths;
import org.yizhan.content.TraditionalWords;
import org.yizhan.content.Withdrawn;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Documents;
import org.yizhan.disclosure.Validity;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.portal.GreyDays;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.search.SearchResults.Facet;
import org.yizhan.search.SearchResults.Hit;
import org.yizhan.search.SearchResults.Run;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.PublicFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The public pages through the whole server, over a stand-in for the content. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PublicPagesTests {
    private static final String POLICY_ARTICLE = "/zcwj/202611/99.html";
    private static final String WATER_ARTICLE = "/shuili/tzgg/202611/77.html";

    @MockitoBean
    PublishedContent content;
    @MockitoBean
    PublishedMonths months;
    @MockitoBean
    Search search;
    @MockitoBean
    Documents documents;
    @MockitoBean
    Bodies bodies;
    @MockitoBean
    Files files;
    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    TraditionalWords traditional;
    @Autowired
    GreyDays grey;
    @Autowired
    CountyClock clock;
    @LocalServerPort
    int port;

    private Browser browser = new Browser(0);

    @BeforeEach
    void aCounty() {
        browser = new Browser(port);
        AnyCounty.tell(content);
        AnyCounty.tell(months);
        when(search.find(any())).thenReturn(new SearchResults(List.of(), 0, List.of(), List.of(), List.of(), null));
        events.publishEvent(new PublicChange(Set.of("all")));
        clearInvocations(content, search);
    }

    @Test
    void theHomePageAsksFirstAndKeepsToEightyLinks() throws Exception {
        Document page = browser.page("/");
        assertThat(page.select("h1").eachText()).hasSize(1);
        assertThat(page.select("main form[action=/search] input[name=q]")).hasSize(1);
        assertThat(page.select(".tasks a").eachAttr("href")).hasSizeBetween(6, 8)
                .contains("/zcwj/", "/xxgk/", "/tzgg/");
        assertThat(page.select("a[href]").size()).isLessThanOrEqualTo(80);
        assertThat(page.select(".lead-story h2").text()).contains("第1100批");
        assertThat(page.select("#units a").eachAttr("href")).contains("/shuili/", "/minzheng/");
        assertThat(metas(page)).contains("SiteName", "SiteDomain", "SiteIDCode").doesNotContain("ColumnName");
        assertSound(page);
    }

    @Test
    void whatABodyDisclosesIsReachedFromItsSite() throws Exception {
        when(bodies.of(AnyCounty.PORTAL)).thenReturn(Optional.of(body("xzf", "云岭县人民政府", true)));
        when(bodies.of(AnyCounty.WATER)).thenReturn(Optional.of(body("slj", "云岭县水利局", false)));

        assertThat(browser.page("/").select(".tasks a").eachAttr("href")).contains("/disclosure/");
        assertThat(browser.page("/shuili/").select(".tasks a").eachAttr("href")).contains("/disclosure/slj/");
        assertThat(browser.page("/xxgk/").select(".tasks a").eachAttr("href")).contains("/disclosure/guide",
                "/disclosure/rules", "/disclosure/content", "/disclosure/reports", "/disclosure/apply");
        assertThat(browser.page("/zcwj/").select(".tasks a")).isEmpty();
        assertThat(browser.page("/sitemap").select("main a").eachAttr("href")).contains("/disclosure/");
    }

    private static Body body(String slug, String name, boolean county) {
        return new Body(county ? 1 : 2, new UnitPath(county ? "/1/" : "/1/2/"), slug, name, county, "", "", "", "", "",
                0,
                true, 0);
    }

    @Test
    void aUnitsHomePageIsMadeFromItsOwnColumns() throws Exception {
        Document page = browser.page("/shuili/");
        assertThat(meta(page, "SiteName")).isEqualTo("云岭县水利局");
        assertThat(meta(page, "SiteIDCode")).isEqualTo("4313990002");
        assertThat(page.select("main a[href^=/shuili/tzgg/]")).isNotEmpty();
        assertThat(page.select("main form input[name=site]").attr("value")).isEqualTo("2");
        assertSound(page);
    }

    @Test
    void aColumnPageCarriesTheColumnsTags() throws Exception {
        Document page = browser.page("/zcwj/");
        assertThat(meta(page, "SiteName")).isEqualTo("云岭县人民政府");
        assertThat(meta(page, "SiteDomain")).isEqualTo("www.yunling.gov.cn");
        assertThat(meta(page, "SiteIDCode")).isEqualTo("4313990001");
        assertThat(meta(page, "ColumnName")).isEqualTo("政策文件");
        assertThat(meta(page, "ColumnDescription")).isEqualTo("县政府和县政府办公室印发的文件");
        assertThat(meta(page, "ColumnKeywords")).isEqualTo("政策,文件");
        assertThat(meta(page, "ColumnType")).isEqualTo("政策文件");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("https://www.yunling.gov.cn/zcwj/");
        assertThat(page.select(".list-rich li")).hasSize(20);
        assertThat(page.select(".filters a").eachText()).contains("规范性文件");
        assertThat(page.select(".crumbs").text()).contains("首页").contains("政策文件");
        assertSound(page);
    }

    @Test
    void requiredTagsAreThereEvenWhereNobodyWroteADescription() throws Exception {
        Document page = browser.page("/tzgg/");
        for (String name : List.of("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")) {
            assertThat(meta(page, name)).as(name).isNotBlank();
        }
    }

    @Test
    void anArticlePageCarriesTheArticlesTags() throws Exception {
        Document page = browser.page(POLICY_ARTICLE);
        assertThat(meta(page, "ArticleTitle")).isEqualTo("关于做好今冬明春第99批农田水利基本建设工作的通知");
        assertThat(meta(page, "PubDate")).isEqualTo("2026-11-21 09:30");
        assertThat(meta(page, "ContentSource")).isEqualTo("云岭县水利局");
        assertThat(meta(page, "ColumnName")).isEqualTo("政策文件");
        assertThat(meta(page, "ColumnType")).isEqualTo("政策文件");
        assertThat(meta(page, "Keywords")).isEqualTo("农田水利;冬修");
        assertThat(meta(page, "Author")).isEqualTo("李水清");
        assertThat(meta(page, "Description")).isEqualTo("修复水毁工程，疏通渠道。");
        assertThat(meta(page, "Url")).isEqualTo("https://www.yunling.gov.cn" + POLICY_ARTICLE);
        assertThat(page.select("article").text()).contains("2026-11-21 09:30", "云政发〔2026〕18号", "431399-2026-000123");
        assertThat(page.select(".files").text()).contains("任务分解表.xlsx").contains("Excel 表格，24 KB");
        assertSound(page);
    }

    @Test
    void theBodyIsMadeFitForThePage() throws Exception {
        Document page = browser.page(POLICY_ARTICLE);
        Element body = page.select(".article-body").getFirst();
        assertThat(body.select("h1")).isEmpty();
        assertThat(body.select("h2").text()).isEqualTo("总体要求");
        assertThat(body.select("h3").text()).isEqualTo("任务");
        assertThat(body.select(".table-scroll[tabindex=0][role=region] > table")).hasSize(1);
        assertThat(body.select("a").eachAttr("href")).containsExactly(
                "/leaving?to=https%3A%2F%2Fnews.example.com%2Fa%3Fb%3D1%26c%3D2", "https://www.gov.cn/zhengce",
                "/zcwj/");
        assertThat(body.select("img").attr("alt")).isEmpty();
    }

    @Test
    void aWrongMonthOrColumnLeadsToTheRightAddress() throws Exception {
        for (String wrong : List.of("/zcwj/202512/99.html", "/tzgg/202611/99.html", "/shuili/tzgg/202611/99.html",
                "/anything/000000/99.html")) {
            HttpResponse<String> response = browser.get(wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(301);
            assertThat(response.headers().firstValue("Location")).contains(POLICY_ARTICLE);
        }
        assertThat(browser.get("/tzgg").headers().firstValue("Location")).contains("/tzgg/");
        assertThat(browser.get("/shuili/tzgg").headers().firstValue("Location")).contains("/shuili/tzgg/");
    }

    @Test
    void aSecondVisitCostsNoQuery() throws Exception {
        browser.get("/zcwj/");
        browser.get("/zcwj/", "Cookie", "SESSION=something; YIZHAN=1");
        browser.get("/zcwj/?utm_source=wechat");
        browser.head("/zcwj/");
        verify(content, times(1)).list(eq(13L), any(), anyInt());
    }

    @Test
    void keptPagesSetNoCookieAndHoldNothingOfAnybody() throws Exception {
        for (String path : List.of("/", "/zcwj/", POLICY_ARTICLE, "/shuili/", WATER_ARTICLE, "/sitemap", "/mistake",
                "/feeds/portal.rss", "/sitemap.xml", "/robots.txt")) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> response = browser.get(path, "Cookie", "SESSION=Zm9yZ2Vk");
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(response.headers().map()).as(path).doesNotContainKey("set-cookie");
                assertThat(response.headers().firstValue("ETag")).as("kept: " + path).isPresent();
                assertThat(response.headers().firstValue("Content-Security-Policy").orElse("")).as(path)
                        .contains("default-src 'self'");
                assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(response.body()).as(path).doesNotContain("_csrf");
            }
        }
    }

    @Test
    void aChangeIsSeenAtOnceByExactlyThePagesThatDependOnIt() throws Exception {
        browser.get(POLICY_ARTICLE);
        browser.get(WATER_ARTICLE);
        browser.get("/zcwj/");
        clearInvocations(content);
        events.publishEvent(new PublicChange(Set.of("article:99", "column:13", "site:1")));
        browser.get(POLICY_ARTICLE);
        browser.get(WATER_ARTICLE);
        browser.get("/zcwj/");
        verify(content, times(1)).article(99);
        verify(content, never()).article(77);
        verify(content, times(1)).list(eq(13L), any(), anyInt());
        verify(content, never()).siteBySlug("");
    }

    @Test
    void aRenamedColumnShowsEverywhereAtOnce() throws Exception {
        browser.get("/zcwj/");
        var renamed = AnyCounty.column(13, 1, "zcwj", "政策库", "政策文件", null);
        when(content.siteBySlug("")).thenReturn(Optional.of(new org.yizhan.content.SiteView(1, "", null, "云岭县人民政府",
                "www.yunling.gov.cn", "4313990001", "县政府办", "0735", "备案", null, 211, List.of(renamed))));
        events.publishEvent(new PublicChange(Set.of("all")));
        assertThat(browser.page("/zcwj/").select("h1").text()).isEqualTo("政策库");
        assertThat(browser.page("/mistake").select(".site-nav").text()).contains("政策库");
    }

    @Test
    void anUnknownAddressCostsNoQuery() throws Exception {
        browser.get("/");
        clearInvocations(content);
        for (String path : List.of("/none/", "/none", "/none/none/", "/shuili/none/", "/feeds/none.rss",
                "/none/sitemap",
                "/desk-of-mine/", "/shuili/desk/")) {
            HttpResponse<String> response = browser.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(response.body()).doesNotContain("Exception").contains("</html>");
        }
        verify(content, never()).list(any(Long.class), any(), anyInt());
        verify(content, never()).article(any(Long.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zcwj/?before=1000000000", "/zcwj/?before=%3Cscript%3E", "/zcwj/?before=%00",
        "/zcwj/?before=9999999999999999999-1", "/zcwj/?before=&before=", "/?page=1000000000",
        "/zcwj/?mode=%F0%9F%98%80",
        "/search?q=%E5%86%9C&after=garbage", "/search?q=a&year=9999999999999&site=abc&column=&unit=%00",
        "/search?q=%E2%80%AE%00", "/?mode=kiosk&mode=elder&script=hant", "/?script=hans", "/search?after=x",
        "/leaving?to=javascript:alert(1)", "/leaving", "/leaving?to=%20"})
    void garbageGetsAPage(String path) throws Exception {
        HttpResponse<String> response = browser.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("</html>").doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zcwj/%", "/zcwj/%zz/", "/%c0%ae%c0%ae/", "/zcwj/?before=%", "/zcwj/?before=%zz", "/?%",
        "/search?q=%", "/search?q=%zz", "/search?q=%c3%28", "/zcwj/202611/99999999999999999999999.html",
        "/zcwj/202611/-1.html", "/files/999999999999999999999/x", "/files/1/%zz", "/files/9/..%2f..%2fetc",
        "/feeds/..%2f.rss", "/leaving?to=%", "/..;/desk/", "/zcwj//", "/\\", "/a%00b/", "/%E9%80%9A/"})
    void brokenAddressesNeverBreakTheServer(String path) throws Exception {
        String answer = browser.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status).as(answer.lines().findFirst().orElse("")).isIn(200, 301, 302, 400, 404);
        assertThat(answer).doesNotContain("at org.").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "www.yunling.gov.cn.evil.example", "[::1]", "a\"b"})
    void noHostNameOfTheVisitorComesBack(String host) throws Exception {
        for (String path : List.of("/", "/tzgg", "/zcwj/202512/99.html", "/sitemap.xml", "/none/", "/search?q=a")) {
            String answer = browser
                    .raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: " + host
                            + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotContain("evil");
            assertThat(Integer.parseInt(answer.substring(9, 12))).isLessThan(500);
        }
    }

    @Test
    void aSiteIsReachedByItsOwnHostName() throws Exception {
        String answer = browser.raw("GET /tzgg/ HTTP/1.1\r\nHost: slj.yunling.gov.cn\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200")
                .contains("云岭县水利局")
                .contains("https://slj.yunling.gov.cn/shuili/tzgg/");
        assertThat(browser.raw("GET / HTTP/1.1\r\nHost: slj.yunling.gov.cn\r\nConnection: close\r\n\r\n"))
                .contains("<title>云岭县水利局</title>");
        assertThat(browser.raw("GET /nothing/ HTTP/1.1\r\nHost: slj.yunling.gov.cn\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void theElderVariantIsAPageOfItsOwn() throws Exception {
        assertThat(browser.page("/?mode=elder").select("html").hasClass("elder")).isTrue();
        assertThat(browser.page("/").select("html").hasClass("elder")).isFalse();
        assertThat(browser.page("/zcwj/?mode=elder").select(".pager a").attr("href")).contains("mode=elder")
                .contains("before=");
    }

    @Test
    void theTraditionalVariantConvertsPhrasesAndKeepsToItself() throws Exception {
        Document page = browser.page("/zcwj/?script=hant");
        assertThat(page.select("html").attr("lang")).isEqualTo("zh-Hant");
        assertThat(page.select("footer").text()).contains("主辦單位").doesNotContain("主办单位");
        assertThat(page.select("main a").eachAttr("href")).allMatch(href -> href.contains("script=hant"));
        assertThat(TraditionalPage.words("干部要保持清醒，粮食要干燥", List.of())).isEqualTo("幹部要保持清醒，糧食要乾燥");
        assertThat(browser.page("/zcwj/").select("footer").text()).contains("主办单位");
        assertThat(browser.page("/zcwj/?mode=elder&script=hant").select("html").attr("class")).contains("elder",
                "hant");
    }

    @Test
    void theCountysOwnWordsGoBeforeTheDictionary() throws Exception {
        var own = List.of(new PublicFrame.Script("云溪", "雲溪"), new PublicFrame.Script("里", "里"),
                new PublicFrame.Script("里面", "裏面"));
        assertThat(TraditionalPage.words("云溪老街，五里铺里面的干部", own)).isEqualTo("雲溪老街，五里鋪裏面的幹部");
        var office = new Actor(new ActorRef(ActorRef.Kind.STAFF, 5), "编辑", new UnitPath("/1/"),
                Set.of(new Grant(ContentPermissions.WORDS, new UnitPath("/1/"))));
        var unit = new Actor(new ActorRef(ActorRef.Kind.STAFF, 6), "编辑", new UnitPath("/1/7/"),
                Set.of(new Grant(ContentPermissions.WORDS, new UnitPath("/1/7/"))));
        assertThat(browser.page("/zcwj/?script=hant").select("footer").text()).contains("主辦單位");
        assertThat(traditional.put(unit, new TraditionalWords.Word("主办", "主办"))).isPresent();
        assertThat(traditional.put(office, new TraditionalWords.Word("主办", "<b>"))).isPresent();
        assertThat(traditional.put(office, new TraditionalWords.Word("主办", "主办单"))).isPresent();
        assertThat(traditional.put(office, new TraditionalWords.Word("主办", "主办"))).isEmpty();
        try {
            assertThat(traditional.put(office, new TraditionalWords.Word("主办", "祝办"))).isEmpty();
            assertThat(browser.page("/zcwj/?script=hant").select("footer").text()).contains("祝办單位");
            assertThat(browser.page("/zcwj/").select("footer").text()).contains("主办单位");
        } finally {
            assertThat(traditional.remove(office, "主办")).isEmpty();
        }
        assertThat(browser.page("/zcwj/?script=hant").select("footer").text()).contains("主辦單位");
    }

    @Test
    void onAGreyDayTerminalsAndScreensAreGreyToo() throws Exception {
        var office = new Actor(new ActorRef(ActorRef.Kind.STAFF, 5), "编辑", new UnitPath("/1/"),
                Set.of(new Grant(ContentPermissions.SITES, new UnitPath("/1/"))));
        assertThat(grey.add(office, null, clock.today(), clock.today(), "公祭日")).isEmpty();
        try {
            for (String path : List.of("/", "/kiosk", "/screen", "/?mode=kiosk")) {
                assertThat(browser.page(path).select("html").hasClass("grey")).as(path).isTrue();
            }
        } finally {
            grey.list(office).forEach(days -> grey.remove(office, days.id()));
        }
        assertThat(browser.page("/kiosk").select("html").hasClass("grey")).isFalse();
    }

    @Test
    void aTerminalLeadsNowhereOutside() throws Exception {
        Document page = browser.page("/kiosk");
        assertThat(page.select("html").hasClass("kiosk")).isTrue();
        assertThat(page.select(".tasks a").eachAttr("href")).isNotEmpty().allMatch(href -> href.contains("mode=kiosk"));
        Document article = browser.page(POLICY_ARTICLE + "?mode=kiosk");
        assertThat(article.select("a[href]").eachAttr("href"))
                .noneMatch(href -> href.startsWith("http") || href.startsWith("/leaving"));
        assertThat(article.select(".article-body").text()).contains("媒体报道");
        assertThat(article.select("script[src*=place.js]")).hasSize(1);
    }

    @Test
    void aScreenShowsItsNoticesToWhoTouchesNothing() throws Exception {
        Document page = browser.page("/screen");
        assertThat(page.select(".turns li")).hasSize(8);
        assertThat(page.select("a, form, button")).isEmpty();
    }

    @Test
    void aPageHasACodeForPhones() throws Exception {
        String code = browser.page(POLICY_ARTICLE).select(".page-code img").attr("src");
        HttpResponse<String> response = browser.get(code);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(response.headers().firstValue("ETag")).isPresent();
        assertThat(response.body()).startsWith("<svg").contains("<path");
        for (String wrong : List.of("/qr/", "/qr/a.png", "/qr/zcwj/%22.svg", "/qr/a%3Cb.svg")) {
            assertThat(browser.get(wrong).statusCode()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void pagesOfAColumnAreReachedByKey() throws Exception {
        Document first = browser.page("/zcwj/");
        assertThat(first.select(".pager a[rel=next]").attr("href")).isEqualTo("/zcwj/?before=5-1");
        assertThat(first.select(".pager a[rel=prev]")).isEmpty();
        Document second = browser.page("/zcwj/?before=5-1");
        assertThat(second.select(".pager a[rel=prev]").attr("href")).isEqualTo("/zcwj/?before=n9-1");
        assertThat(second.select("meta[name=robots]").attr("content")).contains("noindex");
    }

    @Test
    void whatWasWithdrawnSaysSoOrLeadsOn() throws Exception {
        when(content.article(99)).thenReturn(Optional.empty());
        when(content.withdrawn(99)).thenReturn(withdrawn(Withdrawn.Kind.NOTICE, "数据有误", null));
        HttpResponse<String> notice = browser.get(POLICY_ARTICLE);
        assertThat(notice.statusCode()).isEqualTo(410);
        assertThat(notice.body()).contains("数据有误").doesNotContain("农田水利基本建设");

        when(content.withdrawn(99)).thenReturn(withdrawn(Withdrawn.Kind.GONE, null, null));
        assertThat(browser.get(POLICY_ARTICLE).statusCode()).isEqualTo(410);

        when(content.withdrawn(99)).thenReturn(withdrawn(Withdrawn.Kind.REDIRECT, null, "/zcjd/"));
        HttpResponse<String> redirect = browser.get(POLICY_ARTICLE);
        assertThat(redirect.statusCode()).isEqualTo(301);
        assertThat(redirect.headers().firstValue("Location")).contains("/zcjd/");

        when(content.withdrawn(99)).thenReturn(withdrawn(Withdrawn.Kind.REPLACED, "已修订", WATER_ARTICLE));
        HttpResponse<String> replaced = browser.get(POLICY_ARTICLE);
        assertThat(replaced.statusCode()).isEqualTo(410);
        assertThat(replaced.body()).contains("已修订").contains("href=\"" + WATER_ARTICLE + "\"");
    }

    @Test
    void feedsAndSiteMapAreWellFormedAndNameTheArticles() throws Exception {
        for (String path : List.of("/feeds/portal.rss", "/feeds/portal.atom", "/feeds/shuili.rss", "/feeds/zcwj.rss",
                "/feeds/shuili/tzgg.atom", "/sitemap-202611.xml", "/shuili/sitemap-202611.xml")) {
            String xml = browser.text(path);
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            assertThat(xml).as(path).contains(".html").contains("https://");
        }
        assertThat(browser.text("/feeds/portal.rss")).contains("https://www.yunling.gov.cn" + POLICY_ARTICLE);
        assertThat(browser.text("/robots.txt")).contains("Sitemap: https://www.yunling.gov.cn/sitemap.xml",
                "Sitemap: https://slj.yunling.gov.cn/shuili/sitemap.xml");
    }

    @Test
    void theSiteMapIsAnIndexOfFilesThatTogetherNameEveryPage() throws Exception {
        assertThat(browser.text("/sitemap.xml")).contains("<sitemapindex",
                "https://www.yunling.gov.cn/sitemap-columns.xml", "https://www.yunling.gov.cn/sitemap-202611.xml");
        assertThat(browser.text("/sitemap-columns.xml")).contains("https://www.yunling.gov.cn/zcwj/",
                "https://www.yunling.gov.cn/gfxwj/");
        assertThat(browser.text("/sitemap-202611.xml")).contains("https://www.yunling.gov.cn" + POLICY_ARTICLE);
        for (String path : List.of("/sitemap-202610.xml", "/sitemap-202613.xml", "/sitemap-202611-5.xml",
                "/none/sitemap.xml")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(browser.raw("GET /sitemap.xml HTTP/1.1\r\nHost: slj.yunling.gov.cn\r\nConnection: close\r\n\r\n"))
                .contains("https://slj.yunling.gov.cn/shuili/sitemap-202611.xml")
                .doesNotContain("www.yunling.gov.cn/");
    }

    @Test
    void everyPageBelowASitesOwnHostStandsInTheSitesFrame() throws Exception {
        for (String path : List.of("/", "/sitemap", "/mistake", "/search?q=a", "/help", "/leaving?to=x", "/nothing/")) {
            assertThat(browser.raw("GET " + path
                    + " HTTP/1.1\r\nHost: SLJ.yunling.gov.cn\r\nConnection: close\r\n\r\n")).as(path)
                    .contains("<meta name=\"SiteName\" content=\"云岭县水利局\">")
                    .contains("href=\"https://www.yunling.gov.cn/\"");
        }
        assertThat(browser.text("/search?q=a")).contains("<meta name=\"SiteName\" content=\"云岭县人民政府\">");
        assertThat(browser.page("/shuili/").select("footer a").eachAttr("href")).contains("/shuili/sitemap",
                "/shuili/mistake");
        assertThat(browser.text("/shuili/mistake")).contains("<meta name=\"SiteName\" content=\"云岭县水利局\">");
    }

    @Test
    void aReaderInTheElderModeStaysInItWithoutScripts() throws Exception {
        for (String path : List.of("/", "/zcwj/", POLICY_ARTICLE, "/sitemap", "/search?q=a", "/mistake", "/nothing/")) {
            Document page = browser.page(path + (path.contains("?") ? "&" : "?") + "mode=elder");
            assertThat(page.select("html").hasClass("elder")).as(path).isTrue();
            assertThat(page.select("a[href^=/]:not([data-choose])")
                    .eachAttr("href")
                    .stream()
                    .filter(href -> !href.matches("/(files|feeds|assets)/.*"))).as(path)
                    .isNotEmpty()
                    .allMatch(href -> href.contains("mode=elder"));
            assertThat(page.select("form[method=get]")).allMatch(form -> !form.select("[name=mode]").isEmpty());
        }
    }

    @Test
    void theSearchShowsWhatWasFoundAndHowToNarrowIt() throws Exception {
        var hit = new Hit("article", 99, List.of(new Run("关于", false), new Run("农田水利", true), new Run("<b>", false)),
                List.of(new Run("项目表.xlsx", false)), List.of(new Run("修复", false), new Run("农田水利", true)),
                POLICY_ARTICLE, "云岭县人民政府", "政策文件", "县水利局",
                AnyCounty.PUBLISHED);
        when(search.find(any())).thenReturn(new SearchResults(List.of(hit), 1234,
                List.of(new Facet("政策文件", 800), new Facet("通知公告", 434)), List.of(new Facet("县水利局", 1234)),
                List.of(new Facet("2026", 1000), new Facet("2025", 234)), "next-1"));

        Document page = browser.page("/search?q=%E5%86%9C%E7%94%B0%E6%B0%B4%E5%88%A9&year=2026&site=2");
        assertThat(page.select("h3 a").attr("href")).isEqualTo(POLICY_ARTICLE);
        assertThat(page.select("h3 mark").text()).isEqualTo("农田水利");
        assertThat(page.select("h3 a").text()).contains("<b>");
        assertThat(page.select(".clamp").text()).isEqualTo("附件：项目表.xlsx 修复农田水利");
        assertThat(page.text()).contains("1,234");
        assertThat(page.select(".facet a").eachText()).contains("政策文件800", "通知公告434").doesNotContain("县水利局1,234");
        assertThat(page.select(".pager a[rel=next]").attr("href")).contains("after=next-1").contains("year=2026");
        assertThat(page.select("main input[name=q]").attr("value")).isEqualTo("农田水利");
        verify(search, atLeastOnce()).find(argThat((SearchQuery query) -> query.words().equals("农田水利")
                && query.audience().equals("public")
                && Long.valueOf(2).equals(query.siteId())
                && query.from() != null
                && query.from().toString().equals("2026-01-01")));
        assertSound(page);
    }

    @Test
    void policyDocumentsStandOnTopThoseInForceFirst() throws Exception {
        var repealed = policy(301, "云岭县农田水利管理办法（试行）");
        var effective = policy(302, "云岭县农田水利管理办法");
        var aside = new Hit("article", 303, List.of(new Run("关于机构的通知", false)), List.of(), List.of(),
                "/zcwj/202611/303.html",
                "云岭县人民政府", "政策文件", "县水利局", AnyCounty.PUBLISHED);
        var news = new Hit("article", 304, List.of(new Run("农田水利", true), new Run("开工", false)), List.of(), List.of(),
                "/zwdt/202611/304.html", "云岭县人民政府", "政务动态", "县水利局", AnyCounty.PUBLISHED);
        when(search.find(any()))
                .thenReturn(new SearchResults(List.of(news, repealed), 4, List.of(), List.of(), List.of(),
                        null, List.of(), List.of(new Facet("政策文件", 3), new Facet("工作动态", 1)), List.of(), null, null));
        when(search.find(argThat((SearchQuery query) -> query != null && "政策文件".equals(query.type()))))
                .thenReturn(new SearchResults(List.of(repealed, effective, aside), 3, List.of(), List.of(), List.of(),
                        null));
        when(documents.validityOf(any())).thenReturn(Map.of(301L, Validity.REPEALED, 302L, Validity.EFFECTIVE));

        Document page = browser.page("/search?q=%E5%86%9C%E7%94%B0%E6%B0%B4%E5%88%A9");
        assertThat(page.select(".policies h3 a").eachAttr("href")).containsExactly("/zcwj/202611/302.html",
                "/zcwj/202611/301.html");
        assertThat(page.select(".policies .badge").eachText()).containsExactly("有效", "已废止");
        assertThat(page.select(".search-hits > .list-rich h3 a").eachAttr("href"))
                .containsExactly("/zwdt/202611/304.html");
        assertThat(browser.page("/search?q=%E5%86%9C&type=%E5%B7%A5%E4%BD%9C%E5%8A%A8%E6%80%81").select(".policies"))
                .isEmpty();
        assertThat(browser.page("/search?q=%E5%86%9C&order=newest").select(".policies")).isEmpty();
        assertSound(page);
    }

    private static Hit policy(long id, String title) {
        return new Hit("article", id, List.of(new Run(title, true)), List.of(), List.of(),
                "/zcwj/202611/" + id + ".html",
                "云岭县人民政府", "政策文件", "县水利局", AnyCounty.PUBLISHED);
    }

    @Test
    void anEmptySearchHelpsOn() throws Exception {
        assertThat(browser.page("/search?q=zzz").select(".empty").text()).contains("没有找到").contains("换一个更短");
        assertThat(browser.page("/search").select(".empty").text()).contains("请输入");
    }

    @Test
    void thePromptBeforeLeavingNamesTheSiteAndGoesNowhereByItself() throws Exception {
        HttpResponse<String> response = browser.get("/leaving?to=https%3A%2F%2Fnews.example.com%2Fa%3Fb%3D1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<strong>news.example.com</strong>")
                .contains("href=\"https://news.example.com/a?b=1\"");
        for (String refused : List.of("javascript:alert(1)", "data:text/html,x", "//evil.example", "/desk/",
                "https://www.gov.cn@evil.example/", "ftp://a.b", "http:///x")) {
            assertThat(ServicePages.leavingFor(refused).target()).as(refused).isNull();
        }
    }

    @Test
    void filesAreGivenOutOnlyWhileTheyArePublic() throws Exception {
        when(files.find(new FileId(8))).thenReturn(Optional.of(new StoredFile(new FileId(8), "任务分解表.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 10, "ab".repeat(32))));
        when(files.open(new FileId(8))).thenAnswer(call -> new java.io.ByteArrayInputStream("0123456789".getBytes(
                StandardCharsets.UTF_8)));
        HttpResponse<String> whole = browser.get("/files/8/%E8%A1%A8.xlsx");
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment")
                .contains("filename*=UTF-8''%E8%A1%A8.xlsx");
        assertThat(whole.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox");
        assertThat(whole.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(browser.get("/files/8/evil.html").headers().firstValue("Content-Disposition").orElse(""))
                .contains(".xlsx");

        HttpResponse<String> part = browser.get("/files/8/a.xlsx", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(browser.get("/files/8/a.xlsx", "Range", "bytes=-3").body()).isEqualTo("789");
        assertThat(browser.get("/files/8/a.xlsx", "Range", "bytes=50-").statusCode()).isEqualTo(416);
        assertThat(browser.get("/files/8/a.xlsx", "Range", "bytes=garbage").body()).isEqualTo("0123456789");
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(browser.get("/files/8/a.xlsx", "If-None-Match", etag).statusCode()).isEqualTo(304);

        when(content.isPublic(new FileId(8))).thenReturn(false);
        assertThat(browser.get("/files/8/a.xlsx").statusCode()).isEqualTo(404);
        assertThat(browser.get("/files/8/a.xlsx", "If-None-Match", etag).statusCode()).isEqualTo(404);
    }

    @Test
    void everyPublicPageHasTheFooterThatTheRulesAskFor() throws Exception {
        for (String path : List.of("/", "/zcwj/", POLICY_ARTICLE, "/shuili/", "/sitemap", "/mistake", "/search?q=a")) {
            Document page = browser.page(path);
            String foot = page.select("footer").text();
            assertThat(foot).as(path)
                    .contains("主办单位", "联系方式", "网站标识码", "ICP备", "党政机关网站标识", "我为政府网站找错", "站点地图");
            assertSound(page);
        }
    }

    private static Optional<Withdrawn> withdrawn(Withdrawn.Kind kind, @org.jspecify.annotations.Nullable String reason,
            @org.jspecify.annotations.Nullable String successor) {
        return Optional.of(new Withdrawn(kind, reason, successor, Instant.parse("2026-11-21T02:00:00Z")));
    }

    private static String meta(Document page, String name) {
        return page.select("head meta[name=" + name + "]").attr("content");
    }

    private static Set<String> metas(Document page) {
        return new LinkedHashSet<>(page.select("head meta[name]").eachAttr("name"));
    }

    /** What a machine can see of a sound page: one title, landmarks, headings without gaps, labels, unique ids. */
    private static void assertSound(Document page) {
        assertThat(page.select("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(page.select("title").text()).isNotBlank();
        assertThat(page.select("main")).hasSize(1);
        assertThat(page.select("h1")).hasSize(1);
        int before = 1;
        for (Element heading : page.select("main h1, main h2, main h3, main h4, main h5, main h6")) {
            int level = heading.normalName().charAt(1) - '0';
            assertThat(level).as("after h" + before + ": " + heading.text()).isLessThanOrEqualTo(before + 1);
            before = level;
        }
        for (Element field : page.select("input:not([type=hidden])")) {
            assertThat(page.select("label[for=" + field.id() + "]")).as("label of " + field).hasSize(1);
        }
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("img:not([alt])")).isEmpty();
        assertThat(page.select("[style], script:not([src]), [onclick]")).isEmpty();
        page.select("nav").forEach(nav -> assertThat(nav.attr("aria-label")).as(nav.toString()).isNotBlank());
    }
}
