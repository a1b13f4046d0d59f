package org.yizhan.portal.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

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
import org.yizhan.content.Draft;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.Sites;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Public pages of leaders, films, picture stories and tables, from the model to the page. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PublicKindsTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final AtomicInteger NEXT = new AtomicInteger();
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    PublishedArchive archive;
    @Autowired
    Files files;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;
    @LocalServerPort
    int port;
    private Browser browser = new Browser(0);
    private long portal;

    @BeforeEach
    void aPortal() {
        browser = new Browser(port);
        portal = sql.sql("select id from content.site where slug = ''")
                .query(Long.class)
                .optional()
                .orElseGet(() -> sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn",
                        "9801230001", "县政府办", "0980-1", "", null, 211, COUNTY, 0)).orThrow());
    }

    private String column(String type) {
        String slug = "lb" + NEXT.incrementAndGet();
        assertThat(
                columns.create(Actor.PROGRAM, new NewColumn(portal, null, slug, type + slug, "", "", type, COUNTY, null,
                        "", null, false, false, 0, List.of())).orThrow())
                .isPositive();
        return slug;
    }

    private void publish(String slug, Draft draft) {
        long column = sql.sql("select id from content.column_ where slug = :slug")
                .param("slug", slug)
                .query(Long.class)
                .single();
        assertThat(archive.take(Actor.PROGRAM, List.of(new ArchivedArticle(column, draft, clock.now(), new PersonId(1),
                new PersonId(2), new PersonId(3))))).isEmpty();
    }

    private FileId file(String name, byte[] bytes, Files.Purpose purpose) {
        return ((FileReceipt.Taken) files.store(new ByteArrayInputStream(bytes), name, purpose, Actor.PROGRAM.ref()))
                .file()
                .id();
    }

    private static byte[] picture() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 9, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private Document only(String slug) throws Exception {
        Document list = browser.page("/" + slug + "/");
        String href = list.select("main a[href^=/" + slug + "/2]").attr("href");
        assertThat(href).isNotEmpty();
        return browser.page(href);
    }

    @Test
    void leadersStandInTheOrderOfTheirRank() throws Exception {
        String slug = column("领导信息");
        publish(slug, Draft.of("周副县长", "<p>简历。</p>", "县政府办")
                .withElements("leader", Map.of("name", "周远", "office", "副县长", "rank", "2")));
        publish(slug, Draft.of("程县长", "<p>简历。</p>", "县政府办")
                .withElements("leader", Map.of("name", "程守正", "office", "县长", "rank", "1")));
        Document list = browser.page("/" + slug + "/");
        assertThat(list.select("ul.people > li a").eachText()).containsExactly("程守正", "周远");
        assertThat(list.select("ul.people > li p").eachText()).containsExactly("县长", "副县长");
    }

    @Test
    void aFilmPlaysWithItsCaptions() throws Exception {
        String slug = column("视频");
        FileId film = file("开工.mp4", new byte[]{0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0},
                Files.Purpose.ATTACHMENT);
        FileId captions = file("开工.vtt",
                "WEBVTT\n\n00:01.000 --> 00:02.000\n开工\n".getBytes(StandardCharsets.UTF_8), Files.Purpose.ATTACHMENT);
        publish(slug, Draft.of("三桥开工", "<p>看视频。</p>", "县融媒体中心")
                .withElements("video",
                        Map.of("video", Long.toString(film.value()), "captions", Long.toString(captions.value()),
                                "transcript",
                                "工人开始施工。")));
        Document page = only(slug);
        assertThat(page.select("video[controls]")).hasSize(1);
        assertThat(page.select("video track[kind=captions][srclang=zh]").attr("src"))
                .startsWith("/files/" + captions.value() + "/");
        assertThat(page.select("main").text()).contains("工人开始施工");
        assertThat(page.select("dl.facts").text()).doesNotContain("字幕文件");
        var track = browser.get("/files/" + captions.value());
        assertThat(track.statusCode()).isEqualTo(200);
        assertThat(track.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/vtt"));
    }

    @Test
    void aPictureStoryIsAListOfPicturesAndATableStaysATable() throws Exception {
        String slug = column("图片");
        FileId picture = file("茶园.png", picture(), Files.Purpose.PICTURE);
        Draft story = Draft.of("茶山秋色", "<p>秋天的茶山。</p>", "县融媒体中心").withFiles(picture, List.of());
        publish(slug, story);
        Document list = browser.page("/" + slug + "/");
        assertThat(list.select("ul.cards img[src^=/files/" + picture.value() + "]")).hasSize(1);
        assertThat(list.select("ul.cards img").eachAttr("alt")).containsOnly("");

        String data = column("数据发布");
        publish(data, Draft.of("前三季度经济数据",
                "<table><thead><tr><th>指标</th><th>数值</th></tr></thead><tbody><tr><td>产值</td><td>12.5</td></tr></tbody></table>",
                "县统计局"));
        assertThat(only(data).select("#text table th")).hasSize(2);
    }
}
