package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.DutyRule.Measure;
import org.yizhan.evaluation.Freshness.State;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/** Rules, confirmations, exemptions, and who is told when. */
class DutyTests extends EvaluationDatabaseTest {
    @Autowired
    Duties duties;

    @Autowired
    Sweep sweep;

    private Standing standing(ColumnRecord column) {
        return duties.of(OFFICE, PORTAL).stream().filter(one -> one.column().equals(column)).findFirst().orElseThrow();
    }

    @Test
    void theRulesThatComeWithTheProgramHoldByType() {
        ColumnRecord news = column("要闻", "工作动态", WATER, null, TODAY.minusDays(15));
        ColumnRecord policy = column("政策文件", "政策文件", WATER, null, TODAY.minusDays(15));
        ColumnRecord other = column("其他", "杂项", WATER, null, TODAY.minusDays(900));

        assertThat(standing(news).freshness().words()).isEqualTo("已超期 1 天");
        assertThat(standing(policy).freshness().state()).isEqualTo(State.FRESH);
        assertThat(standing(other).freshness().state()).isEqualTo(State.UNRULED);
        assertThat(standing(news).unit()).isEqualTo("水利局");
    }

    @Test
    void aMinimumForTownsCountsWhatLiesBelowAndOnlyTowns() {
        yes(duties.keep(OFFICE, new DutyRule(0, "乡镇动态每月8条", Measure.MINIMUM, null, "乡镇工作", UnitKind.TOWNSHIP, null,
                Care.PUBLICATION, 0, Period.MONTH, 8, TODAY.minusDays(30), null, "", 0)));
        ColumnRecord town = column("乡镇动态", "乡镇工作", TOWN, null, TODAY);
        ColumnRecord below = column(town, "村里的事", "村务", TOWN, null, TODAY);
        ColumnRecord bureau = column("部门动态", "乡镇工作", WATER, null, TODAY);
        tallies.put(town.id(), new Tally(2, 5, 0, 0, 0));
        tallies.put(below.id(), new Tally(3, 0, 0, 0, 0));

        assertThat(standing(town).progress()).containsExactly(new Progress(Period.MONTH, 8, 5, 5));
        assertThat(standing(bureau).progress()).isEmpty();
        assertThat(standing(town).duty()).contains("每月至少8条");
    }

    @Test
    void aRuleIsChangedByTheOfficeAloneAndNotOverSomebodyElse() {
        var rule = new DutyRule(0, "本周要闻", Measure.FRESHNESS, null, "要闻类", null, TimeLimit.workingDays(5),
                Care.PUBLICATION, 1, null, null, TODAY, null, "", 0);
        assertThat(duties.keep(CLERK, rule)).isPresent();
        yes(duties.keep(OFFICE, rule));
        DutyRule kept = duties.rules().stream().filter(one -> one.name().equals("本周要闻")).findFirst().orElseThrow();
        assertThat(kept.limit()).isEqualTo(TimeLimit.workingDays(5));
        var longer = new DutyRule(kept.id(), "十日要闻", Measure.FRESHNESS, null, "要闻类", null, TimeLimit.workingDays(10),
                Care.PUBLICATION, 1, null, null, TODAY, TODAY.plusDays(100), "", kept.version());
        yes(duties.keep(OFFICE, longer));
        assertThat(duties.keep(OFFICE, longer)).get().matches(why -> why.text().contains("刚被别人改过"));
        assertThat(duties.rule(kept.id()).orElseThrow().name()).isEqualTo("十日要闻");
        for (DutyRule wrong : List.of(
                new DutyRule(0, "", Measure.FRESHNESS, null, "", null, TimeLimit.naturalDays(1), Care.PUBLICATION, 0,
                        null, null, TODAY, null, "", 0),
                new DutyRule(0, "无期", Measure.FRESHNESS, null, "", null, null, Care.PUBLICATION, 0, null, null, TODAY,
                        null, "", 0),
                new DutyRule(0, "无数", Measure.MINIMUM, null, "", null, null, Care.PUBLICATION, 0, Period.WEEK, 0, TODAY,
                        null, "", 0),
                new DutyRule(0, "倒着", Measure.MINIMUM, null, "", null, null, Care.PUBLICATION, 0, Period.WEEK, 1, TODAY,
                        TODAY.minusDays(1), "", 0),
                new DutyRule(0, "没有的栏目", Measure.MINIMUM, 5L, "", null, null, Care.PUBLICATION, 0, Period.WEEK, 1,
                        TODAY,
                        null, "", 0))) {
            assertThat(duties.keep(OFFICE, wrong)).as(wrong.name()).isPresent();
        }
    }

    @Test
    void aConfirmationWithANameKeepsAStaticColumnInTime() {
        ColumnRecord about = column("县情概况", "概况信息", WATER, null, TODAY.minusDays(400));
        ColumnRecord empty = column("行政区划", "概况信息", WATER, null, null);
        assertThat(standing(about).freshness().state()).isEqualTo(State.LAPSED);
        assertThat(duties.confirm(TOWNSMAN, about.id(), "")).isPresent();
        assertThat(duties.confirm(CLERK, empty.id(), "")).isPresent();
        assertThat(duties.confirm(CLERK, 5, "")).isPresent();

        yes(duties.confirm(CLERK, about.id(), "已核对"));
        yes(duties.confirm(CLERK, about.id(), "已核对"));

        assertThat(standing(about).freshness().state()).isEqualTo(State.FRESH);
        assertThat(duties.column(CLERK, about.id()).orElseThrow().confirmations())
                .containsExactly(new Duties.Line("2026年11月20日", "同志11", "已核对"));
        verify(journal, times(1)).record(eq(CLERK.ref()), eq(EvaluationAct.CONFIRMED), any(), any());
    }

    @Test
    void anExemptionHasAReasonAndAnEnd() {
        ColumnRecord news = column("防汛动态", "工作动态", WATER, null, TODAY.minusDays(60));
        assertThat(duties.exempt(CLERK, news.id(), TODAY, TODAY.plusDays(30), "汛期已过")).isPresent();
        assertThat(duties.exempt(OFFICE, news.id(), TODAY, TODAY.plusDays(30), " ")).isPresent();
        assertThat(duties.exempt(OFFICE, news.id(), TODAY, TODAY.minusDays(1), "汛期已过")).isPresent();
        assertThat(duties.exempt(OFFICE, news.id(), TODAY, TODAY.plusDays(500), "汛期已过")).isPresent();
        assertThat(duties.exempt(OFFICE, 5, TODAY, TODAY.plusDays(5), "汛期已过")).isPresent();
        yes(duties.exempt(OFFICE, news.id(), TODAY, TODAY.plusDays(30), "汛期已过"));

        assertThat(standing(news).freshness().state()).isEqualTo(State.EXEMPT);
        clock.set(TODAY.plusDays(31));
        assertThat(standing(news).freshness().state()).isEqualTo(State.LAPSED);
        clock.set(TODAY);
        var letoff = duties.column(OFFICE, news.id()).orElseThrow().exemptions().getFirst();
        assertThat(letoff.running()).isTrue();
        assertThat(duties.endExemption(CLERK, news.id(), letoff.id())).isPresent();
        yes(duties.endExemption(OFFICE, news.id(), letoff.id()));
        yes(duties.endExemption(OFFICE, news.id(), letoff.id()));
        assertThat(standing(news).freshness().state()).isEqualTo(State.LAPSED);
    }

    @Test
    void aUnitSeesItsOwnColumnsAndTheOfficeAll() {
        ColumnRecord water = column("水利动态", "工作动态", WATER, null, TODAY);
        ColumnRecord town = column("白茶动态", "工作动态", TOWN, null, TODAY);

        assertThat(duties.of(CLERK, PORTAL)).extracting(Standing::column).contains(water).doesNotContain(town);
        assertThat(duties.of(OFFICE, PORTAL)).extracting(Standing::column).contains(water, town);
        assertThat(duties.column(CLERK, town.id())).isEmpty();
        assertThat(duties.sites(CLERK)).hasSize(1);
        assertThat(duties.sites(person(50, new UnitPath("/1/9/"), EvaluationPermissions.VIEW))).isEmpty();
    }

    @Test
    void theResponsiblePersonIsToldOnceBeforeItLapsesAndTheHeadAfterwards() {
        ColumnRecord news = column("水利要闻", "工作动态", WATER, 31L, TODAY.minusDays(11));
        String own = "duty:p31:s" + PORTAL;

        assertThat(sweep.run().told()).isOne();
        verify(todos).add(argThat((NewTodo todo) -> todo.key().equals(own) && todo.what().contains("1个即将到期")
                && todo.why().contains("水利要闻") && LocalDate.of(2026, 11, 23).equals(todo.until())
                && todo.audience().equals(List.of(new Audience.OnePerson(31)))));
        verify(todos, never()).add(argThat((NewTodo todo) -> todo.key().startsWith("duty:head")));
        clearInvocations(todos);
        assertThat(sweep.run().told()).isZero();
        clock.set(TODAY.plusDays(1));
        assertThat(sweep.run()).isEqualTo(new Sweep.Swept(columns.size(), 1, 0, 0, 0));
        verify(todos, never()).add(any());

        clock.set(TODAY.plusDays(4));
        assertThat(sweep.run().told()).isOne();
        verify(todos).add(argThat((NewTodo todo) -> todo.key().equals(own) && todo.what().contains("1个超期或空白")));
        verify(todos).add(argThat((NewTodo todo) -> todo.key().equals("duty:head:u7")
                && todo.audience().equals(List.of(new Audience.Holders(EvaluationPermissions.HEAD, "/1/7/")))));
        assertThat(sweep.run().told()).isZero();
        assertThat(duties.column(OFFICE, news.id()).orElseThrow().reminders()).hasSize(2);

        last.put(news.id(), TODAY.plusDays(4));
        assertThat(sweep.run()).isEqualTo(new Sweep.Swept(columns.size(), 0, 0, 0, 2));
        verify(todos).done(own, ActorRef.PROGRAM);
        verify(todos).done("duty:head:u7", ActorRef.PROGRAM);
        clock.set(TODAY.plusDays(4).plusDays(12));
        assertThat(sweep.run().told()).as("the next time is a new matter").isOne();
    }

    @Test
    void whereNobodyIsNamedOrWhoWasHasLeftTheWritersOfTheUnitAreTold() {
        column("无人负责", "工作动态", WATER, null, TODAY.minusDays(20));
        column("人已离开", "工作动态", TOWN, 99L, TODAY.minusDays(20));
        sweep.run();

        verify(todos).add(argThat((NewTodo todo) -> todo.key().startsWith("duty:u7:")
                && todo.audience().equals(List.of(new Audience.Holders("content.write", "/1/7/")))));
        verify(todos).add(argThat((NewTodo todo) -> todo.key().startsWith("duty:u8:")));
        verify(todos, never()).done(startsWith("duty:u7"), any());
    }

    @Test
    void aParentWhoseColumnsAreEmptyIsNotNamedTwice() {
        ColumnRecord parent = column("信息公开", "信息公开", WATER, 31L, null);
        column(parent, "财政信息", "信息公开", WATER, 31L, null);

        assertThat(sweep.run().late()).isOne();
        verify(todos).add(argThat((NewTodo todo) -> todo.key().startsWith("duty:p31")
                && todo.why().startsWith("财政信息（空白栏目）")));
    }
}
