package org.yizhan.content;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.content.EmergencyDesk.Line;
import org.yizhan.content.EmergencyDesk.State;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;

/** Publishing at once in an emergency: without the steps, never without the secrecy review, and confirmed afterwards. */
class EmergencyTests extends ContentDatabaseTest {
    private static final SecrecyFinding CLEAR = SecrecyFinding.clear("不涉密，险情须立即公布");
    private static final String REASON = "上游水库泄洪，须立即通知沿河群众";

    @Autowired
    EmergencyDesk desk;
    @Autowired
    PublishingRules rules;

    private Turn released() {
        Turn submitted = submitted(aDraft());
        yes(desk.release(Office.ON_DUTY, submitted, REASON, CLEAR));
        return submitted;
    }

    private Line of(Turn turn) {
        return desk.of(Office.PUBLISHER, turn.documentId()).getFirst();
    }

    @Test
    void goesLiveAtOnceAndSaysWhatItWentWithout() {
        Turn turn = released();

        assertThat(published.article(turn.documentId())).isPresent();
        Line line = of(turn);
        assertThat(line.state()).isEqualTo(State.OPEN);
        assertThat(line.missing()).contains("科室负责人审核", "县公开办审核");
        assertThat(line.reason()).isEqualTo(REASON);
        assertThat(line.mayConfirm()).isTrue();
        assertThat(line.due()).isEqualTo("2026-11-21");
        verify(journal).record(eq(Office.ON_DUTY.ref()), eq(ContentAct.EMERGENCY_RELEASED), any(), any());
        verify(todos).add(argThat(todo -> todo.key().equals("article-emergency:" + turn.documentId())
                && todo.until() != null && todo.what().startsWith("确认应急发布")));
        assertThat(sql.sql("select result from content.secrecy_review where document_id = ? and leader = ?")
                .params(turn.documentId(), Office.ON_DUTY.ref().id())
                .query(String.class)
                .list()).containsExactly("PASSED");
    }

    @Test
    void theSecrecyReviewIsNeverLeftOut() {
        Turn turn = submitted(aDraft());
        var doubtful = new SecrecyFinding(SecrecyFinding.Mark.DOUBTFUL, SecrecyFinding.Mark.CLEAR,
                SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, "", null);
        Actor withoutSecrecy = at(Office.WATER, 31, ContentPermissions.EMERGENCY);

        assertThat(desk.release(Office.ON_DUTY, turn, REASON, null)).isPresent();
        assertThat(desk.release(Office.ON_DUTY, turn, REASON, doubtful)).isPresent();
        assertThat(desk.release(withoutSecrecy, turn, REASON, CLEAR).orElseThrow().text()).contains("保密审查");
        assertThat(published.article(turn.documentId())).isEmpty();

        Turn ready = ready(reviewed(turn));
        yes(desk.release(withoutSecrecy, ready, REASON, null));
        assertThat(published.article(turn.documentId())).isPresent();
        assertThat(of(turn).missing()).isEmpty();
    }

    @Test
    void whatTheSecrecyDepartmentWasAskedAboutWaitsForItsAnswer() {
        Turn turn = reviewed(submitted(aDraft()));
        yes(secrecy.conclude(Office.LEADER, turn, new SecrecyFinding(SecrecyFinding.Mark.DOUBTFUL,
                SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, "拿不准", null)));

        assertThat(desk.release(Office.ON_DUTY, drafting.turn(turn.documentId()), REASON, CLEAR).orElseThrow().text())
                .contains("没有答复");
    }

    @Test
    void aDeclaredGradeOfSecrecyStopsItWhoeverAsks() {
        Turn turn = submitted(aDraft());
        sql.sql("update content.edition set body_text = '机密★ 一年' where document_id = ?")
                .param(turn.documentId())
                .update();

        assertThat(desk.release(Office.ON_DUTY, turn, REASON, CLEAR)).isPresent();
        assertThat(published.article(turn.documentId())).isEmpty();
    }

    @Test
    void needsTheRightAReasonAndAnothersWorkThatWasHandedIn() {
        Turn draft = aDraft();
        assertThat(desk.release(Office.ON_DUTY, draft, REASON, CLEAR)).isPresent();
        Turn turn = submitted(draft);
        for (Actor other : List.of(Office.CLERK, Office.HEAD, Office.DEPUTY, Office.LEADER, Office.PUBLISHER,
                Office.TEACHER)) {
            assertThat(desk.release(other, turn, REASON, CLEAR)).as(other.name()).isPresent();
        }
        assertThat(desk.release(Office.ON_DUTY, turn, "急", CLEAR)).isPresent();
        Actor author = at(Office.WATER, 11, ContentPermissions.WRITE, ContentPermissions.EMERGENCY,
                ContentPermissions.SECRECY);
        assertThat(desk.release(author, turn, REASON, CLEAR)).isPresent();
        yes(columns.close(Office.ADMINISTRATOR, column));
        assertThat(desk.release(Office.ON_DUTY, turn, REASON, CLEAR).orElseThrow().text()).contains("已关闭");
    }

    @Test
    void aSecondPersonConfirmsAndNobodyElseNeedTo() {
        Turn turn = released();
        long id = of(turn).id();
        Actor dutyAndPublisher = at(Office.WATER, 21, ContentPermissions.PUBLISH, ContentPermissions.EMERGENCY);
        for (Actor other : List.of(Office.CLERK, Office.HEAD, Office.ON_DUTY, dutyAndPublisher, Office.TEACHER)) {
            assertThat(desk.confirm(other, id, "属实")).as(other.name()).isPresent();
        }

        yes(desk.confirm(Office.PUBLISHER, id, "属实"));
        yes(desk.confirm(Office.PUBLISHER, id, "属实"));

        assertThat(of(turn).state()).isEqualTo(State.CONFIRMED);
        assertThat(of(turn).remark()).isEqualTo("属实");
        assertThat(desk.confirm(Office.COUNTY_OFFICE, id, "")).isPresent();
        assertThat(desk.confirm(Office.PUBLISHER, 999_999_999L, "")).isPresent();
        verify(todos, atLeastOnce()).done(eq("article-emergency:" + turn.documentId()), any());
    }

    @Test
    void whatNobodyConfirmsIsWarnedOfOnceListedAndMayBeWithdrawn() {
        Turn turn = released();
        desk.warn();
        assertThat(of(turn).overdue()).isFalse();

        clock.set(clock.instant().plus(Duration.ofDays(3)));
        desk.warn();
        assertThat(desk.warn()).isZero();

        assertThat(of(turn).overdue()).isTrue();
        verify(todos).add(argThat(todo -> todo.key().equals("article-emergency-late:" + turn.documentId())));
        assertThat(desk.list(Office.PUBLISHER, State.OPEN, null, 100).items()).extracting(Line::documentId)
                .contains(turn.documentId());
        assertThat(desk.list(Office.TEACHER, State.OPEN, null, 100).items()).extracting(Line::documentId)
                .doesNotContain(turn.documentId());
        yes(publishing.withdraw(Office.PUBLISHER, turn.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "情况不实", null)));
        assertThat(of(turn).state()).isEqualTo(State.WITHDRAWN);
        assertThat(desk.confirm(Office.COUNTY_OFFICE, of(turn).id(), "")).isPresent();
    }

    @Test
    void theListPagesBothWays() {
        for (int i = 0; i < 5; i++) {
            released();
        }
        var first = desk.list(Office.PUBLISHER, State.OPEN, null, 2);
        var second = desk.list(Office.PUBLISHER, State.OPEN, first.older(), 2);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(desk.list(Office.PUBLISHER, State.OPEN, second.newer(), 2).items()).isEqualTo(first.items());
    }

    @Test
    void theRecordOfItStaysAsItIs() {
        Turn turn = released();
        for (String change : List.of("update content.emergency_release set reason = '无' where document_id = ?",
                "delete from content.emergency_release where document_id = ?")) {
            assertThatThrownBy(() -> sql.sql(change).param(turn.documentId()).update()).as(change)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theOfficeSetsHowSoonItIsConfirmed() {
        var longer = new PublishingRules.Rules(TimeLimit.workingDays(3), false);
        assertThat(rules.set(Office.PUBLISHER, longer)).isPresent();
        assertThat(rules.set(Office.TEACHER, longer)).isPresent();
        assertThat(rules.set(Office.ADMINISTRATOR, new PublishingRules.Rules(TimeLimit.workingDays(31), true)))
                .isPresent();
        var before = rules.now();
        yes(rules.set(Office.ADMINISTRATOR, longer));
        try {
            assertThat(rules.now()).isEqualTo(longer);
            assertThat(of(released()).due()).isEqualTo("2026-11-23");
        } finally {
            yes(rules.set(Office.ADMINISTRATOR, before));
        }
    }
}
