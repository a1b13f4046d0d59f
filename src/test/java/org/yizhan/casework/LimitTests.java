package org.yizhan.casework;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.calendar.CalendarChanged;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits that come near, pass, and are counted again; each is said once, however late and however often anybody looks. */
class LimitTests extends CaseworkDatabaseTest {
    @Autowired
    LimitKeeper keeper;
    @Autowired
    CaseBoard board;

    @Test
    void eachStageIsSaidOnceAtItsDay() {
        CaseId id = dispatched();
        does(waterman, id, new CaseAct.Sign());
        assertThat(said(LocalDateTime.of(2026, 11, 5, 23, 59))).isEmpty();
        assertThat(said(LocalDateTime.of(2026, 11, 6, 0, 0))).containsExactly(id.value() + " answer -1");
        assertThat(said(LocalDateTime.of(2026, 11, 6, 12, 0))).isEmpty();
        assertThat(said(LocalDateTime.of(2026, 11, 9, 8, 0))).containsExactly(id.value() + " answer 0");
        assertThat(view(id).late()).isFalse();
        assertThat(said(LocalDateTime.of(2026, 11, 10, 0, 0))).containsExactly(id.value() + " answer 1");
        assertThat(view(id).late()).isTrue();
        assertThat(types(id)).endsWith("FELL_DUE");
        assertThat(said(LocalDateTime.of(2026, 11, 11, 0, 0))).containsExactly(id.value() + " answer 2");
        assertThat(said(LocalDateTime.of(2026, 11, 12, 0, 0))).isEmpty();
    }

    @Test
    void missedNightsHealAndOnlyTheLastIsSaid() {
        CaseId id = dispatched();
        does(waterman, id, new CaseAct.Sign());
        assertThat(said(LocalDateTime.of(2026, 11, 20, 8, 0))).containsExactly(id.value() + " answer 2");
        assertThat(types(id).stream().filter("FELL_DUE"::equals)).hasSize(1);
    }

    @Test
    void threeNodesAtOnceSayItOnce() throws Exception {
        CaseId one = dispatched();
        CaseId other = dispatched();
        does(waterman, one, new CaseAct.Sign());
        does(waterman, other, new CaseAct.Sign());
        clock.set(LocalDateTime.of(2026, 11, 10, 8, 0));
        try (var nodes = Executors.newFixedThreadPool(3)) {
            Callable<Integer> node = sweep::run;
            for (var done : nodes.invokeAll(List.of(node, node, node))) {
                done.get();
            }
        }
        sweep.run();
        assertThat(kind.warned).containsExactlyInAnyOrder(one.value() + " answer 1", other.value() + " answer 1");
    }

    @Test
    void lateIsFrozenWhenItEnds() {
        CaseId id = dispatched();
        clock.set(LocalDateTime.of(2026, 11, 12, 9, 0));
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        assertThat(limit(id, "answer"))
                .matches(limit -> Boolean.TRUE.equals(limit.late()) && Integer.valueOf(3).equals(limit.lateBy()));
        assertThat(limit(id, "legal").late()).isFalse();
        assertThat(view(id).late()).as("the act that ends it says it, when no sweep came before").isTrue();
        assertThat(limit(id, "sign").late()).as("four hours of the office").isTrue();
    }

    @Test
    void whatMayBeDoneAndNeedNotIsNeverLate() {
        CaseId id = dispatched();
        does(waterman, id, new CaseAct.Return(WRONG_UNIT, "管道不归我们"));
        assertThat(limit(id, "return").isOpen()).isFalse();
        assertThat(line(id, "退办期限").lapsed()).as("it was returned in time").isFalse();

        does(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""));
        assertThat(limit(id, "return").isOpen()).as("another begins with whoever has it now").isTrue();
        does(roadman, id, new CaseAct.Sign());
        assertThat(said(LocalDateTime.of(2026, 11, 5, 9, 0))).as("only what is owed is said to be late").isEmpty();
        assertThat(line(id, "退办期限").lapsed()).isTrue();
        does(roadman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        assertThat(limit(id, "return").late()).isFalse();
    }

    private CaseDates.Line line(CaseId id, String name) {
        return board.dates(office, id)
                .orElseThrow()
                .limits()
                .stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hoursAreCountedInTheClassThatHasThem() {
        NewCase plain = aCase();
        CaseId id = desk.open(new NewCase("test", plain.title(), "urgent", "", "", "web", "", false, county, Map.of(),
                List.of()), ActorRef.VISITOR).id();
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(LocalDateTime.ofInstant(limit(id, "answer").deadline(), COUNTY))
                .isEqualTo(LocalDateTime.of(2026, 11, 3, 9, 0));
        does(waterman, id, new CaseAct.Sign());
        assertThat(said(LocalDateTime.of(2026, 11, 3, 7, 0))).containsExactly(id.value() + " answer -2");
    }

    @Test
    void whatIsLeftIsToldInTheHoursThatTheLimitCounts() {
        clock.set(LocalDateTime.of(2026, 11, 6, 16, 30));
        CaseId id = dispatched();
        CaseSheet.Due due = Objects.requireNonNull(line(id, "签收期限").due());
        assertThat(due.when().day()).startsWith("11月9日");
        assertThat(due.when().distance()).isEqualTo("还剩 4 个工作小时");
    }

    @Test
    void ruleThatEndedHoldsForWhatBeganUnderIt() {
        CaseId id = dispatched();
        long rule = limit(id, "answer").rule().id();
        sql.sql("update casework.limit_rule set valid_until = date '2026-11-02' where id = :id")
                .param("id", rule)
                .update();
        try {
            does(waterman, id, new CaseAct.AskExtension(2, "配件未到"));
            does(office, id, new CaseAct.DecideExtension(2, ""));
            assertThat(due(id, "answer")).isEqualTo(LocalDate.of(2026, 11, 11));
        } finally {
            sql.sql("update casework.limit_rule set valid_until = null where id = :id").param("id", rule).update();
        }
    }

    @Test
    void changedNoticeMovesWhatIsOpenAndSaysSo() {
        CaseId open = dispatched();
        CaseId ended = answered();
        LocalDate frozen = due(ended, "answer");
        makeWrong(open);
        makeWrong(ended);
        redating.on(new CalendarChanged(Set.of(2026)));
        assertThat(redating.run()).isEqualTo(1);
        assertThat(due(open, "answer")).isEqualTo(frozen);
        assertThat(types(open)).endsWith("REDATED");
        assertThat(types(ended)).doesNotContain("REDATED");
        assertThat(redating.run()).as("done is done").isZero();
        assertThat(sql.sql("select due from casework.shelf where case_id = :id limit 1")
                .param("id", open.value())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant()).isEqualTo(view(open).due());
    }

    /** As if it had been counted with another notice. */
    private void makeWrong(CaseId id) {
        sql.sql("""
                update casework.running set deadline = deadline + interval '3 days'
                where case_id = :id and nature = 'PROMISED'""").param("id", id.value()).update();
    }

    @Test
    void missingNoticeStopsNobodyAndIsMadeUpFor() {
        clock.set(LocalDateTime.of(2026, 12, 29, 9, 0));
        CaseId id = dispatched();
        assertThat(limit(id, "answer").deadline()).as("2027 is not loaded").isNull();
        assertThat(view(id).state()).isEqualTo(CaseState.HANDLING);
        assertThat(said(LocalDateTime.of(2026, 12, 31, 9, 0))).noneMatch(one -> one.startsWith(id.value() + " answer"));
    }

    @Test
    void aSuspensionNeverMakesADateEarlier() {
        CaseId id = dispatched();
        LocalDate before = due(id, "answer");
        for (int days = 0; days < 4; days++) {
            does(waterman, id, new CaseAct.Suspend("正在鉴定", ""));
            clock.later(Duration.ofDays(days).plusHours(1));
            does(waterman, id, new CaseAct.Resume(""));
            LocalDate after = due(id, "answer");
            assertThat(after).isAfterOrEqualTo(before);
            before = after;
        }
    }

    private List<String> said(LocalDateTime at) {
        clock.set(at);
        kind.warned.clear();
        sweep.run();
        return List.copyOf(kind.warned);
    }
}
