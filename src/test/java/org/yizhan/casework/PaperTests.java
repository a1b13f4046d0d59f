package org.yizhan.casework;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.NewPerson;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;

/** For whom cases are put on paper. */
class PaperTests extends CaseworkDatabaseTest {
    @Autowired
    PaperDesk papers;
    @Autowired
    Appointments appointments;

    @Test
    void whoeverLeadsIsProposedBeforeTheFirstBatchAndOthersAfterIt() {
        String name = "程" + "一二三四五六七八九".charAt((int) (System.nanoTime() % 9)) + "正";
        leads(name);
        assertThat(papers.leaders(office)).contains(name).doesNotContain("王副县长");
        CaseId id = submitted();
        assertThat(papers.make(office, "王副县长", List.of(id.value()), null)).isInstanceOf(PaperDesk.Made.Done.class);
        assertThat(papers.leaders(office)).contains(name, "王副县长");
        assertThat(papers.leaders(waterman)).isEmpty();
    }

    @Test
    void theSameFormSentTwiceIsOneBatch() {
        CaseId id = submitted();
        String once = Once.fresh();
        var first = papers.make(office, "林副县长", List.of(id.value()), once);
        assertThat(first).isInstanceOf(PaperDesk.Made.Done.class);
        assertThat(papers.make(office, "林副县长", List.of(id.value()), once)).isEqualTo(first);
        assertThat(papers.make(office, "林副县长", List.of(id.value()), Once.fresh())).as("another form")
                .isInstanceOf(PaperDesk.Made.Done.class)
                .isNotEqualTo(first);
    }

    private void leads(String name) {
        sql.sql("""
                insert into directory.role (code, name, note, built_in, ordering)
                values ('test-leader', '试件领导', '', false, 901) on conflict do nothing""").update();
        sql.sql("""
                insert into directory.role_permission (role, permission) values ('test-leader', 'test.lead')
                on conflict do nothing""").update();
        PersonId person = organisation
                .addPerson(Actor.PROGRAM, NewPerson.of(name, "ld" + System.nanoTime(), county.unit(), "县长"))
                .orThrow();
        appointments
                .grant(Actor.PROGRAM, directory.posts(person).getFirst().id(), java.util.Set.of("test-leader"), null)
                .ifPresent(refusal -> {
                    throw new AssertionError(refusal.text());
                });
    }
}
