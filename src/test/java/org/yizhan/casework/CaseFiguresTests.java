package org.yizhan.casework;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseSet.Mark;
import org.yizhan.casework.CaseSet.Months;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures say at each commit what the cases say, and open exactly those. */
class CaseFiguresTests extends CaseworkDatabaseTest {
    private static final CaseSet ALL = CaseSet.of("test");

    @Autowired
    CaseFigures figures;
    @Autowired
    Counting counting;

    @BeforeEach
    void nothingCounted() {
        sql.sql("delete from casework.counted").update();
        sql.sql("delete from casework.figure_change").update();
        sql.sql("delete from casework.figure").update();
    }

    @Test
    void eachCaseIsCountedOnceWhereItStands() {
        answered();
        CaseId late = dispatched();
        CaseId longer = dispatched();
        does(waterman, longer, new CaseAct.AskExtension(5, "配件未到"));
        does(office, longer, new CaseAct.DecideExtension(5, ""));
        CaseId refused = submitted();
        does(office, refused, new CaseAct.Refuse("已进入诉讼", ""));
        CaseId other = submitted();
        does(office, other, new CaseAct.Transfer("信访", ""));
        does(office, submitted(), new CaseAct.Merge(late));
        submitted();
        asWriter(submitted(), new CaseAct.Withdraw(""));
        clock.set(LocalDateTime.of(2026, 11, 12, 10, 0));
        sweep.run();
        assertThat(figures.of(ALL).of(Fate.OVERDUE)).as("as soon as the sweep has said so").isEqualTo(1);
        answer(late);
        answer(longer);
        for (int i = 0; i < 2; i++) {
            assertThat(figures.of(ALL).fates()).isEqualTo(Map.of(Fate.IN_TIME, 1L, Fate.EXTENDED, 1L, Fate.LATE, 1L,
                    Fate.REFUSED, 1L, Fate.TRANSFERRED, 1L, Fate.MERGED, 1L, Fate.WITHDRAWN, 1L, Fate.OPEN, 1L));
            assertThat(Objects.requireNonNull(figures.byUnit(ALL).get(water.unit())).done()).isEqualTo(3);
            assertThat(Objects.requireNonNull(figures.byUnit(ALL).get(county.unit())).all()).isEqualTo(5);
            assertThat(figures.of(ALL).inTimeShare()).isEqualTo("66.7%");
            assertThat(figures.of(ALL).averageDays()).as("0, 8 and 8 working days").isEqualTo("5.3");
            counting.addUp();
        }
    }

    @Test
    void monthsOfReceiptAndOfTheEndAddUp() {
        clock.set(LocalDateTime.of(2026, 9, 29, 9, 0));
        CaseId september = dispatched();
        clock.set(LocalDateTime.of(2026, 10, 9, 9, 0));
        answer(september);
        CaseId october = dispatched();
        clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
        YearMonth month = YearMonth.of(2026, 10);
        long carried = figures.of(ALL.received(Months.before(month)).ended(Months.from(month))).all();
        long received = figures.of(ALL.received(Months.of(month))).all();
        long ended = figures.of(ALL.ended(Months.of(month))).all();
        long left = figures.of(ALL.received(new Months(null, month)).ended(Months.from(month.plusMonths(1)))).all();
        assertThat(List.of(carried, received, ended, left)).containsExactly(1L, 1L, 1L, 1L);
        assertThat(figures.byMonth(ALL)).containsOnlyKeys(YearMonth.of(2026, 9), month);
        assertThat(figures.byClass(ALL.received(Months.year(2026)))).containsOnlyKeys("complaint");
        assertThat(listed(office, ALL.received(Months.before(month)))).containsExactly(september);
        assertThat(listed(office, ALL.ended(Months.from(month.plusMonths(1))))).containsExactly(october);
    }

    @Test
    void ratingsReturnsAndReopeningsAreCountedBeside() {
        CaseId id = dispatched();
        does(waterman, id, new CaseAct.Return(WRONG_UNIT, "归交通局"));
        does(office, id, new CaseAct.Dispatch(roads, List.of(), false, false, ""));
        does(roadman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        asWriter(id, new CaseAct.Rate(false, 1, "还在漏"));
        CaseTally again = figures.of(ALL);
        assertThat(again.open()).as("handled again").isEqualTo(1);
        assertThat(List.of(again.returned(), again.reopened(), again.rated(), again.satisfied(), again.unsolved()))
                .containsExactly(1L, 1L, 1L, 0L, 1L);
        assertThat(listed(office, ALL.with(Mark.DISSATISFIED))).containsExactly(id);
        does(roadman, id, new CaseAct.DraftReply("真的修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("真的修好。", List.of()));
        asWriter(id, new CaseAct.Rate(true, 5, ""));
        CaseTally good = figures.of(ALL.with(Fate.IN_TIME).of(roads.unit()));
        assertThat(List.of(good.satisfiedShare(), good.solvedShare())).containsExactly("100%", "100%");
        for (Mark mark : List.of(Mark.RETURNED, Mark.REOPENED, Mark.RATED, Mark.SATISFIED, Mark.SOLVED)) {
            assertThat(listed(office, ALL.with(mark))).as(mark.label()).containsExactly(id);
        }
        assertThat(listed(office, ALL.with(Mark.UNSOLVED))).isEmpty();
    }

    @Test
    void whatNoUnitHasIsLeftOutOfWhatIsGiven() {
        submitted();
        CaseId given = dispatched();
        CaseSet set = ALL.ofClass("complaint").with(Mark.GIVEN);
        assertThat(figures.byUnit(set)).containsOnlyKeys(water.unit());
        assertThat(listed(office, set)).containsExactly(given);
    }

    @Test
    void aFigureOpensOnlyWhatOneMaySee() {
        dispatched();
        NewCase plain = aCase();
        desk.open(new NewCase("test", plain.title(), "report", "", "", "web", "w", true, county, Map.of(), List.of()),
                ActorRef.VISITOR);
        assertThat(figures.of(ALL).all()).isEqualTo(2);
        assertThat(listed(office, ALL)).hasSize(1);
        assertThat(listed(roadman, ALL)).isEmpty();
        assertThat(listed(Actor.VISITOR, ALL)).isEmpty();
    }

    @Test
    void listBehindAFigureGoesOnByKey() {
        for (int i = 0; i < 52; i++) {
            submitted();
        }
        KeyPage<CaseFigures.Line> first = figures.cases(office, ALL, null);
        KeyPage<CaseFigures.Line> second = figures.cases(office, ALL, first.older());
        assertThat(List.of(first.items().size(), second.items().size())).containsExactly(50, 2);
        assertThat(second.older()).isNull();
        assertThat(figures.cases(office, ALL, second.newer()).items()).isEqualTo(first.items());
        assertThat(figures.cases(office, ALL, "nonsense").items()).isEqualTo(first.items());
    }

    @Test
    void whatCountsIsWrittenIntoTheAddressAndReadAgain() {
        CaseSet set = ALL.ofClass("complaint")
                .of(new UnitId(7))
                .received(Months.of(YearMonth.of(2026, 11)))
                .ended(Months.from(YearMonth.of(2026, 12)))
                .with(Fate.LATE, Fate.OVERDUE)
                .with(Mark.RETURNED);
        assertThat(CaseSet.read(query(set.href()))).contains(set);
        assertThat(CaseSet.read(query(ALL.href()))).contains(ALL);
        for (String bad : List.of("kind=", "kind=a'b", "kind=test&fate=NONE", "kind=test&mark=x", "kind=test&unit=x",
                "kind=test&received=2026", "kind=test&ended=2026-13_", "kind=test&class=%27")) {
            assertThat(CaseSet.read(query("?" + bad))).as(bad).isEmpty();
        }
    }

    private static Map<String, String> query(String href) {
        var found = new java.util.HashMap<String, String>();
        for (String one : href.substring(href.indexOf('?') + 1).split("&")) {
            found.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return found;
    }

    private void answer(CaseId id) {
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
    }

    private List<CaseId> listed(Actor actor, CaseSet set) {
        return figures.cases(actor, set, null).items().stream().map(line -> line.view().id()).toList();
    }
}
