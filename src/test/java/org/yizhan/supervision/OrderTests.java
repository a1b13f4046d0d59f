package org.yizhan.supervision;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseSheet;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseTies;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Fate;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.DeskGlance;

import static org.assertj.core.api.Assertions.assertThat;

/** An order from the first late letter to the evaluation, and what is refused on the way. */
class OrderTests extends SupervisionDatabaseTest {
    @Autowired
    CaseBoard cases;
    @Autowired
    CaseFigures figures;
    @Autowired
    CaseTies ties;
    @Autowired
    OrderLinks links;
    @Autowired
    LateGlance glance;

    private NewOrder anOrder(List<CaseId> about, OwnTerm term, int report) {
        return new NewOrder(about, null, water, "督办水渠漏水", "两件来信超期未答复", "请按期答复", "办理办法第九条", "请抓紧", term, report, false);
    }

    private CaseId issued(OwnTerm term, int report) {
        return done(orders.make(supervisor, anOrder(List.of(), term, report), true)).id();
    }

    private LocalDate due(CaseId id) {
        return LocalDateTime
                .ofInstant(Objects.requireNonNull(view(id).due()).minusMillis(1), ZoneId.of("Asia/Shanghai"))
                .toLocalDate();
    }

    @Test
    void sameFormSentTwiceIsOneOrder() {
        String once = "0123456789abcdef0123456789abcdef";
        var form = new NewOrder(List.of(), null, water, "题", "事", "办", "", "", new OwnTerm.Days(3), 0, false, once);
        CaseView first = done(orders.make(supervisor, form, true));
        assertThat(done(orders.make(supervisor, form, true)).id()).isEqualTo(first.id());
        assertThat(done(orders.make(supervisor, anOrder(List.of(), new OwnTerm.Days(3), 0), true)).id())
                .isNotEqualTo(first.id());
    }

    @Test
    void goesFromLateCasesToTheUnitAndEndsWithAnEvaluation() {
        CaseId first = lateMatter("水渠漏水");
        CaseId second = lateMatter("水管爆裂");
        clock.set(LocalDateTime.of(2026, 11, 11, 9, 0));
        sweep.run();
        assertThat(links.beside(supervisor, view(first))).extracting(link -> link.label()).containsExactly("下督办单");
        var proposal = orders.propose(orders.about(supervisor, List.of(first, second)), null);
        assertThat(proposal.unit()).isEqualTo(water);
        assertThat(proposal.title()).isEqualTo("督办2件事项的办理");
        assertThat(proposal.matter()).contains(view(first).number(), "水管爆裂", "2026年11月9日", "已超期");
        CaseView order = done(orders.make(supervisor, anOrder(List.of(first, second), new OwnTerm.Days(3), 1), true));
        assertThat(order.number()).startsWith("DB20261111-");
        assertThat(order.state()).isEqualTo(CaseState.HANDLING);
        assertThat(due(order.id())).isEqualTo(LocalDate.of(2026, 11, 16));
        assertThat(ties.of(order.id(), 9)).extracting(CaseTies.Line::other, CaseTies.Line::nature, CaseTies.Line::from)
                .containsExactly(tuple(first), tuple(second));
        assertThat(ties.of(first, 9)).singleElement().matches(line -> !line.from() && line.other().equals(order.id()));
        does(waterman, order.id(), new CaseAct.Sign());
        does(waterman, order.id(), new CaseAct.Report("已派人查看"));
        does(waterman, order.id(), new CaseAct.Finish("均已答复"));
        assertThat(view(order.id()).due()).as("the unit owes nothing while it is checked").isNull();
        does(supervisor, order.id(), new CaseAct.SendBack("第二件还在漏"));
        assertThat(due(order.id())).isEqualTo(LocalDate.of(2026, 11, 18));
        does(waterman, order.id(), new CaseAct.Finish("已经修好"));
        assertThat(refused(desk.act(supervisor, order.id(), new CaseAct.Confirm(""), null))).contains("请先评价");
        assertThat(refused(orders.close(supervisor, order.id(), null, null, ""))).contains("请选择");
        assertThat(refused(orders.close(supervisor, order.id(), null, OrderResult.PARTLY, " "))).contains("请填写评价意见");
        assertThat(refused(orders.close(watcher, order.id(), null, OrderResult.DONE, ""))).contains("其他岗位");
        assertThat(orders.sheet(order.id()).orElseThrow().result()).as("a refusal leaves nothing behind").isNull();
        CaseView closed = done(orders.close(supervisor, order.id(), view(order.id()).version(), OrderResult.PARTLY,
                "渠道明春重修"));
        assertThat(closed.outcome()).isEqualTo("done");
        assertThat(closed.late()).isFalse();
        CaseFace face = kind.face(closed, CaseOracle.Sight.ALL);
        assertThat(face.lines()).extracting(CaseFace.Line::value).contains("下达后3个工作日", "每1个工作日", "基本办结，遗留问题另行跟踪");
        assertThat(face.passages()).extracting(CaseFace.Passage::text).contains("两件来信超期未答复", "请抓紧", "渠道明春重修");
        does(supervisor, order.id(), new CaseAct.Reopen("又漏了"));
        assertThat(orders.sheet(order.id()).orElseThrow().result()).as("to be evaluated again").isNull();
    }

    private static org.assertj.core.groups.Tuple tuple(CaseId other) {
        return org.assertj.core.groups.Tuple.tuple(other, CaseTies.Nature.ORDERED, true);
    }

    @Test
    void termIsTheOrdersOwnAndCanBeExtended() {
        CaseId byDate = issued(new OwnTerm.Until(LocalDate.of(2026, 11, 20)), 0);
        CaseId byDays = issued(new OwnTerm.Days(15), 0);
        assertThat(due(byDate)).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(due(byDays)).isEqualTo(LocalDate.of(2026, 11, 23));
        does(waterman, byDate, new CaseAct.AskExtension(5, "汛期不能施工"));
        does(supervisor, byDate, new CaseAct.DecideExtension(5, ""));
        assertThat(due(byDate)).isEqualTo(LocalDate.of(2026, 11, 25));
        does(supervisor, byDays, new CaseAct.GiveDate(LocalDate.of(2026, 11, 6), "县长要求"));
        assertThat(due(byDays)).isEqualTo(LocalDate.of(2026, 11, 6));
    }

    @Test
    void draftIsIssuedLaterAndOnlyToItsUnit() {
        CaseView draft = done(orders.make(supervisor, anOrder(List.of(), new OwnTerm.Days(3), 0), false));
        assertThat(draft.state()).isEqualTo(CaseState.SUBMITTED);
        assertThat(cases.read(supervisor, draft.id()).orElseThrow().offers()).as("an order is issued and not passed on")
                .extracting(CaseSheet.Offer::label)
                .contains("下达")
                .doesNotContain("转办");
        assertThat(cases.read(supervisor, draft.id()).orElseThrow().needed().likely())
                .as("there is nothing to choose")
                .singleElement()
                .matches(CaseSheet.Likely::sure);
        assertThat(kind.suggestUnits(draft)).singleElement().matches(one -> one.unit().equals(water));
        assertThat(refused(desk.act(supervisor, draft.id(), new CaseAct.Dispatch(roads, List.of(), false, false, ""),
                null))).contains("请按单下达");
        clock.set(LocalDateTime.of(2026, 11, 5, 9, 0));
        does(supervisor, draft.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(due(draft.id())).as("counted from the day on which it was issued")
                .isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(cases.read(supervisor, draft.id()).orElseThrow().told()).extracting(CaseSheet.Told::what)
                .contains("下达：水利局");
    }

    @Test
    void aDraftWaitsToBeIssuedAndOffersWhatMakesSenseForIt() {
        CaseView draft = done(orders.make(supervisor, anOrder(List.of(), new OwnTerm.Days(3), 0), false));
        CaseSheet sheet = cases.read(supervisor, draft.id()).orElseThrow();
        assertThat(sheet.labels().state()).isEqualTo("待下达");
        assertThat(sheet.told()).extracting(CaseSheet.Told::what).contains("拟出督办单");
        assertThat(sheet.offers()).extracting(CaseSheet.Offer::action)
                .contains(CaseAction.DISPATCH, CaseAction.CORRECT, CaseAction.NOTE)
                .doesNotContain(CaseAction.URGE, CaseAction.MERGE, CaseAction.MOVE, CaseAction.GIVE_DATE,
                        CaseAction.INSTRUCT);
        assertThat(sheet.needed().signs()).as("there is no answer that a leader signs").isFalse();
        assertThat(sheet.needed().assists()).isFalse();
        assertThat(refused(desk.act(supervisor, draft.id(),
                new CaseAct.Dispatch(water, List.of(roads), false, false, ""), null)))
                .contains("没有协办的环节");
        does(supervisor, draft.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        CaseSheet issued = cases.read(supervisor, draft.id()).orElseThrow();
        assertThat(issued.labels().state()).isEqualTo("办理中");
        assertThat(issued.offers()).extracting(CaseSheet.Offer::action)
                .contains(CaseAction.URGE, CaseAction.GIVE_DATE)
                .doesNotContain(CaseAction.ADD_ASSISTING, CaseAction.MERGE);
    }

    @Test
    void aDraftIsThrownAwayWithAReasonAndStaysAsVoid() {
        CaseView draft = done(orders.make(supervisor, anOrder(List.of(), new OwnTerm.Days(3), 0), false));
        CaseSheet sheet = cases.read(supervisor, draft.id()).orElseThrow();
        assertThat(sheet.offers()).extracting(CaseSheet.Offer::label).contains("作废");
        assertThat(sheet.needed().endings()).containsOnly(java.util.Map.entry("void", "作废"));
        assertThat(refused(desk.act(supervisor, draft.id(), new CaseAct.End("void", " "), null))).contains("请写明原因");
        does(supervisor, draft.id(), new CaseAct.End("void", "单位已经办结"));
        CaseSheet after = cases.read(supervisor, draft.id()).orElseThrow();
        assertThat(after.view().state()).isEqualTo(CaseState.CLOSED);
        assertThat(after.labels().state()).isEqualTo("作废");
        assertThat(after.told()).extracting(CaseSheet.Told::words).contains("单位已经办结");
        assertThat(after.now()).isEmpty();
        assertThat(after.offers()).extracting(CaseSheet.Offer::action).doesNotContain(CaseAction.REOPEN);
        CaseId issued = issued(new OwnTerm.Days(3), 0);
        assertThat(cases.read(supervisor, issued).orElseThrow().offers()).extracting(CaseSheet.Offer::action)
                .as("what a unit has already been given is carried out")
                .doesNotContain(CaseAction.END);
        assertThat(refused(desk.act(supervisor, issued, new CaseAct.End("void", "不办了"), null))).contains("不能这样办结");
    }

    @Test
    void statesAreCalledAsOrdersCallThem() {
        assertThat(kind.states()).extracting(kind::stateWord).containsExactly("待下达", "已核定待下达", "办理中", "已办结");
    }

    @Test
    void anOrderIsCountedInTheMonthInWhichItWasIssued() {
        CaseSet orders = CaseSet.of(OrderKind.CODE).of(water.unit()).with(CaseSet.Mark.GIVEN);
        CaseSet november = orders.received(CaseSet.Months.of(YearMonth.of(2026, 11)));
        CaseSet december = orders.received(CaseSet.Months.of(YearMonth.of(2026, 12)));
        clock.set(LocalDateTime.of(2026, 11, 30, 16, 0));
        CaseView draft = done(this.orders.make(supervisor, anOrder(List.of(), new OwnTerm.Days(3), 0), false));
        assertThat(figures.of(november).all()).as("a draft is nobody's yet").isZero();
        clock.set(LocalDateTime.of(2026, 12, 2, 9, 0));
        does(supervisor, draft.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(figures.of(november).all()).isZero();
        assertThat(figures.of(december).all()).isOne();
        assertThat(figures.cases(supervisor, december, null).items())
                .singleElement()
                .matches(line -> line.view().id().equals(draft.id()));
        clock.set(LocalDateTime.of(2026, 12, 3, 9, 0));
        does(waterman, draft.id(), new CaseAct.Sign());
        does(waterman, draft.id(), new CaseAct.Finish("已经修好"));
        done(this.orders.close(supervisor, draft.id(), view(draft.id()).version(), OrderResult.DONE, ""));
        assertThat(figures.of(december).of(Fate.IN_TIME)).as("what follows does not move it").isOne();
        assertThat(figures.of(december).averageDays()).as("counted from its issuing").isEqualTo("1.0");
        assertThat(figures.of(orders.received(CaseSet.Months.ALL)).all()).as("and it stands nowhere else").isOne();
    }

    @Test
    void whoDrawsUpADraftIsCalledByHisOffice() {
        assertThat(kind.vocabulary().who()).containsEntry("office", "督查室");
    }

    @Test
    void unitIsRemindedOfEachReportAndSupervisorsAreToldOfWhatIsLate() {
        CaseId id = issued(new OwnTerm.Days(5), 2);
        clock.set(LocalDateTime.of(2026, 11, 3, 9, 0));
        sweep.run();
        assertThat(open(id, "report")).isEqualTo(1);
        does(waterman, id, new CaseAct.Report("已派人"));
        assertThat(open(id, "report")).isZero();
        clock.set(LocalDateTime.of(2026, 11, 4, 9, 0));
        sweep.run();
        sweep.run();
        assertThat(open(id, "report")).as("the next one, two working days after the last").isEqualTo(1);
        clock.set(LocalDateTime.of(2026, 11, 10, 9, 0));
        sweep.run();
        assertThat(open(id, "late:finish")).isEqualTo(1);
        assertThat(view(id).late()).isTrue();
        CaseId quiet = issued(new OwnTerm.Days(20), 0);
        clock.set(LocalDateTime.of(2026, 11, 20, 9, 0));
        sweep.run();
        assertThat(open(quiet, "report")).as("who need not report is not reminded").isZero();
    }

    @Test
    void badOrdersAreRefusedInWords() {
        CaseId guarded = matter("举报某人", true);
        NewOrder fine = anOrder(List.of(), new OwnTerm.Days(3), 0);
        assertThat(refused(orders.make(waterman, fine, true))).contains("没有督办这个单位的权限");
        assertThat(refused(orders.make(watcher, fine, true))).contains("没有督办这个单位的权限");
        assertThat(refused(orders.make(supervisor, anOrder(List.of(guarded), new OwnTerm.Days(3), 0), true)))
                .contains("保密件");
        assertThat(refused(orders.make(person(9, roads, SupervisionPermissions.OFFICE), fine, true))).contains("权限");
        assertThat(refused(orders.make(supervisor, anOrder(List.of(), new OwnTerm.Until(LocalDate.of(2026, 11, 1)), 0),
                true))).contains("不能早于今天");
        assertThat(refused(orders.make(supervisor, new NewOrder(List.of(), null, water, " ", "事", "办", "", "",
                new OwnTerm.Days(3), 0, false), true))).contains("请填写标题");
        assertThat(refused(orders.make(supervisor, new NewOrder(List.of(), null, water, "题", "事".repeat(5001), "办", "",
                "", new OwnTerm.Days(3), 0, false), true))).contains("最多 5000 字");
        assertThat(refused(orders.make(supervisor, new NewOrder(List.of(), 999_999L, water, "题", "事", "办", "", "",
                new OwnTerm.Days(3), 0, false), true))).contains("没有这条督查发现的问题");
        assertThat(links.beside(waterman, view(guarded))).isEmpty();
        assertThat(links.beside(supervisor, view(guarded))).isEmpty();
        assertThat(sql.sql("select count(*) from casework.cases where kind = 'order' and lead_path = :water")
                .param("water", water.value())
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void anOrderAboutWhatAnotherUnitHandlesIsMadeOnlyByWhoSaysSo() {
        CaseId id = lateMatter("水渠漏水");
        NewOrder wrong = new NewOrder(List.of(id), null, roads, "题", "事", "办", "", "", new OwnTerm.Days(3), 0, false);
        assertThat(refused(orders.make(supervisor, wrong, true))).contains(view(id).number() + "由水利局", "仍下达给这个单位");
        assertThat(orders.ofOthers(List.of(view(id)), water)).isEmpty();
        assertThat(orders.ofOthers(List.of(view(id)), county)).isEmpty();
        CaseView made = done(orders.make(supervisor, new NewOrder(List.of(id), null, roads, "题", "事", "办", "", "",
                new OwnTerm.Days(3), 0, true), true));
        assertThat(made.lead()).isEqualTo(roads);
    }

    @Test
    void whoWatchesUnitsReadsOnHisFirstPageHowMuchIsLateAndWhose() {
        lateMatter("水渠漏水");
        lateMatter("水管爆了");
        clock.set(LocalDateTime.of(2026, 11, 20, 9, 0));
        sweep.run();
        Actor overWater = person(4, water, SupervisionPermissions.SEE);
        assertThat(glance.look(overWater)).hasValue(
                new DeskGlance.Seen("超期未办结 2 件", name(water) + " 2 件", "/desk/supervision/late"));
        assertThat(glance.look(watcher).orElseThrow().what()).startsWith("超期未办结 ");
        assertThat(glance.look(person(5, roads, SupervisionPermissions.SEE))).isEmpty();
        assertThat(glance.look(waterman)).isEmpty();
    }

    private String name(UnitPath unit) {
        return directory.unit(unit.unit()).orElseThrow().shortName();
    }

    @Test
    void boardNamesWhoIsLateAndOpensTheCases() {
        CaseId late = lateMatter("水渠漏水");
        assertThat(board.lines(supervisor)).noneMatch(line -> line.unit().path().equals(water));
        clock.set(LocalDateTime.of(2026, 11, 11, 9, 0));
        sweep.run();
        LateBoard.Line line = board.lines(supervisor)
                .stream()
                .filter(one -> one.unit().path().equals(water))
                .findFirst()
                .orElseThrow();
        assertThat(line.overdue()).isEqualTo(1);
        assertThat(board.lines(waterman)).isEmpty();
        assertThat(board.cases(supervisor, "matter", water.unit(), LateBoard.Fault.OVERDUE, null).items())
                .extracting(one -> one.view().id())
                .containsExactly(late);
        assertThat(board.cases(watcher, "matter", water.unit(), LateBoard.Fault.OVERDUE, null).items())
                .as("who watches sees the number, and the cases only with the kind's own right")
                .isEmpty();
        for (LateBoard.Fault fault : List.of(LateBoard.Fault.LATE, LateBoard.Fault.DISSATISFIED)) {
            assertThat(board.cases(supervisor, "matter", water.unit(), fault, null).items()).isEmpty();
        }
    }

    private int open(CaseId id, String what) {
        return sql.sql("select count(*) from messaging.todo where key = :key and done_at is null")
                .param("key", "case:" + id.value() + ":" + what)
                .query(Integer.class)
                .single();
    }
}
