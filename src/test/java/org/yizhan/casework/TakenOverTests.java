package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Cases that went on elsewhere, taken over with their own dates. */
class TakenOverTests extends CaseworkDatabaseTest {
    @Autowired
    TakenOver past;

    private static Instant at(int month, int day, int hour) {
        return LocalDateTime.of(2026, month, day, hour, 0).atZone(COUNTY).toInstant();
    }

    private TakenOver.Step step(Instant at, Actor who, CaseAct act) {
        return new TakenOver.Step(at, who.ref(), who.unit(), act);
    }

    private CaseView takenOver(Instant received, TakenOver.Step... steps) {
        return past.takeOver(aCase(), ActorRef.VISITOR, received, List.of(steps), own -> {});
    }

    @Test
    void historyIsTheSameAsIfItHadHappenedHere() {
        clock.set(LocalDateTime.of(2026, 9, 1, 9, 0));
        CaseId lived = submitted();
        clock.set(LocalDateTime.of(2026, 9, 2, 10, 0));
        does(office, lived, new CaseAct.Dispatch(water, List.of(roads), false, false, "请办理"));
        clock.set(LocalDateTime.of(2026, 9, 3, 10, 0));
        does(roadman, lived, new CaseAct.GiveOpinion("路面完好"));
        does(waterman, lived, new CaseAct.AskExtension(5, "配件未到"));
        clock.set(LocalDateTime.of(2026, 9, 4, 10, 0));
        does(office, lived, new CaseAct.DecideExtension(5, ""));
        clock.set(LocalDateTime.of(2026, 9, 14, 10, 0));
        does(waterman, lived, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, lived, new CaseAct.ApproveReply("已经修好。", List.of()));
        clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
        int told = kind.warned.size();

        CaseView taken = takenOver(at(9, 1, 9),
                step(at(9, 2, 10), office, new CaseAct.Dispatch(water, List.of(roads), false, false, "请办理")),
                step(at(9, 3, 10), roadman, new CaseAct.GiveOpinion("路面完好")),
                step(at(9, 3, 10), waterman, new CaseAct.AskExtension(5, "配件未到")),
                step(at(9, 4, 10), office, new CaseAct.DecideExtension(5, "")),
                step(at(9, 14, 10), waterman, new CaseAct.DraftReply("已经修好。", List.of())),
                step(at(9, 14, 10), office, new CaseAct.ApproveReply("已经修好。", List.of())));

        assertThat(taken.number()).startsWith("SJ20260901-");
        assertThat(view(taken.id())).usingRecursiveComparison()
                .ignoringFields("id", "number", "code", "version")
                .isEqualTo(view(lived));
        assertThat(log.of(taken.id())).usingRecursiveComparison()
                .isEqualTo(log.of(lived));
        assertThat(running.of(taken.id())).usingRecursiveComparison()
                .ignoringFields("id", "caseId", "task")
                .isEqualTo(running.of(lived));
        assertThat(kind.warned).hasSize(told);
        assertThat(todos(taken.id())).isEmpty();
        assertThat(sql.sql("select fate from casework.counted where case_id = :id")
                .param("id", taken.id().value())
                .query(String.class)
                .single()).isEqualTo("EXTENDED");
    }

    @Test
    void whatIsLateWasLateOnItsDayAndIsToBeDoneStill() {
        CaseView taken = takenOver(at(10, 12, 9),
                step(at(10, 12, 10), office, new CaseAct.Dispatch(water, List.of(), false, false, "")));
        assertThat(taken.late()).isTrue();
        PastEvent fell = log.of(taken.id()).getLast();
        assertThat(fell.event()).isEqualTo(new CaseEvent.FellDue("answer", LocalDate.of(2026, 10, 19)));
        assertThat(fell.at()).isEqualTo(at(10, 20, 0));
        assertThat(view(taken.id())).isEqualTo(taken);
        assertThat(todos(taken.id())).singleElement().asString().contains("承办");
        does(waterman, taken.id(), new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, taken.id(), new CaseAct.ApproveReply("已经修好。", List.of()));
        assertThat(limit(taken.id(), "answer").lateBy()).isEqualTo(10);
        assertThat(types(taken.id())).containsOnlyOnce("FELL_DUE");
    }

    @Test
    void manyAreWrittenTogetherEachUnderTheNextNumberOfItsOwnDay() {
        List<TakenOver.Told> told = past.takeOverAll(List.of(
                whole(at(9, 7, 9), step(at(9, 7, 10), office,
                        new CaseAct.Dispatch(water, List.of(roads), false, false, "")),
                        step(at(9, 7, 11), roadman, new CaseAct.GiveOpinion("路面完好")),
                        step(at(9, 8, 10), waterman, new CaseAct.DraftReply("已经修好。", List.of())),
                        step(at(9, 8, 11), office, new CaseAct.ApproveReply("已经修好了。", List.of()))),
                whole(at(9, 6, 9)), whole(at(9, 7, 8), step(at(9, 7, 9), office, new CaseAct.Accept("")))),
                ActorRef.PROGRAM, views -> assertThat(views).hasSize(3));

        assertThat(serial(told.get(0))).isEqualTo(serial(told.get(2)) + 1);
        assertThat(told.get(1).view().number()).startsWith("SJ20260906-");
        for (TakenOver.Told one : told) {
            CaseId id = one.view().id();
            assertThat(view(id)).isEqualTo(one.view());
            assertThat(log.of(id)).usingRecursiveComparison().isEqualTo(one.events());
            assertThat(sql.sql("select count(*) from casework.shelf where case_id = :id and state = :state")
                    .param("id", id.value())
                    .param("state", one.view().state().name())
                    .query(Integer.class)
                    .single()).isPositive();
            assertThat(
                    sql.sql("select count(*) from journal.entry where object_id = :id and act = 'casework.taken-over'")
                            .param("id", id.value())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
        CaseId answered = told.getFirst().view().id();
        assertThat(rows.opinions(answered)).extracting(Opinion::words).containsExactly("路面完好");
        assertThat(sql.sql("select text || '|' || state from casework.reply where case_id = :id order by number")
                .param("id", answered.value())
                .query(String.class)
                .list()).containsExactly("已经修好。|DRAFT", "已经修好了。|SENT");
    }

    private TakenOver.Past whole(Instant received, TakenOver.Step... steps) {
        return new TakenOver.Past(aCase(), ActorRef.VISITOR, received, _ -> List.of(steps));
    }

    private static int serial(TakenOver.Told told) {
        return Integer.parseInt(told.view().number().substring(told.view().number().indexOf('-') + 1));
    }

    @Test
    void whatCannotHaveHappenedIsRefusedByName() {
        assertThatThrownBy(() -> takenOver(at(10, 12, 9), step(at(10, 12, 10), waterman, new CaseAct.Sign())))
                .hasMessageContaining("sign at 2026-10-12T02:00:00Z");
        assertThatThrownBy(() -> takenOver(at(10, 12, 9), step(at(10, 11, 9), office, new CaseAct.Accept(""))))
                .hasMessageContaining("accept");
        assertThatThrownBy(() -> takenOver(at(10, 12, 9), step(at(12, 1, 9), office, new CaseAct.Accept(""))))
                .hasMessageContaining("not yet");
        assertThatThrownBy(() -> takenOver(at(10, 12, 9), step(at(10, 12, 9), office, new CaseAct.Refuse("没空", ""))))
                .hasMessageContaining("请从列表中选择");
    }

    private List<String> todos(CaseId id) {
        return sql.sql("select what from messaging.todo where key like :key and done_at is null")
                .param("key", "case:" + id.value() + ":%")
                .query(String.class)
                .list();
    }
}
