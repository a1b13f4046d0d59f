package org.yizhan.setup;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yizhan.identity.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
class DemonstrationCountyTests {
    @LocalServerPort
    int port;

    @Autowired
    DemonstrationCounty county;

    @Autowired
    EmptyCounty empty;

    @Test
    void tellsItsAccountsAndShowsWhatWouldGoToTelephones() {
        assertThat(county.lines()).anyMatch(line -> line.contains("lixin"));
        assertThat(new TestBrowser(port).get("/demo/outbox").status()).isEqualTo(200);
    }

    @Test
    void disclosesInEveryBlock() {
        String home = new TestBrowser(port).get("/disclosure/").body();
        assertThat(home).contains("云岭县政府信息公开申请办理规程", "2025 年政府信息公开工作年度报告")
                .doesNotContain("还没有公开的制度文件", "还没有公开的年度报告");
        assertThat(new TestBrowser(port).get("/disclosure/guide").body()).contains("政府信息公开工作机构");
    }

    @Test
    void hasNoAdministratorsOfARealCounty() {
        assertThat(empty.isRunning()).isFalse();
        assertThat(empty.lines()).isEmpty();
    }
}
