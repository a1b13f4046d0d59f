package org.yizhan.journeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.statistics.Surges;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Who looks at the whole of what people bring: down to single cases, a report to edit, material for the digest, a wave of one matter. */
class AnalysisJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";

    @Autowired
    Surges surges;

    @Test
    void fromTheWholeCountyDownToOneCaseAndIntoReportAndDigest() throws IOException {
        Page analyst = enters("luojing", DESK);
        analyst.navigate("/desk/analysis");
        analyst.locator("#grain").selectOption(new SelectOption().setLabel("年"));
        presses(analyst, "分析");
        looksRight(analyst);
        picture(analyst, "analysis");
        narrows(analyst, "承办单位");
        narrows(analyst, "热点事项");
        assertThat(analyst.locator(".filters a")).hasCount(2);
        Locator received = analyst.locator(".figures dd a").first();
        int counted = Integer.parseInt(received.innerText());
        clicks(received);
        looksRight(analyst);
        assertThat(analyst.locator("main tbody tr").count()).as("guarded ones are not listed").isBetween(1, counted);
        clicks(analyst.locator("main tbody th a").first());
        String number = analyst.locator(".glance .number").innerText();
        clicks(analyst.locator("main").getByText("采编为专报素材"));
        looksRight(analyst);
        presses(analyst, "列为素材");
        analyst.navigate("/desk/analysis/material");
        assertThat(analyst.locator("main")).containsText(number);
        assertThat(word(analyst)).contains("网络舆情信息专报素材");

        analyst.navigate("/desk/analysis?grain=YEAR");
        clicks(analyst.getByText("分析报告").first());
        looksRight(analyst);
        assertThat(word(analyst)).contains("诉求综合分析报告", "热点事项", "原因分析和工作建议");
    }

    @Test
    void aWaveOfOneMatterComesToTheDutyOfficerWhoSeesWhoCallsAgain() {
        Page agent = enters("tangmin", DESK);
        calls(agent, "13909800201", "李桂香", "溪口村下午还是没有水，一滴都没有。");
        calls(agent, "13909800298", "何小兰", "溪口村五组也停水了，什么时候来？");
        Page officer = enters("hejie", TABLET);
        officer.navigate("/desk/analysis/surges");
        looksRight(officer);
        Locator rule = officer.locator("form.row-form").first();
        rule.getByLabel("1 天里至少").fill("2");
        rule.getByLabel("并且不少于平常的").fill("1");
        clicks(rule.getByRole(AriaRole.BUTTON));
        assertThat(officer.locator(".notice")).containsText("标准已修改");
        surges.look();
        officer.navigate("/desk/");
        clicks(officer.locator(".todos a", new Page.LocatorOptions().setHasText("核实突增：龙潭镇")).first());
        looksRight(officer);
        clicks(officer.locator("main .lead a"));
        assertThat(officer.locator("main")).containsText("溪口村五组也停水了");
        officer.goBack();
        officer.getByLabel("核实的情况和处理的办法").fill("主管爆裂，已请水利局抢修，晚上六点前供水。");
        presses(officer, "是突发情况，已处置");
        assertThat(officer.locator(".notice")).containsText("待办也办结了");

        officer.navigate("/desk/analysis/repeats");
        looksRight(officer);
        assertThat(officer.locator("main tbody tr", new Page.LocatorOptions().setHasText("溪口村整村停水")).first())
                .containsText("溪口村下午还是没有水");
        Page phone = enters("luojing", PHONE);
        for (String page : new String[]{"/desk/analysis?grain=YEAR", "/desk/analysis/table?grain=YEAR&axis=SUBJECT",
            "/desk/analysis/words?grain=YEAR", "/desk/analysis/map?grain=YEAR",
            "/desk/analysis/repeats?grain=YEAR", "/desk/analysis/report?grain=YEAR"}) {
            phone.navigate(page);
            looksRight(phone);
        }
    }

    private static void calls(Page agent, String phone, String name, String text) {
        agent.navigate("/desk/hotline/call?phone=" + phone);
        agent.getByLabel("姓名").fill(name);
        agent.locator("#f-kind").selectOption("help");
        agent.locator("#f-region").selectOption(new SelectOption().setLabel("龙潭镇"));
        agent.locator("#f-text").fill(text);
        clicks(agent.getByText("交热线办派单"));
        clicks(agent.getByText("还可以填：紧急程度、分类、地点、保密"));
        agent.locator("#f-subject")
                .selectOption(agent.locator("#f-subject option", new Page.LocatorOptions().setHasText("停水、水压低"))
                        .getAttribute("value"));
        presses(agent, "保存工单");
        assertThat(agent.locator("h1")).containsText("工单已登记");
    }

    /** By the first line of a table. */
    private static void narrows(Page page, String part) {
        clicks(page.locator(".tabs").getByText(part));
        looksRight(page);
        clicks(page.locator("section.charted", new Page.LocatorOptions().setHas(page.getByRole(AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(part)))).locator("tbody th a").first());
        assertThat(page.locator(".filters")).isVisible();
    }

    /** The text of the document that this page offers. */
    private static String word(Page page) throws IOException {
        Download download = page.waitForDownload(() -> page.getByText("下载 Word").first().click());
        try (var zip = new ZipInputStream(Files.newInputStream(download.path()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no document");
    }

    private Page enters(String account, int width) {
        Page page = someoneAt(width);
        signIn(page, account, PASSWORD);
        page.waitForURL("**/desk/");
        return page;
    }
}
