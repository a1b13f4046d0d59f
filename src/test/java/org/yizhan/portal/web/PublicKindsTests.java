package org.yizhan.portal.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.Draft;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

/** Public pages of leaders, films, picture stories and tables, from the model to the page. */
class PublicKindsTests extends PortalTest {
    @Autowired
    Files files;

    /** The address of a column of this type. */
    private String column(String type) {
        String slug = fresh("lb");
        column(slug, type);
        return slug;
    }

    private void publish(String slug, Draft draft) {
        publish(sql.sql("select id from content.column_ where slug = :slug")
                .param("slug", slug)
                .query(Long.class)
                .single(), draft);
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
