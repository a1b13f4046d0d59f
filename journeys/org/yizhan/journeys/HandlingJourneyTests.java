package org.yizhan.journeys;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind the counter: the office, the unit that handles and the one that helps, a leader on the phone, the supervisor, and a report whose
 * writer nobody may know.
 */
class HandlingJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";
    private static final Pattern NUMBER = Pattern.compile("XJ\\d{8}-\\d+");
    private static final String CANAL = "龙潭镇溪口村的灌溉水渠被洪水冲断十二米，渠边的村道也塌了半边，拖拉机过不去。请问水渠什么时候能修好？我是溪口村的李志强，电话 13809801234。";
    private static final String OPINION = "村道塌方 9 米已于 11 月 25 日围挡，12 月 10 日以前由县公路养护中心回填通车。";
    private static final String ANSWER = "李志强先生：您好。溪口村灌溉水渠被洪水冲断一事，我局 11 月 26 日到现场核实，冲断 12 米。修复已列入水毁工程应急资金，施工队 11 月 30 日进场，12 月 20 日以前修好通水。联系人：工程建设科，0980-2203311。";

    private final Map<String, String> seen = new LinkedHashMap<>();
    private final Map<String, String> sessions = new HashMap<>();

    @Test
    void aLetterIsAnsweredInTwoVoicesAndRead() {
        Page citizen = someoneWithoutScripts(PHONE);
        String first = writes(citizen, "yijian", "溪口村水渠断了，路也塌了", CANAL);
        String again = writes(citizen, "yijian", "溪口村水渠断了，路也塌了", CANAL);

        Page office = entersAs("xufang", DESK);
        assertThat(office.locator("main")).containsText("审核分办：溪口村水渠断了，路也塌了");
        finds(office, again);
        assertThat(office.locator(".letter").first()).containsText("拖拉机过不去");
        assertThat(section(office, "相关的")).containsText("内容相近：" + first);
        looks(office);
        unfolds(office, "merge");
        assertThat(office.locator("#merge-other")).hasValue(first);
        presses(office, "并入");
        assertThat(office.locator(".notice")).containsText("已并入另一件");

        finds(office, first);
        String letter = office.url();
        assertThat(section(office, "相关的")).containsText("并入这一件：" + again);
        office.getByLabel("水利局 来信中提到").check();
        assertThat(office.locator("#dispatch-about option:checked")).not().hasText("以后再定");
        office.locator("#dispatch-about").selectOption(new SelectOption().setLabel("农业农村 / 农田水利"));
        clicks(office.getByText("需要其他单位协办"));
        office.getByLabel("交通局", new Page.GetByLabelOptions().setExact(true)).check();
        office.getByLabel("给承办单位的话").fill("路和渠请一并答复。");
        presses(office, "转办给承办单位");
        assertThat(office.locator(".notice")).containsText("已转办");
        assertThat(office.locator(".glance")).containsText("农业农村 / 农田水利");
        assertThat(office.locator(".glance")).containsText("水利局；协办：交通局");

        Page roads = entersAs("dengkai", DESK);
        opensTodo(roads, "协办：溪口村水渠断了");
        assertThat(roads.locator("#act-draftReply")).hasCount(0);
        roads.getByLabel("协办意见").fill(OPINION);
        looks(roads);
        presses(roads, "提交协办意见");
        assertThat(roads.locator(".notice")).containsText("协办意见已提交给主办单位");

        Page water = entersAs("zhengyu", DESK);
        opensTodo(water, "承办：溪口村水渠断了");
        assertThat(water.locator(".timeline")).containsText("路和渠请一并答复。");
        presses(water, "签收");
        assertThat(water.locator(".notice")).containsText("已签收");
        water.locator("#draftReply-words").fill(ANSWER);
        presses(water, "放进答复");
        assertThat(water.locator("#draftReply-words")).hasValue(ANSWER + "\n\n" + OPINION);
        presses(water, "提交答复");
        assertThat(water.locator(".notice")).containsText("进入审核");

        office.navigate(letter);
        assertThat(office.locator("#approveReply-words")).hasValue(ANSWER + "\n\n" + OPINION);
        looks(office);
        presses(office, "同意这份答复");
        assertThat(office.locator(".notice")).containsText("答复已发出，这一件办结");
        clicks(office.locator("#decide a").getByText("公开……"));
        assertThat(office.locator("#f-question")).hasValue(Pattern.compile("我是溪口村的李某某，电话 （电话略）"));
        assertThat(office.locator("#f-answer")).hasValue(Pattern.compile("李某某先生：您好"));
        looks(office);
        presses(office, "公开");
        assertThat(office.locator(".errors")).containsText("已经逐字看过");
        office.getByLabel("已经逐字看过，没有个人信息").check();
        presses(office, "公开");
        assertThat(office.locator(".notice")).containsText("群众在“来信选登”里可以看到");

        Page neighbour = someoneAt(PHONE);
        neighbour.navigate("/letters/replies/");
        clicks(neighbour.locator("main").getByText("溪口村水渠断了，路也塌了").first());
        assertThat(neighbour.locator("main")).containsText("12 月 20 日以前修好通水");
        assertThat(neighbour.locator("main")).not().containsText("李志强");
        assertThat(neighbour.locator("main")).not().containsText("13809801234");
        looks(neighbour);
    }

    @Test
    void anAnswerThatSaysNothingIsHeldBackUnlessSomebodyAnswersForIt() {
        Page office = entersAs("xufang", DESK);
        String letter = dispatchesACall(office, "slj", "水库放水淹了菜地，损失谁来赔", "石门水库放水没有通知，淹了我家两亩菜地。损失由谁赔、赔多少？", "水利局");

        Page water = entersAs("zhengyu", DESK);
        water.navigate(letter);
        presses(water, "签收");
        String empty = "您好，来信收悉。您反映的问题我局高度重视，将尽快研究解决，感谢您的理解和支持。";
        water.locator("#draftReply-words").fill(empty);
        presses(water, "提交答复");
        assertThat(water.locator(".refusal")).containsText("答复检查发现");
        assertThat(water.locator("#draftReply-words")).hasValue(empty);
        assertThat(water.locator(".findings")).containsText("不用改");
        looks(water);
        for (Locator finding : water.locator(".findings input[type=checkbox]").all()) {
            finding.check();
        }
        presses(water, "提交答复");
        assertThat(water.locator(".refusal")).containsText("请写明为什么");
        water.getByLabel("不用改的理由").fill("已当面赔付并签字，来信人不要书面细节");
        presses(water, "提交答复");
        assertThat(water.locator(".notice")).containsText("答复已提交审核");

        office.navigate(letter);
        Locator handedIn = office.locator(".timeline li").first();
        assertThat(handedIn).containsText("提交答复");
        assertThat(handedIn).containsText("郑雨");
        assertThat(handedIn).containsText("来信人不要书面细节");
        unfolds(office, "sendBack");
        office.locator("#sendBack-words").fill("请写明赔多少、什么时候赔。");
        presses(office, "退回重办");
        assertThat(office.locator(".notice")).containsText("已退回");
        opensTodo(water, "承办：水库放水淹了菜地");
        assertThat(water.locator(".timeline")).containsText("请写明赔多少、什么时候赔。");
    }

    @Test
    void aLeaderSignsInstructsAndUrgesOnAPhone() {
        Page office = entersAs("xufang", DESK);
        String letter = dispatchesACall(office, "xianzhang", "龙头山水库的大坝渗水", "龙头山水库大坝下面有水渗出来，什么时候加固？", "水利局");
        Page water = entersAs("zhengyu", DESK);
        water.navigate(letter);
        presses(water, "签收");
        water.locator("#draftReply-words")
                .fill("龙头山水库大坝渗水一事，我局 11 月 26 日会同设计单位查看，渗水点在坝脚右侧，水清、量小，大坝安全。12 月 15 日以前完成反滤加固。联系人：防汛抗旱科，0980-2203312。");
        presses(water, "提交答复");
        office.navigate(letter);
        presses(office, "同意这份答复");
        assertThat(office.locator(".notice")).containsText("等待领导签发");

        Page leader = entersAs("linzhihe", PHONE);
        leader.navigate("/desk/cases/leader");
        Locator waiting = leader.locator("section.sheet", new Page.LocatorOptions().setHasText("龙头山水库的大坝渗水"));
        assertThat(waiting).containsText("12 月 15 日以前完成反滤加固");
        looks(leader);
        picture(leader, "leader-phone");
        clicks(waiting.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("签发")));
        assertThat(leader.locator(".notice")).containsText("已签发");

        leader.navigate("/desk/cases/leader");
        Locator late = leader.locator(".todos li", new Page.LocatorOptions().setHasText("沙坡村后山的石头往下掉"));
        assertThat(late).containsText("应急局");
        assertThat(late).containsText("超期");
        clicks(late.locator("a"));
        assertThat(leader.locator("#instruct-words")).isInViewport();
        for (String fact : List.of("期限", "现在轮到", "收到", "主办单位")) {
            assertThat(leader.locator(".glance dt").getByText(fact, new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
        looks(leader);
        leader.locator("#instruct-words").fill("三天内拉好警戒线，一周内清完危石。");
        presses(leader, "提交批示");
        assertThat(leader.locator(".notice")).containsText("批示已送达承办单位");
        unfolds(leader, "urge");
        presses(leader, "催办");
        assertThat(leader.locator(".notice")).containsText("已催办");

        Page unit = entersAs("yjj04", PHONE);
        assertThat(unit.locator("main")).containsText("沙坡村后山的石头往下掉");
        unit.navigate("/desk/messages");
        assertThat(unit.locator("main")).containsText("三天内拉好警戒线");
        looks(unit);
    }

    @Test
    void whoReportsAViolationIsKnownToNobodyWithoutAReason() {
        Page informer = someoneWithoutScripts(PHONE);
        informer.navigate("/letters/jubao");
        fitsTheScreen(informer);
        clicks(informer.locator("main a[href*='/letters/new']").first());
        informer.locator("#f-to").selectOption("jubao");
        informer.locator("input[name=kind][value=report]").check();
        informer.locator("#f-title").fill("砂石采购围标");
        informer.locator("#f-text").fill("水利局十月的砂石采购，三家投标的公司是同一个老板，请查一查。");
        informer.locator("#f-reported").selectOption(new SelectOption().setLabel("云岭县水利局"));
        informer.locator("input[name=publish][value=no]").check();
        informer.locator("#f-phone").fill("13700009876");
        String number = sends(informer);

        Page officer = entersAs("jiangbo", DESK);
        finds(officer, number);
        String report = officer.url();
        assertThat(officer.locator(".glance")).containsText("保密");
        assertThat(officer.locator(".glance")).not().containsText("13700009876");
        looks(officer);
        clicks(officer.locator("summary").getByText("查看来信人"));
        officer.getByLabel("查看的理由").fill("需要电话核实采购时间");
        presses(officer, "查看来信人");
        assertThat(officer.locator(".glance")).containsText("13700009876");
        officer.locator("#dispatch-lead").selectOption(new SelectOption().setLabel("水利局"));
        presses(officer, "转办给承办单位");
        assertThat(officer.locator(".refusal")).containsText("不能交给被举报单位");

        Page reported = entersAs("zhengyu", DESK);
        assertThat(reported.locator("main")).not().containsText("砂石采购围标");
        for (String list : List.of("/desk/cases?kind=letter&q=" + number, "/desk/cases?kind=letter&q=砂石采购",
                "/desk/search?q=砂石采购围标", "/desk/search?q=" + number, "/desk/messages")) {
            reported.navigate(list);
            for (String words : List.of("砂石采购围标", number)) {
                assertThat(reported.locator("main a", new Page.LocatorOptions().setHasText(words))).hasCount(0);
            }
        }
        for (String address : List.of(report, report + "/dates", report + "/process")) {
            Response answer = reported.navigate(address);
            assertThat(answer.status()).as(address).isEqualTo(404);
            assertThat(reported.locator("main")).not().containsText("砂石");
        }

        Page auditor = entersAs("auditadmin", DESK);
        auditor.navigate("/desk/journal?object=case:" + report.replaceAll(".*/", ""));
        Locator lines = auditor.locator("tbody tr", new Page.LocatorOptions().setHasText("蒋波"));
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("查看保密办件")).first()).isVisible();
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("查看来件人"))).hasCount(1);
        assertThat(auditor.locator("tbody")).not().containsText("郑雨");
    }

    @Test
    void theSupervisorMakesAnOrderOfWhatIsLateAndClosesIt() {
        Page supervisor = entersAs("luojing", DESK);
        supervisor.navigate("/desk/supervision/late");
        looks(supervisor);
        clicks(supervisor.getByLabel(Pattern.compile("云岭县卫生健康局来信超期未办结")));
        assertThat(supervisor.locator("tbody")).containsText("村卫生室半个月没有开门");
        looks(supervisor);
        supervisor.getByLabel("选“村卫生室半个月没有开门”").check();
        presses(supervisor, "为选中的下督办单");
        assertThat(supervisor.locator("#f-unit option:checked")).hasText("云岭县卫生健康局");
        assertThat(supervisor.locator("main form")).containsText("村卫生室半个月没有开门");
        supervisor.locator("#f-requirement").fill("五天内派人值守，并答复来信人。");
        supervisor.locator("#f-days").fill("5");
        looks(supervisor);
        presses(supervisor, "下达");
        assertThat(supervisor.locator(".notice")).containsText("已下达");
        assertThat(section(supervisor, "相关的")).containsText("督办对象");
        String order = supervisor.url();

        Page unit = entersAs("wjj04", PHONE);
        unit.navigate(order);
        assertThat(unit.locator(".glance")).containsText("还剩 5 个工作日");
        looks(unit);
        presses(unit, "签收");
        unfolds(unit, "report");
        unit.locator("#report-words").fill("已派乡镇卫生院医生轮值，今天起开门。");
        presses(unit, "填报进展");
        assertThat(unit.locator(".notice")).containsText("进展已填报");
        unfolds(unit, "finish");
        unit.locator("#finish-words").fill("村卫生室已恢复开门，值班表贴在门上。");
        presses(unit, "报告办结");
        assertThat(unit.locator(".notice")).containsText("已报告办结");

        supervisor.navigate(order);
        assertThat(supervisor.locator(".timeline")).containsText("今天起开门");
        clicks(supervisor.locator("#decide a.button").getByText("确认办结"));
        looks(supervisor);
        supervisor.getByLabel("评价", new Page.GetByLabelOptions().setExact(true))
                .selectOption(new SelectOption().setLabel("已按要求办结"));
        presses(supervisor, "评价并办结");
        assertThat(supervisor.locator(".notice")).containsText("督办单办结");
        assertThat(supervisor.locator(".glance")).containsText("已办结");
    }

    @Test
    void whatIsWrittenBesideANewStepIsItsName() {
        Page keeper = entersAs("xufang", 1440);
        keeper.navigate("/desk/processes/order/draft");
        keeper.locator(".process[data-drawn]").waitFor();
        clicks(keeper.locator(".djs-palette .entry[data-action='bpmn:UserTask']"));
        keeper.locator(".process.board").hover(new Locator.HoverOptions().setPosition(300, 430));
        keeper.locator(".process.board").click(new Locator.ClickOptions().setPosition(320, 440));
        clicks(keeper.locator(".process-panel").getByLabel("名称"));
        keeper.keyboard().type("分管领导过目");
        keeper.keyboard().press("Tab");
        presses(keeper, "保存并检查");
        assertThat(keeper.locator(".faults")).containsText("「分管领导过目」");
        clicks(keeper.locator("summary").getByText("放弃草稿"));
        presses(keeper, "放弃草稿");
        assertThat(keeper.locator(".notice")).containsText("草稿已放弃");
    }

    @Test
    void whatIsPutOnAShortLineGetsRoomThere() {
        Page keeper = entersAs("xufang", 1440);
        keeper.navigate("/desk/processes/letter/draft");
        keeper.locator(".process[data-drawn]").waitFor();
        Locator line = keeper.locator(".djs-connection[data-element-id='lead'] .djs-visual > path").first();
        keeper.locator(".djs-palette .entry[data-action='bpmn:UserTask']").click();
        BoundingBox at = line.boundingBox();
        keeper.mouse().move(at.x, at.y - 40);
        keeper.mouse().move(at.x + at.width / 2, at.y + at.height / 2, new Mouse.MoveOptions().setSteps(4));
        keeper.mouse().down();
        keeper.mouse().up();
        presses(keeper, "保存并检查");
        assertThat(keeper.locator(".faults")).containsText("没有名字的办理环节：要起一个名字");
        keeper.locator(".process[data-drawn]").waitFor();
        assertThat(keeper.locator(".process.board")).hasAttribute("data-drawn", "");
        assertThat(keeper.evaluate(
                """
                        () => {
                          const all = [...document.querySelectorAll('.djs-shape[data-element-id]')]
                              .filter(one => !one.dataset.elementId.endsWith('_label'))
                              .map(one => ({ id: one.dataset.elementId, box: one.querySelector('.djs-visual > *').getBoundingClientRect() }));
                          return all.flatMap((one, at) => all.slice(at + 1)
                              .filter(other => one.box.left < other.box.right && other.box.left < one.box.right
                                  && one.box.top < other.box.bottom && other.box.top < one.box.bottom)
                              .map(other => one.id + ' ' + other.id));
                        }"""))
                .isEqualTo(List.of());
        keeper.locator("summary").getByText("放弃草稿").click();
        presses(keeper, "放弃草稿");
    }

    /** Who has signed in once stays signed in. */
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

    private static String writes(Page page, String mailbox, String title, String text) {
        page.navigate("/letters/new");
        page.locator("#f-to").selectOption(mailbox);
        page.locator("input[name=kind][value=help]").check();
        page.locator("#f-title").fill(title);
        page.locator("#f-text").fill(text);
        page.locator("input[name=publish][value=yes]").check();
        page.locator("#f-name").fill("李志强");
        page.locator("#f-phone").fill("13809801234");
        return sends(page);
    }

    private static String sends(Page page) {
        presses(page, "下一步：核对");
        presses(page, "提交来信");
        assertThat(page.locator("h1")).containsText("来信已收到");
        return number(page);
    }

    private static String number(Page page) {
        Matcher found = NUMBER.matcher(page.locator("main").innerText());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    /** What somebody says on the telephone becomes a letter, and a unit has it. */
    private static String dispatchesACall(Page office, String mailbox, String title, String text, String unit) {
        office.navigate("/desk/letters/new");
        office.locator("#f-to").selectOption(mailbox);
        office.locator("#f-channel").selectOption("phone");
        office.locator("#f-kind").selectOption("help");
        office.locator("#f-title").fill(title);
        office.locator("#f-text").fill(text);
        presses(office, "登记来信");
        assertThat(office.locator("h1")).containsText("来信已登记");
        clicks(office.locator("main").getByText("打开来信"));
        office.locator("#dispatch-lead").selectOption(new SelectOption().setLabel(unit));
        presses(office, "转办给承办单位");
        assertThat(office.locator(".notice")).containsText("已转办");
        return office.url();
    }

    private static void finds(Page page, String number) {
        page.navigate("/desk/cases?kind=letter&q=" + number);
        clicks(page.locator("tbody th a").first());
        assertThat(page.locator(".glance .number")).hasText(number);
    }

    private static void opensTodo(Page page, String what) {
        page.navigate("/desk/");
        clicks(page.locator(".todos a", new Page.LocatorOptions().setHasText(what)).first());
        page.locator("#decide").waitFor();
    }

    private static Locator section(Page page, String title) {
        return page.locator("section.sheet",
                new Page.LocatorOptions().setHas(page.getByRole(AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setExact(true))));
    }

    /** The page as people and machines see it; its HTML is kept for the checker. */
    private void looks(Page page) {
        looksRight(page);
        seen.put(page.url(), page.request().get(page.url()).text());
    }

    @AfterAll
    void theHtmlOfAllTheseIsValid(@TempDir Path folder) {
        assertThat(HtmlChecker.errors(seen, folder)).isEmpty();
    }
}
