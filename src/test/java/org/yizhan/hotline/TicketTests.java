package org.yizhan.hotline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.TakenOver;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** A ticket from the call to the answer, and what is refused on the way. */
class TicketTests extends HotlineTest {
    @Autowired
    EarlierTickets earlier;
    @Autowired
    CaseOracle oracle;
    @Autowired
    OpenTickets open;

    private record Limit(String code, boolean open, Instant deadline) {}

    private List<Limit> limits(CaseId id) {
        return sql.sql("""
                select r.code, l.ended_at is null as open, l.deadline from casework.running l
                join casework.limit_rule r on r.id = l.rule_id where l.case_id = :id order by l.id""")
                .param("id", id.value())
                .query((row, n) -> new Limit(row.getString(1), row.getBoolean(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    private Limit limit(CaseId id, String code) {
        return limits(id).stream().filter(one -> one.code().equals(code)).reduce((a, b) -> b).orElseThrow();
    }

    @Test
    void aTicketGoesFromTheCallToTheUnitAndBackToTheOffice() {
        CaseView view = given("complaint", LimitClass.ORDINARY, new Caller("何秋菊", phone(), "桥头村三组"));
        assertThat(view.number()).startsWith("RX");
        assertThat(view.title()).as("the first sentence serves as title").isEqualTo("桥头村的水管漏水，路上全是水");
        assertThat(view.state()).isEqualTo(CaseState.HANDLING);
        assertThat(view.lead()).isEqualTo(water);
        assertThat(limits(view.id())).extracting(Limit::code).contains("sign", "contact", "return", "finish");
        does(waterman, view.id(), new CaseAct.Sign());
        assertThat(limit(view.id(), "sign").open()).isFalse();
        assertThat(refused(desk.act(waterman, view.id(), new CaseAct.Contact(" "), null))).contains("怎样联系");
        assertThat(limit(view.id(), "contact").open()).isTrue();
        does(waterman, view.id(), new CaseAct.Contact("上午十点电话联系，约定中午到现场"));
        assertThat(limit(view.id(), "contact").open()).as("the first contact is a fact and ends its limit").isFalse();
        assertThat(refused(desk.act(waterman, view.id(), new CaseAct.DraftReply(ANSWER, List.of()), null)))
                .contains("请先选择办结类型");
        assertThat(refused(hotline.finish(waterman, view.id(), null, null, new CaseAct.DraftReply(ANSWER, List.of()))))
                .contains("请选择办结类型");
        assertThat(refused(hotline.finish(roadman, view.id(), null, TicketResult.SOLVED,
                new CaseAct.DraftReply(ANSWER, List.of())))).contains("没有这件工单");
        assertThat(refused(hotline.finish(waterman, view.id(), null, TicketResult.SOLVED,
                new CaseAct.DraftReply("正在按有关规定处理，请您放心。", List.of())))).contains("答复检查");
        assertThat(hotline.ticket(view.id()).orElseThrow().result()).as("a refusal leaves nothing behind").isNull();
        CaseView done = answered(view.id(), TicketResult.SOLVED);
        assertThat(done.state()).isEqualTo(CaseState.CLOSED);
        assertThat(done.outcome()).isEqualTo("answered");
        assertThat(kind.face(done, CaseOracle.Sight.ALL).lines()).extracting(line -> line.value())
                .contains("一般", "已解决", "待回访");
        assertThat(kind.writer(done)).extracting(line -> line.value()).contains("何秋菊", "桥头村三组");
    }

    @Test
    void anAgentAnswersOnTheSpotAndNobodyCallsBack() {
        CaseView view = taken(hotline.take(agent, ticket("consult", LimitClass.ORDINARY, "医保卡丢了在哪里补办？",
                new Caller("", phone(), "")),
                new HotlineDesk.First.Answered(TicketResult.EXPLAINED, "带身份证到政务服务中心医保窗口补办。")));
        assertThat(view.state()).isEqualTo(CaseState.CLOSED);
        assertThat(view.answeredAt()).isNotNull();
        assertThat(cases.sent(view.id())).singleElement().matches(reply -> reply.text().contains("医保窗口"));
        assertThat(callBacks.of(view.id())).isEmpty();
        assertThat(limits(view.id())).as("nothing is owed any more").noneMatch(Limit::open);
    }

    @Test
    void whatIsLeftToTheOfficeIsDispatchedByIt() {
        CaseView view = taken(hotline.take(agent, ticket("help", LimitClass.ORDINARY, "老人走失，请帮忙找一找。",
                new Caller("", phone(), "")), new HotlineDesk.First.Left()));
        assertThat(view.state()).isEqualTo(CaseState.SUBMITTED);
        assertThat(refused(desk.act(agent, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""), null)))
                .as("an agent has no power over tickets beyond the call")
                .isNotBlank();
        does(office, view.id(), new CaseAct.Dispatch(roads, List.of(water), false, false, ""));
        assertThat(refused(desk.act(roadman, view.id(), new CaseAct.Return("随便写的", "不归我们"), null))).contains("从列表中选择");
        does(roadman, view.id(), new CaseAct.Return("不属于本单位职责", "人员走失由公安负责"));
        does(office, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        does(waterman, view.id(), new CaseAct.Return("不属于本单位职责", "也不归水利局"));
        does(office, view.id(), new CaseAct.Dispatch(roads, List.of(), true, false, "由交通局牵头"));
        assertThat(refused(desk.act(roadman, view.id(), new CaseAct.Return("不属于本单位职责", "再退"), null)))
                .contains("裁定");
    }

    @TestFactory
    List<DynamicTest> eachUrgencyHasLimitsOfItsOwn() {
        var tests = new ArrayList<DynamicTest>();
        Map.of(LimitClass.URGENT, Duration.ofHours(24), LimitClass.PROMPT, Duration.ofDays(2), LimitClass.ORDINARY,
                Duration.ofDays(7), LimitClass.HARD, Duration.ofDays(15))
                .forEach((urgency, least) -> tests.add(DynamicTest.dynamicTest(urgency.label(), () -> {
                    CaseView view = given("complaint", urgency, new Caller("", phone(), ""));
                    Duration term = Duration.between(view.receivedAt(), Objects.requireNonNull(view.due()));
                    assertThat(term).isBetween(least.minusMinutes(1), least.multipliedBy(4));
                    Duration sign = Duration.between(view.receivedAt(), limit(view.id(), "sign").deadline());
                    assertThat(sign).isBetween(urgency == LimitClass.URGENT
                            ? Duration.ofMinutes(29)
                            : urgency == LimitClass.PROMPT ? Duration.ofMinutes(119) : Duration.ofHours(10),
                            urgency == LimitClass.URGENT
                                    ? Duration.ofMinutes(31)
                                    : urgency == LimitClass.PROMPT ? Duration.ofMinutes(121) : Duration.ofDays(6));
                })));
        return tests;
    }

    @Test
    void aQuestionIsAnsweredSoonerThanAComplaint() {
        CaseView asked = given("consult", LimitClass.ORDINARY, new Caller("", phone(), ""));
        CaseView complained = given("complaint", LimitClass.ORDINARY, new Caller("", phone(), ""));
        assertThat(asked.due()).isBefore(complained.due());
        assertThat(kind.limitClass(asked)).isEqualTo("consult");
        assertThat(kind.limitClasses()).containsEntry("urgent", "特急").containsEntry("consult", "一般咨询");
    }

    @Test
    void urgencyIsChangedByTheOfficeWithAReason() {
        CaseView view = given("help", LimitClass.ORDINARY, new Caller("", phone(), ""));
        assertThat(refused(hotline.urgency(agent, view.id(), LimitClass.URGENT, "水漫进屋", null))).contains("热线办决定");
        assertThat(refused(hotline.urgency(office, view.id(), LimitClass.URGENT, " ", null))).contains("原因");
        assertThat(refused(hotline.urgency(office, view.id(), LimitClass.ORDINARY, "一样", null))).contains("改为什么");
        assertThat(refused(hotline.urgency(office, view.id(), null, "没有选", null))).contains("改为什么");
        assertThat(hotline.urgency(office, view.id(), LimitClass.URGENT, "水漫进屋", null)).isEmpty();
        assertThat(kind.limitClass(view)).isEqualTo("urgent");
        Instant before = limit(view.id(), "finish").deadline();
        assertThat(before).as("what runs keeps its date").isEqualTo(view.due());
        does(waterman, view.id(), new CaseAct.Return("不属于本单位职责", "应由交通局办理"));
        CaseView again = does(office, view.id(), new CaseAct.Dispatch(roads, List.of(), false, false, ""));
        assertThat(again.due()).as("what begins afterwards is counted anew").isBefore(before);
        LocalDate day = clock.today();
        assertThat(refused(hotline.urgency(office, view.id(), LimitClass.HARD, "要等检测", day.minusDays(1))))
                .contains("不能早于今天");
        assertThat(kind.limitClass(view)).as("a refusal leaves nothing behind").isEqualTo("urgent");
        assertThat(hotline.urgency(office, view.id(), LimitClass.HARD, "要等检测", day)).isEmpty();
        assertThat(cases.find(view.id()).orElseThrow().due()).as("a day that was given holds at once")
                .isEqualTo(day.plusDays(1).atStartOfDay(clock.zone()).toInstant());
    }

    @Test
    void theSameFormTwiceAndTheSameFromOutsideAreOneTicket() {
        NewTicket once = ticket("help", LimitClass.ORDINARY, "路灯坏了一个月没有人修。", new Caller("", phone(), ""));
        CaseView first = taken(hotline.take(agent, once, new HotlineDesk.First.Left()));
        assertThat(hotline.take(agent, once, new HotlineDesk.First.Left()))
                .isInstanceOfSatisfying(HotlineDesk.Receipt.Taken.class, taken -> {
                    assertThat(taken.again()).isTrue();
                    assertThat(taken.view().id()).isEqualTo(first.id());
                });
        var outside = new NewTicket.Outside("市热线", "SX" + FRESH.incrementAndGet());
        NewTicket from = new NewTicket(UUID.randomUUID().toString(), TicketChannel.ABOVE, "help", null, "路灯",
                "路灯坏了，请修。",
                "", "", "", "", null, null, null, false, null, Caller.UNKNOWN, "", outside);
        assertThat(hotline.known(from)).isEmpty();
        CaseView received = taken(hotline.receive(from, ActorRef.PROGRAM));
        NewTicket again = new NewTicket(UUID.randomUUID().toString(), TicketChannel.ABOVE, "help", null, "路灯",
                "路灯坏了，请修。", "", "", "", "", null, null, null, false, null, Caller.UNKNOWN, "", outside);
        assertThat(hotline.known(again)).hasValueSatisfying(known -> assertThat(known.view().id()).isEqualTo(
                received.id()));
        assertThat(received.channel()).isEqualTo("above");
    }

    @Test
    void badTicketsAreRefusedInWords() {
        Caller somebody = new Caller("", phone(), "");
        NewTicket fine = ticket("help", LimitClass.ORDINARY, "路灯坏了一个月没有人修。", somebody);
        var left = new HotlineDesk.First.Left();
        assertThat(refused(hotline.take(stranger, fine, left), "")).contains("没有接听来电的权限");
        assertThat(refused(hotline.take(waterman, fine, left), "")).contains("没有接听来电的权限");
        assertThat(refused(hotline.take(agent, ticket("wish", LimitClass.ORDINARY, "路灯坏了", somebody), left), "kind"))
                .contains("诉求类型");
        assertThat(refused(hotline.take(agent, ticket("help", LimitClass.ORDINARY, " ", somebody), left), "text"))
                .contains("请填写诉求内容");
        assertThat(refused(hotline.take(agent, ticket("help", LimitClass.ORDINARY, "路灯", somebody), left), "text"))
                .contains("至少");
        assertThat(refused(hotline.take(agent, ticket("help", LimitClass.ORDINARY, "灯".repeat(3001), somebody), left),
                "text")).contains("最多 3000");
        assertThat(refused(hotline.take(agent, ticket("help", LimitClass.ORDINARY, "路灯坏了", new Caller("", "张三", "")),
                left), "phone")).contains("只写数字");
        assertThat(refused(hotline.take(agent, fine, new HotlineDesk.First.Answered(TicketResult.SOLVED, " ")),
                "answer")).contains("请填写答复内容");
        assertThat(refused(hotline.take(agent, fine,
                new HotlineDesk.First.Given(new org.yizhan.shared.UnitPath("/1/999999/"), List.of(), "")), "unit"))
                .contains("没有这个单位");
        assertThat(refused(hotline.take(agent, new NewTicket(fine.once(), TicketChannel.PHONE, "help", null, "",
                fine.text(), "99999999", "88888888", "", "", null, null, LocalDate.MAX, false, null, somebody, "",
                null),
                left), "subject")).contains("从列表里选择");
        assertThat(taken(hotline.take(agent, fine, left)).state()).as("nothing of what was refused has stayed")
                .isEqualTo(CaseState.SUBMITTED);
    }

    @Test
    void agentsDispatchOnlyWhereTheOfficeLetsThem() {
        set(now -> new HotlineSettings(now.home(), 100, 100, "3wd", 2, 1, true, true, 3, false, "", now.version()));
        NewTicket one = ticket("help", LimitClass.ORDINARY, "路灯坏了一个月没有人修。", new Caller("", phone(), ""));
        var given = new HotlineDesk.First.Given(water, List.of(), "");
        assertThat(refused(hotline.take(agent, one, given), "unit")).contains("由热线办派单");
        assertThat(taken(hotline.take(office, one, given)).lead()).isEqualTo(water);
    }

    @Test
    void whoAsksToStayUnknownIsKnownToTheOfficeAlone() {
        NewTicket secret = new NewTicket(UUID.randomUUID().toString(), TicketChannel.PHONE, "complaint", null, "",
                "水利局收了钱不开票。", "", "", "", "", null, null, null, true, null, new Caller("周立新", phone(), ""), "", null);
        CaseView view = taken(hotline.take(agent, secret, new HotlineDesk.First.Given(roads, List.of(), "")));
        assertThat(view.guarded()).isTrue();
        assertThat(hotline.find(agent, view.id())).as("not even the agent, once the call is over").isEmpty();
        assertThat(oracle.sight(office, view)).isEqualTo(CaseOracle.Sight.ALL);
        assertThat(oracle.sight(roadman, view)).isEqualTo(CaseOracle.Sight.WITHOUT_WRITER);
        assertThat(oracle.sight(waterman, view)).isEqualTo(CaseOracle.Sight.NONE);
    }

    @Test
    void aReportNeverReachesTheUnitThatItIsAbout() {
        NewTicket report = new NewTicket(UUID.randomUUID().toString(), TicketChannel.PHONE, "report", null, "",
                "水利局有人吃拿卡要。", "", "", "", "", null, null, null, false, water, new Caller("", phone(), ""), "", null);
        assertThat(refused(hotline.take(agent, report, new HotlineDesk.First.Given(water, List.of(), "")), "unit"))
                .contains("被举报单位");
        CaseView view = taken(hotline.take(agent, report, new HotlineDesk.First.Left()));
        assertThat(view.guarded()).as("a report is always guarded").isTrue();
        assertThat(refused(desk.act(office, view.id(), new CaseAct.Dispatch(roads, List.of(water), false, false, ""),
                null))).contains("被举报单位");
        does(office, view.id(), new CaseAct.Dispatch(roads, List.of(), false, false, ""));
    }

    @Test
    void similarOpenTicketsAreFoundWhileTheyAreOpen() {
        String village = "溪口村" + FRESH.incrementAndGet();
        NewTicket typed = new NewTicket(UUID.randomUUID().toString(), TicketChannel.PHONE, "complaint", null, "",
                village + "自来水发黄浑浊，水厂阀门坏了。", "", "", village, "", null, null, null, false, null,
                new Caller("", phone(), ""), "", null);
        CaseView first = taken(hotline.take(agent, typed, new HotlineDesk.First.Given(water, List.of(), "")));
        assertThat(hotline.near(agent, "自来水浑浊，像是水厂阀门的问题", "", "", village)).extracting(CaseView::id)
                .contains(first.id());
        assertThat(hotline.near(agent, "", "", "", "")).isEmpty();
        assertThat(hotline.near(stranger, "自来水浑浊，像是水厂阀门的问题", "", "", village)).isEmpty();
        CaseView second = taken(hotline.take(agent, ticket("complaint", LimitClass.ORDINARY,
                village + "自来水浑浊，水厂阀门没有关好。", new Caller("", phone(), "")), new HotlineDesk.First.Left()));
        assertThat(kind.face(second, CaseOracle.Sight.ALL).lines())
                .anyMatch(line -> line.label().equals("附近相似的在办工单") && line.value().contains(first.number())
                        && !line.value().contains(second.number()));
        answered(first.id(), TicketResult.SOLVED);
        assertThat(hotline.near(agent, "自来水浑浊，像是水厂阀门的问题", "", "", village)).extracting(CaseView::id)
                .doesNotContain(first.id());
    }

    @Test
    void similarTicketsAreFoundBySubjectAndPlaceToo() {
        CaseId one = new CaseId(9_000_000_000L + FRESH.incrementAndGet());
        String subject = "s" + FRESH.incrementAndGet();
        var here = new OpenTickets.About("停水", subject, "7", "", new java.math.BigDecimal("25.123400"),
                new java.math.BigDecimal("110.455500"));
        open.add(one, here);
        var beside = new OpenTickets.About("", subject, "", "", new java.math.BigDecimal("25.130100"),
                new java.math.BigDecimal("110.455500"));
        var far = new OpenTickets.About("", subject, "", "", new java.math.BigDecimal("26.130100"),
                new java.math.BigDecimal("110.455500"));
        assertThat(open.like(beside, null)).contains(one);
        assertThat(open.like(far, null)).doesNotContain(one);
        assertThat(open.like(beside, one)).doesNotContain(one);
        open.remove(one);
        assertThat(open.like(beside, null)).doesNotContain(one);
    }

    @Test
    void threePeopleSpeakAndItIsWrittenDown() {
        CaseView view = given("help", LimitClass.URGENT, new Caller("", phone(), ""));
        assertThat(refused(hotline.threeParty(waterman, view.id(), "水利局 郑雨", "马上到"))).contains("接听来电的权限");
        assertThat(refused(hotline.threeParty(agent, view.id(), " ", "马上到"))).contains("和谁通话");
        assertThat(refused(hotline.threeParty(agent, view.id(), "水利局 郑雨", " "))).contains("内容和结果");
        assertThat(hotline.threeParty(agent, view.id(), "水利局 郑雨", "一小时内到现场")).isEmpty();
        assertThat(kind.face(view, CaseOracle.Sight.ALL).passages())
                .anyMatch(passage -> passage.title().startsWith("三方通话") && passage.text().contains("水利局 郑雨：一小时内到"));
    }

    @Test
    void aMatterIsTakenOutIntoATicketOfItsOwn() {
        CaseView view = given("complaint", LimitClass.PROMPT, new Caller("吴桂花", phone(), ""));
        does(office, view.id(), new CaseAct.Split("路灯不亮", "另外村口路灯也坏了。"));
        CaseView made = cases.ofWriter(view.writer(), 5).getFirst();
        assertThat(made.title()).isEqualTo("路灯不亮");
        assertThat(kind.limitClass(made)).isEqualTo("prompt");
        assertThat(kind.writer(made)).extracting(line -> line.value()).contains("吴桂花");
        assertThat(refused(desk.act(office, view.id(), new CaseAct.Publish(), null))).isNotBlank();
        assertThat(oracle.sight(Actor.VISITOR, made)).isEqualTo(CaseOracle.Sight.NONE);
    }

    @Test
    void callersAreToldOfTheirNumberAndOfTheAnswerAlsoWhenTheirTicketsWereMerged() {
        CaseId main = given("help", LimitClass.ORDINARY, new Caller("", phone(), "")).id();
        CaseId merged = given("help", LimitClass.ORDINARY, new Caller("", phone(), "")).id();
        CaseId silent = given("help", LimitClass.ORDINARY, new Caller("", "0980-2203311", "")).id();
        assertThat(told(main)).containsExactly("ticket-received");
        does(office, merged, new CaseAct.Merge(main));
        does(office, silent, new CaseAct.Merge(main));
        answered(main, TicketResult.SOLVED);
        assertThat(told(main)).containsExactly("ticket-received", "ticket-answered");
        Awaitility.await()
                .untilAsserted(() -> assertThat(told(merged)).containsExactly("ticket-received", "ticket-answered"));
        assertThat(told(silent)).as("no message reaches it").isEmpty();
    }

    private List<String> told(CaseId id) {
        return sql.sql("select template from messaging.outgoing where once like :once order by id")
                .param("once", "ticket:" + id.value() + ":%")
                .query(String.class)
                .list();
    }

    @Test
    void whatOthersReadOfATicketTellsNothingOfWhoCalled() {
        CaseView view = taken(hotline.take(agent, ticket("complaint", LimitClass.ORDINARY,
                "我叫李春梅，电话13909800277，住石桥镇桥头村五组12号，水管漏水。", new Caller("李春梅", "13909800277", "")),
                new HotlineDesk.First.Left()));
        assertThat(kind.masked(view, kind.asked(view))).contains("水管漏水")
                .doesNotContain("李春梅", "13909800277", "五组12号");
    }

    @Test
    void whatIsTakenOverTeachesToWhomSuchMattersGo() {
        Instant then = clock.now().minus(Duration.ofHours(3));
        CaseView view = earlier.takeOver(List.of(new EarlierTickets.Earlier(
                ticket("complaint", LimitClass.ORDINARY, "村口的界桩歪倒了，请人扶正。", Caller.UNKNOWN), agent.ref(), then, null,
                null, List.of(new EarlierTickets.Round(List.of(new TakenOver.Step(then.plusSeconds(600), office.ref(),
                        county, new CaseAct.Dispatch(roads, List.of(), false, false, "", ""))))))))
                .getFirst();
        assertThat(view.lead()).isEqualTo(roads);
        assertThat(
                sql.sql("""
                        select count(*) from (select topic from letters.lesson where letter = :id and kind = 'UNIT'
                                              union select topic from letters.learned where letter = :id and kind = 'UNIT') known
                        where topic = :unit""")
                        .param("id", view.id().value())
                        .param("unit", roads.unit().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
