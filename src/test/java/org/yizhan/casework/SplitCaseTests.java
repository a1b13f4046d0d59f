package org.yizhan.casework;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** One case that holds several matters becomes several. */
class SplitCaseTests extends CaseworkDatabaseTest {
    private static final CaseAct.Split LAMPS = new CaseAct.Split(" 路灯不亮 ", "渠边的路灯也不亮。");

    @Autowired
    Tracking tracking;
    @Autowired
    CaseTies ties;
    @Autowired
    CaseBoard board;
    @Autowired
    CaseFiles files;

    private CaseView split(Actor by, CaseId id) {
        does(by, id, LAMPS);
        return ties.of(id, 9)
                .stream()
                .filter(line -> line.nature() == CaseTies.Nature.SPLIT && line.from())
                .map(line -> view(line.other()))
                .toList()
                .getLast();
    }

    @Test
    void theOtherMatterIsACaseOfItsOwn() {
        CaseId id = dispatched();
        CaseView before = view(id);
        CaseView made = split(office, id);
        assertThat(made.number()).matches("SJ20261102-\\d{4}").isNotEqualTo(before.number());
        assertThat(made.code()).matches("\\d{12}").isNotEqualTo(before.code());
        assertThat(made.title()).isEqualTo("路灯不亮");
        assertThat(kind.matters).containsEntry(made.id(), "渠边的路灯也不亮。");
        assertThat(made).extracting(CaseView::writer, CaseView::home, CaseView::clazz, CaseView::channel,
                CaseView::guarded)
                .containsExactly(before.writer(), before.home(), before.clazz(), before.channel(), false);
        assertThat(made.state()).isEqualTo(CaseState.SUBMITTED);
        assertThat(made.lead()).isNull();
        assertThat(running.of(made.id())).filteredOn(Running::isOpen)
                .extracting(limit -> limit.rule().code())
                .containsExactlyInAnyOrder("legal", "screen");
        assertThat(types(made.id())).containsExactly("SUBMITTED", "TAKEN_OUT");
        assertThat(types(id)).endsWith("SPLIT");
        assertThat(ties.of(made.id(), 9)).containsExactly(new CaseTies.Line(id, CaseTies.Nature.SPLIT, false));
        assertThat(view(id)).usingRecursiveComparison().ignoringFields("version").isEqualTo(before);
        assertThat(sql.sql("select count(*) from messaging.todo where key like :key and done_at is null")
                .param("key", "case:" + made.id().value() + ":%")
                .query(Integer.class)
                .single()).isOne();
        does(office, made.id(), new CaseAct.Dispatch(roads, List.of(), false, false, ""));
    }

    @Test
    void writerAndStaffAreToldOnBothCases() {
        CaseId id = desk.open(aCase("", false), ActorRef.VISITOR).id();
        CaseView made = split(office, id);
        WriterView first = tracking.view(view(id));
        assertThat(first.takenOut()).containsExactly(new WriterView.TakenOut(made.number(), made.code(), "路灯不亮"));
        assertThat(first.history()).anyMatch(step -> step.what().contains(made.number()));
        assertThat(tracking.view(made).history()).anyMatch(step -> step.what().contains(view(id).number()));
        assertThat(tracking.view(made).takenOut()).isEmpty();
        assertThat(board.read(office, id)).hasValueSatisfying(sheet -> {
            assertThat(sheet.ties()).singleElement().matches(tie -> tie.how().equals("拆分为"));
            assertThat(sheet.told()).anyMatch(told -> told.what().equals("拆分出 " + made.number()));
        });
        assertThat(board.read(office, made.id())).hasValueSatisfying(
                sheet -> assertThat(sheet.ties()).singleElement().matches(tie -> tie.how().equals("拆分自")));
    }

    @Test
    void chosenAttachmentsBelongToBothAndEachCaseSaysWhoFetchesThem() {
        CaseId id = submitted();
        asWriter(id, new CaseAct.AddMaterial("照片两张", List.of(new CaseFiles.Attached(7_001, "灯.jpg"),
                new CaseFiles.Attached(7_002, "渠.jpg"))));
        files.attach(id, 1, List.of(new CaseFiles.Attached(7_003, "内部说明.pdf")), false);
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        does(office, id, new CaseAct.Split("路灯不亮", "渠边的路灯也不亮。", List.of(7_001L, 7_003L)));
        CaseId made = ties.of(id, 9).getFirst().other();
        assertThat(files.of(made)).containsExactlyInAnyOrder(new CaseFiles.Line(7_001, "灯.jpg", 1, true),
                new CaseFiles.Line(7_003, "内部说明.pdf", 1, false));
        assertThat(files.of(id)).hasSize(3);
        assertThat(board.file(waterman, id, 7_001)).isPresent();
        assertThat(board.file(waterman, made, 7_001)).as("the other case is not the unit's").isEmpty();
        assertThat(board.file(office, made, 7_001)).isPresent();
        assertThat(board.file(office, made, 7_002)).as("was not chosen").isEmpty();
        assertThat(tracking.file(made, 7_001)).isPresent();
        assertThat(tracking.file(made, 7_003)).isEmpty();
        assertThat(refused(office, submitted(), new CaseAct.Split("路灯不亮", "不亮。", List.of(7_001L))))
                .contains("选中的附件不在这一件里");
    }

    @Test
    void whatIsGuardedStaysGuarded() {
        Actor keeper = person(5, county, Power.GUARDED, Power.OFFICE);
        CaseId id = desk.open(aCase("informer", true), ActorRef.VISITOR).id();
        CaseView made = split(keeper, id);
        assertThat(made.guarded()).isTrue();
        assertThat(oracle.sight(office, made)).isEqualTo(CaseOracle.Sight.NONE);
    }

    @Test
    void nothingIsSplitWithoutWordsOrRightOrInTheWrongState() {
        long before = cases();
        CaseId id = dispatched();
        assertThat(refused(office, id, new CaseAct.Split("  ", "渠边的路灯也不亮。"))).contains("请填写另一件事的标题");
        assertThat(refused(office, id, new CaseAct.Split("灯".repeat(201), "内容"))).contains("不能超过 200 字");
        assertThat(refused(office, id, new CaseAct.Split("路灯不亮", "\u200b \n"))).contains("请写明另一件事的内容");
        assertThat(refused(office, id, new CaseAct.Split("路灯不亮", "长".repeat(20_001)))).contains("超过 20000 字");
        assertThat(refused(waterman, id, LAMPS)).contains("没有对这件办件“拆分”的权限");
        assertThat(refused(leader, id, LAMPS)).contains("没有对这件办件“拆分”的权限");
        assertThat(refused(roadman, id, LAMPS)).contains("没有这件办件");
        assertThat(refused(Actor.VISITOR, id, LAMPS)).contains("没有这件办件");
        kind.splits = false;
        assertThat(refused(office, id, LAMPS)).contains("试件不能拆分");
        assertThat(board.read(office, id)).hasValueSatisfying(
                sheet -> assertThat(sheet.offers(CaseAction.SPLIT)).isFalse());
        kind.splits = true;
        assertThat(board.read(office, id)).hasValueSatisfying(
                sheet -> assertThat(sheet.offers(CaseAction.SPLIT)).isTrue());
        assertThat(refused(office, answered(), LAMPS)).contains("已办结");
        CaseId mergedAway = submitted();
        does(office, mergedAway, new CaseAct.Merge(id));
        assertThat(refused(office, mergedAway, LAMPS)).contains("已办结");
        CaseId withdrawn = submitted();
        asWriter(withdrawn, new CaseAct.Withdraw(""));
        assertThat(refused(office, withdrawn, LAMPS)).contains("已撤回");
        assertThat(cases()).as("only those that the test itself opened").isEqualTo(before + 4);
    }

    @Test
    void theSameFormTwiceSplitsOnce() {
        CaseId id = submitted();
        int seen = view(id).version();
        assertThat(desk.act(office, id, LAMPS, seen).refusal()).isEmpty();
        assertThat(desk.act(office, id, LAMPS, seen).refusal())
                .hasValueSatisfying(why -> assertThat(why.text()).contains("又有了新的情况"));
        assertThat(ties.of(id, 9)).hasSize(1);
    }

    private long cases() {
        return sql.sql("select count(*) from casework.cases").query(Long.class).single();
    }
}
