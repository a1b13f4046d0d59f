package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnStandards;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.GroupRule;
import org.yizhan.content.MistakeBox;
import org.yizhan.content.MistakeDesk;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.SiteLife;
import org.yizhan.content.Sites;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.portal.GreyDays;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** What readers see of a site that rests, that is to end, and that has ended. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SiteStatePagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor OFFICE = new Actor(ActorRef.staff(1), "电政办", COUNTY,
            Set.of(new Grant(ContentPermissions.SITES, COUNTY), new Grant(ContentPermissions.COLUMNS, COUNTY)));
    private static final AtomicInteger NEXT = new AtomicInteger();
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    ColumnStandards standards;
    @Autowired
    SiteLife life;
    @Autowired
    CountyClock clock;
    @Autowired
    GreyDays grey;
    @Autowired
    Files files;
    @Autowired
    MistakeBox mistakes;
    @Autowired
    MistakeDesk desk;
    @Autowired
    JdbcClient sql;
    @LocalServerPort
    int port;
    private Browser browser = new Browser(0);
    private String slug = "";
    private long site;
    private LocalDate today = LocalDate.EPOCH;

    @BeforeEach
    void aSiteBelowThePortal() {
        browser = new Browser(port);
        if (sql.sql("select count(*) from content.site where slug = ''").query(Integer.class).single() == 0) {
            sites.create(OFFICE, site("", "云岭县人民政府")).orThrow();
        }
        slug = "zt" + NEXT.incrementAndGet();
        site = sites.create(OFFICE, site(slug, "青岭旅游网" + slug)).orThrow();
        column(site);
        today = clock.today();
    }

    @Test
    void aSiteThatRestsAnswersEveryPageWithItsNoticeAndThePortalSaysSo() throws Exception {
        assertThat(browser.get("/" + slug + "/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/" + slug + "/gzdt/").statusCode()).isEqualTo(200);
        assertThat(life.rest(OFFICE, site, today, today.plusDays(2), "机房改造", "云政办批〔2026〕12号")).isEmpty();

        for (String path : List.of("/" + slug + "/", "/" + slug + "/gzdt/", "/" + slug + "/sitemap")) {
            var answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.body()).contains("临时关停", "机房改造");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(grey.add(OFFICE, site, today, today, "公祭日")).isEmpty();
        assertThat(browser.page("/" + slug + "/?mode=elder").select("html.grey.elder")).hasSize(1);
        grey.list(OFFICE).forEach(days -> grey.remove(OFFICE, days.id()));
        assertThat(browser.get("/").body()).contains("青岭旅游网" + slug, "机房改造");
        assertThat(browser.get("/sitemap").statusCode()).isEqualTo(200);

        assertThat(life.wake(OFFICE, site, life.rests(site).getFirst().id())).isEmpty();
        assertThat(browser.get("/" + slug + "/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/").body()).doesNotContain("青岭旅游网" + slug + "于");
    }

    @Test
    void filesAndFeedsOfASiteThatRestsAreAwayToo() throws Exception {
        var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var bytes = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(image, "png", bytes);
        var stored = (FileReceipt.Taken) files.store(new java.io.ByteArrayInputStream(bytes.toByteArray()), "a.png",
                Files.Purpose.PICTURE, OFFICE.ref());
        long file = stored.file().id().value();
        sql.sql("update content.site set logo_file_id = :file where id = :id")
                .param("file", file)
                .param("id", site)
                .update();
        assertThat(browser.get("/files/" + file).statusCode()).isEqualTo(200);
        assertThat(browser.get("/feeds/" + slug + ".rss").statusCode()).isEqualTo(200);

        assertThat(life.rest(OFFICE, site, today, today, "机房改造", "云政办批〔2026〕12号")).isEmpty();

        assertThat(browser.get("/files/" + file).statusCode()).isEqualTo(503);
        assertThat(browser.get("/feeds/" + slug + ".rss").statusCode()).isEqualTo(503);
        assertThat(browser.get("/feeds/portal.rss").statusCode()).isEqualTo(200);
        assertThat(life.wake(OFFICE, site, life.rests(site).getFirst().id())).isEmpty();
        assertThat(browser.get("/files/" + file).statusCode()).isEqualTo(200);
    }

    @Test
    void thePortalRestsToo() throws Exception {
        long portal = sql.sql("select id from content.site where slug = ''").query(Long.class).single();
        assertThat(life.rest(OFFICE, portal, today.plusDays(3), today.plusDays(3), "换机房", "云政办批〔2026〕13号")).isEmpty();
        assertThat(browser.get("/").body()).as("a single day").containsPattern("本站于[0-9]+年[0-9]+月[0-9]+日临时关停。原因：换机房");
        assertThat(life.wake(OFFICE, portal, life.rests(portal).getFirst().id())).isEmpty();
        assertThat(life.rest(OFFICE, portal, today, today.plusDays(1), "换机房", "云政办批〔2026〕13号")).isEmpty();
        try {
            for (String path : List.of("/", "/topics/", "/search", "/sitemap", "/feeds/portal.rss", "/disclosure/")) {
                var answer = browser.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).as(path).contains("换机房", "什么时候恢复");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(browser.get("/" + slug + "/").statusCode()).isEqualTo(200);
            assertThat(browser.get("/desk/sign-in").statusCode()).isEqualTo(200);
            assertThat(browser.get("/feeds/" + slug + ".rss").statusCode()).isEqualTo(200);
        } finally {
            assertThat(life.wake(OFFICE, portal, life.rests(portal).getFirst().id())).isEmpty();
        }
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(life.announceEnd(OFFICE, portal, end(today.plusDays(60), Map.of()))).isPresent();
        sql.sql("delete from content.site_shutdown where site_id = :id").param("id", portal).update();
    }

    @Test
    void thePageAboutMistakesSaysTheLimitThatHolds() throws Exception {
        Actor keeper = new Actor(ActorRef.staff(2), "公开办", COUNTY,
                Set.of(new Grant(ContentPermissions.MISTAKES, COUNTY)));
        String before = mistakes.limit().words();
        assertThat(browser.get("/mistake").body()).contains("收到后" + before + "内答复您");
        assertThat(desk.setLimit(keeper, "7")).isEmpty();
        assertThat(browser.get("/mistake").body()).contains("收到后" + mistakes.limit().words() + "内答复您")
                .doesNotContain("收到后" + before + "内");
        assertThat(desk.setLimit(keeper, "3")).isEmpty();
    }

    @Test
    void anEndIsAnnouncedOnBothAndLeavesAMarkedArchiveBehind() throws Exception {
        long other = sites.create(OFFICE, site("m" + slug, "云岭县文化和旅游局")).orThrow();
        long into = column(other);
        long moving = columns.of(OFFICE, site).getFirst().column().id();
        long staying = columns.create(OFFICE, new NewColumn(site, null, "ljjq", "旅游景区", "", "", "", COUNTY, null, "",
                null, false, false, 0, List.of())).orThrow();
        assertThat(staying).isPositive();
        assertThat(life.announceEnd(OFFICE, site, end(today.plusDays(40), Map.of()))).isEmpty();
        assertThat(browser.get("/" + slug + "/").body()).contains("关停。原因：机构改革", "前往云岭县文化和旅游局");
        assertThat(browser.get("/").body()).contains("关停。原因：机构改革");
        assertThat(life.cancelEnd(OFFICE, site)).isEmpty();
        GroupRule rule = standards.rule();
        assertThat(standards.change(OFFICE, new GroupRule(rule.domainRule(), rule.countyDomain(), rule.extraColumns(),
                rule.shutdownsAYear(), rule.shutdownDays(), 0, rule.warnDays(), rule.idleDays()))).isEmpty();

        assertThat(life.announceEnd(OFFICE, site, end(today, Map.of(moving, into)))).isEmpty();

        assertThat(standards.change(OFFICE, rule)).isEmpty();
        var home = browser.get("/" + slug + "/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("已归档");
        var former = browser.get("/" + slug + "/gzdt/");
        assertThat(former.statusCode()).isEqualTo(301);
        assertThat(former.headers().firstValue("Location")).contains("/m" + slug + "/gzdt/");
        assertThat(browser.get("/" + slug + "/ljjq/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/sitemap").body()).doesNotContain("href=\"/" + slug + "/\"");
        assertThat(browser.get("/" + slug + "/nothing/").statusCode()).isEqualTo(404);
    }

    private static SiteLife.NewEnd end(LocalDate on, Map<Long, Long> moving) {
        return new SiteLife.NewEnd(on, "机构改革", "云政办批〔2026〕12号", "/", "云岭县文化和旅游局", moving);
    }

    private long column(long of) {
        return columns.create(OFFICE, new NewColumn(of, null, "gzdt", "工作动态", "", "", "工作动态", COUNTY, null, "", null,
                false, false, 0, List.of())).orThrow();
    }

    private static NewSite site(String slug, String name) {
        return new NewSite(slug, null, name, slug.isEmpty() ? "www.yunling.gov.cn" : "", "9801230001", "县政府办",
                "0980-1", "", null, 211, COUNTY, 0);
    }
}
