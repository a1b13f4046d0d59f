package org.yizhan.casework;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseFigures.Key;
import org.yizhan.casework.CaseSet.Mark;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables tell the same cases apart in six ways, and each line opens exactly its cases. */
class CaseTableTests extends CaseworkDatabaseTest {
    private static final CaseSet ALL = CaseSet.of("test");

    @Autowired
    CaseFigures figures;

    @BeforeEach
    void nothingCounted() {
        sql.sql("delete from casework.counted").update();
        sql.sql("delete from casework.figure_change").update();
        sql.sql("delete from casework.figure").update();
    }

    private CaseId open(String subject, String region, String channel, String writer, boolean guarded) {
        return desk.open(new NewCase("test", "水渠漏水", "complaint", subject, region, channel, writer, guarded, county,
                Map.of(), List.of()), ActorRef.VISITOR).id();
    }

    private CaseTally tally(CaseSet set, CaseAxis axis, String code) {
        Key key = new Key(axis.isOfKind() ? "test" : "", code);
        return Objects.requireNonNull(figures.table(set).get(axis)).getOrDefault(key, CaseTally.NONE);
    }

    @Test
    void everyAxisAddsUpToTheSameAndToItsLists() {
        open("water", "1", "web", "a", false);
        open("water", "2", "phone", "b", false);
        open("road", "", "web", "c", true);
        answered();
        Map<CaseAxis, Map<Key, CaseTally>> table = figures.table(ALL);
        assertThat(table).containsOnlyKeys(CaseAxis.values());
        table.forEach((axis, lines) -> {
            assertThat(lines.values().stream().mapToLong(CaseTally::all).sum()).as(axis.label()).isEqualTo(4);
            lines.forEach((key, tally) -> {
                CaseSet own = ALL.with(axis, key.code());
                assertThat(figures.of(own).all()).as(axis + " " + key).isEqualTo(tally.all());
                assertThat(CaseSet.read(query(own.href()))).as(own.href()).contains(own);
                assertThat(sql.sql("select count(*) from casework.counted where " + axis.column() + "::text = :code")
                        .param("code", key.code())
                        .query(Long.class)
                        .single()).isEqualTo(tally.all());
            });
        });
        assertThat(tally(ALL, CaseAxis.SUBJECT, "water").of(Fate.IN_TIME)).isEqualTo(1);
        assertThat(tally(ALL, CaseAxis.CHANNEL, "phone").all()).isEqualTo(1);
        assertThat(tally(ALL, CaseAxis.REGION, "").all()).as("without a place").isEqualTo(2);
        assertThat(figures.cases(office, ALL.with(CaseAxis.SUBJECT, "road"), null).items()).as("guarded, counted only")
                .isEmpty();
        assertThat(figures.spots(ALL)).contains(new CaseFigures.Spot("test", "water", "1", 1),
                new CaseFigures.Spot("test", "water", "2", 1));
    }

    @Test
    void aSubjectThatIsPutRightMovesTheCase() {
        CaseId id = open("water", "1", "web", "a", false);
        does(office, id, new CaseAct.Correct(CaseEvent.Corrected.Field.SUBJECT, "road", "看错了"));
        does(office, id, new CaseAct.Correct(CaseEvent.Corrected.Field.REGION, "2", "看错了"));
        assertThat(tally(ALL, CaseAxis.SUBJECT, "water").all()).isZero();
        assertThat(tally(ALL, CaseAxis.SUBJECT, "road").all()).isEqualTo(1);
        assertThat(tally(ALL, CaseAxis.REGION, "2").all()).isEqualTo(1);
        assertThat(figures.of(ALL).all()).as("cells").isEqualTo(1);
    }

    @Test
    void theSameMatterOfTheSameWriterWithinAYearIsRepeated() {
        clock.set(LocalDateTime.of(2025, 10, 9, 9, 0));
        open("road", "1", "web", "again", false);
        clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
        CaseId first = open("water", "1", "web", "again", false);
        clock.set(LocalDateTime.of(2026, 11, 3, 9, 0));
        CaseId second = open("water", "2", "phone", "again", false);
        open("water", "1", "web", "other", false);
        open("road", "1", "web", "again", false);
        open("water", "1", "web", "again", true);
        open("", "1", "web", "again", false);
        assertThat(listed(ALL.with(Mark.REPEATED))).containsExactly(second);
        assertThat(tally(ALL, CaseAxis.KIND, "test").repeated()).isEqualTo(1);
        assertThat(
                listed(ALL.with(CaseAxis.SUBJECT, "water").days(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 2))))
                .containsExactly(first);
    }

    @Test
    void daysTakenHaveAMedianAndANinetiethPercentile() {
        for (int days : new int[]{0, 1, 1, 2, 9}) {
            clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
            CaseId id = dispatched();
            LocalDate end = LocalDate.of(2026, 11, 2);
            for (int left = days; left > 0; left--) {
                end = end.plusDays(end.getDayOfWeek().getValue() == 5 ? 3 : 1);
            }
            clock.set(end.atTime(10, 0));
            does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
            does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        }
        DaysTaken taken = Objects.requireNonNull(Objects.requireNonNull(figures.daysTaken(ALL).get(CaseAxis.UNIT))
                .get(new Key("", Long.toString(water.unit().value()))));
        assertThat(List.of(taken.done(), (long) taken.within(50), (long) taken.within(90))).containsExactly(5L, 1L, 9L);
        assertThat(DaysTaken.NONE.within(50)).isEqualTo(-1);
        assertThat(new DaysTaken(Map.of(3, 1L)).within(90)).isEqualTo(3);
    }

    @Test
    void addressesOfSeveralKindsUnitsAndDaysAreReadAgain() {
        CaseSet set = CaseSet.of(Set.of("test", "other"))
                .among(Set.of(county.unit(), water.unit()))
                .with(CaseAxis.REGION, "")
                .with(CaseAxis.CHANNEL, "web")
                .days(LocalDate.of(2026, 11, 1), null)
                .with(Mark.REPEATED);
        assertThat(CaseSet.read(query(set.href()))).contains(set);
        for (String bad : List.of("kind=test.", "kind=test&unit=1.", "kind=test&day=2026-02-30_", "kind=test&day=x",
                "kind=test&subject=%27", "kind=test&region=a b")) {
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

    private List<CaseId> listed(CaseSet set) {
        return figures.cases(office, set, null).items().stream().map(line -> line.view().id()).toList();
    }
}
