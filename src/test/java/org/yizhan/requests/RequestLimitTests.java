package org.yizhan.requests;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseDates;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.WriterCourse;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** From which day the limits count, what stops them, and what begins them anew; as tables of dates. */
class RequestLimitTests extends RequestsDatabaseTest {
    @Autowired
    RequestCourse course;
    @Autowired
    CaseBoard board;
    @Autowired
    OwnRequests own;
    @Autowired
    RequestLinks links;

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    @Test
    void countsFromTheDayOnWhichItWasHandedIn() {
        assertThat(due(received(countyBody))).isEqualTo(day(11, 30));
    }

    @Test
    void registeredLetterCountsFromTheDayItWasSignedForWheneverItIsEntered() {
        at(2026, 11, 5);
        CaseView made = taken(desk.register(officer, aRequest(countyBody, applicant("李二", "E100200300")),
                new NewRequest.Registered(RequestChannel.REGISTERED, day(11, 2), day(11, 2), "EMS 签收", "")));
        assertThat(made.state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(due(made.id())).isEqualTo(day(11, 30));
    }

    @Test
    void webRequestCountsFromTheDayOnWhichBothSidesConfirm() {
        CaseView made = taken(desk.submit(aRequest(countyBody, applicant("王三", "E200300400")), ActorRef.VISITOR,
                "10.0.0.1"));
        assertThat(made.state()).isEqualTo(CaseState.SUBMITTED);
        assertThat(made.due()).as("nothing is owed before both sides confirm").isNull();
        assertThat(refused(officer, made.id(), new CaseAct.Accept(""))).contains("请先确认收到日");
        at(2026, 11, 4);
        assertThat(refused(desk.confirm(officer, made.id(), null, day(11, 4), ""))).contains("怎样与申请人确认");
        assertThat(refused(desk.confirm(officer, made.id(), null, day(11, 1), "电话"))).contains("不能早于");
        assertThat(refused(desk.confirm(officer, made.id(), null, day(11, 5), "电话"))).contains("不能晚于今天");
        assertThat(refused(desk.confirm(officer, made.id(), null, null, "电话"))).contains("请填写收到日");
        assertThat(refused(desk.confirm(watcher, made.id(), null, day(11, 3), "电话确认"))).contains("其他岗位");
        assertThat(request(made.id()).isConfirmed()).as("a refusal leaves nothing behind").isFalse();
        done(desk.confirm(officer, made.id(), null, day(11, 3), "电话确认"));
        assertThat(due(made.id())).isEqualTo(day(12, 1));
        assertThat(request(made.id()).confirmedBy()).isEqualTo(101);
        assertThat(refused(desk.confirm(officer, made.id(), null, day(11, 4), "电话确认"))).contains("已经确认过");
    }

    @Test
    void whoIsSignedInReadsOfEachWhatIsOwedAndWhyAndNothingOfADayWhileItIsHisTurn() {
        var member = new Actor(new ActorRef(ActorRef.Kind.CITIZEN, 7_700_000L + System.nanoTime() % 100_000), "周七",
                null,
                Set.of());
        CaseId other = asked(member);
        done(desk.confirm(officer, other, null, day(11, 2), "电话确认"));
        does(officer, other, new CaseAct.AskSupplement(day(11, 19), "请写明是哪一年"));
        CaseId id = asked(member);
        assertThat(now(member)).as("nothing is owed before both sides confirm").isNull();
        done(desk.confirm(officer, id, null, day(11, 2), "电话确认"));
        assertThat(now(member)).satisfies(step -> {
            assertThat(step.due()).isEqualTo(day(11, 30));
            assertThat(step.what()).contains("从第二天起20个工作日内答复");
        });
        does(officer, id, new CaseAct.AskSupplement(day(11, 20), "请写明是哪一年"));
        assertThat(now(member)).satisfies(step -> {
            assertThat(step.due()).isNull();
            assertThat(step.what()).contains("前补正", "不计时");
        });
        assertThat(acts.actAsWriter(member.ref(), id, new CaseAct.Withdraw("")).refusal()).isEmpty();
        assertThat(now(member)).isNull();
        assertThat(own.of(member, null, 20).items().getLast().now()).as("each has its own")
                .matches(step -> step != null && step.what().contains("2026年11月19日"));
    }

    private CaseId asked(Actor member) {
        NewRequest it = aRequest(countyBody, applicant("周七", "E700800900"));
        return taken(desk.submit(new NewRequest(it.once(), it.body(), it.clazz(), it.applicant(), it.title(),
                it.documentNumber(), it.description(), it.purpose(), it.form(), it.way(), it.otherWay(),
                member.ref().id(), List.of()), member.ref(), "10.0.0.1")).id();
    }

    private WriterCourse.@Nullable Step now(Actor member) {
        return own.of(member, null, 20).items().getFirst().now();
    }

    @Test
    void oldRequestIsHandledByTheRegulationOfItsTime() {
        at(2019, 5, 14);
        assertThat(due(received(countyBody))).isEqualTo(LocalDate.of(2019, 6, 4));
        at(2019, 5, 15);
        assertThat(due(received(countyBody))).isEqualTo(LocalDate.of(2019, 6, 13));
        LocalDate today = LocalDate.of(2019, 5, 15);
        CaseView chosen = taken(desk.register(officer, aRequest(countyBody, applicant("赵四", "E300400500")),
                new NewRequest.Registered(RequestChannel.COUNTER, today, today, "", "2008")));
        assertThat(due(chosen.id())).as("fifteen working days, because the office chose so")
                .isEqualTo(LocalDate.of(2019, 6, 5));
        does(officer, chosen.id(), new CaseAct.Dispatch(county, List.of(), false, false, ""));
        assertThat(refused(officer, chosen.id(), new CaseAct.AskExtension(16, "复杂"))).contains("最多 15");
        does(officer, chosen.id(), new CaseAct.AskExtension(15, "复杂"));
        does(officer, chosen.id(), new CaseAct.DecideExtension(15, ""));
        assertThat(due(chosen.id())).isEqualTo(LocalDate.of(2019, 6, 27));
    }

    @Test
    void papersOfAnOldRequestCiteTheRegulationOfItsTime() {
        at(2019, 5, 13);
        CaseId id = received(countyBody);
        does(officer, id, new CaseAct.AskSupplement(LocalDate.of(2019, 5, 20), "请写明年份"));
        done(desk.supplement(officer, id, "2018 年", List.of()));
        does(officer, id, new CaseAct.AskSupplement(LocalDate.of(2019, 5, 20), "请写明哪一段"));
        done(desk.supplement(officer, id, "桥头段", List.of()));
        does(officer, id, new CaseAct.Dispatch(county, List.of(), false, false, ""));
        assertThat(refused(office.charge(officer, id, null, Fees.Basis.PAGES, 120))).contains("成本费");
        done(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"));
        done(office.askOpinion(officer, id, null, Opinion.Side.COBODY, "县住建局"));
        office.opinions(id)
                .forEach(one -> done(office.answerOpinion(officer, id, one.id(), Opinion.Answer.AGREES, "")));
        does(officer, id, new CaseAct.AskExtension(10, "复杂"));
        does(officer, id, new CaseAct.DecideExtension(10, ""));
        assertThat(office.papers(id)).extracting(Paper::kind)
                .containsExactly(PaperKind.CORRECTION, PaperKind.CORRECTION, PaperKind.THIRD_ASK, PaperKind.THIRD_TELL,
                        PaperKind.COBODY_ASK, PaperKind.COBODY_TELL, PaperKind.EXTENSION);
        assertThat(office.papers(id)).allSatisfy(paper -> assertThat(paper.text())
                .contains("（2007年国务院令第492号）第")
                .doesNotContain("第三十", "请填写", "视为"));
        assertThat(office.papers(id).getFirst().text()).contains("第二十一条第（四）项", "更改、补充");
        assertThat(office.papers(id).getLast().text()).contains("第二十四条第二款");
        assertThat(course.of(view(id)).steps()).allSatisfy(step -> {
            assertThat(step.basis()).startsWith("《政府信息公开条例》（2007年国务院令第492号）第").doesNotContain("第三十");
            assertThat(step.what()).doesNotContain("视为");
        });
        assertThat(board.dates(officer, id).orElseThrow().limits()).extracting(CaseDates.Line::basis)
                .filteredOn(basis -> basis.contains("条例"))
                .hasSizeGreaterThan(2)
                .allSatisfy(basis -> assertThat(basis).startsWith("2008年").doesNotContain("第三十", "视为"));
        assertThat(sql.sql("select template from messaging.outgoing where once like :key")
                .param("key", "request:" + id.value() + ":%")
                .query(String.class)
                .list()).contains("request-supplement-2008").doesNotContain("request-supplement");
        RequestOffice.Seen seen = office.find(officer, id).orElseThrow();
        for (Outcome outcome : Outcome.answered()) {
            assertThat(office.proposeAnswer(seen, outcome)).doesNotContain("第三十", "第十五条", "第十六条");
        }
        assertThat(office.proposeAnswer(seen, Outcome.C1)).contains("第二十一条第（三）项");
        assertThat(office.proposeAnswer(seen, Outcome.D1)).as("it said nothing of these").contains("【请填写：依据】");
        assertThat(office.outcomes(seen.it())).containsEntry("A3", "部分公开（条例第二十二条）").doesNotContainKey("D4");
        assertThat(links.beside(officer, view(id))).extracting(CaseLinks.Link::label)
                .contains("征求意见")
                .doesNotContain("数量频次", "信息处理费");
        assertThat(refused(office.draftAnswer(officer, id, null, Outcome.C1, "查无此件", List.of(), "")))
                .contains("答复检查");
        assertThat(office.check(view(id), "查无此件")).isEmpty();
    }

    @Test
    void applicantIsSpokenTo() {
        CaseId id = taken(desk.submit(aRequest(countyBody, applicant("王三", "E200300401")), ActorRef.VISITOR,
                "10.0.0.1")).id();
        done(desk.confirm(officer, id, null, day(11, 2), "电话确认"));
        assertThat(course.of(view(id)).steps().getLast().what()).contains("也就是与您确认之日").doesNotContain("申请人");
    }

    @Test
    void isExtendedOnceByTwentyDaysAtMostAndTheLetterIsNumbered() {
        CaseId id = dispatched(countyBody);
        assertThat(refused(officer, id, new CaseAct.AskExtension(21, "复杂"))).contains("最多 20");
        does(officer, id, new CaseAct.AskExtension(20, "涉及多个年度的档案"));
        assertThat(refused(watcher, id, new CaseAct.DecideExtension(20, ""))).contains("权限");
        does(officer, id, new CaseAct.DecideExtension(20, ""));
        assertThat(due(id)).isEqualTo(day(12, 28));
        assertThat(refused(officer, id, new CaseAct.AskExtension(1, "再延"))).contains("不能再延");
        assertThat(office.papers(id)).singleElement()
                .matches(paper -> paper.kind() == PaperKind.EXTENSION && paper.number().matches(".*〔2026〕\\d+号")
                        && paper.text().contains("2026年12月28日") && paper.text().contains("涉及多个年度的档案"));
    }

    @Test
    void isExtendedIntoAYearWhoseHolidaysAreNotKnownYet() {
        at(2026, 11, 27);
        CaseId id = dispatched(countyBody);
        does(officer, id, new CaseAct.AskExtension(20, "涉及多个年度的档案"));
        does(officer, id, new CaseAct.DecideExtension(20, ""));
        assertThat(view(id).due()).as("nobody can say the day yet").isNull();
        assertThat(office.papers(id)).singleElement()
                .matches(paper -> paper.text().contains("原期限届满以后的第 20 个工作日") && !paper.text().contains("请填写"));
        assertThat(course.of(view(id)).steps().getLast().what()).contains("要等下一年的放假安排公布以后才能推算");
        assertThat(board.read(officer, id).orElseThrow().unreckoned()).isTrue();
    }

    @Test
    void opinionIsAskedOnlyOfAUnitThatHandlesIt() {
        CaseId id = received(countyBody);
        assertThat(refused(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"))).contains("还没有转办");
        assertThat(refused(office.charge(officer, id, null, Fees.Basis.PAGES, 120))).contains("还没有转办");
        does(officer, id, new CaseAct.AskSupplement(day(11, 13), "请写明年份"));
        assertThat(refused(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"))).contains("正在等申请人补正");
        assertThat(office.opinions(id)).isEmpty();
        assertThat(office.papers(id)).as("no letter has left")
                .singleElement()
                .matches(paper -> paper.kind() == PaperKind.CORRECTION);
    }

    @Test
    void correctionIsAskedOnceWithinSevenDaysAndTheClockStartsAgain() {
        CaseId id = received(countyBody);
        at(2026, 11, 11);
        does(officer, id, new CaseAct.AskSupplement(day(11, 20), "请写明是哪一年的许可证"));
        assertThat(view(id).due()).isNull();
        at(2026, 11, 16);
        done(desk.supplement(officer, id, "是 2025 年的", List.of()));
        assertThat(due(id)).isEqualTo(day(12, 14));
        assertThat(refused(officer, id, new CaseAct.AskSupplement(day(11, 30), "还不清楚"))).contains("只能要求一次");
        assertThat(refused(desk.supplement(officer, id, "再补", List.of()))).contains("没有在等待补正");
        CaseId late = received(countyBody);
        at(2026, 11, 26);
        assertThat(due(late)).isEqualTo(day(12, 14));
        sweep.run();
        assertThat(refused(officer, late, new CaseAct.AskSupplement(day(12, 1), "不清楚"))).contains("7个工作日");
    }

    @Test
    void notCorrectedIsDeemedAbandonedOnlyAfterItsDay() {
        CaseId id = received(countyBody);
        does(officer, id, new CaseAct.AskSupplement(day(11, 13), "请写明年份"));
        at(2026, 11, 13);
        assertThat(office.endings(view(id))).containsExactly(Outcome.E3);
        assertThat(refused(office.end(officer, id, null, Outcome.E1, "逾期"))).contains("怎样办结");
        at(2026, 11, 16);
        sweep.run();
        assertThat(todos(id, "supplement")).isEqualTo(1);
        assertThat(view(id).late()).as("it is the applicant who was late").isFalse();
        assertThat(refused(office.end(officer, id, null, Outcome.E1, " "))).contains("请写明原因");
        assertThat(refused(office.end(watcher, id, null, Outcome.E1, "逾期"))).contains("权限");
        done(office.end(officer, id, null, Outcome.E1, "没有在期限内补正"));
        assertThat(view(id).state()).isEqualTo(CaseState.CLOSED);
        assertThat(request(id).outcome()).isEqualTo("E1");
        assertThat(request(id).endedOn()).isEqualTo(day(11, 16));
        assertThat(todos(id, "supplement")).isZero();
    }

    private int todos(CaseId id, String what) {
        return sql.sql("select count(*) from messaging.todo where key = :key and done_at is null")
                .param("key", "case:" + id.value() + ":" + what)
                .query(Integer.class)
                .single();
    }

    @Test
    void waitingForOpinionsIsNotCounted() {
        CaseId id = dispatched(countyBody);
        assertThat(refused(officer, id, new CaseAct.Suspend(RequestKind.THIRD_PARTY, ""))).contains("征求意见");
        at(2026, 11, 4);
        done(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"));
        done(office.askOpinion(officer, id, null, Opinion.Side.COBODY, "县住建局"));
        assertThat(view(id).due()).isNull();
        assertThat(office.papers(id)).extracting(Paper::kind)
                .containsExactly(PaperKind.THIRD_ASK, PaperKind.THIRD_TELL, PaperKind.COBODY_ASK,
                        PaperKind.COBODY_TELL);
        at(2026, 11, 11);
        List<Opinion> asked = office.opinions(id);
        assertThat(refused(office.answerOpinion(officer, id, asked.get(0).id(), Opinion.Answer.DISAGREES, "")))
                .contains("请写明对方的理由");
        done(office.answerOpinion(officer, id, asked.get(0).id(), Opinion.Answer.DISAGREES, "含报价"));
        assertThat(view(id).due()).as("the other one is still asked").isNull();
        done(office.answerOpinion(officer, id, asked.get(1).id(), Opinion.Answer.AGREES, ""));
        assertThat(due(id)).as("five working days were not counted").isEqualTo(day(12, 7));
        assertThat(refused(office.answerOpinion(officer, id, asked.get(1).id(), Opinion.Answer.AGREES, "")))
                .contains("已经登记过");
    }

    private List<String> resumed(CaseId id) {
        return cases.events(id)
                .stream()
                .filter(past -> past.event() instanceof CaseEvent.Resumed)
                .map(past -> past.words() + " " + past.at())
                .toList();
    }

    @Test
    void silentThirdPartyLetsTheClockGoOnOnceWithTheDayAfterItsFifteen() {
        CaseId id = dispatched(countyBody);
        at(2026, 11, 4);
        done(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"));
        long asked = office.opinions(id).getFirst().id();
        assertThat(office.opinionDays(view(id))).containsEntry(asked, day(11, 25));
        assertThat(refused(office.answerOpinion(officer, id, asked, Opinion.Answer.SILENT, ""))).contains("11月25日");
        at(2026, 11, 25);
        sweep.run();
        assertThat(view(id).due()).as("its last day is its own").isNull();
        // Nobody looked for three days; the day on which it went on is the same.
        at(2026, 11, 30);
        sweep.run();
        sweep.run();
        assertThat(resumed(id)).containsExactly("第三方逾期没有提出意见，由行政机关决定是否公开 2026-11-25T16:00:00Z");
        assertThat(office.opinions(id)).singleElement()
                .matches(one -> one.answer() == Opinion.Answer.SILENT && day(11, 25).equals(one.answeredOn()));
        assertThat(due(id)).as("neither the day of asking nor the fifteen after it were counted")
                .isEqualTo(day(12, 22));
        assertThat(todos(id, "opinion")).isEqualTo(1);
        done(office.draftAnswer(officer, id, null, Outcome.B4, written(id, Outcome.B4), List.of(), ""));
        assertThat(todos(id, "opinion")).as("the body has decided").isZero();
    }

    @Test
    void opinionCountsFromReceiptOfTheLetterAndFromTheLastThatIsAsked() {
        CaseId id = dispatched(countyBody);
        at(2026, 11, 4);
        done(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"));
        at(2026, 11, 9);
        long letter = office.papers(id).getFirst().id();
        done(office.delivered(officer, id, letter, "邮寄送达", day(11, 6), "EMS 签收"));
        assertThat(office.opinionDays(view(id)).values()).containsExactly(day(11, 27));
        done(office.askOpinion(officer, id, null, Opinion.Side.COBODY, "县住建局"));
        at(2026, 11, 28);
        sweep.run();
        assertThat(view(id).due()).as("the other one still has a working day").isNull();
        assertThat(resumed(id)).isEmpty();
        at(2026, 12, 1);
        sweep.run();
        assertThat(resumed(id)).hasSize(1);
        assertThat(office.opinions(id)).allMatch(one -> one.answer() == Opinion.Answer.SILENT);
    }

    @Test
    void jointBodyThatIsSilentAgrees() {
        CaseId id = dispatched(countyBody);
        done(office.askOpinion(officer, id, null, Opinion.Side.COBODY, "县住建局"));
        at(2026, 11, 24);
        sweep.run();
        assertThat(resumed(id)).singleElement().asString().startsWith("共同制作机关逾期没有提出意见，视为同意公开");
    }

    private List<String> dates(CaseId id) {
        return course.of(view(id))
                .steps()
                .stream()
                .filter(step -> step.due() != null)
                .map(step -> step.day() + " " + step.due() + " " + step.basis().replace("《政府信息公开条例》", ""))
                .toList();
    }

    @Test
    void applicantIsToldHowTheDayCameAboutAndByWhichArticle() {
        CaseId id = received(countyBody);
        at(2026, 11, 4);
        does(officer, id, new CaseAct.AskSupplement(day(11, 13), "请写明年份"));
        assertThat(ways(id)).containsExactly("补正 2026-11-13", "撤回申请 null");
        at(2026, 11, 9);
        done(desk.supplement(officer, id, "2025 年", List.of()));
        does(officer, id, new CaseAct.Dispatch(county, List.of(), false, false, ""));
        at(2026, 11, 16);
        done(office.askOpinion(officer, id, null, Opinion.Side.THIRD, "云岭建设公司"));
        at(2026, 11, 18);
        done(office.answerOpinion(officer, id, office.opinions(id).getFirst().id(), Opinion.Answer.AGREES, ""));
        does(officer, id, new CaseAct.AskExtension(5, "复杂"));
        does(officer, id, new CaseAct.DecideExtension(5, ""));
        assertThat(dates(id)).containsExactly("2026-11-02 2026-11-30 第三十一条、第三十三条", "2026-11-09 2026-12-07 第三十条",
                "2026-11-18 2026-12-09 第三十三条", "2026-11-18 2026-12-16 第三十三条第二款");
        assertThat(ways(id)).containsExactly("撤回申请 null");
    }

    @Test
    void applicantIsToldHowToGoOnAfterTheAnswerAndWhenThereIsNone() {
        CaseId late = received(countyBody);
        CaseId refused = answered(dispatched(countyBody), Outcome.B6);
        CaseId given = answered(dispatched(countyBody), Outcome.A2);
        assertThat(ways(refused)).containsExactly("申请行政复议 2027-01-01");
        assertThat(ways(given)).containsExactly("申请行政复议 2027-01-01", "提起行政诉讼 2027-05-02");
        at(2026, 11, 12);
        long letter = office.papers(given).getFirst().id();
        done(office.delivered(officer, given, letter, "邮寄送达", day(11, 10), "EMS 签收"));
        assertThat(ways(given)).as("from receipt").containsExactly("申请行政复议 2027-01-09", "提起行政诉讼 2027-05-10");
        at(2026, 12, 1);
        sweep.run();
        assertThat(ways(late)).containsExactly("投诉、举报 null", "申请行政复议 2027-01-29", "撤回申请 null");
    }

    private List<String> ways(CaseId id) {
        return course.of(view(id))
                .ways()
                .stream()
                .filter(way -> !way.title().equals("打电话问"))
                .map(way -> way.title() + " " + way.until())
                .toList();
    }
}
