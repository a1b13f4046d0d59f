package org.yizhan.portal.web;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.Sites;
import org.yizhan.identity.TestBrowser;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The form for mistakes as readers and machines send it. All from one address, so that the order matters: one test. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MistakeReportPagesTests {
    @LocalServerPort
    int port;
    @Autowired
    Sites sites;
    @Autowired
    PublishedContent published;
    @Autowired
    JdbcClient sql;

    private long kept() {
        return sql.sql("select count(*) from content.mistake").query(Long.class).single();
    }

    @BeforeEach
    void aPortal() {
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, new UnitPath("/1/"), 0)).orThrow();
        }
    }

    @Test
    void takesWhatAReaderSendsAndNotWhatAMachineDoes() {
        var browser = new TestBrowser(port);
        long before = kept();
        assertThat(browser.get("/mistake-report?page=/tzgg/").body()).contains("value=\"/tzgg/\"", "name=\"website\"");
        assertThat(browser.get("/mistake-report?page=https://evil.example/").body()).doesNotContain("evil.example");

        browser.get("/mistake-report");
        var trap = browser.submit("/mistake-report",
                Map.of("page", "/tzgg/", "wrong", "买药请找我", "contact", "", "website", "http://spam.example"));
        assertThat(trap.body()).contains("没有收到", "买药请找我");
        assertThat(kept()).isEqualTo(before);

        browser.get("/mistake-report");
        var empty = browser.submit("/mistake-report", Map.of("page", "/tzgg/", "wrong", "", "contact", "0980-1"));
        assertThat(empty.body()).contains("请写明哪里有错", "0980-1");
        assertThat(kept()).isEqualTo(before);

        browser.get("/mistake-report");
        var taken = browser.submit("/mistake-report", Map.of("page", "/tzgg/", "wrong", "日期写成了11月31日。", "contact", ""));
        assertThat(taken.body()).contains("已收到", "查询码", "最迟答复");
        assertThat(kept()).isEqualTo(before + 1);

        for (int i = 0; i < 6; i++) {
            browser.get("/mistake-report");
            browser.submit("/mistake-report", Map.of("page", "/tzgg/", "wrong", "又一处错" + i, "contact", ""));
        }
        browser.get("/mistake-report");
        var tooMany = browser.submit("/mistake-report", Map.of("page", "/tzgg/", "wrong", "再来一处错", "contact", ""));
        assertThat(tooMany.body()).contains("提交得太多了", "再来一处错");
        assertThat(kept()).isLessThanOrEqualTo(before + 6);

        browser.get("/mistake-report/track");
        assertThat(browser.submit("/mistake-report/track", Map.of("number", "ZC000", "code", "1")).body())
                .contains("没有这个编号，或查询码不对");
        assertThat(browser.post("/mistake-report", Map.of("page", "/", "wrong", "没有令牌的提交")).status()).isEqualTo(403);
    }
}
