package org.yizhan.journeys;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody asks the county for a document and always knows what is owed; an officer answers; a supervisor watches without touching. */
class RequestsJourneyTests extends Journey {
    private static final Pattern MADE = Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})日，致");
    private static final Pattern SLIP = Pattern.compile("(GK\\d{8}-\\d+)[\\s\\S]*?(\\d{4} \\d{4} \\d{4})");
    private static final String ASKED = "桥头村水渠修复工程的验收材料";

    private record Slip(String number, String code) {}

    @Test
    void anApplicantAlwaysKnowsWhichDayIsOwedAndAnOfficerAnswers() {
        Page applicant = someoneAt(PHONE);
        Slip slip = asks(applicant);
        tracks(applicant, slip);
        assertThat(applicant.locator(".facts").first()).containsText("等受理机关与您确认收到");
        looksRight(applicant);

        Page officer = entersAs("wanqing");
        opens(officer, slip);
        clicks(officer.locator("#decide a.button"));
        looksRight(officer);
        officer.locator("#f-how").fill("电话确认");
        presses(officer, "确认收到");
        applicant.reload();
        assertThat(applicant.locator("#course")).containsText("第三十一条、第三十三条");
        assertThat(applicant.locator("#course")).containsText("前答复");
        looksRight(applicant);
        picture(applicant, "request-course-phone");

        officer.locator("#act-dispatch input[name=likely]").first().check();
        officer.locator("#act-dispatch input[name=signOff]").uncheck();
        presses(officer, "转办给承办单位");
        asksAThirdParty(officer);
        applicant.reload();
        assertThat(applicant.locator("#course")).containsText("这段时间不计入答复期限");
        assertThat(applicant.locator("main")).not().containsText("云岭建设公司");
        theThirdPartyAgrees(officer);

        answers(officer, slip);
        provesTheDelivery(officer);
        applicant.reload();
        assertThat(applicant.locator("main")).containsText("验收材料复印件");
        assertThat(applicant.locator("#ways")).containsText("提起行政诉讼");
        looksRight(applicant);
        String paper = applicant.locator("#papers a").last().getAttribute("href");
        assertThat(applicant.request().get(paper).body()).startsWith('%', 'P', 'D', 'F');
    }

    private static Slip asks(Page applicant) {
        applicant.navigate("/requests/new");
        applicant.locator("#f-body").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        applicant.locator("#f-title").fill(ASKED);
        applicant.locator("#f-description").fill("桥头村三组水渠 2026 年修复工程的验收报告和决算。");
        applicant.locator("#f-form").selectOption("paper");
        applicant.locator("#f-way").selectOption("pickup");
        applicant.locator("#f-name").fill("石开荣");
        applicant.locator("#f-paper").selectOption("护照");
        applicant.locator("#f-number").fill("E12345678");
        applicant.locator("#f-phone").fill("13800001234");
        looksRight(applicant);
        presses(applicant, "下一步：核对");
        presses(applicant, "提交申请");
        assertThat(applicant.locator("h1")).containsText("申请已提交");
        Matcher found = SLIP.matcher(applicant.locator("main").innerText());
        assertThat(found.find()).isTrue();
        return new Slip(found.group(1), found.group(2));
    }

    private static void tracks(Page applicant, Slip slip) {
        applicant.navigate("/track");
        applicant.locator("#f-number").fill(slip.number());
        applicant.locator("#f-code").fill(slip.code());
        presses(applicant, "查看进度");
    }

    private static void opens(Page officer, Slip slip) {
        officer.navigate("/desk/cases?kind=request&q=" + slip.number());
        clicks(officer.locator("main table a").first());
        assertThat(officer.locator("h1")).containsText(ASKED);
    }

    private static void asksAThirdParty(Page officer) {
        follows(officer, "征求意见");
        officer.locator("#f-side").selectOption("THIRD");
        officer.locator("#f-whom").fill("云岭建设公司");
        presses(officer, "征求意见");
        assertThat(officer.locator("main")).containsText("到期没有提出的，自动恢复计时");
        looksRight(officer);
    }

    private static void theThirdPartyAgrees(Page officer) {
        officer.getByLabel("同意公开", new Page.GetByLabelOptions().setExact(true)).check();
        presses(officer, "登记意见");
        assertThat(officer.locator(".notice").first()).containsText("意见已经收齐");
    }

    private static void answers(Page officer, Slip slip) {
        clicks(officer.locator("#decide a").getByText("提交答复").first());
        officer.locator("#f-outcome").selectOption("A2");
        presses(officer, "用这种结果的模板");
        looksRight(officer);
        Locator words = officer.locator("#f-words");
        words.fill(words.inputValue().replaceAll("【请填写：[^】]*】", "验收材料复印件"));
        presses(officer, "提交审核");
        assertThat(officer.locator("h1")).containsText(ASKED);
        presses(officer, "同意这份答复");
        assertThat(officer.locator(".notice").first()).containsText(slip.number());
    }

    @Test
    void aSupervisorSeesEveryRequestAndTouchesNone() {
        Page supervisor = entersAs("luojing");
        supervisor.navigate("/desk/requests/oversight");
        looksRight(supervisor);
        supervisor.locator("#outcome").selectOption("REFUSED");
        presses(supervisor, "筛选");
        assertThat(supervisor.locator("table.cards tbody tr").first()).containsText("不予公开");
        looksRight(supervisor);
        picture(supervisor, "requests-oversight");
        clicks(supervisor.locator("table.cards tbody th a").first());
        assertThat(supervisor.locator("#decide")).not().containsText("重新办理");
        clicks(supervisor.getByText("查看申请人").first());
        supervisor.locator("#reason").fill("核实投诉");
        presses(supervisor, "查看申请人");
        assertThat(supervisor.locator(".glance")).containsText("身份证明");
        looksRight(supervisor);
    }

    @Test
    void theOfficerWritesTheAnnualReportWhoseFiguresOpenTheirRequests() {
        Page officer = entersAs("wanqing");
        officer.navigate("/desk/requests/reports");
        looksRight(officer);
        clicks(officer.locator("tbody tr").first().locator("a").first());
        assertThat(officer.locator("main")).containsText("第一项加第二项等于第三项总计加第四项");
        looksRight(officer);
        officer.locator("#f-general").fill("全年依申请公开工作平稳。");
        presses(officer, "保存");
        assertThat(officer.locator(".notice").first()).containsText("已保存");
        assertThat(officer.locator("#f-general")).hasValue("全年依申请公开工作平稳。");
        Locator figure = officer.locator("td a[href*='line=RECEIVED']").last();
        int counted = Integer.parseInt(figure.innerText());
        clicks(figure);
        looksRight(officer);
        assertThat(officer.locator("tbody tr")).hasCount(Math.min(counted, 50));
        officer.goBack();
        String word = officer.locator("main a[href$='.docx']").getAttribute("href");
        assertThat(officer.request().get(word).body()).startsWith('P', 'K');
        freezesLastYears(officer, "全县");
        presses(officer, "送到年报栏目");
        assertThat(officer.locator(".errors")).containsText("这一年的年报已经公开");
        freezesLastYears(officer, "云岭县人民政府办公室");
        presses(officer, "送到年报栏目");
        assertThat(officer.locator(".notice").first()).containsText("已成为年报栏目的一篇草稿");
        follows(officer, "打开年报稿件");
        assertThat(officer.locator("h1")).hasText(Pattern.compile("云岭县人民政府办公室\\d{4}年政府信息公开工作年度报告"));
    }

    private static void freezesLastYears(Page officer, String body) {
        officer.navigate("/desk/requests/reports");
        clicks(officer.locator("tbody tr", new Page.LocatorOptions().setHas(officer.getByRole(AriaRole.ROWHEADER,
                new Page.GetByRoleOptions().setName(body).setExact(true)))).locator("a").nth(1));
        officer.locator("#f-general").fill("全年主动公开信息，依申请公开工作平稳。");
        officer.locator("#f-problems").fill("个别信息公开不够及时，将按月检查。");
        presses(officer, "保存并固定数据");
        assertThat(officer.locator(".errors")).containsText("没有发生的请填 0");
        assertThat(officer.locator("#f-problems")).hasValue("个别信息公开不够及时，将按月检查。");
        for (Locator number : officer.locator("input[name^='two[']").all()) {
            if (number.inputValue().isEmpty()) {
                number.fill("0");
            }
        }
        presses(officer, "保存并固定数据");
        assertThat(officer.locator(".notice").first()).containsText("数据已固定");
        looksRight(officer);
    }

    private static void provesTheDelivery(Page officer) {
        officer.navigate(officer.url().replaceFirst("/desk/cases/(\\d+).*", "/desk/requests/$1/papers"));
        Locator letter = officer.locator("main section.sheet:has(form[action$=delivered])").last();
        clicks(letter.locator("summary").last());
        letter.locator("[name=how]").selectOption("邮寄送达");
        letter.locator("[name=on]").fill("2099-01-01");
        letter.locator("[name=note]").fill("EMS 1001");
        clicks(letter.locator("button"));
        assertThat(letter.locator("[name=note]")).hasValue("EMS 1001");
        assertThat(letter.locator("[name=how]")).hasValue("邮寄送达");
        looksRight(officer);
        letter.locator("[name=on]").fill(madeOn(letter).toString());
        clicks(letter.locator("button"));
        assertThat(officer.locator("main")).containsText("邮寄送达，EMS 1001");
    }

    private static LocalDate madeOn(Locator paper) {
        Matcher day = MADE.matcher(paper.innerText());
        assertThat(day.find()).isTrue();
        return LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)),
                Integer.parseInt(day.group(3)));
    }

    private Page entersAs(String account) {
        Page page = someoneAt(DESK);
        signIn(page, account, "Yunling#2026");
        page.waitForURL("**/desk/**");
        return page;
    }
}
