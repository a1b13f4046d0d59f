package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.Draft;
import org.yizhan.content.TopicBanner;
import org.yizhan.content.TopicDesk;
import org.yizhan.content.TopicStyle;

import static org.assertj.core.api.Assertions.assertThat;

/** What readers see of topics, and when. */
class TopicPagesTests extends PortalTest {
    @Autowired
    TopicDesk topics;

    private LocalDate today = LocalDate.EPOCH;
    private String place = "";
    private String slug = "";
    private long column;

    @BeforeEach
    void aColumnWithArticles() {
        today = clock.today();
        slug = fresh("ztym");
        column = column(slug, "工作动态");
        place = Objects.requireNonNull(topics.columnNames().get(column));
        for (String title : List.of("水库巡查" + slug, "渠道清淤" + slug, "山塘加固" + slug)) {
            publish(column, Draft.of(title, "<p>进展顺利。</p>", "县水利局"));
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
        long document = publish(column, Draft.of("抢修到位", "<p>已恢复供水。</p>", "县水利局"));
        assertThat(browser.text("/topics/" + slug + "/")).contains("抢修到位");

        withdraw(document);
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
