package org.yizhan.casework;

import java.time.LocalDateTime;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.NewPerson;
import org.yizhan.messaging.NotDelivered;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;

/** Who of the staff is told, of what, and how often. */
class StaffNoticeTests extends CaseworkDatabaseTest {
    @Autowired
    Appointments appointments;
    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    PlatformTransactionManager transactions;
    private PersonId clerk;

    @BeforeEach
    void aClerkOfTheWaterBureau() {
        sql.sql("""
                insert into directory.role (code, name, note, built_in, ordering)
                values ('test-handler', '试件承办', '', false, 900) on conflict do nothing""").update();
        sql.sql("""
                insert into directory.role_permission (role, permission) values ('test-handler', 'test.handle')
                on conflict do nothing""").update();
        clerk = organisation.addPerson(Actor.PROGRAM, NewPerson.of("小水", "xs" + System.nanoTime(), water.unit(), "科员"))
                .orThrow();
        appointments
                .grant(Actor.PROGRAM, directory.posts(clerk).getFirst().id(), java.util.Set.of("test-handler"), null)
                .ifPresent(refusal -> {
                    throw new AssertionError(refusal.text());
                });
    }

    @Test
    void instructionAndUrgingReachTheUnit() {
        CaseId id = dispatched();
        does(leader, id, new CaseAct.Instruct("请三日内解决"));
        asWriter(id, new CaseAct.UrgeAsWriter());
        assertThat(told()).containsExactlyInAnyOrder("case-instructed", "case-urged");
    }

    @Test
    void whatALeaderWroteOnPaperIsToldAsTheLeaders() {
        CaseId id = dispatched();
        assertThat(refused(office, id, new CaseAct.Instruct("请三日内解决"))).contains("谁批示的");
        assertThat(refused(office, id, new CaseAct.Instruct("王".repeat(51), "请三日内解决"))).contains("最多 50 字");
        does(office, id, new CaseAct.Instruct("王副县长", "请三日内解决"));
        assertThat(sql.sql("select places from messaging.inbox where once like :mine")
                .param("mine", "%:" + clerk.value())
                .query(String.class)
                .single()).contains("王副县长").contains("请三日内解决");
    }

    @Test
    void whatOneRoundFindsIsOneNotice() {
        for (int i = 0; i < 3; i++) {
            does(waterman, dispatched(), new CaseAct.Sign());
        }
        clock.set(LocalDateTime.of(2026, 11, 10, 8, 0));
        sweep.run();
        sweep.run();
        assertThat(told()).containsExactly("case-overdue");
    }

    @Test
    void writerWhoWasNotReachedIsOnThePageAndOnTheUnitsListUntilSomebodyHasToldHim() {
        CaseId id = dispatched();
        var notice = new NotDelivered("test:" + id.value() + ":1", "来信收到", "短信", "号码不存在。", false);
        undelivered(notice);
        undelivered(notice);
        undelivered(new NotDelivered("case:" + id.value() + ":1:7", "催办", "短信", "号码不存在。", false));
        undelivered(new NotDelivered("sign-in-code:123", "验证码", "短信", "号码不存在。", false));
        assertThat(log.of(id)).filteredOn(past -> past.event() instanceof CaseEvent.Noted)
                .extracting(PastEvent::words)
                .containsExactly("短信“来信收到”没有送到来件人：号码不存在。请用电话等其他方式告知本人，告知后记一条备注。");
        undelivered(new NotDelivered("test:" + id.value() + ":2", "来信已答复", "短信", "网关没有应答，不知道是否收下。", true));
        assertThat(log.of(id).getLast().words()).as("nothing is said that nobody knows")
                .startsWith("短信“来信已答复”不一定送到了来件人手里：网关没有应答");
        assertThat(unreached(id)).containsExactly("test.handle");
        does(waterman, id, new CaseAct.Sign());
        assertThat(unreached(id)).as("nobody has told him yet").hasSize(1);
        does(waterman, id, new CaseAct.Note("已打座机告知"));
        assertThat(unreached(id)).isEmpty();
    }

    @Test
    void whoeverAnsweredTellsTheWriterWhoWasNotReachedAfterTheEnd() {
        CaseId id = answered();
        assertThat(rows.find(id).orElseThrow().state().isOpen()).isFalse();
        undelivered(new NotDelivered("test:" + id.value() + ":9", "来信已答复", "短信", "号码不存在。", false));
        assertThat(unreached(id)).containsExactly("test.handle");
        does(office, id, new CaseAct.Publish());
        assertThat(unreached(id)).as("publishing tells him nothing").hasSize(1);
        does(waterman, id, new CaseAct.Note("已打座机告知"));
        assertThat(unreached(id)).isEmpty();
    }

    @Test
    void ofAGuardedCaseTheOfficeAloneTellsTheWriter() {
        CaseId id = desk.open(aCase("writer-9", true), ActorRef.VISITOR).id();
        undelivered(new NotDelivered("test:" + id.value() + ":1", "来信收到", "短信", "号码不存在。", false));
        assertThat(unreached(id)).containsExactly("test.guarded");
    }

    private void undelivered(NotDelivered notice) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> events.publishEvent(notice));
        Awaitility.await()
                .until(() -> sql
                        .sql("select not exists (select 1 from runtime.event_publication where completion_date is null)")
                        .query(Boolean.class)
                        .single());
    }

    /** For whom the open to-do is. */
    private List<String> unreached(CaseId id) {
        return sql
                .sql("""
                        select distinct split_part(a.token, '@', 1) from messaging.todo t join messaging.todo_audience a on a.todo_id = t.id
                        where t.key = :key and t.done_at is null""")
                .param("key", "case:" + id.value() + ":not-reached")
                .query(String.class)
                .list();
    }

    private List<String> told() {
        return sql.sql("select template from messaging.inbox where once like :mine")
                .param("mine", "%:" + clerk.value())
                .query(String.class)
                .list();
    }
}
