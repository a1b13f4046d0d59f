package org.yizhan.hostile;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.identity.TestBrowser;
import org.yizhan.identity.TestBrowser.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** A form whose page stood open until the session had ended: what was typed comes back and can be sent once more. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=true",
    "yizhan.test=hostile"})
class StaleFormTests {
    private static final String TITLE = "写了一个下午的\"通知\" <b>";

    @LocalServerPort
    int port;
    @Autowired
    JdbcClient sql;

    private Map<String, String> typed;

    @BeforeEach
    void anAfternoonOfWriting() {
        long column = sql.sql("""
                select c.id from content.column_ c join content.site s on s.id = c.site_id
                where s.slug = '' and c.slug = 'gzzj'""").query(Long.class).single();
        typed = new LinkedHashMap<>(
                Map.of("column", Long.toString(column), "title", TITLE, "body", "<p>第一段</p>\n<p>第二段</p>",
                        "source", "云岭县人民政府办公室", "nature", "VOLUNTARY"));
    }

    @Test
    void whoseSessionHasEndedSignsInAndSendsTheSameTextOnceMore() {
        var browser = new TestBrowser(port).header("Sec-Fetch-Site", "same-origin");
        Answer refused = browser.post("/desk/articles", typed);
        Document page = Jsoup.parse(refused.body());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(page.text()).contains("还没有提交", "都还在", "在新窗口重新登录", "再次提交");
        assertThat(page.select("a[href=/desk/sign-in]").attr("target")).isEqualTo("_blank");
        assertThat(fields(page)).containsAllEntriesOf(typed);

        signIn(browser);
        Document again = Jsoup.parse(browser.post("/desk/articles", fields(page)).body());
        assertThat(again.text()).contains("再次提交").doesNotContain("重新登录");
        Element form = again.selectFirst("form[action=/desk/articles]");
        assertThat(form).isNotNull();
        Answer taken = browser.post("/desk/articles", fields(again));
        assertThat(taken.location()).matches("/desk/articles/\\d+");
        assertThat(sql.sql("select count(*) from content.edition where title = :title")
                .param("title", TITLE)
                .query(Integer.class)
                .single()).isEqualTo(1);
    }

    @Test
    void aStrangersPageGetsItsWordsNotShownBesideAButton() {
        for (String site : new String[]{"cross-site", "same-site", "none"}) {
            Answer answer = new TestBrowser(port).header("Sec-Fetch-Site", site).post("/desk/articles", typed);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).as(site).doesNotContain("再次提交", "第一段");
        }
        assertThat(new TestBrowser(port).post("/desk/articles", typed).body()).as("no word about where it comes from")
                .doesNotContain("第一段");
        assertThat(new TestBrowser(port).header("Origin", "https://evil.example").post("/desk/articles", typed).body())
                .doesNotContain("第一段");
        assertThat(new TestBrowser(port).header("Origin", "http://localhost:" + port)
                .post("/desk/articles", typed)
                .body()).as("an older browser of our own page").contains("再次提交");
    }

    @Test
    void aFormWithTheCodesOfAUnitComesBackToo() {
        Answer answer = new TestBrowser(port).header("Sec-Fetch-Site", "same-origin")
                .post("/desk/units/1/new", Map.of("name", "云岭县水利局", "creditCode", "11350100M000100Y43"));
        assertThat(fields(Jsoup.parse(answer.body()))).containsEntry("creditCode", "11350100M000100Y43");
    }

    @Test
    void aLetterWithAPhotoComesBackWithoutThePhoto() {
        String body = Stream.of("title\"\r\n\r\n桥栏断了", "text\"\r\n\r\n第一段。\n第二段。",
                "files\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nx")
                .map(part -> "--b\r\nContent-Disposition: form-data; name=\"" + part + "\r\n")
                .collect(Collectors.joining("", "", "--b--\r\n"));
        var browser = new TestBrowser(port).header("Sec-Fetch-Site", "same-origin");
        Answer answer = browser.send(browser.request("/letters/new")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(page.text()).contains("重新选一次", "再次提交");
        assertThat(fields(page)).containsEntry("title", "桥栏断了").containsKey("text").doesNotContainKey("files");
        assertThat(browser.post("/letters/new", fields(page)).body()).contains("桥栏断了", "第二段。")
                .doesNotContain("再次提交");
    }

    @Test
    void anArticleOfSomebodyWhoIsSignedOutComesBackAlthoughItsFormTakesFiles() {
        String body = Stream.of("title\"\r\n\r\n" + TITLE, "body\"\r\n\r\n<p>第一段</p>")
                .map(part -> "--b\r\nContent-Disposition: form-data; name=\"" + part + "\r\n")
                .collect(Collectors.joining("", "", "--b--\r\n"));
        var browser = new TestBrowser(port).header("Sec-Fetch-Site", "same-origin");
        Answer answer = browser.send(browser.request("/desk/articles")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("在新窗口重新登录");
        assertThat(fields(Jsoup.parse(answer.body()))).containsEntry("title", TITLE)
                .containsEntry("body", "<p>第一段</p>");
    }

    @Test
    void aPasswordNeverComesBackInAPage() {
        Answer answer = new TestBrowser(port).header("Sec-Fetch-Site", "same-origin")
                .post("/desk/sign-in", Map.of("account", "lixin", "password", "Geheim#2026"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("Geheim", "再次提交");
    }

    private static void signIn(TestBrowser browser) {
        browser.open("/desk/sign-in");
        browser.submit("/desk/sign-in", Map.of("account", "lixin", "password", "Yunling#2026"));
    }

    private static Map<String, String> fields(Document page) {
        var fields = new LinkedHashMap<String, String>();
        page.select("main form:has(button:contains(再次提交)) input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        return fields;
    }
}
