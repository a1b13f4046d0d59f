package org.yizhan.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The disclosure office: writes a guide, takes a policy through its gate, amends an older text, confirms proposals, publishes the gazette,
 * imports a list, and reads the figures.
 */
class DisclosureOfficeJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";
    private static final String POLICY = "云岭县政府网站信息发布补充规定";
    private static final String OLDER = "云岭县人民政府办公室关于规范政府网站信息发布的通知";

    @Test
    void theOfficeWritesAGuideThatTheCitizenReads() {
        Page office = entersAs("chenying", DESK);
        office.navigate("/desk/disclosure");
        looksRight(office);
        clicks(office.locator("tr", new Page.LocatorOptions().setHasText("云岭县水利局"))
                .locator("a", new Locator.LocatorOptions().setHasText("编写指南")));
        looksRight(office);
        fills(office, "公开工作机构名称", "云岭县水利局办公室");
        for (Locator field : office
                .locator("main .form input[type=text]:not([name=postcode]):not([name=fax]), main .form textarea")
                .all()) {
            if (field.inputValue().isEmpty()) {
                field.fill("工作日可以咨询");
            }
        }
        presses(office, "公布指南");
        assertThat(office.locator(".notice").first()).containsText("指南已公布");

        Page citizen = someoneAt(PHONE);
        citizen.navigate("/disclosure/slj/guide");
        assertThat(citizen.locator("main")).containsText("云岭县水利局办公室");
        looksRight(citizen);
    }

    @Test
    void aPolicyGoesOutWithAPromiseAmendsTheOlderTextAndStandsInTheGazette() {
        String article = aPolicyIsReadyToGoOut();
        String id = article.substring(article.lastIndexOf('/') + 1);
        Page office = entersAs("chenying", DESK);
        String sheet = "/desk/disclosure/" + id;
        office.navigate(sheet);
        looksRight(office);
        choosesByLabel(office, "公开主体", "云岭县人民政府办公室");
        choosesByLabel(office, "法定公开类别", "法规规章和规范性文件");
        choosesByLabel(office, "主题", "综合政务");
        choosesByLabel(office, "体裁", "办法、规定、细则");
        presses(office, "保存目录分类");
        choosesByLabel(office, "时效", "有效");
        choosesByLabel(office, "须配解读", "是，政策文件须配解读");
        presses(office, "保存时效");
        assertThat(office.locator(".notice").first()).containsText("时效已保存");

        office.navigate(article);
        presses(office, "发布到网站");
        assertThat(office.locator(".refusal").first()).containsText("政策文件须与解读一同发布");
        office.navigate(sheet);
        office.locator("select[name=person]").selectOption(new SelectOption().setIndex(1));
        presses(office, "约定解读");
        assertThat(office.locator(".notice").first()).containsText("已约定解读");
        office.navigate(article);
        presses(office, "发布到网站");
        assertThat(office.locator(".notice").first()).isVisible();

        String older = addressOf(OLDER);
        office.navigate(sheet);
        office.getByLabel("另一篇稿件").fill(address("127.0.0.1") + older);
        choosesByLabel(office, "关系", "本篇修改了对方");
        presses(office, "关联");
        assertThat(office.locator(".notice").first()).containsText("已关联");
        looksRight(office);
        Page citizen = someoneAt(PHONE);
        citizen.navigate(older);
        assertThat(citizen.locator("main")).containsText("已修改");
        clicks(citizen.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(POLICY))
                .first());
        assertThat(citizen.locator("h1")).containsText(POLICY);
        looksRight(citizen);

        publishesAnIssueWith(office, POLICY);
    }

    private String aPolicyIsReadyToGoOut() {
        Page clerk = someoneWithoutScripts(DESK);
        signIn(clerk, "lixin", PASSWORD);
        clerk.navigate("/desk/articles/new");
        clerk.locator("#f-column")
                .selectOption(new SelectOption().setLabel(clerk.locator("#f-column option")
                        .allInnerTexts()
                        .stream()
                        .filter(label -> label.endsWith("县政府办文件"))
                        .findFirst()
                        .orElseThrow()));
        clerk.locator("#f-title").fill(POLICY);
        clerk.locator("#f-body").fill("""
                第一条　动态类栏目每周至少更新一次，由栏目责任人检查。

                第二条　发现错误的，应当在一个工作日内更正。

                第三条　本规定自公布之日起施行。""");
        clerk.getByLabel("主动公开", new Page.GetByLabelOptions().setExact(true)).check();
        Locator issuer = clerk.locator("[name=issuingBody]");
        if (!issuer.first().isVisible()) {
            clicks(clerk.locator("details:has([name=issuingBody]) > summary").first());
        }
        issuer.first().fill("云岭县人民政府办公室");
        presses(clerk, "保存，去核对和提交");
        for (Locator reason : clerk.locator("input[name^=reason-]").all()) {
            reason.fill("已与原件核对，无误。");
        }
        presses(clerk, "提交审核");
        assertThat(clerk.locator(".badge").first()).containsText("审核中");
        String article = clerk.url().replaceAll("[?#].*", "");

        Page head = entersAs("wangjian", DESK);
        head.navigate(article);
        presses(head, "同意，转下一环节");
        Page deputy = entersAs("zhaomin", PHONE);
        deputy.navigate(article);
        Locator step = deputy.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("同意，转下一环节"));
        if (step.count() > 0) {
            clicks(step.first());
        }
        clicks(deputy.locator("main a", new Page.LocatorOptions().setHasText("进行保密审查")));
        for (String question : List.of("stateSecret", "tradeSecret", "privacy", "other")) {
            deputy.locator("input[name=" + question + "][value=CLEAR]").check();
        }
        deputy.locator("#opinion").fill("同意公开。");
        presses(deputy, "签署审查意见");
        assertThat(deputy.locator(".notice").first()).isVisible();
        return article;
    }

    private String addressOf(String title) {
        Page citizen = someoneAt(DESK);
        citizen.navigate("/disclosure/library");
        looksRight(citizen);
        return citizen.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title).setExact(true))
                .first()
                .getAttribute("href");
    }

    private void publishesAnIssueWith(Page office, String title) {
        office.navigate("/desk/disclosure/gazettes");
        looksRight(office);
        office.getByLabel("期号").fill("77");
        office.getByLabel("卷首语（选填）").fill("本期登载网站信息发布的规定。");
        presses(office, "建这一期");
        assertThat(office.locator("h1")).containsText("第77期");
        looksRight(office);
        office.getByLabel("选中：" + title).check();
        choosesByLabel(office, "编入栏目", "县政府办公室文件");
        presses(office, "编入勾选的文件");
        assertThat(office.locator(".notice").first()).containsText("已编入");
        presses(office, "出版" + office.locator("h1").innerText().replace("政府公报 ", ""));
        assertThat(office.locator(".notice").first()).containsText("已出版");
        looksRight(office);
        picture(office, "gazette-desk");

        Page citizen = someoneAt(PHONE);
        citizen.navigate("/disclosure/gazette/");
        looksRight(citizen);
        clicks(citizen.locator("main a", new Page.LocatorOptions().setHasText("第77期")).first());
        assertThat(citizen.locator("main")).containsText(title);
        looksRight(citizen);
        Locator pdf = citizen.locator("main a", new Page.LocatorOptions().setHasText("整期PDF"));
        for (int i = 0; i < 40 && pdf.count() == 0; i++) {
            citizen.waitForTimeout(1_500);
            citizen.reload();
        }
        APIResponse bytes = citizen.request().get(pdf.getAttribute("href"));
        assertThat(bytes.status()).isEqualTo(200);
        assertThat(bytes.headers().get("content-type")).isEqualTo("application/pdf");
        assertThat(bytes.body()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    void manyProposalsAreConfirmedAtOnce() {
        Page office = entersAs("chenying", DESK);
        office.navigate("/desk/disclosure/unconfirmed");
        looksRight(office);
        Locator boxes = office.locator("input[name=document]");
        int before = boxes.count();
        assertThat(before).isGreaterThan(1);
        boxes.nth(0).check();
        boxes.nth(1).check();
        presses(office, "处理勾选的稿件");
        assertThat(office.locator(".notice").first()).containsText("已确认2篇");
        picture(office, "unconfirmed");
    }

    @Test
    void aListComesInFromAWorkbookAndTheFiguresAddUp() throws IOException {
        Page office = entersAs("chenying", DESK);
        office.navigate("/desk/disclosure/lists/powers");
        looksRight(office);
        choosesByLabel(office, "公开主体", "云岭县水利局");
        imports(office, "职权编码", "职权名称", "类型", "依据");
        assertThat(office.locator(".errors")).containsText("没有填写");
        choosesByLabel(office, "公开主体", "云岭县水利局");
        imports(office, "SL-901", "取水许可审批", "行政许可", "取水许可和水资源费征收管理条例");
        assertThat(office.locator(".notice").first()).containsText("新增1条");
        looksRight(office);
        Page citizen = someoneAt(PHONE);
        citizen.navigate("/disclosure/lists/powers/?q=取水许可审批");
        assertThat(citizen.locator("main")).containsText("SL-901");
        looksRight(citizen);

        office.navigate("/desk/disclosure/statistics");
        assertThat(office.locator("main")).containsText("云岭县水利局");
        looksRight(office);
        assertThat(office.request().get("/desk/disclosure/statistics.xlsx").body()).startsWith('P', 'K');
        office.navigate("/desk/disclosure/reports");
        looksRight(office);
    }

    /** One row; when it says what the columns are called, a line with holes. */
    private static void imports(Page office, String code, String name, String kind, String ground) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "yizhan", "1.0")) {
            var sheet = book.newWorksheet("权力清单");
            List<String> head = List.of("职权编码", "职权名称", "类型", "依据");
            for (int i = 0; i < head.size(); i++) {
                sheet.value(0, i, head.get(i));
            }
            boolean holes = code.equals(head.getFirst());
            sheet.value(1, 0, holes ? "X" : code);
            if (!holes) {
                sheet.value(1, 1, name);
                sheet.value(1, 2, kind);
                sheet.value(1, 3, ground);
            }
        }
        office.locator("input[type=file]")
                .setInputFiles(new FilePayload("权力清单.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes.toByteArray()));
        presses(office, "导入");
    }

    @Test
    void theDocumentsAreReviewedAndTheResultIsReadOnAPhone() {
        Page office = entersAs("chenying", DESK);
        office.navigate("/desk/disclosure/reviews");
        looksRight(office);
        office.getByLabel("名称").fill("秋季文件清理");
        presses(office, "开始清理");
        assertThat(office.locator(".notice").first()).containsText("清理已开始");
        looksRight(office);
        String round = office.url();
        while (office.locator("main").innerText().contains("还没有")) {
            for (Locator box : office.locator("input[name=document]").all()) {
                box.check();
            }
            office.locator("#f-conclusion").selectOption("KEEP");
            office.getByLabel("理由").fill("与上位法一致，仍有执行必要");
            presses(office, "作出结论");
            assertThat(office.locator(".notice").first()).containsText("作出结论");
            office.navigate(round);
            Locator open = office.locator("tr")
                    .filter(new Locator.FilterOptions().setHasNotText("已完成")
                            .setHas(office.locator("a[href*='?body=']")));
            if (open.count() == 0) {
                break;
            }
            clicks(open.first().locator("a"));
        }
        office.navigate(round);
        presses(office, "公布清理结果");
        assertThat(office.locator(".notice").first()).containsText("清理结果已公布");
        Page citizen = someoneAt(PHONE);
        citizen.navigate("/disclosure/reviews/");
        clicks(citizen.locator("main a", new Page.LocatorOptions().setHasText("秋季文件清理")).first());
        assertThat(citizen.locator("main")).containsText("继续有效");
        looksRight(citizen);
    }

    private Page entersAs(String account, int width) {
        Page page = someoneAt(width);
        signIn(page, account, PASSWORD);
        page.waitForURL("**/desk/**");
        return page;
    }

    private static void choosesByLabel(Page page, String field, String words) {
        page.locator("main label")
                .filter(new Locator.FilterOptions().setHasText(java.util.regex.Pattern.compile("^" + field)))
                .first()
                .locator("xpath=..")
                .locator("select")
                .selectOption(new SelectOption().setLabel(words));
    }

    private static void fills(Page page, String field, String words) {
        page.locator("main label")
                .filter(new Locator.FilterOptions().setHasText(field))
                .first()
                .locator("xpath=..")
                .locator("input, textarea")
                .first()
                .fill(words);
    }
}
