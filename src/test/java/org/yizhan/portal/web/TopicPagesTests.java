package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
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
import org.yizhan.content.TopicBanner;
import org.yizhan.content.TopicDesk;
import org.yizhan.content.TopicStyle;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** What readers see of topics, and when. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TopicPagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor OFFICE = new Actor(ActorRef.staff(1), "电政办", COUNTY,
            Set.of(new Grant(ContentPermissions.SITES, COUNTY), new Grant(ContentPermissions.COLUMNS, COUNTY),
                    new Grant(ContentPermissions.TOPICS, COUNTY), new Grant(ContentPermissions.WITHDRAW, COUNTY)));
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
    TopicDesk topics;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;
    @LocalServerPort
    int port;
    private Browser browser = new Browser(0);
    private LocalDate today = LocalDate.EPOCH;
    private String place = "";
    private String slug = "";

    @BeforeEach
    void aPortalWithAColumn() {
        browser = new Browser(port);
        today = clock.today();
        Long portal = sql.sql("select id from content.site where slug = ''").query(Long.class).optional().orElse(null);
        if (portal == null) {
            portal = sites.create(OFFICE, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, COUNTY, 0)).orThrow();
        }
        slug = "ztym" + NEXT.incrementAndGet();
        long column = columns.create(OFFICE, new NewColumn(portal, null, slug, "专题素材" + slug, "", "", "工作动态", COUNTY,
                null, "", null, false, false, 0, List.of())).orThrow();
        place = Objects.requireNonNull(topics.columnNames().get(column));
        for (String title : List.of("水库巡查" + slug, "渠道清淤" + slug, "山塘加固" + slug)) {
            assertThat(archive.take(Actor.PROGRAM, List.of(new ArchivedArticle(column,
                    Draft.of(title, "<p>进展顺利。</p>", "县水利局"), clock.now().minusSeconds(60), new PersonId(1),
                    new PersonId(2), new PersonId(3))))).isEmpty();
        }
    }

    @AfterEach
    void withoutTopics() {
        for (Long id : sql.sql("select id from content.topic").query(Long.class).list()) {
            assertThat(topics.show(OFFICE, id, false)).isEmpty();
        }
    }

    private long topic(LocalDate from, TopicStyle... styles) {
        List<TopicDesk.TypedSection> sections = java.util.stream.Stream.of(styles)
                .map(style -> new TopicDesk.TypedSection(style.label().substring(0, 3), style, 6, List.of(place), "",
                        "",
                        ""))
                .toList();
        return topics.make(OFFICE, new TopicDesk.Typed(COUNTY, "冬修水利" + slug, slug, "把水利的事集中在一起。", TopicBanner.RIVER,
                null, "", from, null, true, sections)).orThrow();
    }

    @Test
    void aTopicIsAPageOfBlocksWithTheTagsOfAColumn() throws Exception {
        topic(today, TopicStyle.values());
        Document page = browser.page("/topics/" + slug + "/");
        assertThat(page.select("h1").text()).isEqualTo("冬修水利" + slug);
        assertThat(page.select("meta[name=ColumnName]").attr("content")).isEqualTo("冬修水利" + slug);
        assertThat(page.select("meta[name=ColumnType]").attr("content")).isEqualTo("专题专栏");
        assertThat(page.select("link[rel=canonical]").attr("href")).endsWith("/topics/" + slug + "/");
        assertThat(page.select(".topic-head svg[aria-hidden=true]")).hasSize(1);
        assertThat(page.select("main h2")).hasSize(5);
        assertThat(page.select("ol.timeline li")).hasSize(3);
        assertThat(page.select(".crumbs a").eachAttr("href")).contains("/topics/");
        assertThat(page.select("script:not([src]), [style]")).isEmpty();
        assertThat(browser.get("/topics/" + slug + "/?mode=elder").statusCode()).isEqualTo(200);
    }

    @Test
    void itStandsInEveryListAsSoonAsItIsMadeAndIsGoneFromAllInOneAct() throws Exception {
        assertThat(browser.page("/").select("#topics")).as("no block without topics").isEmpty();
        assertThat(browser.page("/topics/").text()).contains("现在没有正在进行的专题");
        long id = topic(today, TopicStyle.LIST);
        String href = "/topics/" + slug + "/";
        assertThat(browser.page("/").select("#topics a[href=" + href + "]")).hasSize(1);
        assertThat(browser.page("/topics/").select("#topics a[href=" + href + "]")).hasSize(1);
        assertThat(browser.text("/sitemap-columns.xml")).contains(href);

        assertThat(topics.archive(OFFICE, id)).isEmpty();
        assertThat(browser.page("/").select("#topics")).isEmpty();
        assertThat(browser.page("/topics/").select("#past a[href=" + href + "]")).hasSize(1);
        assertThat(browser.page(href).select(".notice").text()).contains("已归档");
        assertThat(browser.text("/sitemap-columns.xml")).contains(href);

        assertThat(topics.show(OFFICE, id, false)).isEmpty();
        assertThat(browser.get(href).statusCode()).isEqualTo(404);
        assertThat(browser.text("/topics/")).doesNotContain(href);
        assertThat(browser.text("/sitemap-columns.xml")).doesNotContain(href);
    }

    @Test
    void anArticleIsInTheKeptPageAtOnceAndGoneFromItAtOnce() throws Exception {
        topic(today, TopicStyle.LIST);
        assertThat(browser.text("/topics/" + slug + "/")).doesNotContain("抢修到位");
        long column = sql.sql("select id from content.column_ where slug = :slug")
                .param("slug", slug)
                .query(Long.class)
                .single();
        assertThat(archive.take(Actor.PROGRAM, List.of(new ArchivedArticle(column,
                Draft.of("抢修到位", "<p>已恢复供水。</p>", "县水利局"), clock.now(), new PersonId(1), new PersonId(2),
                new PersonId(3))))).isEmpty();
        assertThat(browser.text("/topics/" + slug + "/")).contains("抢修到位");

        long document = sql.sql("select max(document_id) from content.column_listing where column_id = :column")
                .param("column", column)
                .query(Long.class)
                .single();
        assertThat(publishing.withdraw(OFFICE, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null))).isEmpty();
        assertThat(browser.text("/topics/" + slug + "/")).as("withdrawn").doesNotContain("抢修到位");
    }

    @Test
    void whatIsNotPublicYetIsNotThere() throws Exception {
        topic(today.plusDays(1), TopicStyle.LIST);
        assertThat(browser.get("/topics/" + slug + "/").statusCode()).isEqualTo(404);
        assertThat(browser.get("/topics/" + slug).statusCode()).isEqualTo(404);
        assertThat(browser.text("/topics/")).doesNotContain("/topics/" + slug + "/");
        for (String wrong : List.of("/topics/nothing-here/", "/topics/NOTHING/", "/topics/" + slug + "/x/",
                "/topics/%3Cb%3E/", "/topics/..%2f/")) {
            assertThat(browser.get(wrong).statusCode()).as(wrong).isIn(400, 404);
        }
        assertThat(browser.get("/desk/topics/1/preview").statusCode()).as("signed out").isIn(303, 401, 403);
    }

    @Test
    void peopleLeaveOutTheLastStroke() throws Exception {
        topic(today, TopicStyle.LIST);
        assertThat(browser.get("/topics").headers().firstValue("Location")).contains("/topics/");
        assertThat(browser.get("/topics/" + slug).headers().firstValue("Location")).contains("/topics/" + slug + "/");
        assertThat(browser.get("/topics/?before=2026-11-11-5").statusCode()).isEqualTo(200);
        assertThat(browser.get("/topics/?before=n9999-99-99-x").statusCode()).isEqualTo(200);
    }
}
