package org.yizhan.casework;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a case, step by step, and what is refused on the way. */
class CaseLifeTests extends CaseworkDatabaseTest {
    @Autowired
    CaseBoard board;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whoRegistersDoesNotWaitForAnothersCommit() {
        transaction.executeWithoutResult(begun -> {
            String first = desk.open(aCase(), ActorRef.VISITOR).number();
            String second = CompletableFuture.supplyAsync(() -> desk.open(aCase(), ActorRef.VISITOR).number())
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(serial(second)).isEqualTo(serial(first) + 1);
            begun.setRollbackOnly();
        });
        int given = last();
        assertThat(serial(desk.open(aCase(), ActorRef.VISITOR).number())).as("what was given is not given again")
                .isEqualTo(given + 1);
    }

    private static int serial(String number) {
        return Integer.parseInt(number.substring(number.indexOf('-') + 1));
    }

    private int last() {
        return sql.sql("select last from casework.serial where prefix = 'SJ20261102-'").query(Integer.class).single();
    }

    @Test
    void goesFromTheWriterToTheUnitAndBackAsAnAnswer() {
        CaseView opened = desk.open(aCase(), ActorRef.VISITOR);
        CaseId id = opened.id();
        assertThat(opened.number()).matches("SJ20261102-\\d{4}");
        assertThat(opened.code()).matches("\\d{12}");
        assertThat(opened.state()).isEqualTo(CaseState.SUBMITTED);
        CaseView given = does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, "请按时办理"));
        assertThat(given.state()).isEqualTo(CaseState.HANDLING);
        assertThat(given.lead()).isEqualTo(water);
        does(waterman, id, new CaseAct.Sign());
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.SendBack("请写明修好的日期"));
        does(waterman, id, new CaseAct.DraftReply("11月3日已经修好。", List.of()));
        CaseView end = does(office, id, new CaseAct.ApproveReply("11月3日已经修好。", List.of()));
        assertThat(end.state()).isEqualTo(CaseState.CLOSED);
        assertThat(end.outcome()).isEqualTo("answered");
        assertThat(end.late()).isFalse();
        assertThat(types(id)).containsExactly("SUBMITTED", "ACCEPTED", "ASSIGNED", "SIGNED_FOR", "REPLY_DRAFTED",
                "REPLY_SENT_BACK", "REPLY_DRAFTED", "REPLY_APPROVED", "REPLY_SENT", "CLOSED");
        assertThat(running.of(id)).allMatch(limit -> !limit.isOpen() && Boolean.FALSE.equals(limit.late()));
        assertThat(openTodos(id)).isZero();
    }

    @Test
    void whatHappenedMakesTheSameRowAgain() {
        CaseId id = dispatched(roads);
        does(waterman, id, new CaseAct.Return(WRONG_UNIT, "渠道归交通局管"));
        does(office, id, new CaseAct.Dispatch(roads, List.of(), true, false, "经核实由交通局负责"));
        does(roadman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        asWriter(id, new CaseAct.Rate(false, 1, "还在漏"));
        CaseView row = view(id);
        assertThat(ReplayedCase.of(row, rows.marking(id), log.of(id))).usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(row);
        assertThat(row.state()).as("a bad rating brings it back").isEqualTo(CaseState.HANDLING);
        assertThat(row.reopenings()).isEqualTo(1);
    }

    @Test
    void onlyWhoseTaskItIsDoesIt() {
        CaseId id = submitted();
        assertThat(refused(waterman, id, new CaseAct.Accept(""))).contains("没有这件办件");
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(refused(roadman, id, new CaseAct.Sign())).contains("没有这件办件");
        assertThat(refused(office, id, new CaseAct.DraftReply("代答", List.of()))).contains("其他岗位");
        assertThat(refused(waterman, id, new CaseAct.ApproveReply("自己同意", List.of()))).contains("现在的环节不能");
        assertThat(refused(waterman, id, new CaseAct.Urge(""))).contains("没有对这件办件");
        assertThat(refused(Actor.VISITOR, id, new CaseAct.Note("备注"))).contains("没有这件办件");
    }

    @Test
    void whoUrgesIsNamedAndNoExtensionIsAskedWhileTheWriterIsWaitedFor() {
        CaseId id = dispatched();
        does(leader, id, new CaseAct.Urge("请抓紧"));
        does(office, id, new CaseAct.Urge("请抓紧"));
        assertThat(log.of(id).stream().map(PastEvent::event).filter(CaseEvent.Urged.class::isInstance))
                .containsExactly(new CaseEvent.Urged(CaseEvent.Urged.By.LEADER),
                        new CaseEvent.Urged(CaseEvent.Urged.By.OFFICE));
        does(waterman, id, new CaseAct.AskSupplement(LocalDate.of(2026, 11, 20), "请补照片"));
        assertThat(refused(waterman, id, new CaseAct.AskExtension(3, "要检测"))).contains("补充材料");
        asWriter(id, new CaseAct.AddMaterial("照片", List.of()));
        does(waterman, id, new CaseAct.AskExtension(3, "要检测"));
    }

    @Test
    void anAssistingUnitIsAddedAfterTheFirstHasSaidItsOpinion() {
        CaseId id = dispatched();
        does(office, id, new CaseAct.AddAssisting(roads));
        does(roadman, id, new CaseAct.GiveOpinion("路面由我局恢复。"));
        assertThat(refused(roadman, id, new CaseAct.GiveOpinion("再说一次"))).isNotEmpty();
        assertThat(view(id).assisting()).containsExactly(roads);
    }

    @Test
    void theOnlyAssistingUnitIsRemovedAndTheAnswerWaitsForNobody() {
        CaseId id = dispatched(roads);
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.RemoveAssisting(roads, "不需要协办"));
        assertThat(view(id).assisting()).isEmpty();
        assertThat(limit(id, "assist").isOpen()).isFalse();
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        CaseId spoken = dispatched(roads);
        does(roadman, spoken, new CaseAct.GiveOpinion("路面由我局恢复。"));
        assertThat(refused(office, spoken, new CaseAct.RemoveAssisting(roads, "不需要协办"))).contains("已经提出协办意见");
    }

    @Test
    void endedCaseIsLeftAlone() {
        CaseId id = answered();
        assertThat(refused(waterman, id, new CaseAct.Sign())).contains("已办结");
        assertThat(refused(office, id, new CaseAct.Urge(""))).contains("已办结");
        assertThat(desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.Withdraw("")).refusal()).isPresent();
    }

    @Test
    void unitReturnsOnlyOnAListedGroundInTimeAndNotForEver() {
        CaseId id = dispatched();
        assertThat(refused(waterman, id, new CaseAct.Return("不想办", "理由"))).contains("请从列表中选择");
        assertThat(refused(waterman, id, new CaseAct.Return(WRONG_UNIT, " "))).contains("请写明退办的依据");
        CaseView back = does(waterman, id, new CaseAct.Return(WRONG_UNIT, "归交通局"));
        assertThat(back.lead()).isNull();
        assertThat(back.state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(refused(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""))).contains("退办过");
        does(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""));
        does(roadman, id, new CaseAct.Return(WRONG_UNIT, "归水利局"));
        does(office, id, new CaseAct.Dispatch(water, List.of(), true, false, "按三定方案由水利局负责"));
        assertThat(refused(waterman, id, new CaseAct.Return(WRONG_UNIT, "还是不归"))).contains("裁定");
    }

    @Test
    void assistingUnitsSpeakBeforeTheAnswerIsChecked() {
        CaseId id = dispatched(roads);
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        assertThat(refused(office, id, new CaseAct.ApproveReply("已经修好。", List.of()))).contains("现在的环节不能");
        does(roadman, id, new CaseAct.GiveOpinion("路面已经恢复"));
        does(office, id, new CaseAct.ApproveReply("已经修好，路面已经恢复。", List.of("no-date")));
        assertThat(rows.opinions(id)).singleElement().matches(one -> "路面已经恢复".equals(one.words()));
        assertThat(sql.sql("select text from casework.reply where case_id = :id and state = 'SENT'")
                .param("id", id.value())
                .query(String.class)
                .single()).isEqualTo("已经修好，路面已经恢复。");
    }

    @Test
    void leaderSignsWhatNeedsHisName() {
        CaseId id = submitted();
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, true, ""));
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        CaseView checked = does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        assertThat(checked.state()).isEqualTo(CaseState.HANDLING);
        assertThat(refused(office, id, new CaseAct.SignOff(""))).contains("其他岗位");
        assertThat(does(leader, id, new CaseAct.SignOff("")).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void secondOfficerGetsAMessageAndNothingIsDoneTwice() {
        CaseId id = submitted();
        int seen = view(id).version();
        does(office, id, new CaseAct.Note("先看看"));
        assertThat(desk.act(office, id, new CaseAct.Accept(""), seen).refusal().orElseThrow().text())
                .contains("又有了新的情况");
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(refused(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""))).contains("办理中");
    }

    @Test
    void extensionIsAskedOnceGrantedByTheOfficeAndCapped() {
        CaseId id = dispatched();
        assertThat(due(id, "answer")).isEqualTo(LocalDate.of(2026, 11, 9));
        assertThat(refused(waterman, id, new CaseAct.AskExtension(6, "配件未到"))).contains("最多 5");
        does(waterman, id, new CaseAct.AskExtension(5, "配件未到"));
        assertThat(refused(waterman, id, new CaseAct.AskExtension(1, "再加"))).contains("正在等待审批");
        assertThat(board.read(office, id).orElseThrow().needed().askedWhy()).as("where it is decided")
                .isEqualTo("配件未到");
        assertThat(refused(waterman, id, new CaseAct.DecideExtension(5, ""))).contains("没有对这件办件");
        assertThat(refused(office, id, new CaseAct.DecideExtension(6, ""))).contains("1 到 5 之间");
        does(office, id, new CaseAct.DecideExtension(3, ""));
        assertThat(due(id, "answer")).isEqualTo(LocalDate.of(2026, 11, 12));
        assertThat(refused(waterman, id, new CaseAct.AskExtension(1, "再加"))).contains("不能再延");
    }

    @Test
    void suspensionTakesNoTimeAndASupplementBeginsAnew() {
        CaseId id = dispatched();
        clock.set(LocalDateTime.of(2026, 11, 4, 10, 0));
        assertThat(refused(waterman, id, new CaseAct.Suspend("没空", ""))).contains("请从列表中选择");
        CaseView waits = does(waterman, id, new CaseAct.Suspend("正在鉴定", ""));
        assertThat(waits.due()).isNull();
        assertThat(refused(waterman, id, new CaseAct.Suspend("正在鉴定", ""))).contains("已经在中止计时");
        clock.set(LocalDateTime.of(2026, 11, 11, 10, 0));
        does(waterman, id, new CaseAct.Resume(""));
        assertThat(due(id, "answer")).as("5 days counted from 3 November, 4 to 10 not")
                .isEqualTo(LocalDate.of(2026, 11, 16));
        does(waterman, id, new CaseAct.AskSupplement(LocalDate.of(2026, 11, 20), "请补充照片"));
        assertThat(desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.UrgeAsWriter()).refusal().orElseThrow().text())
                .as("who is waited for himself")
                .contains("补充材料，补充以后才能催办");
        assertThat(view(id).waits()).isEqualTo(CaseView.Wait.SUPPLEMENT);
        clock.set(LocalDateTime.of(2026, 11, 13, 10, 0));
        CaseView goesOn = asWriter(id, new CaseAct.AddMaterial("照片见附件", List.of()));
        assertThat(goesOn.waits()).isNull();
        assertThat(due(id, "answer")).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void dateFromAboveIsOwedWhateverElseRuns() {
        CaseId id = dispatched();
        CaseView given = does(office, id, new CaseAct.GiveDate(LocalDate.of(2026, 11, 5), "县长要求"));
        assertThat(due(id, "given")).isEqualTo(LocalDate.of(2026, 11, 5));
        assertThat(LocalDateTime.ofInstant(given.due(), COUNTY)).isEqualTo(LocalDateTime.of(2026, 11, 6, 0, 0));
    }

    @Test
    void writerUrgesOncePerPeriodAndAsksAgainNotForEver() {
        CaseId id = dispatched();
        asWriter(id, new CaseAct.UrgeAsWriter());
        assertThat(desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.UrgeAsWriter()).refusal().orElseThrow().text())
                .contains("已经催办过");
        clock.later(Duration.ofDays(5));
        asWriter(id, new CaseAct.UrgeAsWriter());
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        for (int i = 0; i < 2; i++) {
            assertThat(asWriter(id, new CaseAct.AskAgain("又漏了")).state()).isEqualTo(CaseState.HANDLING);
            does(waterman, id, new CaseAct.DraftReply("再次修好。", List.of()));
            does(office, id, new CaseAct.ApproveReply("再次修好。", List.of()));
        }
        assertThat(desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.AskAgain("还漏")).refusal().orElseThrow().text())
                .contains("请另外提出");
    }

    @Test
    void duplicatesGoWithTheFirst() {
        CaseId first = submitted();
        CaseId second = submitted();
        assertThat(refused(office, second, new CaseAct.Merge(second))).contains("自己");
        assertThat(does(office, second, new CaseAct.Merge(first)).outcome()).isEqualTo("merged");
        assertThat(board.read(office, first).orElseThrow().ties())
                .filteredOn(tie -> tie.how().equals("并入这一件"))
                .extracting(CaseSheet.Tied::state)
                .as("it is not finished, it goes on here")
                .containsExactly("一并办理");
        assertThat(refused(office, first, new CaseAct.Merge(second))).contains("已经结束");
        assertThat(running.of(second)).noneMatch(Running::isOpen);
    }

    @Test
    void informersAreHiddenFromThoseAboveTheUnitThatHandles() {
        NewCase plain = aCase();
        CaseId id = desk.open(new NewCase("test", plain.title(), "report", "", "", "web", "w", true, county,
                java.util.Map.of(), List.of()), ActorRef.VISITOR).id();
        Actor keeper = person(5, county, Power.GUARDED, Power.OFFICE);
        assertThat(oracle.sight(office, view(id))).isEqualTo(CaseOracle.Sight.NONE);
        assertThat(oracle.sight(keeper, view(id))).isEqualTo(CaseOracle.Sight.ALL);
        does(keeper, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(oracle.sight(waterman, view(id))).isEqualTo(CaseOracle.Sight.WITHOUT_WRITER);
        assertThat(oracle.sight(person(6, county, Power.HANDLE), view(id))).isEqualTo(CaseOracle.Sight.NONE);
        assertThat(oracle.sight(leader, view(id))).isEqualTo(CaseOracle.Sight.NONE);
        does(waterman, id, new CaseAct.Sign());
    }

    private int openTodos(CaseId id) {
        return sql.sql("select count(*) from messaging.todo where key like :key and done_at is null")
                .param("key", "case:" + id.value() + ":%")
                .query(Integer.class)
                .single();
    }
}
