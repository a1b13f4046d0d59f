package org.yizhan.journeys;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A call to 12345: the agent, the unit, the hotline office, who calls back, and what the county knows. */
class HotlineJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";
    private static final Pattern NUMBER = Pattern.compile("RX\\d{8}-\\d+");
    private static final String ANSWER = "李春梅女士：您好。您反映桥头村五组水渠漏水、田里没有水用一事，我局灌溉科今天上午到现场，换了两米水渠衬板，中午 12:00 放水，秧苗已经浇上。以后再漏，请打灌溉科电话 0980-2203311，两小时内到。联系人：郑雨。";

    private final Map<String, String> sessions = new HashMap<>();

    @Test
    void aCallBecomesATicketByKeyboardAloneAndComesBackUntilItIsSolved() {
        Page agent = entersAs("tangmin", DESK);
        agent.navigate("/desk/hotline/call?phone=13909800201");
        assertThat(agent.locator("#caller")).containsText("溪口村整村停水");
        looksRight(agent);
        picture(agent, "hotline-call");
        agent.navigate("/desk/hotline/call");
        for (String typed : new String[]{"13909800299", "李春梅"}) {
            agent.keyboard().type(typed);
            agent.keyboard().press("Tab");
        }
        for (int i = 0; i < 9 && !agent.inputValue("#f-kind").equals("complaint"); i++) {
            agent.keyboard().press("ArrowDown");
        }
        assertThat(agent.locator("#f-kind")).hasValue("complaint");
        agent.keyboard().press("Tab");
        agent.keyboard().press("ArrowDown");
        agent.keyboard().press("Tab");
        agent.keyboard().type("桥头村五组的水渠漏水，田里没有水用，秧苗快干死了。");
        assertThat(agent.locator("#likely label").first()).containsText("水利局");
        agent.keyboard().press("Alt+5");
        assertThat(agent.locator("input[name=how]:checked")).hasValue("given");
        agent.keyboard().press("Alt+7");
        assertThat(agent.locator("#f-unit option:checked")).hasText("水利局");
        agent.keyboard().press("Alt+S");
        assertThat(agent.locator("h1")).containsText("工单已登记");
        String number = number(agent);
        looksRight(agent);
        clicks(agent.getByText("登记三方通话"));
        agent.getByLabel("和谁通话").fill("水利局供水科 郑雨");
        agent.getByLabel("通话的内容和结果").fill("上午到现场");
        presses(agent, "记下");
        assertThat(agent.locator("main")).containsText("水利局供水科 郑雨：上午到现场");

        answers(number);

        Page asker = entersAs("sunli", PHONE);
        calls(asker, "桥头村五组的水渠漏水");
        looksRight(asker);
        asker.locator("input[name=responded][value=yes]").check();
        asker.locator("input[name=solved][value=no]").check();
        asker.locator("#f-satisfaction").selectOption(new SelectOption().setLabel("不满意"));
        asker.getByLabel("回访记录").fill("下午又漏了");
        presses(asker, "登记回访");
        assertThat(asker.locator(".notice")).containsText("回访已登记");

        answers(number);
        calls(asker, "桥头村五组的水渠漏水");
        asker.locator("input[name=responded][value=yes]").check();
        asker.locator("input[name=solved][value=yes]").check();
        asker.locator("#f-satisfaction").selectOption(new SelectOption().setLabel("满意"));
        presses(asker, "登记回访");
        asker.navigate("/desk/hotline/rates");
        looksRight(asker);
        clicks(asker.locator("tbody tr", new Page.LocatorOptions().setHasText("水利局"))
                .locator("td")
                .nth(1)
                .locator("a")
                .first());
        assertThat(asker.locator("main")).containsText("桥头村五组的水渠漏水");
        looksRight(asker);
    }

    /** The unit signs, calls, and answers; the office lets it go. */
    private void answers(String number) {
        Page water = entersAs("zhengyu", TABLET);
        finds(water, number);
        if (water.locator("#act-sign").count() > 0) {
            presses(water, "签收");
        }
        unfolds(water, "contact");
        water.locator("#contact-words").fill("上午九点电话联系，约定马上到现场");
        presses(water, "登记联系");
        assertThat(water.locator(".notice")).containsText("已记下与本人的联系");
        clicks(water.locator("#decide a").getByText("提交答复"));
        water.getByLabel("办结类型").selectOption(new SelectOption().setLabel("已解决"));
        water.locator("#f-words").fill(ANSWER);
        looksRight(water);
        presses(water, "提交答复");
        for (Locator finding : water.locator(".findings input[type=checkbox]").all()) {
            finding.check();
        }
        if (water.locator("#f-why").count() > 0) {
            water.locator("#f-why").fill("已当面说明");
            presses(water, "提交答复");
        }
        assertThat(water.locator(".notice")).containsText("答复已提交");
        Page office = entersAs("hejie", DESK);
        finds(office, number);
        presses(office, "同意这份答复");
        if (office.locator(".findings").count() > 0) {
            for (Locator finding : office.locator(".findings input[type=checkbox]").all()) {
                finding.check();
            }
            office.getByLabel("不用改的理由").fill("已当面说明");
            presses(office, "同意这份答复");
        }
        assertThat(office.locator(".notice")).containsText("答复已发出");
    }

    @Test
    void whatAUnitKnowsIsApprovedAndReadByEverybody() {
        Page unit = entersAs("dengkai", DESK);
        unit.navigate("/desk/hotline/knowledge/new");
        unit.getByLabel("标题").fill("校车坐不下怎么办");
        unit.locator("#f-body").fill("向学校登记，交通局三天内加车或者调线路，不收费。");
        unit.getByLabel("政策依据").fill("《校车安全管理条例》第三条");
        unit.locator("#f-review").fill("2027-06-30");
        looksRight(unit);
        presses(unit, "提交审核");
        assertThat(unit.locator(".notice")).containsText("已提交热线办审核");
        Page office = entersAs("hejie", DESK);
        office.navigate("/desk/");
        clicks(office.locator(".todos a", new Page.LocatorOptions().setHasText("审核知识：校车坐不下怎么办")).first());
        looksRight(office);
        presses(office, "审核发布");
        assertThat(office.locator(".notice")).containsText("已发布");

        Page citizen = someoneWithoutScripts(PHONE);
        citizen.navigate("/knowledge/");
        clicks(citizen.locator("main").getByText("校车坐不下怎么办"));
        assertThat(citizen.locator("main")).containsText("三天内加车");
        clicks(citizen.getByText("没有帮上忙？告诉我们"));
        citizen.locator("#f-words").fill("没有写找谁登记");
        presses(citizen, "告诉你们");
        assertThat(citizen.locator("h1")).containsText("收到了");
        unit.navigate("/desk/");
        clicks(unit.locator(".todos a", new Page.LocatorOptions().setHasText("知识没有帮上忙：校车坐不下怎么办")).first());
        assertThat(unit.locator("main")).containsText("没有写找谁登记");
        presses(unit, "都已处理");
        assertThat(unit.locator(".notice")).containsText("反馈已处理");

        Page everybody = someoneAt(PHONE);
        everybody.navigate("/knowledge/");
        looksRight(everybody);
        clicks(everybody.locator("main ul a").first());
        looksRight(everybody);
        Page keeper = entersAs("hejie", PHONE);
        for (String page : new String[]{"/desk/hotline/settings", "/desk/hotline/knowledge", "/desk/hotline/call",
            "/desk/hotline/call-backs"}) {
            keeper.navigate(page);
            looksRight(keeper);
        }
    }

    private static void calls(Page page, String title) {
        page.navigate("/desk/hotline/call-backs");
        clicks(page.locator("main th a", new Page.LocatorOptions().setHasText(title)).first());
        assertThat(page.locator("main")).containsText("李春梅");
    }

    private static String number(Page page) {
        Matcher found = NUMBER.matcher(page.locator("main").innerText());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static void finds(Page page, String number) {
        page.navigate("/desk/cases?kind=ticket&q=" + number);
        clicks(page.locator("tbody th a").first());
        assertThat(page.locator(".glance .number")).hasText(number);
    }

    private Page entersAs(String account, int width) {
        String kept = sessions.get(account);
        Page page = someoneAt(width, options -> options.setStorageState(kept));
        if (kept == null) {
            signIn(page, account, PASSWORD);
            page.waitForURL("**/desk/");
            sessions.put(account, page.context().storageState());
        } else {
            page.navigate("/desk/");
        }
        return page;
    }
}
