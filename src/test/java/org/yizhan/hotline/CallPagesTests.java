package org.yizhan.hotline;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.casework.NewCase;
import org.yizhan.casework.Tracking;
import org.yizhan.casework.WriterMarks;
import org.yizhan.casework.WriterView;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The desk of an agent as its pages have it, by keyboard and without scripts. */
class CallPagesTests extends HotlineTest {
    private static final Pattern NUMBER = Pattern.compile("RX[0-9]{8}-[0-9]+");

    @Autowired
    TicketLinks links;
    @Autowired
    Callers callers;
    @Autowired
    LinkedNumbers numbers;
    @Autowired
    WriterMarks marks;
    @Autowired
    Tracking tracking;
    @Autowired
    Matters matters;

    private MockHttpServletRequestBuilder call(String how) {
        return post("/desk/hotline/call").param("once", UUID.randomUUID().toString())
                .param("kind", "complaint")
                .param("text", "桥头村三组的水管漏水，路上全是水。")
                .param("how", how);
    }

    @Test
    void aCallBecomesATicketInOneForm() {
        String page = text(agent, get("/desk/hotline/call").param("phone", "13900000001"));
        assertThat(page).contains("接听来电", "13900000001", "aria-keyshortcuts=\"Alt+S Control+Enter\"", "110 公安报警",
                "查知识");
        String taken = text(agent, call("given").param("unit", water.value()).param("phone", phone()));
        assertThat(taken).contains("工单已登记", "查询码", "已经派给");
        Matcher number = NUMBER.matcher(taken);
        assertThat(number.find()).isTrue();
        CaseView view = cases.byNumber(number.group()).orElseThrow();
        assertThat(view.lead()).isEqualTo(water);
        assertThat(text(agent, get("/desk/cases/" + view.id().value()))).contains("登记三方通话", "诉求内容");
        assertThat(text(office, get("/desk/cases/" + view.id().value()))).contains("调整紧急程度");
        assertThat(text(waterman, get("/desk/hotline/tickets/" + view.id().value() + "/finish"))).contains("办结类型");
        assertThat(text(waterman, post("/desk/hotline/tickets/" + view.id().value() + "/finish")
                .param("result", "SOLVED")
                .param("words", "正在按有关规定处理。"))).contains("又有了新的情况", "正在按有关规定处理。");
        assertThat(text(waterman, post("/desk/hotline/tickets/" + view.id().value() + "/finish").param("check", "1")
                .param("words", "正在按有关规定处理。"))).contains("答复检查的提示");
        assertThat(send(roadman, get("/desk/hotline/tickets/" + view.id().value() + "/finish")).getStatus())
                .isEqualTo(404);
        assertThat(text(office, post("/desk/hotline/tickets/" + view.id().value() + "/urgency").param("urgency",
                "URGENT"))).contains("请写明调整的原因");
        assertThat(text(agent, post("/desk/hotline/tickets/" + view.id().value() + "/three-party").param("party",
                "供水科"))).contains("请写明通话的内容", "供水科");
    }

    @Test
    void whatIsWrongIsSaidAndNothingTypedIsLost() {
        assertThat(text(agent, call("").param("name", "何秋菊"))).contains("请选择怎么处理", "何秋菊", "桥头村三组的水管漏水");
        assertThat(text(agent, call("given"))).contains("请选择派给哪个单位");
        assertThat(text(agent, call("answered").param("answer", "马上来修"))).contains("请选择办结类型", "马上来修");
        assertThat(text(agent, call("left").param("happened", "昨天"))).contains("日期不对");
        assertThat(text(agent, call("left").param("phone", "打不通"))).contains("只写数字");
        assertThat(text(agent, call("given").param("unit", "/1/99999999/"))).contains("没有这个单位");
        assertThat(send(stranger, get("/desk/hotline/call")).getStatus()).isEqualTo(403);
        assertThat(send(waterman, call("left")).getStatus()).isEqualTo(403);
    }

    @Test
    void aSuggestedUnitAloneSaysToWhomItIsGivenAndTwoUnitsAreAskedAbout() {
        String taken = text(agent, call("").param("likely", water.value()).param("unit", water.value()));
        assertThat(taken).contains("已经派给");
        assertThat(text(agent, call("given").param("likely", water.value()).param("unit", roads.value())))
                .contains("和上面推荐里选的不一样");
        String hints = text(agent, post("/desk/hotline/call/hints").param("text", "自来水管破了"));
        assertThat(hints).contains("id=\"likely\" hx-swap-oob=\"true\"");
        set(now -> new HotlineSettings(now.home(), 100, 100, "3wd", 2, 1, true, true, 3, false, "您好", now.version()));
        assertThat(text(agent, post("/desk/hotline/call/hints").param("text", "水利局说水管不归他们管")))
                .doesNotContain("name=\"likely\"");
    }

    @Test
    void aSuggestedSubjectIsTakenUnlessAnotherIsChosen() {
        List<String> subjects = List.copyOf(matters.subjects().keySet());
        String taken = text(agent, call("left").param("about", subjects.get(3)));
        assertThat(view(taken).subject()).isEqualTo(subjects.get(3));
        taken = text(agent, call("left").param("about", subjects.get(3)).param("subject", subjects.get(4)));
        assertThat(view(taken).subject()).isEqualTo(subjects.get(4));
    }

    @Test
    void aSuggestedSubjectIsChosenUntilTheAgentPutsItAside() {
        String said = matters.subjects()
                .values()
                .stream()
                .map(label -> label.substring(label.lastIndexOf('/') + 1).strip() + "的问题")
                .filter(text -> matters.subject(text).isPresent())
                .findFirst()
                .orElseThrow();
        String about = matters.subject(said).orElseThrow();
        Pattern chosen = Pattern.compile("<input[^>]*name=\"about\"[^>]*\\bchecked");
        assertThat(text(agent, post("/desk/hotline/call/hints").param("text", said))).containsPattern(chosen)
                .contains("name=\"offered\" value=\"" + about + "\"");
        assertThat(text(agent, post("/desk/hotline/call/hints").param("text", said).param("offered", about)))
                .contains("name=\"about\"")
                .doesNotContainPattern(chosen);
        assertThat(text(agent, post("/desk/hotline/call/look").param("text", said)
                .param("offered", about)
                .param("about", about))).containsPattern(chosen);
    }

    private CaseView view(String taken) {
        Matcher number = NUMBER.matcher(taken);
        assertThat(number.find()).isTrue();
        return cases.byNumber(number.group()).orElseThrow();
    }

    @Test
    void withoutScriptsThePageLooksUpWithTheSameForm() {
        String phone = phone();
        given("complaint", LimitClass.ORDINARY, new Caller("", phone, ""));
        desk.open(new NewCase("letter", "以前写过的来信", "complaint", "", "", "web", marks.of(phone, ""), false, county,
                java.util.Map.of(), java.util.List.of()), ActorRef.VISITOR);
        desk.open(new NewCase("letter", "保密的来信", "report", "", "", "web", marks.of(phone, ""), true, county,
                java.util.Map.of(), java.util.List.of()), ActorRef.VISITOR);
        String looked = text(agent, post("/desk/hotline/call/look").param("phone", phone).param("text", "水管又漏水了"));
        assertThat(looked).as("of every kind, but what was to stay secret")
                .contains("以前写过的来信", "热线工单", "水管又漏水了")
                .doesNotContain("保密的来信");
        assertThat(text(agent, post("/desk/hotline/call/caller").param("phone", phone))).contains("以前写过的来信")
                .doesNotContain("<html");
        assertThat(text(agent, post("/desk/hotline/call/caller").param("phone", phone()))).contains("没有查到");
        assertThat(text(agent, post("/desk/hotline/call/caller").param("phone", "不是号码"))).doesNotContain("以前的办件");
        assertThat(text(agent, post("/desk/hotline/call/hints").param("text", "水管漏水"))).doesNotContain("<html");
        assertThat(
                sql.sql("select count(*) from journal.entry where act = 'hotline.caller-looked-up' and who_id = 9201")
                        .query(Long.class)
                        .single())
                .as("looking somebody up is journalled")
                .isPositive();
    }

    @Test
    void callersAreMarkedWithReasonNameAndEnd() {
        String phone = phone();
        assertThat(refused(callers.mark(stranger, phone, Callers.Nature.MALICIOUS, "骂人", clock.today().plusDays(3))))
                .contains("没有接听来电的权限");
        assertThat(refused(callers.mark(agent, "张三", Callers.Nature.MALICIOUS, "骂人", clock.today()))).contains("来电号码");
        assertThat(refused(callers.mark(agent, phone, null, "骂人", clock.today()))).contains("请选择");
        assertThat(refused(callers.mark(agent, phone, Callers.Nature.MALICIOUS, " ", clock.today()))).contains("理由");
        assertThat(refused(callers.mark(agent, phone, Callers.Nature.MALICIOUS, "骂人", clock.today().minusDays(1))))
                .contains("到哪一天为止");
        assertThat(refused(callers.mark(agent, phone, Callers.Nature.MALICIOUS, "骂人", clock.today().plusYears(2))))
                .contains("最长一年");
        assertThat(send(agent, post("/desk/hotline/marks").param("phone", phone)
                .param("nature", "REPEATED")
                .param("reason", "一天打来九次问同一件事")
                .param("until", clock.today().plusDays(30).toString())).getRedirectedUrl())
                .isEqualTo("/desk/hotline/call");
        String page = text(agent, get("/desk/hotline/call").param("phone", phone));
        assertThat(page).contains("重复来电", "一天打来九次", "照常接听");
        assertThat(text(agent, call("left").param("phone", phone))).as("a mark stops nobody").contains("工单已登记");
        CaseView ticket = taken(
                hotline.take(agent, ticket("help", LimitClass.ORDINARY, "又是路灯。", new Caller("", phone, "")),
                        new HotlineDesk.First.Left()));
        assertThat(links.beside(office, ticket)).extracting(CaseLinks.Link::label).contains("来电人有标记：重复来电");
        assertThat(links.beside(waterman, ticket)).as("no matter of the unit").isEmpty();
        Callers.Mark mark = callers.lookUp(agent, phone).orElseThrow().marks().getFirst();
        assertThat(mark.by()).isEqualTo(agent.ref().id());
        assertThat(refused(callers.lift(person(9299, county, HotlinePermissions.AGENT), mark.id()))).contains("可以解除");
        assertThat(callers.lift(office, mark.id())).isEmpty();
        assertThat(callers.lookUp(agent, phone).orElseThrow().marks()).isEmpty();
        assertThat(callers.mark(agent, phone, Callers.Nature.MALICIOUS, "骂人", clock.today())).isEmpty();
        sql.sql("update hotline.caller_mark set until = until - 1 where phone_mark = :mark")
                .param("mark", marks.of(phone, ""))
                .update();
        assertThat(callers.lookUp(agent, phone).orElseThrow().marks()).as("it ends by itself").isEmpty();
        assertThat(callers.lookUp(stranger, phone)).isEmpty();
    }

    private static MockHttpServletRequestBuilder within(String path) {
        return post(path).header("HX-Request", "true");
    }

    @Test
    void markingACallerLeavesTheCallThatIsBeingTyped() {
        String phone = phone();
        MockHttpServletRequestBuilder mark = within("/desk/hotline/marks").param("phone", phone)
                .param("nature", "MALICIOUS")
                .param("reason", "反复辱骂话务员");
        assertThat(text(agent, mark)).contains("到哪一天为止", "反复辱骂话务员").doesNotContain("<html");
        assertThat(text(agent, mark.param("until", clock.today().plusDays(9).toString())))
                .contains("已标记", "解除这条标记")
                .doesNotContain("<html");
        long id = callers.lookUp(agent, phone).orElseThrow().marks().getFirst().id();
        assertThat(text(office, within("/desk/hotline/marks/" + id + "/lift"))).contains("标记已解除")
                .doesNotContain("<html");
        assertThat(callers.lookUp(agent, phone).orElseThrow().marks()).isEmpty();
    }

    @Test
    void callsAreHandedOverAndTheListOfNumbersIsTheOffices() {
        LinkedNumbers.LinkedNumber fire = numbers.inUse()
                .stream()
                .filter(one -> one.number().equals("119"))
                .findFirst()
                .orElseThrow();
        assertThat(numbers.inUse().subList(0, 4)).allMatch(LinkedNumbers.LinkedNumber::emergency);
        CaseView view = given("help", LimitClass.URGENT, new Caller("", phone(), ""));
        assertThat(refused(numbers.handOff(stranger, fire.id(), "", "", ""))).contains("没有接听来电的权限");
        assertThat(refused(numbers.handOff(agent, 0, "", "", ""))).contains("请选择转接给哪个号码");
        assertThat(refused(numbers.handOff(agent, fire.id(), "", "RX1", ""))).contains("没有这个编号");
        assertThat(numbers.handOff(agent, fire.id(), "", "", "")).as("a danger needs no form").isEmpty();
        assertThat(send(agent, post("/desk/hotline/hand-offs").param("number", String.valueOf(fire.id()))
                .param("about", view.number())
                .param("words", "厨房起火")).getStatus()).isEqualTo(302);
        assertThat(text(office, get("/desk/cases/" + view.id().value()))).contains("消防救援 119：厨房起火");
        assertThat(numbers.recent(agent)).first()
                .matches(one -> one.number().equals("119") && one.words().equals("厨房起火"));
        assertThat(numbers.recent(stranger)).isEmpty();
        assertThat(text(agent, within("/desk/hotline/hand-offs").param("words", "有人触电")))
                .as("only this part comes back, and the call that is being typed stays")
                .contains("请选择转接给哪个号码", "有人触电")
                .doesNotContain("<html", "诉求内容");
        assertThat(text(agent, within("/desk/hotline/hand-offs").param("number", String.valueOf(fire.id()))
                .param("phone", phone()))).contains("转接已记下", "最近的转接").doesNotContain("<html");
        assertThat(refused(numbers.add(agent, "供气", "0980-2255", "", true))).contains("没有这项权限");
        assertThat(refused(numbers.add(office, "供气", "不是号码", "", true))).contains("只写数字");
        assertThat(refused(numbers.add(office, "消防", "119", "", true))).contains("已有这个号码");
        String number = "0980-" + (2_000_000 + FRESH.incrementAndGet());
        assertThat(numbers.add(office, "供气抢修", number, "燃气泄漏", true)).isEmpty();
        long id = numbers.all().stream().filter(one -> one.number().equals(number)).findFirst().orElseThrow().id();
        assertThat(numbers.retire(office, id, true)).isEmpty();
        assertThat(numbers.inUse()).noneMatch(one -> one.id() == id);
        assertThat(refused(numbers.retire(office, 999_999L, true))).contains("没有这个号码");
    }

    @Test
    void settingsAndCallBacksHaveTheirPages() {
        String page = text(office, get("/desk/hotline/settings"));
        assertThat(page).contains("热线设置", "回访问题", "联动号码", "119");
        assertThat(text(office, post("/desk/hotline/settings").param("home", county.value()).param("demand", "很多")))
                .contains("只写数字", "很多");
        assertThat(send(agent, get("/desk/hotline/settings")).getStatus()).isEqualTo(403);
        CaseView view = given("complaint", LimitClass.ORDINARY, new Caller("何秋菊", phone(), ""));
        answered(view.id(), TicketResult.SOLVED);
        CallBacks.CallBack one = callBack(view.id());
        assertThat(text(asker, get("/desk/hotline/call-backs"))).contains("热线回访");
        assertThat(text(asker, get("/desk/hotline/call-backs/" + one.id()))).contains("何秋菊", "事情解决了没有", "供水科");
        assertThat(text(asker, post("/desk/hotline/call-backs/" + one.id()).param("version", "0")
                .param("responded", "yes")
                .param("words", "还没有问完"))).contains("事情有没有解决", "还没有问完");
        assertThat(send(asker, post("/desk/hotline/call-backs/" + one.id()).param("version", "0")
                .param("responded", "yes")
                .param("solved", "yes")
                .param("satisfaction", "5")).getRedirectedUrl()).isEqualTo("/desk/hotline/call-backs");
        assertThat(text(waterman, get("/desk/hotline/rates"))).contains("满意率", "100%");
        assertThat(text(waterman, get("/desk/hotline/rates/cases").param("figure", "SOLVED"))).contains(view.title());
        assertThat(send(stranger, get("/desk/hotline/rates")).getStatus()).isEqualTo(403);
        assertThat(send(agent, get("/desk/hotline/call-backs")).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"questions, words, ''", "numbers, number, 打不通", "systems, account, nobody"})
    void whatTheOfficeTypedToAddStaysWhenItIsRefused(String what, String wrong, String value) throws Exception {
        MockHttpServletRequestBuilder typed = post("/desk/hotline/settings/" + what)
                .requestAttr(CurrentActor.class.getName(), office)
                .with(csrf());
        for (String field : List.of("choices", "note", "quota")) {
            typed.param(field, "4711");
        }
        var refused = mvc.perform(typed.param("name", "供气抢修").param(wrong, value)).andReturn();
        assertThat(refused.getResponse().getRedirectedUrl()).isEqualTo("/desk/hotline/settings#" + what);
        assertThat(refused.getFlashMap().get("refusal")).isNotNull();
        assertThat(String.valueOf(refused.getFlashMap().get("again"))).as("for the fields of the page that follows")
                .contains("=4711", "=" + value);
    }

    @Test
    void theCallerFindsTheTicketWithNumberAndCode() {
        CaseView view = given("complaint", LimitClass.ORDINARY, new Caller("", phone(), ""));
        var somebody = new org.yizhan.identity.Caller("203.0.113.9", "test", null);
        assertThat(tracking.look(view.number(), view.code(), somebody)).isInstanceOf(Tracking.Look.Found.class);
        assertThat(tracking.look(view.number(), "000000000000", somebody)).isInstanceOf(Tracking.Look.Refused.class);
        WriterView seen = tracking.view(view);
        assertThat(seen.asked()).contains("水管漏水");
        assertThat(seen.state()).isEqualTo("正在办理");
        assertThat(seen.owed()).as("by when, and why").isNotNull();
    }
}
