package org.yizhan.requests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.WriterCourse;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Every outcome with its numbered letter, what has to go before some of them, fees, papers and what becomes of an answer. */
class RequestOutcomeTests extends RequestsDatabaseTest {
    @Autowired
    LetterPrinter printer;
    @Autowired
    Disputes disputes;
    @Autowired
    PaperTemplates templates;
    @Autowired
    YearFigures figures;
    @Autowired
    RequestStory story;
    @Autowired
    Articles articles;
    @Autowired
    RequestCourse course;
    @Autowired
    CaseBoard board;
    @Autowired
    RequestLinks links;

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void isAnsweredWithANumberedLetter(Outcome outcome) {
        if (!outcome.isAnswered()) {
            return;
        }
        CaseId id = received(waterBody);
        if (outcome == Outcome.C3) {
            does(officer, id, new CaseAct.AskSupplement(LocalDate.of(2026, 11, 20), "请写明年份"));
            done(desk.supplement(officer, id, "都要", List.of()));
        }
        does(officer, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        if (outcome == Outcome.B4) {
            done(office.askOpinion(waterOfficer, id, null, Opinion.Side.THIRD, "某公司"));
            done(office.answerOpinion(waterOfficer, id, office.opinions(id).getFirst().id(),
                    Opinion.Answer.DISAGREES, "商业秘密"));
        }
        if (outcome == Outcome.D4) {
            done(office.askReasons(officer, id, LocalDate.of(2026, 11, 9)));
            done(office.judgeReasons(officer, id, null, Request.Excess.UNREASONABLE, null));
        }
        if (outcome == Outcome.B4) {
            assertThat(office.proposeAnswer(office.find(officer, id).orElseThrow(), outcome))
                    .as("what the third party said is known")
                    .contains("征求了第三方的意见，第三方不同意公开")
                    .doesNotContain("【请填写：征求");
        }
        answered(id, outcome);
        assertThat(view(id).state()).isEqualTo(CaseState.CLOSED);
        Request it = request(id);
        assertThat(it.outcome()).isEqualTo(outcome.name());
        assertThat(it.endedOn()).isEqualTo(LocalDate.of(2026, 11, 2));
        Paper letter = office.papers(id).getLast();
        assertThat(letter.kind()).isEqualTo(PaperKind.ANSWER);
        assertThat(letter.number()).matches("水利局公复〔2026〕\\d+号");
        assertThat(letter.text()).contains("行政复议", "60日内").doesNotContain("【请填写", "{");
        assertThat(letter.text().contains("应当先")).as("review comes first where the body does not disclose")
                .isEqualTo(outcome.isReviewFirst());
        assertThat(letter.text()).contains(articles.on(LocalDate.of(2026, 11, 2)).cite(outcome.name()));
    }

    @Test
    void somethingHasToGoBeforeSomeOutcomes() {
        CaseId id = dispatched(countyBody);
        for (Map.Entry<Outcome, String> one : Map.of(Outcome.C3, "补正", Outcome.D4, "说明理由", Outcome.B4, "第三方")
                .entrySet()) {
            assertThat(refused(office.draftAnswer(officer, id, null, one.getKey(), "依据条例答复", List.of(), "")))
                    .contains(one.getValue());
        }
        assertThat(refused(office.draftAnswer(officer, id, null, null, "答复", List.of(), ""))).contains("请选择处理结果");
        assertThat(refused(office.draftAnswer(officer, id, null, Outcome.E1, "答复", List.of(), ""))).contains("请选择处理结果");
        assertThat(refused(officer, id, new CaseAct.DraftReply("答复", List.of()))).contains("请先选择处理结果");
        String blank = office.proposeAnswer(office.find(officer, id).orElseThrow(), Outcome.A2);
        assertThat(blank).contains("【请填写：");
        assertThat(refused(office.draftAnswer(officer, id, null, Outcome.A2, blank, List.of(), ""))).contains("答复检查");
        assertThat(refused(office.draftAnswer(watcher, id, null, Outcome.A2, written(id, Outcome.A2), List.of(), "")))
                .contains("其他岗位");
        assertThat(request(id).drafted()).as("a refusal leaves nothing behind").isNull();
    }

    @Test
    void numbersOfABodyFollowEachOther() {
        CaseId first = answered(dispatchedTo(waterBody), Outcome.A2);
        CaseId second = answered(dispatchedTo(waterBody), Outcome.A1);
        assertThat(office.papers(first).getLast().number()).isEqualTo("水利局公复〔2026〕1号");
        assertThat(office.papers(second).getLast().number()).isEqualTo("水利局公复〔2026〕2号");
    }

    private CaseId dispatchedTo(long body) {
        return dispatched(body);
    }

    @Test
    void feeIsAskedForAndPaidAndThenTimeBeginsAnew() {
        CaseId id = dispatched(countyBody);
        assertThat(refused(office.charge(officer, id, null, Fees.Basis.PAGES, 30))).contains("不收费");
        assertThat(refused(office.charge(officer, id, null, Fees.Basis.REQUESTS, 0))).contains("第 1 件", "不收费");
        assertThat(refused(office.charge(officer, id, null, null, 0))).contains("请选择");
        done(office.charge(officer, id, null, Fees.Basis.PAGES, 120));
        Charge charge = office.charge(id).orElseThrow();
        assertThat(charge.amount()).isEqualTo(1100);
        assertThat(charge.due()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(view(id).due()).isNull();
        assertThat(office.papers(id).getLast().text()).contains("1100元", "共120页", "2026年11月30日");
        assertThat(refused(office.charge(officer, id, null, Fees.Basis.PAGES, 120))).contains("已经发过");
        assertThat(refused(officer, id, new CaseAct.Resume(""))).contains("还没有登记缴费");
        assertThat(office.endings(view(id))).containsExactly(Outcome.E3);
        assertThat(refused(acts.actAsWriter(ActorRef.VISITOR, id, new CaseAct.UrgeAsWriter()).refusal()))
                .as("he is waited for himself")
                .contains("等您缴纳信息处理费 1100 元");
        at(2026, 11, 16);
        done(office.paid(officer, id));
        assertThat(acts.actAsWriter(ActorRef.VISITOR, id, new CaseAct.UrgeAsWriter()).refusal()).isEmpty();
        assertThat(due(id)).as("twenty working days from the payment").isEqualTo(LocalDate.of(2026, 12, 14));
        assertThat(refused(office.paid(officer, id))).contains("没有等待缴纳");
    }

    @Test
    void feeIsAskedForAcrossAYearWhoseHolidaysAreNotKnownYet() {
        at(2026, 12, 14);
        CaseId id = dispatched(countyBody);
        done(office.charge(officer, id, null, Fees.Basis.PAGES, 120));
        assertThat(office.charge(id).orElseThrow().due()).as("nobody can say the day yet").isNull();
        assertThat(office.papers(id)).singleElement()
                .matches(paper -> paper.text().contains("请在本通知书发出后20个工作日届满前缴纳") && !paper.text().contains("请填写"));
        assertThat(view(id).waits()).isEqualTo(CaseView.Wait.SUSPENDED);
        assertThat(course.of(view(id)).steps().getLast().what()).contains("收费通知书发出后20个工作日内");
        assertThat(office.endings(view(id))).containsExactly(Outcome.E3);
        // The notice comes; a table of the tests' own would move the dates of all others.
        sql.sql("update requests.charge set asked_on = '2026-11-02' where case_id = :id")
                .param("id", id.value())
                .update();
        assertThat(office.charge(id).orElseThrow().due()).as("counted from the day of the notice once it can be")
                .isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(office.endings(view(id))).containsExactly(Outcome.E2, Outcome.E3);
        done(office.paid(officer, id));
    }

    @Test
    void whoDoesNotPayInTimeIsDeemedToHaveGivenUp() {
        CaseId id = dispatched(countyBody);
        done(office.charge(officer, id, null, Fees.Basis.PAGES, 50));
        assertThat(kinds.of(RequestKind.CODE).standing(view(id))).hasValueSatisfying(
                words -> assertThat(words).contains("等您在 2026年11月30日 前缴纳"));
        at(2026, 12, 1);
        assertThat(kinds.of(RequestKind.CODE).standing(view(id))).hasValueSatisfying(
                words -> assertThat(words).contains("2026年11月30日 已经过了", "由受理机关办结").doesNotContain("等您"));
        assertThat(course.of(view(id)).ways()).extracting(WriterCourse.Way::title)
                .contains("说明已经缴费")
                .doesNotContain("缴纳信息处理费");
        assertThat(office.endings(view(id))).containsExactly(Outcome.E2, Outcome.E3);
        done(office.end(officer, id, null, Outcome.E2, "逾期没有缴纳信息处理费"));
        assertThat(request(id).outcome()).isEqualTo("E2");
        assertThat(offers(id)).as("there is no answer").isFalse();
        assertThat(offers(answered(dispatched(countyBody), Outcome.B6))).as("nothing was disclosed").isFalse();
        assertThat(offers(answered(dispatched(countyBody), Outcome.A2))).isTrue();
    }

    private boolean offers(CaseId id) {
        return board.read(officer, id).orElseThrow().offers(CaseAction.PUBLISH);
    }

    @Test
    void theEleventhOfAMonthCostsSomething() {
        Applicant often = applicant("钱多多", "E" + System.nanoTime());
        CaseId last = received(countyBody, often);
        for (int i = 0; i < 10; i++) {
            last = received(countyBody, often);
        }
        assertThat(office.inMonth(request(last))).isEqualTo(11);
        assertThat(office.price(request(last), Fees.Basis.REQUESTS, 11)).isEqualTo(100);
        assertThat(kinds.of(RequestKind.CODE).face(view(last), org.yizhan.casework.CaseOracle.Sight.ALL).lines())
                .as("and whoever handles it reads so")
                .anySatisfy(line -> assertThat(line.toString()).contains("数量频次", "第 11 件"));
        at(2026, 12, 1);
        assertThat(office.inMonth(request(received(countyBody, often)))).as("counted by calendar month").isEqualTo(1);
    }

    @Test
    void reasonableExcessGetsADayOfItsOwn() {
        CaseId id = dispatched(countyBody);
        LocalDate later = LocalDate.of(2027, 1, 15);
        assertThat(refused(officer, id, new CaseAct.GiveDate(later, ""))).contains("数量频次");
        assertThat(refused(office.judgeReasons(officer, id, null, Request.Excess.REASONABLE, later)))
                .contains("请先要求");
        assertThat(refused(office.askReasons(officer, id, LocalDate.of(2026, 11, 2)))).contains("今天以后");
        done(office.askReasons(officer, id, LocalDate.of(2026, 11, 9)));
        assertThat(refused(office.askReasons(officer, id, LocalDate.of(2026, 11, 9)))).contains("已经要求过");
        done(office.judgeReasons(officer, id, null, Request.Excess.REASONABLE, later));
        assertThat(due(id)).as("and the ordinary limit holds no longer").isEqualTo(later);
        assertThat(office.papers(id).getLast().text()).contains("2027年1月15日");
    }

    @Test
    void withdrawnAndMergedAreCountedToo() {
        CaseId gone = received(countyBody);
        acts.actAsWriter(ActorRef.VISITOR, gone, new CaseAct.Withdraw("不要了"));
        assertThat(request(gone).outcome()).isEqualTo("E3");
        CaseId main = dispatched(countyBody);
        CaseId same = received(countyBody);
        does(officer, same, new CaseAct.Merge(main));
        assertThat(request(same).outcome()).as("it has its answer when the other one has").isNull();
        answered(main, Outcome.A2);
        assertThat(request(same).outcome()).isEqualTo("A2");
        assertThat(refused(acts.actAsWriter(ActorRef.VISITOR, main, new CaseAct.AskAgain("为什么")).refusal()))
                .contains("行政复议");
    }

    @Test
    void paperIsPrintedAndItsDeliveryProved() throws IOException {
        CaseId id = answered(dispatched(waterBody), Outcome.A2);
        Paper letter = office.papers(id).getLast();
        byte[] pdf = printer.pdf(letter);
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(part(printer.word(letter), "word/document.xml")).contains(letter.number(), letter.addressee(),
                "2026年11月2日");
        assertThat(refused(office.delivered(officer, id, letter.id(), "托人带去", LocalDate.of(2026, 11, 2), "签收")))
                .contains("送达方式");
        assertThat(refused(office.delivered(officer, id, letter.id(), "邮寄送达", LocalDate.of(2026, 11, 3), "签收")))
                .contains("送达日期");
        assertThat(refused(office.delivered(officer, id, letter.id(), "邮寄送达", LocalDate.of(2026, 11, 2), " ")))
                .contains("凭证");
        assertThat(refused(office.delivered(watcher, id, letter.id(), "邮寄送达", LocalDate.of(2026, 11, 2), "签收")))
                .contains("权限");
        done(office.delivered(officer, id, letter.id(), "邮寄送达", LocalDate.of(2026, 11, 2), "本人签收，EMS 1001"));
        assertThat(office.papers(id).getLast().deliveryNote()).isEqualTo("本人签收，EMS 1001");
        assertThat(story.forApplicant(id)).extracting(Paper::id).containsExactly(letter.id());
    }

    private static String part(byte[] docx, String name) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no part " + name);
    }

    @Test
    void otherPapersAreMadeByHandWithEveryPlaceFilled() {
        CaseId id = dispatched(countyBody);
        String proposed = office.proposePaper(office.find(officer, id).orElseThrow(), PaperKind.ASSIST);
        assertThat(refused(office.makePaper(officer, id, PaperKind.ASSIST, "县档案馆", proposed))).contains("请填写");
        assertThat(refused(office.makePaper(officer, id, PaperKind.ANSWER, "某人", "正文"))).contains("请选择文书");
        assertThat(refused(office.makePaper(officer, id, PaperKind.ASSIST, " ", "正文"))).contains("发给谁");
        assertThat(refused(office.makePaper(watcher, id, PaperKind.ASSIST, "县档案馆", "正文"))).contains("权限");
        done(office.makePaper(officer, id, PaperKind.ASSIST, "县档案馆", "请协助查找。"));
        assertThat(office.papers(id).getLast().addressee()).isEqualTo("县档案馆");
        assertThat(story.forApplicant(id)).as("what goes to others is not for the applicant").isEmpty();
    }

    @Test
    void templateIsEditedAsTextWithEveryVersionKept() {
        PaperTemplates.Template before = templates.find("ASSIST").orElseThrow();
        assertThat(refused(templates.edit(watcher, "ASSIST", before.version(), "函", "正文", "改"))).contains("权限");
        assertThat(refused(templates.edit(officer, "ASSIST", before.version(), "函", " ", "改"))).contains("请填写正文");
        assertThat(refused(templates.edit(officer, "ASSIST", before.version(), "函", "正文", ""))).contains("为什么改");
        assertThat(refused(templates.edit(officer, "NOTHING", 1, "函", "正文", "改"))).contains("没有这个模板");
        done(templates.edit(officer, "ASSIST", before.version(), before.title(), before.text(), "核对过"));
        assertThat(refused(templates.edit(officer, "ASSIST", before.version(), "函", "正文", "改"))).contains("刚被别人改过");
        assertThat(PaperTemplates.fill("{申请人}：{别的}$1{编号}", Map.of("申请人", "张$1三", "编号", "1")))
                .isEqualTo("张$1三：【请填写：别的】$11");
    }

    @Test
    void whereToComplainIsKnownByTheTemplateItCameFrom() {
        CaseId id = dispatched(countyBody);
        String ours = "您对补偿标准不服申请行政复议的材料，可以到档案馆查阅。";
        String answer = written(id, Outcome.B6) + "\n" + ours;
        assertThat(answer).contains("应当先");
        assertThat(templates.withoutRemedies(answer)).contains(ours, "不予公开")
                .doesNotContain("应当先", "起诉");
        PaperTemplates.Template before = templates.find("EITHER").orElseThrow();
        String old = written(id, Outcome.A2);
        done(templates.edit(officer, "EITHER", before.version(), before.title(), "想说什么都可以找{行政复议机关}说清楚，60日内。", "改"));
        String now = written(id, Outcome.A2);
        done(templates.edit(officer, "EITHER", before.version() + 1, before.title(), before.text(), "改回"));
        assertThat(templates.withoutRemedies(old)).doesNotContain("行政复议");
        assertThat(now).contains("想说什么都可以");
        assertThat(templates.withoutRemedies(now)).as("also of a version that no longer holds")
                .doesNotContain("想说什么")
                .contains("特此告知");
    }

    @Test
    void articlesAreMendedByTheOfficeOfTheCountyAlone() {
        Articles.Sheet sheet = articles.sheet("2008").orElseThrow();
        assertThat(sheet.lines()).anyMatch(line -> line.code().equals("B5") && line.note().contains("请核对"));
        var wanted = Map.of("B5", "第二条");
        assertThat(refused(articles.edit(waterOfficer, "2008", sheet.version(), wanted))).contains("县政府");
        assertThat(refused(articles.edit(officer, "1999", 1, wanted))).contains("没有这部规定");
        assertThat(refused(articles.edit(officer, "2008", sheet.version(), Map.of("B5", "第二条", "CORRECTION", " "))))
                .contains("补正告知书", "不能空着");
        assertThat(refused(articles.edit(officer, "2008", sheet.version(), Map.of("B5", "条".repeat(101)))))
                .contains("最多 100 个字");
        assertThat(articles.sheet("2008")).as("a refusal leaves nothing behind").contains(sheet);
        done(articles.edit(officer, "2008", sheet.version(), wanted));
        assertThat(articles.on(LocalDate.of(2019, 5, 14)).cite("B5")).endsWith("（2007年国务院令第492号）第二条");
        assertThat(articles.sheet("2008").orElseThrow().lines())
                .anyMatch(line -> line.code().equals("B5") && line.note().isEmpty());
        assertThat(refused(articles.edit(officer, "2008", sheet.version(), wanted))).contains("刚被别人改过");
        done(articles.edit(officer, "2008", sheet.version() + 1, Map.of("B5", "第二十一条第（二）项")));
    }

    @Test
    void tablesOfTheYearAddUpAndOpenTheirCases() {
        at(2026, 11, 2);
        CaseId carried = dispatched(waterBody);
        CaseId given = answered(dispatched(waterBody), Outcome.A2);
        CaseId refused = answered(dispatched(waterBody), Outcome.B6);
        desk.submit(aRequest(waterBody, applicant("未确认", "E777888999")), ActorRef.VISITOR, "10.0.0.9");
        done(disputes.put(officer, refused, 0, new Disputes.Typed(Dispute.Kind.REVIEW, LocalDate.of(2026, 11, 2),
                "云政复〔2026〕3号", "江源市人民政府", Dispute.Result.PENDING, null, "")));
        YearTable year = figures.requests(waterBody, 2026);
        assertThat(year.faults()).isEmpty();
        assertThat(year.total(YearTable.Line.Whole.RECEIVED)).as("what is not confirmed was not received").isEqualTo(3);
        assertThat(year.of(new YearTable.Line.Result(Outcome.Row.GIVEN, 0), ApplicantClass.PERSON)).isEqualTo(1);
        assertThat(year.of(new YearTable.Line.Result(Outcome.Row.REFUSED, 6), ApplicantClass.PERSON)).isEqualTo(1);
        assertThat(year.total(YearTable.Line.Whole.OPEN)).isEqualTo(1);
        assertThat(behind(2026, YearTable.Line.Whole.RECEIVED)).containsExactly(refused, given, carried);
        assertThat(behind(2026, new YearTable.Line.Result(Outcome.Row.REFUSED, 6))).containsExactly(refused);
        at(2027, 1, 4);
        assertThat(figures.requests(waterBody, 2027).total(YearTable.Line.Whole.CARRIED)).isEqualTo(1);
        assertThat(behind(2027, YearTable.Line.Whole.CARRIED)).containsExactly(carried);
        Dispute pending = disputes.of(refused).getFirst();
        done(disputes.put(officer, refused, pending.id(), new Disputes.Typed(Dispute.Kind.REVIEW,
                LocalDate.of(2026, 11, 2), "云政复〔2026〕3号", "江源市人民政府", Dispute.Result.CORRECTED,
                LocalDate.of(2027, 1, 4), "责令重新答复")));
        assertThat(figures.disputes(waterBody, 2026)).isEqualTo(Map.of(Dispute.Kind.REVIEW,
                Map.of(Dispute.Result.PENDING, 1)));
        assertThat(figures.disputes(waterBody, 2027)).isEqualTo(Map.of(Dispute.Kind.REVIEW,
                Map.of(Dispute.Result.CORRECTED, 1)));
        assertThat(figures.behind(waterBody, 2027, Dispute.Kind.REVIEW, Dispute.Result.CORRECTED)).hasSize(1);
        does(officer, refused, new CaseAct.Reopen("复议决定责令重新答复"));
        answered(refused, Outcome.A2);
        assertThat(request(refused).endedOn()).as("the year of its first answer keeps it")
                .isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(figures.requests(waterBody, 2027).faults()).isEmpty();
    }

    private List<CaseId> behind(int year, YearTable.Line line) {
        return figures.behind(waterBody, year, line, ApplicantClass.PERSON, null).items();
    }

    @Test
    void disputesAreToldInFull() {
        CaseId id = answered(dispatched(countyBody), Outcome.B1);
        LocalDate day = LocalDate.of(2026, 11, 2);
        var fine = new Disputes.Typed(Dispute.Kind.SUIT, day, "（2026）1号", "云岭县人民法院", Dispute.Result.PENDING, null, "");
        assertThat(refused(disputes.put(watcher, id, 0, fine))).contains("权限");
        assertThat(refused(disputes.put(officer, id, 999_999, fine))).contains("没有这条");
        assertThat(refused(disputes.put(officer, id, 0, new Disputes.Typed(null, day, "1号", "法院",
                Dispute.Result.PENDING, null, "")))).contains("复议还是诉讼");
        assertThat(refused(disputes.put(officer, id, 0, new Disputes.Typed(Dispute.Kind.SUIT, day.plusDays(1), "1号",
                "法院", Dispute.Result.PENDING, null, "")))).contains("受理日期");
        assertThat(refused(disputes.put(officer, id, 0, new Disputes.Typed(Dispute.Kind.SUIT, day, "1号", "法院",
                Dispute.Result.UPHELD, null, "")))).contains("作出结果的日期");
        assertThat(refused(disputes.put(officer, id, 0, new Disputes.Typed(Dispute.Kind.SUIT, day, "1号", "法院",
                Dispute.Result.PENDING, day, "")))).contains("不填");
        assertThat(refused(disputes.put(officer, id, 0, new Disputes.Typed(Dispute.Kind.SUIT, day.minusDays(1), "1号",
                "法院", Dispute.Result.PENDING, null, "")))).contains("早于收到");
        done(disputes.put(officer, id, 0, fine));
        assertThat(refused(disputes.put(officer, id, 0, fine))).as("it would count twice").contains("已经登记过");
        done(disputes.put(officer, id, disputes.of(id).getFirst().id(), fine));
        assertThat(disputes.of(id)).hasSize(1);
        assertThat(board.read(officer, id).orElseThrow().face().lines()).as("and stands on the case")
                .anySatisfy(line -> assertThat(line.value()).contains("行政诉讼", "尚未审结"));
        assertThat(links.beside(officer, view(id))).extracting(CaseLinks.Link::label)
                .as("nothing is charged any more")
                .contains("复议和诉讼")
                .doesNotContain("信息处理费", "数量频次");
    }

    @Test
    void whatWasAnsweredAtOnceAndIsHandledAgainOwesAnAnswerAnew() {
        CaseId id = received(countyBody);
        done(office.draftAnswer(officer, id, null, Outcome.B1, written(id, Outcome.B1), List.of(), ""));
        does(leader, id, new CaseAct.SignOff(""));
        at(2026, 11, 16);
        does(officer, id, new CaseAct.Reopen("复议决定责令重新答复"));
        LocalDate owed = LocalDate.of(2026, 12, 14);
        assertThat(due(id)).as("20 working days from that day, not from receipt").isEqualTo(owed);
        done(desk.confirm(officer, id, null, null, ""));
        assertThat(due(id)).isEqualTo(owed);
        assertThat(request(id).receivedOn()).isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(refused(desk.confirm(officer, id, null, LocalDate.of(2026, 11, 3), "")))
                .contains("已经确认过");
        done(office.draftAnswer(officer, id, null, Outcome.A2, written(id, Outcome.A2), List.of(), ""));
        does(leader, id, new CaseAct.SignOff(""));
        assertThat(request(id).outcome()).isEqualTo("A2");
    }
}
