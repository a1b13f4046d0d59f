package org.yizhan.journeys;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The main job, from desk to citizen: a clerk imports five documents, the section head reviews them, the deputy head signs the
 * secrecy review, the editor publishes, and a citizen finds them by search on a phone.
 */
class EditorialJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";

    private record Document(String file, Charset encoding, String title, String text, String words) {
        FilePayload payload() {
            boolean html = file.endsWith(".html");
            String whole = html
                    ? "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>" + text
                            + "</body></html>"
                    : title + "\n" + text;
            return new FilePayload(file, html ? "text/html" : "text/plain", whole.getBytes(encoding));
        }
    }

    private static final List<Document> DOCUMENTS = List.of(
            new Document("01总结.txt", StandardCharsets.UTF_8, "石桥县2012年度工作总结和2013年度工作计划", """
                    石桥县人民政府电子政务办公室
                    2012年，县电子政务办在县政府领导下，完成了网站改版和信箱办理两件大事。
                    一、2012年工作情况
                    （一）网站管理。全年审核信息九千余条，退回四百余条。
                    （二）县长信箱。全年收到来信一千八百余件，办结率百分之九十八。
                    二、2013年工作计划
                    继续清理空白栏目，开通手机版。
                    2013年元月
                    """, "清理空白栏目"),
            new Document("02镇总结.txt", Charset.forName("GB18030"), "柳塘镇公文网上交换工作总结", """
                    柳塘镇人民政府
                    我镇落实专人负责公文网上交换，每天上午和下午各收取一次，收到后一小时内送有关领导。
                    一、加强领导。明确一名班子成员分管。
                    二、规范管理。涉密文件一律走纸质渠道，不上网。
                    2013年12月3日
                    """, "公文网上交换"),
            new Document("03评估.txt", StandardCharsets.UTF_16, "南坪市电子政务办2012年绩效考核工作总结", """
                    来源：南坪市政务网  更新时间：2013-05-16
                    2012年，市电子政务办建成网上办事大厅，四十八个单位的二百余项事项可以在网上申请。
                    群众诉求平台全年受理并办结三件，全部按时答复。
                    """, "网上办事大厅"),
            new Document("04要点.html", Charset.forName("GBK"), "清水县2013年电子政务工作要点", """
                    <p>2013年电子政务工作的主要目标：网络覆盖到村，建设应用并进，网站升质提档。</p>
                    <p>一、推进政务网向镇村延伸，覆盖九成以上的行政村和社区。</p>
                    <p>二、统一门户和用户，各应用系统一次登录。</p>
                    """, "网络覆盖到村"),
            new Document("05介绍.txt", Charset.forName("Big5"), "高坪縣政府網站情況介紹", """
                    高坪縣政府網站由四十五個縣直部門和二十三個鄉鎮的子網站組成，開通縣長信箱和在線訪談。
                    網站實行信息審核和保密審查制度，欄目責任到人。
                    """, "栏目责任到人"));

    @Test
    void fiveDocumentsGoFromDeskToCitizen() {
        Page clerk = someoneAt(DESK);
        entersTheDesk(clerk, "lixin");
        imports(clerk, DOCUMENTS);
        submitsAll(clerk, DOCUMENTS);

        Page head = someoneAt(DESK);
        entersTheDesk(head, "wangjian");
        picture(head, "desk");
        looksRight(head);
        for (Document document : DOCUMENTS) {
            opensFromTheToDoList(head, document);
            looksRight(head);
            presses(head, "同意，转下一环节");
            assertThat(head.locator(".notice").first()).isVisible();
        }

        Page deputy = someoneAt(PHONE);
        entersTheDesk(deputy, "zhaomin");
        for (Document document : DOCUMENTS) {
            opensFromTheToDoList(deputy, document);
            clicks(deputy.locator("main a", new Page.LocatorOptions().setHasText("进行保密审查")));
            assertThat(deputy.locator("h1")).containsText("保密审查");
            looksRight(deputy);
            for (String question : List.of("stateSecret", "tradeSecret", "privacy", "other")) {
                deputy.locator("input[name=" + question + "][value=CLEAR]").check();
            }
            deputy.locator("#opinion").fill("同意公开。");
            presses(deputy, "签署审查意见");
            assertThat(deputy.locator(".notice").first()).isVisible();
        }
        picture(deputy, "secrecy-phone");

        Page editor = someoneAt(DESK);
        entersTheDesk(editor, "chenying");
        for (Document document : DOCUMENTS) {
            opensFromTheToDoList(editor, document);
            presses(editor, "发布到网站");
            assertThat(editor.locator(".notice").first()).isVisible();
        }

        Page citizen = someoneAt(PHONE);
        for (Document document : DOCUMENTS) {
            finds(citizen, document);
        }
    }

    private static final Document SUPPLY = new Document("06保供.txt", StandardCharsets.UTF_8, "云岭县冬春蔬菜保供安排", """
            云岭县人民政府办公室
            今冬明春，全县在六个乡镇安排保供菜地三千二百亩，主要种植白菜、萝卜和菠菜。
            县农业农村局每周三公布当周上市品种和参考价格。
            2026年11月20日
            """, "保供菜地");
    private static final Document TRAINING = new Document("07培训.txt", StandardCharsets.UTF_8, "云岭县网站信息员培训安排", """
            云岭县人民政府办公室
            全县网站信息员培训分两期举办，每期一天，地点在县委党校报告厅。
            各单位于12月5日前报送参训人员名单。
            2026年11月20日
            """, "信息员培训");
    private static final Document ICE = new Document("08凝冻.txt", StandardCharsets.UTF_8, "云岭县道路凝冻紧急提示", """
            云岭县人民政府办公室
            受寒潮影响，县境内海拔一千二百米以上路段已出现凝冻，请非必要不出行。
            已出行的车辆请在就近服务区等候，听从现场指挥。
            2026年11月20日
            """, "路段已出现凝冻");

    @Test
    void severalAreDecidedAtOnceOneGetsATimeAndAnEmergencyDoesNotWait() {
        List<Document> documents = List.of(SUPPLY, TRAINING, ICE);
        Page clerk = someoneAt(DESK);
        entersTheDesk(clerk, "lixin");
        imports(clerk, documents);
        submitsAll(clerk, documents);

        Page deputy = someoneAt(PHONE);
        entersTheDesk(deputy, "zhaomin");
        opens(deputy, ICE);
        clicks(deputy.locator("main a", new Page.LocatorOptions().setHasText("应急发布")));
        assertThat(deputy.locator("h1")).containsText("应急发布");
        looksRight(deputy);
        deputy.locator("#reason").fill("路面凝冻，须立即提示群众，来不及走审核环节。");
        for (Locator question : deputy.locator("input[name=clear]").all()) {
            question.check();
        }
        presses(deputy, "应急发布");
        assertThat(deputy.locator("main")).containsText("等待确认");
        looksRight(deputy);
        finds(someoneAt(PHONE), ICE);

        Page head = someoneAt(DESK);
        entersTheDesk(head, "wangjian");
        head.navigate("/desk/articles/queue");
        looksRight(head);
        for (Document document : List.of(SUPPLY, TRAINING)) {
            head.getByLabel("选中《" + document.title() + "》").check();
        }
        presses(head, "同意选中的");
        assertThat(head.locator(".outcomes")).containsText("办成 2 篇");
        looksRight(head);
        picture(head, "queue");
        for (Document document : List.of(SUPPLY, TRAINING)) {
            signsTheSecrecyReview(deputy, document);
        }

        Page editor = someoneAt(DESK);
        entersTheDesk(editor, "chenying");
        editor.navigate("/desk/emergencies");
        looksRight(editor);
        clicks(editor.locator("main a").filter(new Locator.FilterOptions().setHasText(ICE.title())).first());
        presses(editor, "确认这次应急发布");
        assertThat(editor.locator(".notice").first()).containsText("已确认");

        opens(editor, SUPPLY);
        clicks(editor.locator("summary", new Page.LocatorOptions().setHasText("定时发布")));
        editor.locator("#day").fill(java.time.LocalDate.now().plusDays(20).toString());
        editor.locator("#time").fill("09:00");
        presses(editor, "批准到时发布");
        assertThat(editor.locator("main")).containsText("等待执行");
        looksRight(editor);
        editor.navigate("/desk/plans");
        assertThat(editor.locator("main")).containsText(SUPPLY.title());
        looksRight(editor);
        picture(editor, "plans");
        presses(editor, "取消《" + SUPPLY.title() + "》的定时发布");
        assertThat(editor.locator("main")).not().containsText(SUPPLY.title());
        editor.navigate("/desk/articles/queue");
        editor.getByLabel("选中《" + SUPPLY.title() + "》").check();
        editor.getByLabel("选中《" + TRAINING.title() + "》").check();
        presses(editor, "发布选中的");
        assertThat(editor.locator(".outcomes")).containsText("办成 2 篇");
        finds(someoneAt(PHONE), SUPPLY);
    }

    private static void opens(Page page, Document document) {
        page.navigate("/desk/search?q=" + document.words());
        clicks(page.locator("main a").filter(new Locator.FilterOptions().setHasText(document.title())).first());
        assertThat(page.locator("h1")).containsText(document.title());
    }

    private static void signsTheSecrecyReview(Page deputy, Document document) {
        opensFromTheToDoList(deputy, document);
        clicks(deputy.locator("main a", new Page.LocatorOptions().setHasText("进行保密审查")));
        for (String question : List.of("stateSecret", "tradeSecret", "privacy", "other")) {
            deputy.locator("input[name=" + question + "][value=CLEAR]").check();
        }
        presses(deputy, "签署审查意见");
        assertThat(deputy.locator(".notice").first()).isVisible();
    }

    @Test
    void theAuthorCannotReviewAndAStrangerSeesNothing() {
        Page clerk = someoneAt(DESK);
        entersTheDesk(clerk, "lixin");
        clerk.navigate("/desk/articles/new");
        looksRight(clerk);
        picture(clerk, "editor");
        Page water = someoneAt(DESK);
        entersTheDesk(water, "zhoutao");
        water.navigate("/desk/journal");
        assertThat(water.locator("main")).containsText("不能打开这一页");
    }

    private static void entersTheDesk(Page page, String account) {
        signIn(page, account, PASSWORD);
        page.waitForURL("**/desk/**");
        page.navigate("/desk/");
        assertThat(page.locator("h1")).containsText("今天要做的");
    }

    private static void imports(Page clerk, List<Document> documents) {
        clerk.navigate("/desk/import");
        looksRight(clerk);
        clerk.locator("#f-files")
                .setInputFiles(documents.stream().map(Document::payload).toArray(FilePayload[]::new));
        clerk.locator("#f-column")
                .selectOption(
                        new com.microsoft.playwright.options.SelectOption().setLabel(columnLabel(clerk, "工作总结")));
        presses(clerk, "上传并读取");
        assertThat(clerk.locator("h1")).containsText("核对导入的文件", within(60));
        looksRight(clerk);
        picture(clerk, "import");
        for (Document document : documents) {
            assertThat(clerk.locator("input[name^=title-][value=\"" + document.title() + "\"]")).hasCount(1);
        }
        for (Locator body : clerk.locator("input[name^=body-]").all()) {
            if (body.inputValue().isBlank()) {
                body.fill("云岭县人民政府办公室");
            }
        }
        presses(clerk, "导入选中的文件");
        assertThat(clerk.locator("h1")).containsText("导入结果", within(60));
        assertThat(clerk.locator("main")).containsText("导入为草稿 " + documents.size() + " 个");
    }

    private static void submitsAll(Page clerk, List<Document> documents) {
        for (Document document : documents) {
            clerk.navigate("/desk/articles?shelf=MINE");
            clicks(clerk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(document.title())).first());
            for (Locator reason : clerk.locator("input[name^=reason-]").all()) {
                reason.fill("已与原件核对，无误。");
            }
            presses(clerk, "提交审核");
            assertThat(clerk.locator(".notice").first()).isVisible();
        }
    }

    private static void opensFromTheToDoList(Page page, Document document) {
        page.navigate("/desk/");
        clicks(page.locator("main a").filter(new Locator.FilterOptions().setHasText(document.title())).first());
        assertThat(page.locator("h1")).containsText(document.title());
    }

    private static void finds(Page citizen, Document document) {
        for (int tries = 0; tries < 20; tries++) {
            citizen.navigate("/search?q=" + document.words());
            if (citizen.locator("main h3 a")
                    .filter(new Locator.FilterOptions().setHasText(document.title()))
                    .count() > 0) {
                break;
            }
            citizen.waitForTimeout(100);
        }
        clicks(citizen.locator("main h3 a").filter(new Locator.FilterOptions().setHasText(document.title())).first());
        assertThat(citizen.locator("h1")).containsText(document.title());
        fitsTheScreen(citizen);
    }

    private static String columnLabel(Page page, String name) {
        return page.locator("#f-column option")
                .allInnerTexts()
                .stream()
                .filter(label -> label.endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions within(int seconds) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(seconds * 1000);
    }
}
