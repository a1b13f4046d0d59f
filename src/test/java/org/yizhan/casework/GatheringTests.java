package org.yizhan.casework;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.NewPerson;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** All that reads alike, merged at one press of a button. */
class GatheringTests extends CaseworkDatabaseTest {
    @Autowired
    Gathering gathering;
    @Autowired
    CaseBoard board;
    @Autowired
    Appointments appointments;

    /** Somebody whom the directory knows: what goes on in the background asks it for the rights. */
    private Actor officer() {
        sql.sql("""
                insert into directory.role (code, name, note, built_in, ordering) values ('test-office', '试件办', '', false, 901)
                on conflict do nothing""")
                .update();
        sql.sql("""
                insert into directory.role_permission (role, permission) values ('test-office', 'test.office'),
                    ('test-office', 'test.see') on conflict do nothing""").update();
        PersonId id = organisation
                .addPerson(Actor.PROGRAM, NewPerson.of("小办", "xb" + System.nanoTime(), county.unit(), "科员"))
                .orThrow();
        assertThat(appointments.grant(Actor.PROGRAM, directory.posts(id).getFirst().id(), Set.of("test-office"), null))
                .isEmpty();
        return directory.actor(id);
    }

    @Test
    void allThatReadAlikeAreMergedWhoeverWroteThem() {
        Actor officer = officer();
        CaseId first = submitted();
        List<CaseId> others = Stream.generate(this::submitted).limit(230).toList();
        CaseId gone = others.get(7);
        asWriter(gone, new CaseAct.Withdraw("不用了"));
        kind.alike = Stream.concat(Stream.of(first), others.stream()).toList();
        assertThat(together(officer, first)).isEqualTo(new CaseSheet.Together(true, null));
        assertThat(gathering.begin(officer, first)).isEmpty();
        assertThat(gathering.begin(officer, first)).as("begun twice, done once").isEmpty();
        gathering.run();
        assertThat(together(officer, first).progress()).isEqualTo(new Gathering.Progress(229, 1, true));
        assertThat(rows.find(others.stream().map(CaseId::value).toList())).filteredOn(one -> !one.id().equals(gone))
                .hasSize(229)
                .allMatch(one -> CaseFile.MERGED.equals(one.outcome()));
        assertThat(view(gone).state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(sql.sql("select count(*) from casework.gathering where into_id = :id")
                .param("id", first.value())
                .query(Integer.class)
                .single()).isEqualTo(1);
        assertThat(board.read(officer, first).orElseThrow().moreTies()).isEqualTo(229 - 20);
    }

    @Test
    void goesOnWhereANodeStopped() {
        Actor officer = officer();
        CaseId first = submitted();
        List<CaseId> others = Stream.generate(this::submitted).limit(120).toList();
        kind.alike = others;
        gathering.begin(officer, first);
        sql.sql("update casework.gathering set claimed_until = :later where into_id = :id")
                .param("later", Moments.time(clock.instant().plus(Duration.ofMinutes(4))))
                .param("id", first.value())
                .update();
        does(officer, others.getFirst(), new CaseAct.Merge(first));
        gathering.run();
        assertThat(together(officer, first).progress()).as("another node has it")
                .isEqualTo(new Gathering.Progress(0, 0, false));
        assertThat(together(officer, first).offered()).isTrue();
        clock.later(Duration.ofMinutes(5));
        gathering.run();
        assertThat(together(officer, first).progress()).as("the first was merged before that node died")
                .isEqualTo(new Gathering.Progress(119, 1, true));
    }

    @Test
    void rightsAreThoseOfTheMomentInWhichItIsDone() {
        Actor officer = officer();
        CaseId first = submitted();
        CaseId second = submitted();
        kind.alike = List.of(first, second);
        gathering.begin(officer, first);
        assertThat(appointments.grant(Actor.PROGRAM, directory.posts(new PersonId(officer.ref().id())).getFirst().id(),
                Set.of(), null)).isEmpty();
        gathering.run();
        assertThat(together(office, first).progress()).isEqualTo(new Gathering.Progress(0, 1, true));
        assertThat(view(second).state()).isEqualTo(CaseState.SUBMITTED);
    }

    @Test
    void endsWithTheCaseItself() {
        Actor officer = officer();
        CaseId first = submitted();
        CaseId second = submitted();
        kind.alike = List.of(first, second);
        gathering.begin(officer, first);
        asWriter(first, new CaseAct.Withdraw("不用了"));
        gathering.run();
        assertThat(view(second).state()).isEqualTo(CaseState.SUBMITTED);
        assertThat(gathering.of(first)).hasValue(new Gathering.Progress(0, 0, true));
    }

    @Test
    void isRefusedWithoutTheRightWithoutOthersAndForWhatHasEnded() {
        CaseId first = submitted();
        assertThat(gathering.begin(office, first)).hasValue(new Refusal("没有与这一件内容相近的试件。"));
        kind.alike = List.of(first, submitted());
        Refusal notHis = new Refusal("不能并入这一件：它已经办结，或不归您办理。");
        assertThat(gathering.begin(waterman, first)).hasValue(notHis);
        assertThat(gathering.begin(leader, first)).hasValue(notHis);
        CaseId informers = desk.open(aCase("informer", true), ActorRef.VISITOR).id();
        assertThat(gathering.begin(person(5, county, Power.GUARDED, Power.OFFICE), informers)).hasValue(notHis);
        asWriter(first, new CaseAct.Withdraw("不用了"));
        assertThat(gathering.begin(office, first)).hasValue(notHis);
        assertThat(gathering.begin(office, new CaseId(Long.MAX_VALUE))).hasValue(notHis);
    }

    private CaseSheet.Together together(Actor actor, CaseId id) {
        return board.read(actor, id).orElseThrow().together();
    }
}
