package org.yizhan.portal.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.PublishingDesk;
import org.yizhan.content.Sites;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a citizen finds a form. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FormPagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor OFFICE = new Actor(ActorRef.staff(1), "电政办", COUNTY,
            Set.of(new Grant(ContentPermissions.SITES, COUNTY), new Grant(ContentPermissions.COLUMNS, COUNTY),
                    new Grant(ContentPermissions.WITHDRAW, COUNTY)));
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    PublishedArchive archive;
    @Autowired
    PublishingDesk publishing;
    @Autowired
    Files files;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;
    @LocalServerPort
    int port;

    private Browser browser = new Browser(0);
    private long services;
    private long news;
    private String fresh = "";

    @BeforeEach
    void aPortalWithServices() {
        browser = new Browser(port);
        fresh = "甲乙丙丁戊己庚辛".substring(NEXT.get() % 8, NEXT.getAndIncrement() % 8 + 1);
        long portal = sql.sql("select id from content.site where slug = ''")
                .query(Long.class)
                .optional()
                .orElseGet(() -> sites.create(OFFICE, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn",
                        "9801230001", "县政府办", "0980-1", "", null, 211, COUNTY, 0)).orThrow());
        services = column(portal, "bszn" + NEXT.get(), "办事服务");
        news = column(portal, "dongt" + NEXT.get(), "工作动态");
    }

    private long column(long portal, String slug, String type) {
        return columns.create(OFFICE, new NewColumn(portal, null, slug, type + slug, "", "", type, COUNTY, null, "",
                null, false, false, 0, List.of())).orThrow();
    }

    private long guide(long column, String title, String... names) {
        var ids = new ArrayList<org.yizhan.files.FileId>();
        for (String name : names) {
            FileReceipt receipt = files.store(
                    new ByteArrayInputStream((name + ",姓名,电话\n").getBytes(StandardCharsets.UTF_8)), name,
                    Files.Purpose.ATTACHMENT, OFFICE.ref());
            ids.add(((FileReceipt.Taken) receipt).file().id());
            sql.sql("insert into content.upload (file_id, person_id, at) values (:file, 1, now())")
                    .param("file", ids.getLast().value())
                    .update();
        }
        assertThat(archive.take(Actor.PROGRAM, List.of(new ArchivedArticle(column,
                Draft.of(title, "<p>怎样办理。</p>", "县民政局").withFiles(null, ids), clock.now().minusSeconds(60),
                new PersonId(1), new PersonId(2), new PersonId(3))))).isEmpty();
        return sql.sql("select max(id) from content.document").query(Long.class).single();
    }

    @Test
    void everyFormOfAServiceStandsBesideItsGuide() throws Exception {
        assertThat(browser.text("/forms/")).doesNotContain("救助" + fresh);
        guide(services, "临时救助" + fresh, "救助" + fresh + "申请表.csv", "救助" + fresh + "承诺书.csv");
        guide(news, "动态" + fresh, "救助" + fresh + "名单.csv");

        Document page = browser.page("/forms/");
        assertThat(page.text()).contains("救助" + fresh + "申请表.csv", "救助" + fresh + "承诺书.csv", "临时救助" + fresh, "县民政局")
                .doesNotContain("名单.csv");
        String form = page.select("h2 a:contains(救助" + fresh + "申请表)").attr("href");
        assertThat(browser.get(form).statusCode()).isEqualTo(200);
        String guide = page.select("p a:contains(临时救助" + fresh + ")").attr("href");
        assertThat(browser.page(guide).select("h1").text()).isEqualTo("临时救助" + fresh);
        assertThat(browser.get("/forms").statusCode()).isEqualTo(301);
    }

    @Test
    void aFormGoesWithItsGuide() throws Exception {
        long document = guide(services, "高龄津贴" + fresh, "津贴" + fresh + "登记表.csv");
        assertThat(browser.text("/forms/")).contains("津贴" + fresh);

        assertThat(publishing.withdraw(OFFICE, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null))).isEmpty();
        assertThat(browser.text("/forms/")).doesNotContain("津贴" + fresh);
    }

    @Test
    void formsAreFoundByTheirNameAndByThatOfTheService() throws Exception {
        guide(services, "残疾人证" + fresh, "评定" + fresh + "表_甲.csv", "评定" + fresh + "表乙甲.csv");
        guide(services, "居住证" + fresh, "申领" + fresh + "表.csv");

        assertThat(browser.text("/forms/?q=" + Encoded.of("评定" + fresh))).contains("残疾人证" + fresh)
                .doesNotContain("居住证" + fresh);
        assertThat(browser.text("/forms/?q=" + Encoded.of("居住证" + fresh))).contains("申领" + fresh)
                .doesNotContain("残疾人证" + fresh);
        assertThat(browser.text("/forms/?q=" + Encoded.of(fresh + "表_甲"))).contains("表_甲").doesNotContain("表乙甲.csv");
        assertThat(browser.text("/forms/?q=" + Encoded.of("<script>没有这张表"))).contains("没有找到", "&lt;script&gt;")
                .doesNotContain("<script>没");
        for (String key : List.of("x", "1-2", "n9-9-99999", "999999999999999999999-1-1")) {
            assertThat(browser.get("/forms/?before=" + key).statusCode()).as(key).isEqualTo(200);
        }
    }

    @Test
    void longListsPageByKeyThereAndBack() throws Exception {
        for (int i = 0; i < 32; i++) {
            guide(services, "事项" + fresh + i, "表" + fresh + "第" + i + "号.csv");
        }
        Document first = browser.page("/forms/?q=" + Encoded.of("表" + fresh + "第"));
        assertThat(first.select("main h2")).hasSize(30);
        Document second = browser.page(first.select("a:contains(下一页)").attr("href"));
        assertThat(second.select("main h2")).hasSize(2);
        Document back = browser.page(second.select("a:contains(上一页)").attr("href"));
        assertThat(back.select("main h2").eachText()).isEqualTo(first.select("main h2").eachText());
    }

    private static final class Encoded {
        static String of(String text) {
            return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
