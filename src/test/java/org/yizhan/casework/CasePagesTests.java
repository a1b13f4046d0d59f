package org.yizhan.casework;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
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

/** The staff's screens of cases, with every module as it is and the first kind that it offers. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class CasePagesTests {
    private static final AtomicInteger FRESH = new AtomicInteger();

    @Autowired
    MockMvc mvc;
    @Autowired
    CaseDesk desk;
    @Autowired
    CaseReading reading;
    @Autowired
    Kinds kinds;
    @Autowired
    LimitRules rules;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;

    CaseKind kind;
    UnitPath county;
    UnitPath water;
    UnitPath roads;
    Actor office;
    Actor leader;
    Actor waterman;
    Actor roadman;

    @BeforeEach
    void aCounty() {
        kind = kinds.of("letter"); // one that has a form of its own for nothing that happens here
        county = directory.root().map(Unit::path).orElseGet(() -> unit(null, "云岭县人民政府"));
        water = unit(county, "水利局");
        roads = unit(county, "交通局");
        office = person(9001, county, Power.OFFICE, Power.SEE);
        leader = person(9002, county, Power.LEAD);
        waterman = person(9011, water, Power.HANDLE);
        roadman = person(9012, roads, Power.HANDLE);
    }

    private UnitPath unit(@Nullable UnitPath parent, String name) {
        String full = parent == null ? name : name + "办" + System.nanoTime() % 100000 + FRESH.incrementAndGet();
        var id = organisation.addUnit(Actor.PROGRAM, NewUnit.of(parent == null ? null : parent.unit(),
                parent == null ? UnitKind.GOVERNMENT : UnitKind.DEPARTMENT, full, full, 1)).orThrow();
        return directory.unit(id).orElseThrow().path();
    }

    private Actor person(long id, UnitPath unit, Power... powers) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit,
                Set.copyOf(List.of(powers).stream().map(power -> new Grant(kind.permission(power), unit)).toList()));
    }

    private CaseId submitted(String title, boolean guarded) {
        return desk.open(new NewCase(kind.code(), title, "", "", "", "web", "w", guarded, county, Map.of(), List.of()),
                ActorRef.VISITOR).id();
    }

    private MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String page(Actor who, String path) throws Exception {
        MockHttpServletResponse response = send(who, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private String post(Actor who, CaseId id, CaseAction action, String... fields) throws Exception {
        var request = MockMvcRequestBuilders.post("/desk/cases/" + id.value())
                .param("action", action.code())
                .param("version", Integer.toString(reading.find(id).orElseThrow().version()));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        MockHttpServletResponse response = send(who, request);
        return response.getStatus() == 302
                ? Objects.requireNonNull(response.getRedirectedUrl())
                : response.getContentAsString(StandardCharsets.UTF_8);
    }

    private void done(Actor who, CaseId id, CaseAction action, String... fields) throws Exception {
        assertThat(post(who, id, action, fields)).as(action.label()).startsWith("/desk/cases");
    }

    @Test
    void theSearchOnTopOfTheDeskFindsCasesForWhomTheyConcern() throws Exception {
        CaseId id = submitted("渡口栏杆断了一截", false);
        String number = reading.find(id).orElseThrow().number();
        for (String words : List.of("渡口栏杆", number)) {
            assertThat(page(office, "/desk/search?q=" + words)).contains("办件", number + " 渡口栏杆断了一截",
                    "/desk/cases/" + id.value());
            assertThat(page(waterman, "/desk/search?q=" + words)).doesNotContain("断了一截");
        }
        CaseId hidden = submitted("举报渡口乱收费", true);
        assertThat(page(leader, "/desk/search?q=举报渡口")).doesNotContain("/desk/cases/" + hidden.value());
    }

    @Test
    void fromTheOfficeToTheUnitAndBackAsAnAnswer() throws Exception {
        CaseId id = submitted("水渠漏水没有人修", false);
        String here = "/desk/cases/" + id.value();
        assertThat(page(office, here)).contains("水渠漏水没有人修", "现在轮到", "href=\"#decide\">您可以办</a>",
                "转办给承办单位", "为什么是这一天")
                .doesNotContain("申请退办");
        assertThat(send(waterman, get(here)).getStatus()).isEqualTo(404);
        assertThat(page(office, here + "/dates")).contains("逐日说明", "第 1 天");
        assertThat(send(waterman, get(here + "/dates")).getStatus()).isEqualTo(404);
        assertThat(send(waterman, get(here + "/process")).getStatus()).isEqualTo(404);

        assertThat(post(office, id, CaseAction.DISPATCH, "words", "请尽快查看")).contains("请选择承办单位", "请尽快查看");
        done(office, id, CaseAction.DISPATCH, "lead", water.value(), "assisting", roads.value(), "words", "请尽快查看");
        assertThat(page(waterman, here)).contains("签收", "请尽快查看", "还没有提出", "内部");
        assertThat(page(roadman, here)).contains("提交协办意见").doesNotContain("提交答复");
        assertThat(page(waterman, here + "/process")).contains("现在的环节：承办、协办", "data-here=\"handle assist\"",
                "data-past=\"screen\"");
        MockHttpServletResponse signed = send(waterman, MockMvcRequestBuilders.post(here)
                .param("action", CaseAction.SIGN.code()));
        assertThat(send(waterman, get(here).cookie(signed.getCookies())).getContentAsString(StandardCharsets.UTF_8))
                .as("from what was done one tap leads to what is to be done")
                .contains("请在期限内办理。 <a href=\"#decide\">接着办：提交答复</a>");
        assertThat(page(waterman, here)).doesNotContain("act-sign\"").contains("act-draftReply");
        done(roadman, id, CaseAction.GIVE_OPINION, "words", "路面由我局恢复");
        assertThat(page(waterman, here)).contains("路面由我局恢复", "放进答复");
        String quoted = send(waterman, MockMvcRequestBuilders.post(here + "/write")
                .param("action", "draftReply")
                .param("words", "您反映的情况属实。")
                .param("quote", directory.unit(roads.unit()).orElseThrow().shortName()))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(quoted).contains("您反映的情况属实。\n\n路面由我局恢复</textarea>");
        assertThat(post(waterman, id, CaseAction.DRAFT_REPLY, "words", " ")).contains("请填写答复内容");
    }

    @Test
    void whatTheSecondOfficerTypedIsKept() throws Exception {
        CaseId id = submitted("两个人同时办", false);
        String seen = Integer.toString(reading.find(id).orElseThrow().version());
        done(office, id, CaseAction.NOTE, "words", "先看看");
        var late = MockMvcRequestBuilders.post("/desk/cases/" + id.value())
                .param("action", "note")
                .param("version", seen)
                .param("words", "我写了很久的话");
        assertThat(send(office, late).getContentAsString(StandardCharsets.UTF_8)).contains("又有了新的情况", "我写了很久的话");
        done(office, id, CaseAction.NOTE, "words", "我写了很久的话");
        assertThat(page(office, "/desk/cases/" + id.value())).contains("我写了很久的话");
    }

    @Test
    void writerOfAGuardedCaseIsShownForAReasonAlone() throws Exception {
        CaseId id = submitted("举报有人挪用资金", true);
        String here = "/desk/cases/" + id.value();
        Actor keeper = person(9005, county, Power.GUARDED, Power.OFFICE);
        assertThat(send(office, get(here)).getStatus()).isEqualTo(404);
        assertThat(page(keeper, here)).contains("保密", "查看来信人");
        var without = MockMvcRequestBuilders.post(here + "/writer")
                .param("reason", " ");
        assertThat(send(keeper, without).getContentAsString(StandardCharsets.UTF_8)).contains("请写明查看的理由");
        var with = MockMvcRequestBuilders.post(here + "/writer")
                .param("reason", "需要核实情况");
        assertThat(send(keeper, with).getContentAsString(StandardCharsets.UTF_8)).doesNotContain("没有办成");
        done(keeper, id, CaseAction.DISPATCH, "lead", water.value());
        assertThat(page(waterman, here)).contains("举报有人挪用资金").doesNotContain("查看来信人");
        var asked = MockMvcRequestBuilders.post(here + "/writer")
                .param("reason", "想知道");
        assertThat(send(waterman, asked).getContentAsString(StandardCharsets.UTF_8)).contains("没有查看这一件是谁写的权限");
    }

    @Test
    void listIsNarrowedKeptAndExported() throws Exception {
        CaseId id = submitted("清单里的一件", false);
        String number = reading.find(id).orElseThrow().number();
        String list = "/desk/cases?kind=" + kind.code();
        assertThat(page(office, list)).contains("清单里的一件", number, "在办");
        assertThat(page(office, list + "&q=" + number)).contains("清单里的一件");
        assertThat(page(office, list + "&q=清单里")).contains("清单里的一件");
        assertThat(page(office, list + "&q=里的一件")).contains("没有符合条件的");
        assertThat(page(office, list + "&order=DUE&open=1")).contains("清单里的一件");
        assertThat(page(office, list + "&state=CLOSED&lead=0&clazz=x&late=1&from=2026-01-01&until=2026-01-02"))
                .contains("没有符合条件的");
        assertThat(page(waterman, list)).doesNotContain("清单里的一件");
        assertThat(page(person(9099, water), list)).contains("没有可以查看的办件");
        var keep = MockMvcRequestBuilders.post("/desk/cases/filters?kind=" + kind.code() + "&state=SUBMITTED")
                .param("name", "等我转办的");
        assertThat(send(office, keep).getRedirectedUrl()).contains("state=SUBMITTED");
        assertThat(page(office, list)).contains("等我转办的");
        assertThat(page(leader, list)).doesNotContain("等我转办的");
        MockHttpServletResponse workbook = send(office, get("/desk/cases/export?kind=" + kind.code()));
        assertThat(workbook.getContentAsByteArray()).startsWith('P', 'K');
    }

    @Test
    void listSpeaksOfStatesAsTheKindDoes() throws Exception {
        kind = kinds.of("order");
        assertThat(page(person(9098, county, Power.OFFICE, Power.SEE), "/desk/cases?kind=order"))
                .contains(">待下达</option>", ">办理中</option>")
                .doesNotContain(">待受理</option>", ">已答复</option>");
    }

    @Test
    void severalAreDealtWithOneByOne() throws Exception {
        CaseId first = submitted("同一件事甲", false);
        CaseId second = submitted("同一件事乙", false);
        CaseId third = submitted("另外一件", true);
        var request = MockMvcRequestBuilders.post("/desk/cases/batch?kind=" + kind.code())
                .param("action", "merge")
                .param("other", reading.find(first).orElseThrow().number());
        for (CaseId one : List.of(first, second, third)) {
            request.param("item", one.value() + "-" + reading.find(one).orElseThrow().version());
        }
        var answer = mvc.perform(request.requestAttr(CurrentActor.class.getName(), office).with(csrf())).andReturn();
        @SuppressWarnings("unchecked")
        var outcomes = (List<CaseBatch.Outcome>) Objects.requireNonNull(answer.getFlashMap().get("outcomes"));
        assertThat(outcomes).extracting(CaseBatch.Outcome::done).containsExactly(false, true, false);
        assertThat(outcomes.getFirst().why()).contains("自己");
        assertThat(outcomes.getLast().title()).isEmpty();
        assertThat(reading.find(second).orElseThrow().outcome()).isEqualTo("merged");
        assertThat(page(office, "/desk/cases/" + first.value())).contains("并入这一件", "同一件事乙");
        Actor publisher = person(9003, county, Power.PUBLISH);
        assertThat(page(publisher, "/desk/cases/" + second.value())).contains("这一件已并入", "同一件事甲", "答复在那一件里")
                .doesNotContain("act-publish");
        assertThat(post(publisher, second, CaseAction.PUBLISH)).contains("答复和公开都在那一件");
    }

    @Test
    void pageOffersToTakeAnotherMatterOutToWhoMay() throws Exception {
        CaseId id = submitted("水渠漏水，路灯也不亮", false);
        String here = "/desk/cases/" + id.value();
        assertThat(page(office, here)).contains("act-split", "另一件事的标题", "另立一件");
        assertThat(post(office, id, CaseAction.SPLIT, "value", "", "words", "渠边的路灯也不亮。")).contains("请填写另一件事的标题",
                "渠边的路灯也不亮。");
        assertThat(page(office, here)).doesNotContain("随另一件带去的附件");
        CaseId pictured = desk.open(new NewCase(kind.code(), "水渠漏水，路灯也不亮，有照片", "", "", "", "web", "", false, county,
                Map.of(), List.of(new CaseFiles.Attached(9_001, "灯.jpg"), new CaseFiles.Attached(9_002, "渠.jpg"))),
                ActorRef.VISITOR).id();
        assertThat(post(office, pictured, CaseAction.SPLIT, "value", "", "words", "路灯不亮。", "taken", "9001"))
                .contains("随另一件带去的附件", "value=\"9001\" checked>灯.jpg", "value=\"9002\">渠.jpg");
        done(office, pictured, CaseAction.SPLIT, "value", "路灯不亮", "words", "路灯不亮。", "taken", "9001");
        assertThat(page(office, "/desk/cases/" + split(pictured))).contains("灯.jpg").doesNotContain("渠.jpg");
        done(office, id, CaseAction.DISPATCH, "lead", water.value());
        assertThat(page(waterman, here)).doesNotContain("act-split");
        assertThat(post(waterman, id, CaseAction.SPLIT, "value", "路灯不亮", "words", "渠边的路灯也不亮。")).contains("没有对这件办件");
    }

    private long split(CaseId from) {
        return reading.events(from)
                .stream()
                .flatMap(past -> past.event() instanceof CaseEvent.Split split
                        ? java.util.stream.Stream.of(split.into().value())
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void severalAreGivenToAUnitWithoutLosingTheSignatureOfALeader() throws Exception {
        CaseId signed = desk.open(new NewCase(kind.code(), "要领导签发的", "", "", "", "web", "", false, county,
                Map.of(CommonWords.SIGN_OFF, "true"), List.of()), ActorRef.VISITOR).id();
        send(office, MockMvcRequestBuilders.post("/desk/cases/batch?kind=" + kind.code())
                .param("action", "dispatch")
                .param("lead", water.value())
                .param("item", signed.value() + "-" + reading.find(signed).orElseThrow().version()));
        CaseView given = reading.find(signed).orElseThrow();
        assertThat(given.lead()).isEqualTo(water);
        assertThat(given.facts()).containsEntry(CommonWords.SIGN_OFF, "true");
    }

    @Test
    void whatElseTheSameWriterWroteStandsBeside() throws Exception {
        String writer = "w" + FRESH.incrementAndGet() + System.nanoTime();
        of(writer, "先前写的一件" + writer, false);
        of(writer, "保密写的一件" + writer, true);
        String here = "/desk/cases/" + of(writer, "后来写的一件", false).value();
        assertThat(page(office, here)).contains("同一人的", "先前写的一件" + writer).doesNotContain("保密写的一件");
    }

    private CaseId of(String writer, String title, boolean guarded) {
        return desk.open(new NewCase(kind.code(), title, "", "", "", "web", writer, guarded, county, Map.of(),
                List.of()), ActorRef.VISITOR).id();
    }

    @Test
    void whoMayOpenNoneOfTheCasesBehindAFigureReadsWhyNot() throws Exception {
        submitted("数字背后的一件", false);
        String figure = "/desk/cases/counted?kind=" + kind.code();
        assertThat(page(office, figure)).contains("数字背后的一件").doesNotContain("不向您列出");
        var counts = new Actor(ActorRef.staff(9044), "统计员", county, Set.of());
        assertThat(page(counts, figure)).contains("这些办件不向您列出", "不看来信的内容").doesNotContain("数字背后的一件");
    }

    @Test
    void rulesAreReplacedFromADayOnAndGroundsRetired() throws Exception {
        Actor keeper = new Actor(ActorRef.staff(9006), "期限维护", county,
                Set.of(new Grant(CaseworkPermissions.RULES, county)));
        assertThat(send(office, get("/desk/cases/rules")).getStatus()).isEqualTo(403);
        assertThat(page(keeper, "/desk/cases/rules?kind=" + kind.code())).contains("法定期限", "可以选的理由");
        LimitRule rule = rules.of(kind.code(), "", java.time.LocalDate.now())
                .stream()
                .filter(one -> one.term().written().endsWith("wd"))
                .findFirst()
                .orElseThrow();
        String path = "/desk/cases/rules/" + rule.id();
        assertThat(page(keeper, path)).contains(rule.name(), "从哪一天起改");
        String[] wrong = {"term", "十天", "extensions", "0", "most", "0", "warnings", "-1", "from", "2099-01-01"};
        assertThat(sent(keeper, path, wrong)).contains("期限请写成 10个工作日", "十天");
        String[] past = {"term", "9wd", "extensions", "0", "most", "0", "warnings", "-1", "from", "2020-01-01"};
        assertThat(sent(keeper, path, past)).contains("应在今天以后");
        String[] right = {"term", "9个工作日", "extensions", "0", "most", "0", "warnings", "-1", "from", "2099-01-01"};
        assertThat(sent(keeper, path, right)).startsWith("/desk/cases/rules");
        assertThat(sent(keeper, path, right)).contains("已被其他同志修改");
        Actor below = new Actor(ActorRef.staff(9007), "单位的人", water,
                Set.of(new Grant(CaseworkPermissions.RULES, water)));
        assertThat(sent(below, path, right)).contains("全县统一维护");
        sent(keeper, "/desk/cases/grounds", "kind", kind.code(), "purpose", "RETURN", "text", "新的退办理由");
        assertThat(page(keeper, "/desk/cases/rules?kind=" + kind.code())).contains("新的退办理由");
    }

    @Test
    void leaderSeesWhatWaitsAndTheOfficeEntersWhatHeWrote() throws Exception {
        CaseId id = submitted("请县领导批示的一件", false);
        assertThat(page(leader, "/desk/cases/leader")).contains("等您签发", "超期没有办结");
        done(leader, id, CaseAction.INSTRUCT, "words", "请水利局尽快解决");
        assertThat(post(office, id, CaseAction.INSTRUCT, "words", "同意", "why", " "))
                .as("what is wrong stands on top with a way to the form, and in the form")
                .containsPattern("没有办成：</strong>请填写是谁批示的。 <a href=\"#act-instruct\">到填写的地方</a>")
                .containsPattern("id=\"act-instruct\"[^@]{0,600}<p class=\"error\">请填写是谁批示的。</p>");
        done(office, id, CaseAction.INSTRUCT, "words", "同意", "why", "王副县长");
        assertThat(page(office, "/desk/cases/" + id.value())).contains("请水利局尽快解决", "领导批示", "王副县长书面批示",
                "录入</span>", "同意");
        assertThat(sent(office, "/desk/cases/paper", "item", id.value() + "-0")).contains("呈批单", "请县领导批示的一件");
        assertThat(sent(waterman, "/desk/cases/paper", "item", id.value() + "-0")).doesNotContain("请县领导批示的一件");
    }

    @Test
    void whatIsPutBeforeALeaderOnPaperIsKeptAndHisWordsComeBack() throws Exception {
        CaseId first = submitted("呈批的第一件", false);
        CaseId second = submitted("呈批的第二件", false);
        String[] items = {"item", first.value() + "-0", "item", second.value() + "-0"};
        assertThat(sent(office, "/desk/cases/paper", items)).contains("呈给哪位领导", "存为一批（2 件）",
                "name=\"once\" value=\"");
        String[] nameless = {"item", first.value() + "-0", "leader", " "};
        assertThat(sent(office, "/desk/cases/batches", nameless)).contains("请填写呈给哪位领导", "呈批的第一件");
        assertThat(sent(office, "/desk/cases/batches", "leader", "王副县长")).contains("请先在清单里勾选");
        assertThat(sent(waterman, "/desk/cases/batches", "leader", "王副县长", "item", first.value() + "-0"))
                .contains("没有呈批办件的权限");
        Actor elsewhere = person(9021, water, Power.OFFICE);
        assertThat(sent(elsewhere, "/desk/cases/batches", "leader", "王副县长", "item", first.value() + "-0"))
                .contains("您不能查看的")
                .doesNotContain("呈批的第一件");
        String batch = sent(office, "/desk/cases/batches", "leader", "王副县长", "item", first.value() + "-0", "item",
                second.value() + "-0");
        assertThat(batch).matches("/desk/cases/batches/\\d+");
        assertThat(page(office, "/desk/cases/batches")).contains(batch, "王副县长", "2 件中 0 件");
        assertThat(page(office, batch)).contains("呈批的第一件", "呈批的第二件", "领导写了什么");
        assertThat(send(elsewhere, get(batch)).getStatus()).isEqualTo(404);
        assertThat(page(elsewhere, "/desk/cases/batches")).doesNotContain(batch);
        String words = batch + "/cases/" + first.value();
        assertThat(sent(office, words, "words", " ")).contains("请填写批示内容");
        assertThat(sent(elsewhere, words, "words", "同意")).isEmpty();
        assertThat(sent(office, words, "words", "请住建局三天内解决")).isEqualTo(batch);
        assertThat(sent(office, words, "words", "再来一次")).contains("已由其他同志录入");
        assertThat(sent(office, batch + "/cases/" + submitted("不在这一批", false).value(), "words", "同意"))
                .contains("这一批里没有这一件");
        assertThat(page(office, batch)).contains("请住建局三天内解决", "批示回来 1 件", "words-" + second.value());
        done(office, second, CaseAction.TRANSFER, "ground", "信访");
        assertThat(page(office, batch)).contains("不再录入批示").doesNotContain("words-" + second.value());
        assertThat(page(office, "/desk/cases/" + first.value())).contains("王副县长书面批示", "录入</span>",
                "请住建局三天内解决");
        assertThat(sent(office, "/desk/cases/paper", items)).contains("value=\"王副县长\"", "或者写其他领导");
        assertThat(sent(office, "/desk/cases/batches", "known", "王副县长", "leader", "", "item", first.value() + "-0"))
                .matches("/desk/cases/batches/\\d+");
        assertThat(page(office, "/desk/cases?kind=" + kind.code())).contains("/desk/cases/batches");
    }

    @Test
    void unitKeepsItsStandardReplies() throws Exception {
        String path = "/desk/cases/standard-replies";
        assertThat(sent(waterman, path, "kind", kind.code(), "title", "停水抢修", "text", " ")).contains("1 到 5000 字",
                "停水抢修");
        assertThat(sent(waterman, path, "kind", kind.code(), "title", "停水抢修", "text", "正在抢修。")).startsWith(path);
        assertThat(page(waterman, path)).contains("停水抢修", "正在抢修。", "修改");
        assertThat(page(roadman, path)).doesNotContain("正在抢修。");
    }

    private String sent(Actor who, String path, String... fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        MockHttpServletResponse response = send(who, request);
        return response.getStatus() == 302
                ? Objects.requireNonNull(response.getRedirectedUrl())
                : response.getContentAsString(StandardCharsets.UTF_8);
    }
}
