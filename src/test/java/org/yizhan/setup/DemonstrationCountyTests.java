package org.yizhan.setup;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.content.PublicChange;
import org.yizhan.evaluation.Inspections;
import org.yizhan.hotline.AboveFigures;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
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

    @Autowired
    Inspections inspections;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    OutsideSystems systems;

    @Autowired
    AboveFigures figures;

    @Autowired
    JdbcClient sql;

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
    void everyTopicHasSomethingInEverySectionThatShows() {
        var browser = new TestBrowser(port);
        String list = browser.get("/topics/").body();
        long made = DemoText.rows("topics.txt").stream().filter(row -> !row[0].startsWith("-")).count();
        assertThat(made).isGreaterThanOrEqualTo(6);
        DemoText.rows("topics.txt")
                .stream()
                .filter(row -> !row[0].startsWith("-"))
                .forEach(row -> {
                    String href = "/topics/" + row[0] + "/";
                    assertThat(list).contains(href);
                    assertThat(browser.get(href).body()).as(href).contains("<h2>").doesNotContain("正在准备中");
                });
        assertThat(list).contains("往期专题");
    }

    /** The county year is too long for a test; its table of topics is not. */
    @Test
    void theYearHasFortyOneTopicsOfUnitsThatExist() {
        List<String[]> topics = DemoText.rows("year/topics.txt")
                .stream()
                .filter(row -> !row[0].startsWith("-"))
                .toList();
        assertThat(topics).hasSize(41).allMatch(row -> row.length == 7 && !row[6].isBlank());
        assertThat(topics.stream().map(row -> row[0]).distinct()).hasSize(41);
        assertThat(DemoUnit.all()).extracting(DemoUnit::shortName)
                .containsAll(topics.stream().map(row -> row[3]).toList());
        Set<String> columns = DemoText.rows("year/columns.txt")
                .stream()
                .map(row -> row[0])
                .collect(Collectors.toSet());
        assertThat(DemoText.rows("year/topics.txt").stream().filter(row -> row[0].startsWith("-")))
                .allSatisfy(row -> assertThat(columns).containsAll(List.of(row[3].split(" "))));
    }

    @Test
    void theHomePageShowsHowTheUnitsStand() {
        var ranking = inspections.county().ranking();
        events.publishEvent(new PublicChange(Set.of("all")));
        String home = new TestBrowser(port).get("/").body();
        String block = home.substring(home.indexOf("id=\"ranking\""));
        assertThat(block).contains("href=\"/ranking\"", "及时", "质量", "完整", ranking.lines().getFirst().name());
        assertThat(new TestBrowser(port).get("/slj/").body()).doesNotContain("id=\"ranking\"");
    }

    @Test
    void theHomePageShowsHowLettersAreAnswered() {
        events.publishEvent(new PublicChange(Set.of("all")));
        var browser = new TestBrowser(port);
        var block = Jsoup.parse(browser.get("/").body()).select("#answers");
        List<String> shown = block.select("dd").eachText();
        assertThat(Jsoup.parse(browser.get(block.select(".head-row a").attr("href")).body()).text())
                .contains("共收到" + shown.get(0) + "件，已办结" + shown.get(1) + "件");
        assertThat(browser.get("/slj/").body()).doesNotContain("id=\"answers\"");
    }

    @Test
    void hasFormsBesideItsGuides() {
        assertThat(new TestBrowser(port).get("/forms/").body()).contains("不动产登记申请表.docx", "Word 文档",
                "不动产登记：买卖、继承、抵押一次说清");
    }

    @Test
    void hasLettersInEveryStateAndForEveryMailbox() {
        List<String> states = sql.sql("select distinct state from casework.cases where kind = 'letter'")
                .query(String.class)
                .list();
        assertThat(states).containsExactlyInAnyOrder("SUBMITTED", "HANDLING", "CLOSED", "REFUSED", "WITHDRAWN");
        assertThat(
                sql.sql("select distinct fate from casework.counted where kind = 'letter'").query(String.class).list())
                .containsExactlyInAnyOrder("OPEN", "OVERDUE", "IN_TIME", "EXTENDED", "LATE", "REFUSED", "TRANSFERRED",
                        "WITHDRAWN", "MERGED");
        assertThat(sql.sql("select count(distinct type) from casework.event").query(Integer.class).single())
                .as("kinds of events")
                .isGreaterThanOrEqualTo(25);
        assertThat(sql.sql("""
                select count(*) from casework.cases c join letters.letter l on l.case_id = c.id
                where c.guarded and l.once like 'demonstration-letter-%'""").query(Integer.class).single())
                .isEqualTo(2);
        assertThat(sql.sql("""
                select count(*) from letters.mailbox b
                where nature <> 'UNIT' and not exists (select 1 from letters.letter l where l.mailbox_id = b.id)""")
                .query(Integer.class)
                .single()).as("mailboxes without a letter").isZero();
    }

    @Test
    void showsLettersWhoseWritersAgreedWithoutTheirNames() {
        var browser = new TestBrowser(port);
        List<String> lines = DemoText.lines("letters.txt");
        long meant = lines.stream().filter(line -> line.startsWith("! ")).count();
        assertThat(sql.sql("""
                select count(*) from letters.published p join letters.letter l on l.case_id = p.case_id
                where l.once like 'demonstration-letter-%'""").query(Long.class).single()).isEqualTo(meant)
                .isGreaterThan(5);
        assertThat(browser.get("/letters/replies/").body()).contains("自来水", "取号机").doesNotContain("1390980");
    }

    /** By file alone: nothing leaves the machine of whoever looks at a demonstration. */
    @Test
    void isJoinedWithItsPrefectureByFileAndOwesItTheNewestResults() {
        OutsideSystem above = systems.all().stream().filter(OutsideSystem::above).findFirst().orElseThrow();
        long written = DemoText.lines("tickets.txt")
                .stream()
                .filter(line -> line.matches("# .*\\babove\\d.*\\|.*"))
                .count();
        assertThat(sql.sql("""
                select count(*) from hotline.ticket t join hotline.outside_ticket o on o.case_id = t.case_id
                join casework.cases c on c.id = t.case_id
                where o.system_id = :system and o.by_file and o.asked_by is not null and c.channel = 'above'""")
                .param("system", above.id())
                .query(Long.class)
                .single()).isEqualTo(written).isGreaterThan(5);
        AboveFigures.Told told = figures.told(above);
        assertThat(told.waiting()).isPositive().isLessThan(told.results());
        assertThat(told.confirmed()).isPositive();
    }

    @Test
    void hasNoAdministratorsOfARealCounty() {
        assertThat(empty.isRunning()).isFalse();
        assertThat(empty.lines()).isEmpty();
    }
}
