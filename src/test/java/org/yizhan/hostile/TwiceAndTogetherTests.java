package org.yizhan.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.hostile.DemonstrationStaff.Session;
import org.yizhan.identity.TestBrowser.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people at once, the same person twice, and a person who is gone: one effect, a sensible answer, nothing lost, nobody stuck. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=true",
    "yizhan.test=hostile"})
class TwiceAndTogetherTests {
    @LocalServerPort
    int port;
    @Autowired
    JdbcClient sql;

    private DemonstrationStaff staff;
    private Articles articles;

    @BeforeEach
    void signInAnew() {
        staff = new DemonstrationStaff(port);
        articles = new Articles(staff, sql);
    }

    @Test
    void theSecondOfTwoEditorsKeepsTheOwnTextAndSeesWhoSavedAndWhen() {
        long id = articles.inState("DRAFT");
        String version = articles.version(id);
        Session first = staff.as("chenying");
        Session second = staff.as("lixin");
        assertThat(first.post("/desk/articles/" + id, text(version, "陈颖改的标题", "<p>陈颖写的</p>")).status()).isEqualTo(302);

        Answer overtaken = second.post("/desk/articles/" + id, text(version, "李欣改的标题", "<p>李欣写的</p>"));

        assertThat(overtaken.status()).isEqualTo(200);
        assertThat(overtaken.body()).contains("陈颖于 ", "陈颖写的", "陈颖改的标题", "李欣改的标题", "李欣写的");
        assertThat(overtaken.body()).as("what differs is marked on both sides")
                .containsPattern("<del>[^/]*</span>陈颖<span")
                .containsPattern("<ins>[^/]*</span>李欣<span");
        assertThat(overtaken.body()).containsPattern("陈颖于 \\d{4}年\\d{1,2}月\\d{1,2}日 \\d\\d:\\d\\d 保存");
        assertThat(second.post("/desk/articles/" + id, text(articles.version(id), "李欣改的标题", "<p>李欣写的</p>")).status())
                .isEqualTo(302);
        assertThat(title(id)).isEqualTo("李欣改的标题");
    }

    @Test
    void aNewTextThatIsSentManyTimesAtOnceBeginsOneDocument() {
        Session clerk = staff.as("lixin");
        var form = text("0", "只写一次的通知", "<p>只写一次</p>");
        assertThat(atOnce(() -> clerk.post("/desk/articles", form).location())).hasSize(1)
                .allMatch(place -> place.matches("/desk/articles/\\d+"));
        assertThat(
                sql.sql("select count(*) from content.edition where title = '只写一次的通知'").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void filesThatAreHandedOverManyTimesAtOnceAreOneImport() {
        Session clerk = staff.as("lixin");
        var form = Map.of("form", importForm(clerk));
        Set<String> places = atOnce(() -> clerk.upload("/desk/import", form, "通知.txt", "内容").location());
        assertThat(places).hasSize(1).allMatch(place -> place.matches("/desk/import/\\d+"));

        assertThat(clerk.upload("/desk/import", form, "另一份通知.txt", "内容").location())
                .as("back in the browser, and another file")
                .isNotIn(places);
        assertThat(clerk.upload("/desk/import", Map.of("form", importForm(clerk)), "通知.txt", "内容").location())
                .as("the same file by a new form")
                .isNotIn(places);
        String first = places.iterator().next();
        clerk.post(first, Map.of("act", "cancel"));
        assertThat(clerk.upload("/desk/import", form, "通知.txt", "内容").location()).as("the first was cancelled")
                .matches("/desk/import/\\d+")
                .isNotEqualTo(first);
    }

    private static String importForm(Session clerk) {
        clerk.browser().get("/desk/import");
        return clerk.browser().hidden().getOrDefault("form", "");
    }

    private static Set<String> atOnce(Supplier<String> send) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return Stream.generate(() -> CompletableFuture.supplyAsync(send, threads))
                    .limit(5)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyDecisionThatIsSentTwiceIsTakenOnceAndNotCalledAFailure() {
        long id = articles.inState("DRAFT");
        twice("lixin", id, "submit", Map.of(), "REVIEW");
        twice("wangjian", id, "approve", Map.of("remark", "同意"), "SECRECY");
        twice("zhaomin", id, "secrecy",
                Map.of("stateSecret", "CLEAR", "tradeSecret", "CLEAR", "privacy", "CLEAR", "other", "CLEAR", "opinion",
                        "同意公开"),
                "READY");
        twice("chenying", id, "publish", Map.of(), "LIVE");
        twice("chenying", id, "withdrawal", Map.of("kind", "GONE", "reason", "内容有误"), "WITHDRAWN");
        assertThat(sql.sql("select act || ' ' || count(*) from content.history where document_id = ? group by act")
                .param(id)
                .query(String.class)
                .list()).allMatch(line -> line.endsWith(" 1"));
    }

    @Test
    void aCodeThatIsSentTwiceOpensOneAccount() {
        Session citizen = staff.as(DemonstrationStaff.CITIZEN);
        int before = sql.sql("select count(*) from identity.citizen").query(Integer.class).single();
        Answer again = citizen.post("/member/sign-in", Map.of("code", "123456"));
        assertThat(again.status()).isEqualTo(302);
        assertThat(citizen.browser().open(again.location()).body()).containsAnyOf("请重新获取验证码", "我的");
        assertThat(sql.sql("select count(*) from identity.citizen").query(Integer.class).single()).isEqualTo(before);
    }

    @Test
    void theWorkOfAReviewerWhoLeftGoesToTheSuccessor() {
        var form = new LinkedHashMap<>(text("0", "关于开学工作的通知", "<p>请做好准备。</p>"));
        form.put("column", column("jyj"));
        form.put("model", "notice");
        long id = Long.parseLong(staff.as("jyj01").post("/desk/articles", form).location().replaceAll("\\D", ""));
        staff.as("jyj01").post("/desk/articles/" + id + "/submit", Map.of("version", articles.version(id)));
        Session leaver = staff.as("jyj02");
        assertThat(leaver.get("/desk/").body()).contains("/desk/articles/" + id);

        assertThat(staff.as("sysadmin")
                .post("/desk/people/" + person("jyj02") + "/hand-over", Map.of("successor", person("jyj03")))
                .status()).isEqualTo(302);

        assertThat(leaver.get("/desk/").status()).isEqualTo(303);
        assertThat(staff.as("jyj03").get("/desk/").body()).contains("/desk/articles/" + id);
        Answer signed = staff.as("jyj03")
                .post("/desk/articles/" + id + "/approve", Map.of("version", articles.version(id), "remark", "接手办理"));
        assertThat(signed.status()).isEqualTo(302);
        assertThat(staff.as("chenying").get("/desk/articles/" + id).body())
                .as("the next step, among any number of to-dos")
                .contains("action=\"/desk/articles/" + id + "/approve\"");
    }

    private void twice(String account, long id, String act, Map<String, String> fields, String state) {
        var form = new LinkedHashMap<>(fields);
        form.put("version", articles.version(id));
        String path = "/desk/articles/" + id + "/" + act;
        Session session = staff.as(account);
        assertThat(session.post(path, form).status()).as(act).isEqualTo(302);
        assertThat(articles.stateOf(id)).as(act).isEqualTo(state);
        Answer again = session.post(path, form);
        assertThat(again.status()).as(act + " again").isEqualTo(302);
        assertThat(session.get(again.location()).body()).as(act + " again").doesNotContain("刚被别人处理过", "没有在网站上发布");
        assertThat(articles.stateOf(id)).as(act + " again").isEqualTo(state);
    }

    private Map<String, String> text(String version, String title, String body) {
        return Map.of("version", version, "column", column(""), "title", title, "body", body, "source", "县政府办",
                "nature", "VOLUNTARY");
    }

    private String column(String site) {
        return sql.sql("""
                select c.id from content.column_ c join content.site s on s.id = c.site_id
                where s.slug = ? and c.slug = 'tzgg'""").param(site).query(String.class).single();
    }

    private String title(long id) {
        return sql.sql("select title from content.edition where document_id = ? order by number desc limit 1")
                .param(id)
                .query(String.class)
                .single();
    }

    private String person(String account) {
        return sql.sql("select id from directory.person where account = ?").param(account).query(String.class).single();
    }
}
