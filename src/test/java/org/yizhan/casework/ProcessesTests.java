package org.yizhan.casework;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.flow.Fault;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** How a process becomes another one, and what becomes of cases then. */
class ProcessesTests extends CaseworkDatabaseTest {
    @Autowired
    Processes processes;

    private Actor administrator;
    private String bpmn;

    @BeforeEach
    void anAdministrator() {
        administrator = new Actor(ActorRef.staff(900), "孙系", county,
                Set.of(new Grant(CaseworkPermissions.PROCESSES, county)));
        bpmn = processes.process("test", 1).orElseThrow().toBpmn();
    }

    /** Other tests of this kind want the process that ships. */
    @AfterEach
    void asItWas() {
        sql.sql("delete from casework.process_draft").update();
        sql.sql("""
                update casework.cases set process = 1, ended_at = coalesce(ended_at, now()),
                    state = case when ended_at is null then 'CLOSED' else state end where kind = 'test' and process > 1""")
                .update();
        sql.sql("delete from casework.process_version where kind = 'test' and version > 1").update();
        kinds.forgetProcesses();
    }

    @Test
    void draftIsKeptForItsPersonAloneAndGivesWayToTheVersion() {
        assertThat(processes.draft(administrator, kind).at()).isNull();
        assertThat(processes.draft(administrator, kind).bpmn()).isEqualTo(bpmn);
        String unfinished = "<half>";
        assertThat(keep(unfinished, "")).isEmpty();
        assertThat(processes.draft(administrator, kind)).extracting(ProcessDraft::bpmn, ProcessDraft::basedOn)
                .containsExactly(unfinished, 1);
        Actor other = new Actor(ActorRef.staff(901), "另一人", county, administrator.grants());
        assertThat(processes.draft(other, kind).at()).isNull();
        processes.discard(administrator, kind);
        assertThat(processes.draft(administrator, kind).at()).isNull();
    }

    @Test
    void refusesWhatCannotBeKept() {
        assertThat(keep("x".repeat(600_000), "")).map(Refusal::text)
                .hasValueSatisfying(
                        text -> assertThat(text).contains("512KB"));
        assertThat(keep("\0", "")).isPresent();
        assertThat(keep(bpmn, "x".repeat(201))).map(Refusal::text)
                .hasValueSatisfying(
                        text -> assertThat(text).contains("200字"));
        Actor below = new Actor(ActorRef.staff(902), "水利局", water,
                Set.of(new Grant(CaseworkPermissions.PROCESSES, water)));
        assertThat(processes.keep(below, kind, new ProcessDraft(1, bpmn, "", null))).isPresent();
        assertThat(processes.putIntoForce(below, kind)).isPresent();
        assertThat(processes.carry(below, kind, 0)).isEmpty();
    }

    @Test
    void soundDraftWithAReasonBecomesTheProcessOfNewCases() {
        CaseId old = dispatched();
        assertThat(why()).contains("没有改动");
        keep(bpmn, "");
        assertThat(why()).contains("修改说明");
        keep(bpmn.replace("yizhan:who=\"leader\"", "yizhan:who=\"boss\""), "改");
        assertThat(why()).contains("还有问题");
        assertThat(processes.faults(kind, processes.draft(administrator, kind).bpmn())).map(Fault::element)
                .containsExactly("sign_off");
        keep(bpmn.replace("name=\"承办\"", "name=\"单位承办\""), "改名");
        assertThat(processes.putIntoForce(administrator, kind)).isEmpty();
        assertThat(processes.draft(administrator, kind).at()).isNull();
        assertThat(kinds.newestProcess(kind)).isEqualTo(2);
        assertThat(view(submitted()).process()).isEqualTo(2);
        assertThat(view(old).process()).as("what runs keeps its own").isEqualTo(1);
        assertThat(kinds.process("test", 2).task("handle").orElseThrow().name()).isEqualTo("单位承办");
        KeyPage<ProcessVersion> versions = processes.versions("test", null, 1);
        assertThat(versions.items()).singleElement()
                .matches(one -> one.number() == 2 && one.note().equals("改名") && one.by().id() == 900);
        KeyPage<ProcessVersion> older = processes.versions("test", versions.older(), 1);
        assertThat(older.items()).extracting(ProcessVersion::number).containsExactly(1);
        assertThat(processes.versions("test", older.newer(), 1).items()).extracting(ProcessVersion::number)
                .containsExactly(2);
        assertThat(processes.process("test", 3)).isEmpty();
    }

    @Test
    void draftOfSomebodyWhoWasSlowerIsNotPutIntoForce() {
        Actor other = new Actor(ActorRef.staff(901), "另一人", county, administrator.grants());
        keep(bpmn, "我的");
        processes.keep(other, kind, new ProcessDraft(1, bpmn, "他的", null));
        assertThat(processes.putIntoForce(other, kind)).isEmpty();
        assertThat(why()).contains("别人已经启用了新的版本");
        assertThat(processes.draft(administrator, kind).note()).as("nothing is lost").isEqualTo("我的");
    }

    @Test
    void processWithoutTheStepAtWhichCasesAreOpenedAgainIsRefused() {
        String other = bpmn.replace("\"handle\"", "\"deal\"")
                .replace(">handle\"", ">deal\"")
                .replace("&gt;handle",
                        "&gt;deal");
        assertThat(processes.faults(kind, other)).map(Fault::text)
                .singleElement()
                .asString()
                .contains("图上少了「承办」：重新办理从它开始");
    }

    @Test
    void pastCasesAreTriedOnTheDraft() {
        CaseId straight = submitted();
        later();
        walk(straight, false, false);
        CaseId round = submitted();
        later();
        does(office, round, new CaseAct.Dispatch(water, List.of(roads), false, true, ""));
        later();
        does(waterman, round, new CaseAct.Return(WRONG_UNIT, "不是我们的"));
        later();
        walk(round, true, true);
        String number = view(straight).number();
        assertThat(processes.tryOut(kind, "<half>")).isEmpty();
        ProcessTrial same = processes.tryOut(kind, bpmn).orElseThrow();
        assertThat(same.stuck()).isEmpty();
        assertThat(same.different()).isEmpty();
        assertThat(same.same()).isGreaterThanOrEqualTo(2);
        String always = bpmn.replace(">signOff<", ">not signOff<");
        assertThat(always).isNotEqualTo(bpmn);
        ProcessTrial turned = processes.tryOut(kind, always).orElseThrow();
        assertThat(turned.different()).anySatisfy(line -> {
            assertThat(line.number()).isEqualTo(number);
            assertThat(line.words()).contains("领导审签");
        });
    }

    private void walk(CaseId id, boolean arbitrated, boolean signOff) {
        does(office, id, new CaseAct.Dispatch(water, List.of(), arbitrated, signOff, "请办理"));
        later();
        does(waterman, id, new CaseAct.Sign());
        later();
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        later();
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        later();
        if (signOff) {
            does(leader, id, new CaseAct.SignOff(""));
            later();
        }
    }

    private void later() {
        clock.later(Duration.ofMinutes(1));
    }

    @Test
    void whoMaySeeACaseSeesWhereItStands() {
        CaseId id = dispatched(roads);
        Processes.Standing standing = processes.standing(waterman, id).orElseThrow();
        assertThat(standing.here()).containsExactlyInAnyOrder("handle", "assist");
        assertThat(standing.past()).containsExactly("screen");
        assertThat(processes.standing(administrator, id)).isEmpty();
        assertThat(processes.standing(waterman, new CaseId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void runningCasesAreTakenOverWhereTheyCanBe() {
        CaseId handled = dispatched();
        CaseId screened = submitted();
        // Without the task at which one of them stands.
        keep(bpmn.replace("\"screen\"", "\"screening\"")
                .replace("limit=\"screening\"", "limit=\"screen\"")
                .replace("&gt;screen\"", "&gt;screening\""), "改环节");
        assertThat(processes.putIntoForce(administrator, kind)).isEmpty();
        assertThat(processes.hasOlderRunning(kind)).isTrue();
        List<Processes.Carried> results = processes.carry(administrator, kind, 0);
        assertThat(result(results, handled)).isEmpty();
        assertThat(result(results, screened)).map(Refusal::text)
                .hasValueSatisfying(text -> assertThat(text).contains("没有正在办理的环节“审核分办”"));
        assertThat(view(handled).process()).isEqualTo(2);
        assertThat(view(screened).process()).isEqualTo(1);
        assertThat(types(handled)).endsWith("CARRIED");
        later();
        does(waterman, handled, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, handled, new CaseAct.ApproveReply("已经修好。", List.of()));
        assertThat(view(handled).state()).isEqualTo(CaseState.CLOSED);
        assertThat(processes.carry(administrator, kind, Long.MAX_VALUE)).isEmpty();
    }

    private static Optional<Refusal> result(List<Processes.Carried> results, CaseId id) {
        return results.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow().refusal();
    }

    private Optional<Refusal> keep(String drawn, String note) {
        assertThat(drawn.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        return processes.keep(administrator, kind, new ProcessDraft(1, drawn, note, null));
    }

    private String why() {
        return processes.putIntoForce(administrator, kind).map(Refusal::text).orElse("");
    }
}
