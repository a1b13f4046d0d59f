package org.yizhan.casework;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.TimelineStep;

import static org.assertj.core.api.Assertions.assertThat;

/** Cases of the same matter: what their writers read, and with what none is brought together. */
class MergedCaseTests extends CaseworkDatabaseTest {
    @Autowired
    Tracking tracking;
    @Autowired
    CaseBoard board;

    private Actor keeper;

    @BeforeEach
    void whoMayKnowInformers() {
        keeper = person(5, county, Power.GUARDED, Power.OFFICE);
    }

    private CaseId merged(CaseId into) {
        CaseId id = submitted();
        does(office, id, new CaseAct.Merge(into));
        return id;
    }

    private CaseId guarded() {
        return desk.open(aCase("informer", true), ActorRef.VISITOR).id();
    }

    private void answer(Actor by, CaseId id, String words) {
        if (view(id).lead() == null) {
            does(by, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        }
        does(waterman, id, new CaseAct.DraftReply(words, List.of()));
        does(by, id, new CaseAct.ApproveReply(words, List.of()));
    }

    private WriterView track(CaseId id) {
        return tracking.view(view(id));
    }

    private List<String> answers(CaseId id) {
        return track(id).answers().stream().map(WriterView.Answer::text).toList();
    }

    private void told(String... wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(kind.answered).containsExactlyInAnyOrder(wanted));
    }

    @Test
    void writerReadsTheOneAnswerWithoutTheOtherPerson() {
        CaseId first = submitted();
        CaseId second = merged(first);
        assertThat(track(second).state()).contains("一并办理");
        assertThat(track(second).answers()).isEmpty();
        assertThat(track(second).barred(CaseAction.ASK_AGAIN)).isEqualTo(
                new Refusal("这件试件正与同一事项的另一件一并办理，答复以后再追问。"));
        answer(office, first, "张三您好，11月3日已经修好。");
        WriterView now = track(second);
        assertThat(now.state()).contains("一并答复");
        assertThat(now.answers()).singleElement()
                .isEqualTo(new WriterView.Answer("2026年11月2日 09:00", "张某您好，11月3日已经修好。", true));
        assertThat(now.history()).extracting(TimelineStep::what).endsWith("已经一并答复");
        assertThat(now.toString()).doesNotContain("张三", view(first).number(), view(first).code());
        assertThat(now.may(CaseAction.ASK_AGAIN)).isTrue();
        assertThat(track(first).answers()).singleElement()
                .isEqualTo(new WriterView.Answer("2026年11月2日 09:00", "张三您好，11月3日已经修好。", false));
        told(second.value() + " with " + first.value() + " 1");
    }

    @Test
    void whatIsMergedAlongIsAnsweredAlong() {
        CaseId first = submitted();
        CaseId second = submitted();
        CaseId third = merged(second);
        does(office, second, new CaseAct.Merge(first));
        answer(office, first, "已经修好。");
        assertThat(answers(second)).containsExactly("已经修好。");
        assertThat(answers(third)).containsExactly("已经修好。");
        told(second.value() + " with " + first.value() + " 1", third.value() + " with " + first.value() + " 1");
    }

    @Test
    void whoAsksAgainStandsAloneAndKeepsWhatWasAnswered() {
        CaseId first = submitted();
        CaseId second = merged(first);
        CaseId third = merged(first);
        answer(office, first, "已经修好。");
        told(second.value() + " with " + first.value() + " 1", third.value() + " with " + first.value() + " 1");
        clock.later(Duration.ofHours(1));
        assertThat(asWriter(second, new CaseAct.AskAgain("又漏了")).state()).isEqualTo(CaseState.SUBMITTED);
        asWriter(first, new CaseAct.AskAgain("我这里也漏"));
        answer(office, first, "再次修好。");
        assertThat(answers(second)).containsExactly("已经修好。");
        assertThat(answers(third)).containsExactly("已经修好。", "再次修好。");
        told(second.value() + " with " + first.value() + " 1", third.value() + " with " + first.value() + " 1",
                third.value() + " with " + first.value() + " 2");
        answer(office, second, "这里也修好了。");
        assertThat(answers(second)).containsExactly("已经修好。", "这里也修好了。");
    }

    @Test
    void ofAGuardedCaseNothingIsTold() {
        CaseId first = guarded();
        CaseId second = guarded();
        does(keeper, second, new CaseAct.Merge(first));
        answer(keeper, first, "张三反映的情况属实。");
        WriterView now = track(second);
        assertThat(now.state()).contains("一并办理");
        assertThat(now.answers()).isEmpty();
        assertThat(now.toString()).doesNotContain("属实", "答复", view(first).number());
        CaseId open = submitted();
        CaseId waiting = merged(open);
        answer(office, open, "已经修好。");
        told(waiting.value() + " with " + open.value() + " 1");
        does(office, open, new CaseAct.Correct(CaseEvent.Corrected.Field.GUARDED, "true", "来信人要求保密"));
        assertThat(answers(waiting)).isEmpty();
    }

    @Test
    void whatOthersWaitForIsNotWithdrawn() {
        CaseId first = submitted();
        CaseId second = merged(first);
        assertThat(track(first).may(CaseAction.WITHDRAW)).isFalse();
        assertThat(desk.actAsWriter(ActorRef.VISITOR, first, new CaseAct.Withdraw("不要了")).refusal())
                .hasValueSatisfying(why -> assertThat(why.text()).contains("等着这一件的答复"));
        does(office, second, new CaseAct.Reopen("不是同一件事"));
        assertThat(asWriter(first, new CaseAct.Withdraw("不要了")).state()).isEqualTo(CaseState.WITHDRAWN);
    }

    @Test
    void nobodyBringsTogetherWhatHeDoesNotSee() {
        CaseId mine = submitted();
        CaseId secret = guarded();
        CaseId none = new CaseId(Long.MAX_VALUE);
        for (CaseId other : List.of(secret, none)) {
            assertThat(Stream.of(new CaseAct.Merge(other), new CaseAct.Link(other))
                    .map(act -> refused(office, mine, act))).containsOnly(CaseRules.NO_OTHER);
        }
        assertThat(refused(office, secret, new CaseAct.Link(mine))).contains("没有这件办件");
        assertThat(refused(waterman, mine, new CaseAct.Merge(submitted()))).contains("没有这件办件");
        Actor elsewhere = person(31, roads, Power.OFFICE);
        CaseId theirs = desk.open(new NewCase("test", "路灯不亮", "complaint", "", "", "web", "", false, roads,
                java.util.Map.of(), List.of()), ActorRef.VISITOR).id();
        assertThat(refused(elsewhere, theirs, new CaseAct.Merge(mine))).isEqualTo(CaseRules.NO_OTHER);
    }

    @Test
    void guardedCasesStandBesideGuardedOnesOnly() {
        Actor both = person(6, county, Power.GUARDED, Power.OFFICE, Power.SEE);
        CaseId open = submitted();
        CaseId secret = guarded();
        for (CaseAct act : List.of(new CaseAct.Merge(secret), new CaseAct.Link(secret))) {
            assertThat(refused(both, open, act)).contains("保密件只能与保密件");
        }
        for (CaseAct act : List.of(new CaseAct.Merge(open), new CaseAct.Link(open))) {
            assertThat(refused(both, secret, act)).contains("保密件只能与保密件");
        }
        CaseId other = guarded();
        does(both, other, new CaseAct.Link(secret));
        assertThat(does(both, other, new CaseAct.Merge(secret)).outcome()).isEqualTo("merged");
    }

    @Test
    void whatBecomesGuardedLaterIsNamedNoMoreToWhoMayNotSeeIt() {
        CaseId open = desk.open(aCase("", false), ActorRef.VISITOR).id();
        CaseId other = desk.open(aCase("", false), ActorRef.VISITOR).id();
        does(office, open, new CaseAct.Link(other));
        String number = view(other).number();
        assertThat(board.read(office, open)).hasValueSatisfying(sheet -> {
            assertThat(sheet.ties()).singleElement().matches(tie -> tie.number().equals(number));
            assertThat(sheet.told()).anyMatch(told -> told.what().contains(number));
        });
        does(office, other, new CaseAct.Correct(CaseEvent.Corrected.Field.GUARDED, "true", "来信人要求保密"));
        assertThat(board.read(office, open)).hasValueSatisfying(sheet -> {
            assertThat(sheet.ties()).isEmpty();
            assertThat(sheet.told()).noneMatch(told -> told.what().contains(number));
        });
        Actor both = person(6, county, Power.GUARDED, Power.SEE);
        assertThat(board.read(both, open)).hasValueSatisfying(
                sheet -> assertThat(sheet.ties()).singleElement().matches(tie -> tie.number().equals(number)));
    }

    @Test
    void twoThatAreMergedIntoEachOtherAtOnceDoNotBothEnd() throws Exception {
        CaseId one = submitted();
        CaseId two = submitted();
        Callable<CaseDesk.Result> there = () -> desk.act(office, one, new CaseAct.Merge(two), null);
        Callable<CaseDesk.Result> back = () -> desk.act(office, two, new CaseAct.Merge(one), null);
        try (var threads = Executors.newFixedThreadPool(2)) {
            long done = 0;
            for (var result : threads.invokeAll(List.of(there, back))) {
                done += result.get().refusal().isEmpty() ? 1 : 0;
            }
            assertThat(done).isOne();
        }
        assertThat(Stream.of(one, two).filter(id -> view(id).state().isOpen())).hasSize(1);
    }

    private List<String> beside(Actor actor, CaseId id) {
        return board.read(actor, id)
                .stream()
                .flatMap(sheet -> sheet.ties().stream())
                .filter(tie -> tie.how().equals(CaseSheet.OF_WRITER))
                .map(CaseSheet.Tied::number)
                .toList();
    }

    @Test
    void pageNamesWhatTheSamePersonWroteToWhoSeesIt() {
        String writer = "w" + System.nanoTime();
        CaseView first = desk.open(aCase(writer, false), ActorRef.VISITOR);
        CaseView second = desk.open(aCase(writer, false), ActorRef.VISITOR);
        CaseView secret = desk.open(aCase(writer, true), ActorRef.VISITOR);
        CaseView nameless = desk.open(aCase("", false), ActorRef.VISITOR);
        desk.open(aCase("", false), ActorRef.VISITOR);
        Actor both = person(6, county, Power.GUARDED, Power.SEE);
        assertThat(beside(office, first.id())).containsExactly(second.number());
        assertThat(beside(both, first.id())).as("would tell who wrote the guarded one")
                .containsExactly(second.number());
        assertThat(beside(office, nameless.id())).isEmpty();
        does(office, first.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(beside(waterman, first.id())).as("the other is not the unit's").isEmpty();
        assertThat(beside(both, secret.id())).as("would tell who wrote it").isEmpty();
        assertThat(Optional.of(secret).flatMap(one -> board.read(office, one.id()))).isEmpty();
    }
}
