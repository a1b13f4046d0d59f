package org.yizhan.requests;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseSheet;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

/** Who supervises disclosure sees all requests, does nothing with them, and learns who asked for a reason alone. */
class OversightTests extends RequestsDatabaseTest {
    @Autowired
    Oversight oversight;
    @Autowired
    CaseBoard board;
    @Autowired
    Disputes disputes;

    private List<CaseId> listed(Actor actor, Oversight.Wanted wanted) {
        return oversight.page(actor, wanted, null).items().stream().map(line -> line.view().id()).toList();
    }

    private Oversight.Wanted ofWater(@Nullable Standing standing, boolean late, Outcome.@Nullable Row outcome,
            Oversight.@Nullable Disputed disputed) {
        return new Oversight.Wanted(waterBody, standing, late, outcome, disputed);
    }

    @Test
    void listIsNarrowedByWhereARequestStands() {
        CaseId waits = received(waterBody);
        does(officer, waits, new CaseAct.AskSupplement(LocalDate.of(2026, 11, 20), "请写明年份"));
        CaseId refused = received(waterBody);
        does(officer, refused, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        answered(refused, Outcome.B6);
        CaseId open = received(waterBody);
        assertThat(listed(watcher, ofWater(null, false, null, null))).containsExactly(open, refused, waits);
        assertThat(listed(watcher, ofWater(Standing.WAITING, false, null, null))).containsExactly(waits);
        assertThat(listed(watcher, ofWater(Standing.ENDED, false, null, null))).containsExactly(refused);
        assertThat(listed(watcher, ofWater(null, false, Outcome.Row.REFUSED, null))).containsExactly(refused);
        assertThat(listed(watcher, ofWater(null, false, Outcome.Row.GIVEN, null))).isEmpty();
        assertThat(listed(watcher, ofWater(null, true, null, null))).isEmpty();
        at(2026, 12, 3);
        sweep.run();
        assertThat(listed(watcher, ofWater(Standing.HANDLING, true, null, null))).containsExactly(open);
        assertThat(oversight.loads(watcher)).filteredOn(load -> load.body() == waterBody)
                .containsExactly(
                        new Oversight.Load(waterBody, directory.unit(water.unit()).orElseThrow().name(), 2, 1));
        done(disputes.put(officer, refused, 0, new Disputes.Typed(Dispute.Kind.REVIEW, LocalDate.of(2026, 11, 20),
                "云府复〔2026〕1号", "云岭县人民政府", Dispute.Result.PENDING, null, "")));
        assertThat(listed(watcher, ofWater(null, false, null, Oversight.Disputed.PENDING))).containsExactly(refused);
        assertThat(listed(watcher, ofWater(null, false, null, Oversight.Disputed.CORRECTED))).isEmpty();
    }

    @Test
    void nobodySeesMoreThanTheOwnBodies() {
        CaseId ofCounty = received(countyBody);
        CaseId ofWater = received(waterBody);
        assertThat(listed(watcher, Oversight.Wanted.ALL)).contains(ofCounty, ofWater);
        assertThat(listed(person(108, water, RequestPermissions.SEE), Oversight.Wanted.ALL)).contains(ofWater)
                .doesNotContain(ofCounty);
        assertThat(listed(waterOfficer, Oversight.Wanted.ALL)).as("who does not hold the right to see").isEmpty();
    }

    @Test
    void watcherLearnsWhoAskedForAReasonAlone() {
        CaseId id = received(countyBody);
        CaseSheet seen = board.read(watcher, id).orElseThrow();
        assertThat(seen.writer()).isNull();
        assertThat(seen.mayReveal()).isTrue();
        assertThat(seen.offers()).extracting(offer -> offer.action().code()).isSubsetOf("note");
        assertThat(board.read(officer, id).orElseThrow().writer()).isNotNull();
        assertThat(board.read(leader, id).orElseThrow().writer()).as("signs the answer").isNotNull();
        assertThat(board.reveal(watcher, id, " ")).isInstanceOf(CaseBoard.Revealed.Refused.class);
        assertThat(board.reveal(watcher, id, "核实投诉")).isInstanceOfSatisfying(CaseBoard.Revealed.Shown.class,
                shown -> assertThat(shown.sheet().writer()).extracting(CaseFace.Line::label).contains("申请人"));
        assertThat(journalled(id, "casework.writer-read")).isEqualTo(1);
        office.reads(watcher, view(id), "papers");
        office.reads(officer, view(id), "papers");
        assertThat(journalled(id, "requests.read")).as("the officer works on it").isEqualTo(1);
    }

    private int journalled(CaseId id, String act) {
        return sql.sql("select count(*) from journal.entry where act = :act and object_id = :id")
                .param("act", act)
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void whoApprovesTheOwnAnswerIsNamedForIt() {
        CaseId id = dispatched(countyBody);
        String words = written(id, Outcome.A2);
        done(office.draftAnswer(officer, id, null, Outcome.A2, words, List.of(), ""));
        assertThat(board.read(officer, id).orElseThrow().needed().ownReply()).isTrue();
        clock.set(LocalDateTime.of(2026, 11, 2, 10, 0));
        does(officer, id, new CaseAct.ApproveReply(words, List.of()));
        assertThat(board.read(watcher, id).orElseThrow().told()).extracting(CaseSheet.Told::what)
                .contains("审核同意答复（起草和审核是同一人）");
        at(2026, 11, 3);
        CaseId two = received(waterBody);
        does(officer, two, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        done(office.draftAnswer(waterOfficer, two, null, Outcome.A2, written(two, Outcome.A2), List.of(), ""));
        assertThat(board.read(officer, two).orElseThrow().needed().ownReply()).isFalse();
        clock.set(LocalDateTime.of(2026, 11, 3, 10, 0));
        does(officer, two, new CaseAct.ApproveReply(written(two, Outcome.A2) + "另附目录。", List.of()));
        assertThat(board.read(watcher, two).orElseThrow().told()).extracting(CaseSheet.Told::what)
                .contains("审核同意答复");
    }

    @Test
    void staffReadTheWordOfTheKindForWhoAsked() {
        CaseId id = received(countyBody);
        does(officer, id, new CaseAct.AskSupplement(LocalDate.of(2026, 11, 20), "请写明年份"));
        assertThat(board.read(officer, id).orElseThrow().told()).extracting(CaseSheet.Told::what)
                .contains("请申请人补充材料，2026年11月20日前");
    }
}
