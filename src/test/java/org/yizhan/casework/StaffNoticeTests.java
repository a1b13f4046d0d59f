package org.yizhan.casework;

import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.NewPerson;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;

/** Who of the staff is told, of what, and how often. */
class StaffNoticeTests extends CaseworkDatabaseTest {
    @Autowired
    Appointments appointments;
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

    private List<String> told() {
        return sql.sql("select template from messaging.inbox where once like :mine")
                .param("mine", "%:" + clerk.value())
                .query(String.class)
                .list();
    }
}
