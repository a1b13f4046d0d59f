package org.yizhan.hotline;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.hotline.CallBacks.State;
import org.yizhan.hotline.Rates.Figure;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.web.DeskGlance;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is asked afterwards, what is done about it, and what the rates count. */
class CallBackTests extends HotlineTest {
    @Autowired
    Rates rates;
    @Autowired
    Questions questions;

    private CaseId done(String clazz, Caller caller, TicketResult result) {
        CaseView view = given(clazz, LimitClass.ORDINARY, caller);
        answered(view.id(), result);
        return view.id();
    }

    private CaseId done() {
        return done("complaint", new Caller("何秋菊", phone(), ""), TicketResult.SOLVED);
    }

    private static CallBacks.Said said(@Nullable Boolean responded, @Nullable Boolean solved,
            @Nullable Integer satisfaction) {
        return new CallBacks.Said(responded, solved, satisfaction, "", Map.of());
    }

    private void asked(CaseId id, CallBacks.Said said) {
        CallBacks.CallBack one = callBack(id);
        assertThat(callBacks.record(asker, one.id(), one.version(), said)).isEmpty();
    }

    private Rates.Line line() {
        LocalDate today = clock.today();
        return rates.of(waterman, today, today)
                .stream()
                .filter(one -> one.unit() != null && one.unit() == water.unit().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoWasHelpedIsAskedOnce() {
        CaseId id = done();
        CallBacks.CallBack one = callBack(id);
        assertThat(one.state()).isEqualTo(State.OPEN);
        assertThat(one.due()).isAfter(clock.today());
        assertThat(callBacks.caller(asker, one).orElseThrow().name()).isEqualTo("何秋菊");
        assertThat(callBacks.caller(agent, one)).isEmpty();
        assertThat(refused(callBacks.record(agent, one.id(), one.version(), said(true, true, 5)))).contains("没有回访的权限");
        assertThat(refused(callBacks.record(asker, one.id(), one.version() + 1, said(true, true, 5))))
                .contains("其他同志登记过");
        assertThat(refused(callBacks.record(asker, one.id(), one.version(), said(null, true, 5)))).contains("有没有联系过");
        assertThat(refused(callBacks.record(asker, one.id(), one.version(), said(true, null, 5)))).contains("有没有解决");
        assertThat(refused(callBacks.record(asker, one.id(), one.version(), said(true, true, 6)))).contains("满意程度");
        asked(id, said(true, true, 5));
        assertThat(callBack(id).state()).isEqualTo(State.DONE);
        assertThat(refused(callBacks.record(asker, one.id(), callBack(id).version(), said(true, true, 5))))
                .contains("其他同志登记过");
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void whoCallsBackSeesAtOnceHowManyWait() {
        long before = callBacks.open(asker).orElseThrow().all();
        CaseId id = done();
        assertThat(callBacks.open(asker).orElseThrow().all()).isEqualTo(before + 1);
        sql.sql("update hotline.call_back set due = :day where case_id = :id")
                .param("day", clock.today().minusDays(1))
                .param("id", id.value())
                .update();
        assertThat(new CallBackGlance(callBacks).look(asker).orElseThrow().where()).contains("超期");
        assertThat(new CallBackGlance(callBacks).look(agent)).isEmpty();
        asked(id, said(true, true, 5));
        assertThat(callBacks.open(asker).orElseThrow().all()).isEqualTo(before);
    }

    @Test
    void nobodyCountsMoreThanAHundred() {
        CaseId id = done();
        sql.sql("""
                insert into hotline.call_back (case_id, round, unit_id, anonymous, due, answered_on, state)
                select :id, round, 1, false, :day, :day, 'OPEN' from generate_series(100, 219) as round""")
                .param("id", id.value())
                .param("day", clock.today().minusDays(1))
                .update();
        DeskGlance.Seen seen = new CallBackGlance(callBacks).look(asker).orElseThrow();
        assertThat(seen.toString()).contains("等着回访 99+ 件", "其中超期 99+ 件");
        sql.sql("delete from hotline.call_back where case_id = :id and round >= 100").param("id", id.value()).update();
        asked(id, said(true, true, 5));
    }

    @Test
    void whatIsNotSolvedIsHandledOnceMoreAndAskedOnceMore() {
        CaseId id = done();
        asked(id, said(true, false, 2));
        CaseView again = cases.find(id).orElseThrow();
        assertThat(again.state()).isEqualTo(CaseState.HANDLING);
        assertThat(again.reopenings()).isEqualTo(1);
        assertThat(again.due()).as("the unit owes an answer again").isNotNull();
        assertThat(hotline.ticket(id).orElseThrow().result()).isNull();
        answered(id, TicketResult.SOLVED);
        assertThat(callBack(id).round()).isEqualTo(2);
        asked(id, said(true, false, 1));
        assertThat(cases.find(id).orElseThrow().state()).as("no third round").isEqualTo(CaseState.CLOSED);
    }

    @Test
    void whoDoesNotRateIsHeardToo() {
        CaseId id = done();
        asked(id, said(false, false, null));
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(CaseState.HANDLING);
        CaseId other = done("complaint", new Caller("", phone(), ""), TicketResult.NOT_OURS);
        asked(other, said(true, false, 3));
        assertThat(cases.find(other).orElseThrow().state()).as("what is not ours does not come back")
                .isEqualTo(CaseState.CLOSED);
    }

    @Test
    void onlyAShareOfQuestionsIsAskedAbout() {
        set(now -> new HotlineSettings(now.home(), 0, 100, "3wd", 2, 1, true, true, 3, true, "", now.version()));
        assertThat(callBack(done("consult", new Caller("", phone(), ""), TicketResult.EXPLAINED)).state())
                .isEqualTo(State.NOT_DRAWN);
        assertThat(callBack(done()).state()).isEqualTo(State.OPEN);
        set(now -> new HotlineSettings(now.home(), 50, 0, "3wd", 2, 1, true, true, 3, true, "", now.version()));
        assertThat(callBack(done()).state()).isEqualTo(State.NOT_DRAWN);
    }

    @Test
    void whoCannotBeReachedIsLeftAfterSomeTries() {
        CaseId id = done();
        CallBacks.CallBack one = callBack(id);
        assertThat(refused(callBacks.inVain(agent, one.id(), one.version()))).contains("没有回访的权限");
        assertThat(callBacks.inVain(asker, one.id(), one.version())).isEmpty();
        assertThat(callBack(id).state()).isEqualTo(State.OPEN);
        assertThat(callBacks.inVain(asker, one.id(), callBack(id).version())).isEmpty();
        assertThat(callBack(id).state()).isEqualTo(State.UNREACHABLE);
        assertThat(callBack(id).tries()).isEqualTo(2);
    }

    @Test
    void whoSaysItUnaskedIsNotCalled() {
        CaseId id = done();
        CaseDesk.Result rated = desk.actAsWriter(ActorRef.VISITOR, id, new CaseAct.Rate(true, 4, "很快"));
        assertThat(rated.refusal()).isEmpty();
        CallBacks.CallBack one = callBack(id);
        assertThat(one.state()).isEqualTo(State.DONE);
        assertThat(one.itself()).isTrue();
        assertThat(one.satisfaction()).isEqualTo(4);
        CaseId reopened = done();
        does(office, reopened, new CaseAct.Reopen("来电人又打来，说又漏了"));
        assertThat(callBack(reopened).state()).isEqualTo(State.OVERTAKEN);
    }

    @Test
    void secretCallersAreAskedOnlyByWhoMayKnowThem() {
        CaseView view = taken(hotline.take(agent, new NewTicket(java.util.UUID.randomUUID().toString(),
                TicketChannel.PHONE, "complaint", null, "", "有人夜里偷倒垃圾。", "", "", "", "", null, null, null, true, null,
                new Caller("", phone(), ""), "", null), new HotlineDesk.First.Given(water, List.of(), "")));
        answered(view.id(), TicketResult.SOLVED);
        CallBacks.CallBack one = callBack(view.id());
        assertThat(callBacks.caller(asker, one)).isEmpty();
        assertThat(refused(callBacks.record(asker, one.id(), one.version(), said(true, true, 5)))).contains("要求保密");
    }

    @Test
    void threeRatesCountByTheirOwnRules() {
        asked(done(), said(true, true, 5));
        asked(done(), said(true, false, 2));
        asked(done(), said(false, true, null));
        CaseId itself = done();
        desk.actAsWriter(ActorRef.VISITOR, itself, new CaseAct.Rate(true, 3, ""));
        done("complaint", Caller.UNKNOWN, TicketResult.SOLVED);
        CaseId lost = done();
        callBacks.inVain(asker, callBack(lost).id(), callBack(lost).version());
        callBacks.inVain(asker, callBack(lost).id(), callBack(lost).version());
        done();
        Rates.Line line = line();
        assertThat(line.rate(Figure.RESPONDED, Figure.RESPONDED_OF)).as("two of three that were asked")
                .isEqualTo("66.7%");
        assertThat(line.rate(Figure.SOLVED, Figure.SOLVED_OF)).as("three of four").isEqualTo("75.0%");
        assertThat(line.rate(Figure.SATISFIED, Figure.SATISFIED_OF)).as("two of three that rated").isEqualTo("66.7%");
        assertThat(line.count(Figure.ANONYMOUS)).isEqualTo(1);
        assertThat(line.count(Figure.UNREACHABLE)).isEqualTo(1);
        assertThat(line.count(Figure.OPEN)).isEqualTo(1);
        assertThat(line.count(Figure.ALL)).isEqualTo(7);
        set(now -> new HotlineSettings(now.home(), 100, 100, "3wd", 2, 1, false, false, 4, true, "", now.version()));
        line = line();
        assertThat(line.count(Figure.RESPONDED_OF)).as("who left no number and who was not reached count").isEqualTo(5);
        assertThat(line.rate(Figure.SATISFIED, Figure.SATISFIED_OF)).as("from four on").isEqualTo("20.0%");
    }

    @Test
    void eachFigureOpensWhatItCounts() {
        asked(done(), said(true, true, 5));
        asked(done(), said(false, true, 4));
        done("complaint", Caller.UNKNOWN, TicketResult.SOLVED);
        done();
        Rates.Line line = line();
        LocalDate today = clock.today();
        for (Figure figure : Figure.values()) {
            assertThat(rates.behind(waterman, figure, today, today, water.unit().value(), null).items())
                    .as(figure.label())
                    .hasSize((int) line.count(figure));
        }
        assertThat(rates.behind(roadman, Figure.ALL, today, today, water.unit().value(), null).items())
                .as("another unit's")
                .isEmpty();
        assertThat(rates.of(stranger, today, today)).isEmpty();
        assertThat(rates.behind(stranger, Figure.ALL, today, today, null, null).items()).isEmpty();
        assertThat(rates.of(asker, today, today)).anyMatch(one -> one.unit() != null && one.unit() == water.unit()
                .value());
        assertThat(rates.of(waterman, today, today)).noneMatch(one -> one.unit() != null && one.unit() == roads.unit()
                .value());
    }

    @Test
    void theListPagesByKeyAndSettingsAreChecked() {
        CaseId id = done();
        sql.sql("""
                insert into hotline.call_back (case_id, round, unit_id, anonymous, due, answered_on, state)
                select case_id, round + n, unit_id, anonymous, case when n <= 3 then due end, answered_on, 'OPEN'
                from hotline.call_back, generate_series(1, 31) n
                where case_id = :id""")
                .param("id", id.value())
                .update();
        var first = callBacks.waiting(asker, null);
        assertThat(first.items()).hasSize(30);
        assertThat(first.older()).isNotNull();
        assertThat(first.items().getLast().due()).as("what has no last day comes last").isNull();
        var second = callBacks.waiting(asker, first.older());
        assertThat(second.items()).isNotEmpty().doesNotContainAnyElementsOf(first.items());
        assertThat(callBacks.waiting(asker, second.newer()).items()).isEqualTo(first.items());
        assertThat(callBacks.waiting(agent, null).items()).isEmpty();
        sql.sql("delete from hotline.call_back where case_id = :id and round > 1").param("id", id.value()).update();
        HotlineSettings now = setup.now();
        assertThat(refused(setup.change(asker, now))).contains("没有这项权限");
        assertThat(refused(setup.change(office, new HotlineSettings(county, 101, 100, "3wd", 2, 1, true, true, 3, true,
                "", now.version())))).contains("0 到 100");
        assertThat(refused(setup.change(office, new HotlineSettings(county, 100, 100, "三天", 2, 1, true, true, 3, true,
                "", now.version())))).contains("回访期限请写成");
        assertThat(refused(setup.change(office, new HotlineSettings(county, 100, 100, "3wd", 2, 1, true, true, 1, true,
                "", now.version())))).contains("2 到 5");
        assertThat(refused(setup.change(office, new HotlineSettings(county, 100, 100, "3wd", 2, 1, true, true, 3, true,
                "", now.version() - 1)))).contains("刚被别人改过");
    }

    @Test
    void theScriptIsTheOffices() {
        String words = "修得好不好" + FRESH.incrementAndGet() + "？";
        assertThat(refused(questions.add(asker, words, "好,不好"))).contains("没有这项权限");
        assertThat(refused(questions.add(office, " ", ""))).contains("1 到 100 字");
        assertThat(questions.add(office, words, "好，不好")).isEmpty();
        Questions.Question added = questions.asked()
                .stream()
                .filter(one -> one.words().equals(words))
                .findFirst()
                .orElseThrow();
        assertThat(added.choices()).containsExactly("好", "不好");
        CaseId id = done();
        asked(id, new CallBacks.Said(true, true, 5, "谢谢", Map.of(added.id(), "好", 999_999L, "没有这个问题")));
        assertThat(questions.said(callBack(id).id())).containsExactly(Map.entry(words, "好"));
        assertThat(questions.retire(office, added.id(), true)).isEmpty();
        assertThat(questions.asked()).doesNotContain(added);
        assertThat(refused(questions.retire(office, 999_999L, true))).contains("没有这个问题");
    }
}
