package org.yizhan.letters;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** What the office does about letters beside handling them, and what offices above send. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class LetterOfficeTests {
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final Actor STRANGER = new Actor(ActorRef.staff(9109), "别人", new UnitPath("/1/"), Set.of());

    @Autowired
    MockMvc mvc;
    @Autowired
    JdbcClient sql;
    @Autowired
    Mailboxes mailboxes;
    @Autowired
    LetterDesk letters;
    @Autowired
    LetterReading letterReading;
    @Autowired
    PublishedLetters published;
    @Autowired
    CaseDesk desk;
    @Autowired
    Kinds kinds;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;

    private UnitPath county;
    private Actor office;
    private String slug = "";

    @BeforeEach
    void aMailbox() throws Exception {
        county = directory.root()
                .map(Unit::path)
                .orElseGet(() -> directory.unit(organisation.addUnit(Actor.PROGRAM,
                        NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow()).orElseThrow().path());
        office = new Actor(ActorRef.staff(9101), "信箱管理员", county,
                Set.of(new Grant(LetterPermissions.OFFICE, county), new Grant(LetterPermissions.SEE, county),
                        new Grant(LetterPermissions.PUBLISH, county), new Grant(LetterPermissions.MAILBOXES, county)));
        slug = "box" + FRESH.incrementAndGet() + System.nanoTime() % 100000;
        assertThat(send(office, post("/desk/letters/mailboxes").param("slug", slug)
                .param("name", "信箱" + slug)
                .param("nature", "UNIT")
                .param("home", String.valueOf(county.unit().value()))
                .param("open", "true")).getRedirectedUrl()).isEqualTo("/desk/letters/mailboxes");
    }

    private MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private static String text(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aMailboxIsSetUpMendedAndShutByWhoMay() throws Exception {
        assertThat(text(send(office, get("/desk/letters/mailboxes")))).contains("信箱" + slug);
        assertThat(send(STRANGER, get("/desk/letters/mailboxes")).getStatus()).isEqualTo(403);
        assertThat(text(send(office, post("/desk/letters/mailboxes").param("slug", "New Box")
                .param("name", "错的")
                .param("nature", "UNIT")
                .param("home", String.valueOf(county.unit().value())))))
                .contains("小写字母", "错的");
        assertThat(text(send(office, post("/desk/letters/mailboxes").param("name", "没有单位")))).contains("请选择受理单位",
                "没有单位");
        Mailbox box = mailboxes.find(slug).orElseThrow();
        assertThat(text(send(office, get("/desk/letters/mailboxes/" + box.id())))).contains("修改信箱");
        assertThat(send(office, post("/desk/letters/mailboxes").param("id", String.valueOf(box.id()))
                .param("slug", slug)
                .param("name", "信箱" + slug)
                .param("nature", "UNIT")
                .param("home", String.valueOf(county.unit().value()))
                .param("version", "0")).getStatus())
                .isEqualTo(302);
        assertThat(mailboxes.find(slug).orElseThrow().open()).isFalse();
    }

    @Test
    void anOfficerTakesALetterDownAndOneFromAboveOnce() throws Exception {
        assertThat(text(send(office, get("/desk/letters/new")))).contains("登记来信", "信箱" + slug);
        String once = UUID.randomUUID().toString();
        assertThat(text(send(office, post("/desk/letters/new").param("once", once)
                .param("to", slug)
                .param("kind", "complaint")
                .param("title", "电话反映噪声")
                .param("text", "工地夜里施工，噪声很大。"))))
                .contains("请选择从哪里来", "工地夜里施工");
        assertThat(text(send(office, post("/desk/letters/new").param("once", once)
                .param("to", slug)
                .param("channel", "phone")
                .param("kind", "complaint")
                .param("subject", "99999")
                .param("title", "电话反映噪声")
                .param("text", "工地夜里施工，噪声很大。")))).contains("请从列表里选择关于什么", "工地夜里施工");
        assertThat(text(send(office, post("/desk/letters/new").param("once", once)
                .param("to", slug)
                .param("channel", "phone")
                .param("kind", "complaint")
                .param("title", "电话反映噪声")
                .param("text", "工地夜里施工，噪声很大。")))).contains("来信已登记", "查询码");
        String number = "SZ" + once.substring(0, 8);
        for (String answer : List.of("来信已登记", "已经接收过")) {
            assertThat(text(send(office, post("/desk/letters/new").param("once", UUID.randomUUID().toString())
                    .param("to", slug)
                    .param("channel", "above")
                    .param("kind", "help")
                    .param("title", "市里转来的求助")
                    .param("text", "请核实办理并反馈结果。")
                    .param("body", "市信访局")
                    .param("number", number)
                    .param("due", "2026-12-18")))).contains(answer);
        }
        assertThat(send(STRANGER, get("/desk/letters/new")).getStatus()).isEqualTo(403);
    }

    private static byte[] workbook(List<List<String>> rows) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("表");
            var all = new java.util.ArrayList<>(List.of(List.of("转办单位", "转办编号", "要求办结日期", "信箱", "类型", "标题", "内容",
                    "姓名", "电话", "联系地址")));
            all.addAll(rows);
            for (int r = 0; r < all.size(); r++) {
                for (int c = 0; c < all.get(r).size(); c++) {
                    sheet.value(r, c, all.get(r).get(c));
                }
            }
        }
        return out.toByteArray();
    }

    private MockMultipartFile file(byte[] bytes) {
        return new MockMultipartFile("file", "转办.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
    }

    @Test
    void aFileFromAboveIsLookedAtAndThenTakenRowByRow() throws Exception {
        String number = "WJ" + UUID.randomUUID().toString().substring(0, 8);
        byte[] bytes = workbook(List.of(
                List.of("市政务热线", number, "2026-12-20", "信箱" + slug, "求助", "自来水发黄", "我家自来水发黄已经三天。", "李某", "", ""),
                List.of("市政务热线", number, "2026-12-20", "信箱" + slug, "求助", "自来水发黄", "我家自来水发黄已经三天。", "李某", "", ""),
                List.of("市政务热线", number + "b", "后天", "信箱" + slug, "求助", "路灯不亮", "门口路灯不亮。", "", "", ""),
                List.of("市政务热线", number + "c", "", "没有的信箱", "求助", "路灯不亮", "门口路灯不亮。", "", "", "")));
        String page = text(send(office, multipart("/desk/letters/above").file(file(bytes))));
        assertThat(page).contains("可以接收 <strong>1</strong> 件，不能接收 <strong>3</strong> 件", "文件里前面已经有这个编号",
                "要求办结日期写成", "没有名叫");
        Matcher mark = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"").matcher(page);
        assertThat(mark.find()).isTrue();
        String done = text(send(office, post("/desk/letters/above").param("mark", mark.group(1))));
        assertThat(done).contains("接收了 <strong>1</strong> 件，没有接收 <strong>3</strong> 件", "已接收", "已经接收过，本县编号");
        assertThat(text(send(office, post("/desk/letters/above").param("mark", mark.group(1)))))
                .as("the same file once more")
                .contains("接收了 <strong>0</strong> 件");
        assertThat(text(send(office, post("/desk/letters/above").param("mark", "1.0.x.xlsx")))).contains("请选择填好的文件");
        assertThat(text(send(office, multipart("/desk/letters/above").file(file(new byte[]{1, 2, 3})))))
                .contains("处需要修改");
        assertThat(send(office, get("/desk/letters/above/template.xlsx")).getContentAsByteArray()).startsWith('P', 'K');
        assertThat(send(STRANGER, get("/desk/letters/above")).getStatus()).isEqualTo(403);
    }

    @Test
    void whatComesDownWhenItsDayIsOverIsTakenInAllTheSameAndOwedToday() throws Exception {
        String number = "GQ" + UUID.randomUUID().toString().substring(0, 8);
        byte[] bytes = workbook(List.of(List.of("市信访局", number, "2020-01-02", "信箱" + slug, "求助", "送到时已经过期的一件",
                "要求办结的日期在送到以前。", "李某", "", "")));
        Matcher mark = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"")
                .matcher(text(send(office, multipart("/desk/letters/above").file(file(bytes)))));
        assertThat(mark.find()).isTrue();
        String done = text(send(office, post("/desk/letters/above").param("mark", mark.group(1))));
        assertThat(done).contains("接收了 <strong>1</strong> 件");
        Matcher taken = Pattern.compile("href=\"(/desk/cases/\\d+)\"").matcher(done);
        assertThat(taken.find()).isTrue();
        assertThat(text(send(office, get(taken.group(1))))).contains("2020年1月2日", "送到时已经过期");
        assertThat(text(send(office, get(taken.group(1) + "/dates")))).contains("到限定的那一天为止").doesNotContain("<dd>0日");
    }

    @Test
    void theOfficeIsRemindedToReportBackAndEntersThatItDid() throws Exception {
        String number = "FK" + UUID.randomUUID().toString().substring(0, 8);
        CaseId id = handedDown(number);
        String shown = "/desk/cases/" + id.value();
        String page = "/desk/letters/" + id.value() + "/reported";
        assertThat(text(send(office, get(page)))).contains("还没有办结").doesNotContain("没有答复来信人");
        assertThat(text(send(office, get(shown)))).doesNotContain(page);
        assertThat(desk.act(office, id, new CaseAct.DraftReply("路口已于11月25日清通管道，联系电话0980-3322001。", List.of(), ""), null)
                .refusal()).isEmpty();
        assertThat(owed(id)).isOne();
        assertThat(text(send(office, get(shown)))).contains(page);
        assertThat(text(send(office, get(page)))).contains("市信访局", number, "路口已于11月25日");
        assertThat(send(STRANGER, get(page)).getStatus()).isEqualTo(403);
        assertThat(send(office, post(page).param("how", "公函〔2026〕12号")).getStatus()).isEqualTo(302);
        assertThat(owed(id)).isZero();
        assertThat(text(send(office, get(shown)))).contains("已反馈", "已向市信访局反馈办理结果：公函")
                .doesNotContain(page);
        assertThat(text(send(office, post(page)))).contains("已经反馈，不用再记");
        assertThat(desk.act(office, id, new CaseAct.Reopen("又积水了"), null).refusal()).isEmpty();
        assertThat(text(send(office, get(shown)))).as("the next result is owed anew").doesNotContain("已反馈<");
    }

    private CaseId handedDown(String number) throws Exception {
        byte[] bytes = workbook(List.of(List.of("市信访局", number, "2027-01-20", "信箱" + slug, "求助", "要反馈的一件",
                "路口积水，请核实。", "李某", "", "")));
        Matcher mark = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"")
                .matcher(text(send(office, multipart("/desk/letters/above").file(file(bytes)))));
        assertThat(mark.find()).isTrue();
        Matcher taken = Pattern.compile("href=\"(/desk/cases/(\\d+))\"")
                .matcher(text(send(office, post("/desk/letters/above").param("mark", mark.group(1)))));
        assertThat(taken.find()).isTrue();
        return new CaseId(Long.parseLong(taken.group(2)));
    }

    @Test
    void whyNothingWasAnsweredIsReportedBackAndANoteDoesNotEndTheReminder() throws Exception {
        CaseId id = handedDown("FK" + UUID.randomUUID().toString().substring(0, 8));
        String ground = kinds.grounds("letter", CaseKind.Ground.Purpose.REFUSE).getFirst().text();
        assertThat(desk.act(office, id, new CaseAct.Refuse(ground, "请向法院提出"), null).refusal()).isEmpty();
        assertThat(desk.act(office, id, new CaseAct.Note("已电话告知"), null).refusal()).isEmpty();
        assertThat(owed(id)).isOne();
        assertThat(text(send(office, get("/desk/letters/" + id.value() + "/reported"))))
                .contains("不予受理：" + ground, "请向法院提出");
    }

    private int owed(CaseId id) {
        return sql.sql("select count(*) from messaging.todo where key = :key and done_at is null")
                .param("key", "case:" + id.value() + ":report-above")
                .query(Integer.class)
                .single();
    }

    private MockHttpServletResponse api(String key, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return mvc.perform(request.header("Authorization", "Bearer " + key)).andReturn().getResponse();
    }

    @Test
    void aProgramAboveHandsDownAsksAndHasTheResult() throws Exception {
        String name = "市热线" + slug;
        String page = text(send(office, post("/desk/letters/systems").param("name", name).param("mailbox", slug)));
        Matcher shown = Pattern.compile("<code class=\"call\">([0-9a-f]{64})</code>").matcher(page);
        assertThat(shown.find()).isTrue();
        String key = shown.group(1);
        assertThat(text(send(office, get("/desk/letters/systems")))).contains(name).doesNotContain(key);

        String body = "{\"number\":\"R-1\",\"type\":\"求助\",\"title\":\"路口积水\",\"text\":\"人民路口下雨就积水。\",\"due\":\"2026-12-20\"}";
        assertThat(api("0".repeat(64), post("/api/letters").contentType(MediaType.APPLICATION_JSON).content(body))
                .getStatus()).isEqualTo(401);
        var first = api(key, post("/api/letters").contentType(MediaType.APPLICATION_JSON).content(body));
        assertThat(first.getStatus()).isEqualTo(201);
        assertThat(text(first)).contains("\"state\":\"submitted\"", "XJ").doesNotContain("code");
        var again = api(key, post("/api/letters").contentType(MediaType.APPLICATION_JSON).content(body));
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(text(again)).isEqualTo(text(first));
        MockHttpServletResponse wrong = api(key, post("/api/letters").contentType(MediaType.APPLICATION_JSON)
                .content("{\"number\":\"R-2\",\"type\":\"x\",\"title\":\"\"}"));
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(text(wrong)).contains("咨询、求助、建议、投诉、举报、表扬中的一种");
        assertThat(api(key, post("/api/letters").contentType(MediaType.APPLICATION_JSON).content("{")).getStatus())
                .isEqualTo(400);
        assertThat(api(key, get("/api/letters?number=none")).getStatus()).isEqualTo(404);
        assertThat(api(key, post("/api/letters/reported?number=R-1")).getStatus()).isEqualTo(409);

        Matcher number = Pattern.compile("XJ\\d{8}-\\d+").matcher(text(first));
        assertThat(number.find()).isTrue();
        CaseId id = cases(number.group());
        assertThat(desk.act(office, id, new CaseAct.DraftReply("路口已于11月25日清通管道，联系电话0980-3322001。", List.of(), ""), null)
                .refusal()).isEmpty();
        assertThat(text(api(key, get("/api/letters?number=R-1")))).contains("\"state\":\"closed\"", "路口已于11月25日");
        assertThat(api(key, post("/api/letters/reported?number=R-1")).getStatus()).isEqualTo(200);
        assertThat(api(key, post("/api/letters/reported?number=R-1")).getStatus()).isEqualTo(409);

        Matcher system = Pattern.compile("/desk/letters/systems/(\\d+)/revoke\"[^>]*>.*?停用" + name)
                .matcher(text(send(office, get("/desk/letters/systems"))));
        assertThat(system.find()).isTrue();
        assertThat(send(office, post("/desk/letters/systems/" + system.group(1) + "/revoke")).getStatus())
                .isEqualTo(302);
        assertThat(api(key, get("/api/letters?number=R-1")).getStatus()).isEqualTo(401);
    }

    @Test
    void anotherMatterIsTakenOutOnThePage() throws Exception {
        var letter = new NewLetter(UUID.randomUUID().toString(), "help", "水渠漏水", "水渠漏水，路灯也不亮。", "", "", "", null, null,
                true, false, null, new Writer("张三", "13812345678", "", ""), null, List.of(), null);
        CaseView view = ((LetterDesk.Receipt.Taken) letters.submit(slug, letter, ActorRef.VISITOR, "")).view();
        String here = "/desk/cases/" + view.id().value();
        assertThat(send(STRANGER, split(here, view, "路灯不亮")).getStatus()).isEqualTo(404);
        assertThat(text(send(office, split(here, view, "灯")))).contains("标题至少 2 个字", "渠边的路灯也不亮。");
        assertThat(send(office, split(here, view, "<b>路灯不亮")).getRedirectedUrl()).isEqualTo(here);
        assertThat(text(send(office, get(here)))).contains("拆分为：", "&lt;b&gt;路灯不亮", "拆分出")
                .doesNotContain("<b>路灯");
    }

    @Test
    void whoWasSlowerFindsWhatHeWroteThoughTheCaseIsNoLongerHis() throws Exception {
        UnitPath roads = roads();
        Actor handler = handler(roads);
        CaseId id = written("路面坑洼", "城南桥头路面坑洼，骑车摔了人，请修。");
        String here = "/desk/cases/" + id.value();
        CaseView given = done(desk.act(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""), null));
        done(desk.act(handler, id, new CaseAct.Return("不属于本单位职责", "桥归水利局"), null));
        var draft = post(here).param("action", "draftReply")
                .param("version", String.valueOf(given.version()))
                .param("words", "您好，桥头<b>已经修好。");
        assertThat(text(send(handler, draft))).contains("已不在您的办理范围内", "您好，桥头&lt;b")
                .doesNotContain("路面坑洼");
        var approval = post(here).param("action", "approveReply").param("version", "1").param("words", "同意，改两个字。");
        assertThat(text(send(office, approval))).contains("没有提交，还在这里，可以复制", "同意，改两个字。");
    }

    private UnitPath roads() {
        return directory.unit(organisation.addUnit(Actor.PROGRAM,
                NewUnit.of(county.unit(), UnitKind.GOVERNMENT, "修路单位" + slug, "修路" + slug, 1)).orThrow())
                .orElseThrow()
                .path();
    }

    private static Actor handler(UnitPath unit) {
        return new Actor(ActorRef.staff(9103), "承办人", unit, Set.of(new Grant(LetterPermissions.HANDLE, unit)));
    }

    private static AbstractMockHttpServletRequestBuilder<?> split(String here, CaseView view, String title) {
        return post(here).param("action", "split")
                .param("version", String.valueOf(view.version()))
                .param("value", title)
                .param("words", "渠边的路灯也不亮。");
    }

    @Test
    void aMatterFromAboveThatWasMergedHasTheOneAnswer() throws Exception {
        Matcher shown = Pattern.compile("<code class=\"call\">([0-9a-f]{64})</code>")
                .matcher(text(send(office, post("/desk/letters/systems").param("name", "市平台" + slug)
                        .param("mailbox", slug))));
        assertThat(shown.find()).isTrue();
        String key = shown.group(1);
        var letter = new NewLetter(UUID.randomUUID().toString(), "help", "路口积水", "人民路口下雨就积水。", "", "", "", null, null,
                true, false, null, new Writer("张三", "13812345678", "", ""), null, List.of(), null);
        CaseId main = ((LetterDesk.Receipt.Taken) letters.submit(slug, letter, ActorRef.VISITOR, "")).view().id();
        String taken = text(api(key, post("/api/letters").contentType(MediaType.APPLICATION_JSON)
                .content("{\"number\":\"R-9\",\"type\":\"help\",\"title\":\"路口积水\",\"text\":\"人民路口下雨就积水。\"}")));
        Matcher number = Pattern.compile("XJ\\d{8}-\\d+").matcher(taken);
        assertThat(number.find()).isTrue();
        assertThat(desk.act(office, cases(number.group()), new CaseAct.Merge(main), null).refusal()).isEmpty();
        assertThat(desk.act(office, main,
                new CaseAct.DraftReply("张三您好，路口已于11月25日清通管道，联系电话0980-3322001。", List.of(), ""), null).refusal())
                .isEmpty();
        assertThat(text(api(key, get("/api/letters?number=R-9")))).contains("路口已于11月25日").doesNotContain("张三");
    }

    @Autowired
    org.yizhan.casework.CaseReading reading;

    private CaseId cases(String number) {
        return reading.byNumber(number).map(CaseView::id).orElseThrow();
    }

    @Test
    void whatIsPublishedWasReadByAHuman() throws Exception {
        var letter = new NewLetter(UUID.randomUUID().toString(), "help", "水渠漏水", "我是张三，电话13812345678，水渠漏水。", "", "", "",
                null, null, true, false, null, new Writer("张三", "13812345678", "", ""), null, List.of(), null);
        CaseId id = ((LetterDesk.Receipt.Taken) letters.submit(slug, letter, ActorRef.VISITOR, "")).view().id();
        String path = "/desk/letters/" + id.value() + "/publish";
        assertThat(text(send(office, get(path)))).contains("还没有答复");
        assertThat(desk.act(office, id, new CaseAct.DraftReply("水渠已于11月25日修好，联系电话0980-3322001。", List.of(), ""), null)
                .refusal()).isEmpty();
        assertThat(text(send(office, get(path)))).contains("公开的来信内容");
        assertThat(send(STRANGER, get(path)).getStatus()).isEqualTo(403);
        Map<String, String> typed = Map.of("title", "水渠漏水", "question", "水渠漏水。", "answer", "已经修好。");
        var unchecked = post(path);
        typed.forEach(unchecked::param);
        assertThat(text(send(office, unchecked))).contains("请勾选", "水渠漏水。");
        var stale = post(path).param("checked", "true").param("seen", "0");
        typed.forEach(stale::param);
        assertThat(text(send(office, stale))).contains("又有了新的情况", "已经修好。");
        assertThat(mvc.perform(get("/letters/replies/" + id.value())).andReturn().getResponse().getStatus())
                .isEqualTo(404);
        var right = post(path).param("checked", "true")
                .param("seen", String.valueOf(reading.find(id).orElseThrow().version()));
        typed.forEach(right::param);
        assertThat(send(office, right).getRedirectedUrl()).isEqualTo(path);
        assertThat(text(mvc.perform(get("/letters/replies/" + id.value())).andReturn().getResponse()))
                .contains("水渠漏水。", "已经修好。")
                .doesNotContain("张三", "13812345678", "3322001");
        assertThat(text(send(office, post(path + "/off").param("words", "")))).contains("请写明撤下的原因");
        assertThat(send(office, post(path + "/off").param("words", "来信人要求")).getRedirectedUrl()).isEqualTo(path);
        assertThat(mvc.perform(get("/letters/replies/" + id.value())).andReturn().getResponse().getStatus())
                .isEqualTo(404);
    }

    private CaseId written(String title, String text) {
        var form = new NewLetter(UUID.randomUUID().toString(), "complaint", title, text, "", "", "", null, null, true,
                false, null, new Writer("李某", "13909800100", "", ""), null, List.of(), null);
        return ((LetterDesk.Receipt.Taken) letters.submit(slug, form, ActorRef.VISITOR, "203.0.113.77")).view().id();
    }

    private CaseView done(CaseDesk.Result result) {
        assertThat(result.refusal()).isEmpty();
        return ((CaseDesk.Result.Done) result).view();
    }

    @Test
    void anAnswerThatWasGivenToAnotherMatterOrWasNotEnoughIsNoticed() {
        UnitPath roads = roads();
        Actor handler = handler(roads);
        String answer = "您好！城南桥头路面坑洼65米，2099年3月1日开工重铺，4月15日前完成。联系电话：养护股0980-2612345。";
        LocalDate day = LocalDate.of(2026, 11, 2);
        published.put(new PublishedLetter(written("自来水浑浊", "城东村自来水浑浊，请检测水质。").value(), "自来水浑浊", "城东村自来水浑浊，请检测水质。",
                answer, "complaint", "", "", mailboxes.find(slug).orElseThrow().id(), roads.unit().value(), day, day),
                9101);
        CaseId id = written("路面坑洼", "城南桥头路面坑洼，骑车摔了人，请修。");
        CaseView given = done(desk.act(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""), null));

        assertThat(letterReading.check(given, answer)).singleElement().satisfies(finding -> {
            assertThat(finding.text()).contains("与“自来水浑浊”的答复");
            assertThat(finding.stops()).isFalse();
        });
        done(desk.act(handler, id, new CaseAct.DraftReply(answer, List.of()), null));
        done(desk.act(office, id, new CaseAct.ApproveReply(answer, List.of()), null));
        CaseView again = done(desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.AskAgain("还是没有修。")));

        assertThat(letterReading.check(again, answer)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("UNCHANGED");
            assertThat(finding.stops()).isTrue();
        });
        assertThat(desk.act(handler, id, new CaseAct.DraftReply(answer, List.of()), null).refusal()).isPresent();
        assertThat(
                letterReading.check(again, "您好！施工队12月5日到城南桥头，用沥青冷补料填平了65米坑洼，您反映的摔伤处已立警示牌，现场照片附后。联系电话：养护股0980-2612345。"))
                .noneMatch(finding -> finding.code().equals("UNCHANGED"));
    }
}
