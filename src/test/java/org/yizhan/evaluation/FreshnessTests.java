package org.yizhan.evaluation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yizhan.calendar.DueDate;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.DutyRule.Measure;
import org.yizhan.evaluation.DutyRule.Subject;
import org.yizhan.evaluation.Freshness.Duty;
import org.yizhan.evaluation.Freshness.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

/** The state of a column, as a table of dates, and which of several rules holds. */
class FreshnessTests {
    private static final CountyDays DAYS = new CountyDays(aCalendar());

    /** Weekends, the first week of October free and its Saturday after worked; nothing is known of 2027. */
    static WorkingCalendar aCalendar() {
        var calendar = mock(WorkingCalendar.class);
        lenient().when(calendar.isWorkingDay(any())).thenAnswer(call -> isWorked(call.getArgument(0)));
        lenient().when(calendar.workingDaysBetween(any(), any())).thenAnswer(call -> {
            LocalDate to = call.getArgument(1);
            int count = 0;
            for (LocalDate day = call.<LocalDate>getArgument(0).plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
                count += isWorked(day) ? 1 : 0;
            }
            return count;
        });
        lenient().when(calendar.due(any(), any())).thenAnswer(call -> {
            LocalDate day = call.getArgument(0);
            for (int left = call.<TimeLimit>getArgument(1).days(); left > 0;) {
                day = day.plusDays(1);
                left -= isWorked(day) ? 1 : 0;
            }
            return new DueDate(day, List.of());
        });
        return calendar;
    }

    private static boolean isWorked(LocalDate day) {
        if (day.getYear() != 2026) {
            throw new YearNotLoaded(day.getYear());
        }
        if (day.getMonthValue() == 10 && day.getDayOfMonth() <= 7) {
            return false;
        }
        return day.equals(LocalDate.of(2026, 10, 10))
                || !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
    }

    private static Duty duty(String limit, Care care) {
        return new Duty(TimeLimit.parse(limit).orElseThrow(), care, 3);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // limit, last published, today, state, due, words
        "14d, 2026-11-20, 2026-11-20, FRESH, 2026-12-04, 正常",
        "14d, 2026-11-20, 2026-11-30, FRESH, 2026-12-04, 正常",
        "14d, 2026-11-20, 2026-12-01, SOON, 2026-12-04, 还剩 3 天",
        "14d, 2026-11-20, 2026-12-04, SOON, 2026-12-04, 今天到期",
        "14d, 2026-11-20, 2026-12-05, LAPSED, 2026-12-04, 已超期 1 天",
        "14d, 2026-11-20, 2026-12-09, LAPSED, 2026-12-04, 已超期 5 天",
        // over the end of a month, of a leap day's year, and of the year
        "14d, 2026-02-20, 2026-03-06, SOON, 2026-03-06, 今天到期",
        "14d, 2028-02-20, 2028-03-05, SOON, 2028-03-05, 今天到期",
        "180d, 2026-12-31, 2027-06-29, SOON, 2027-06-29, 今天到期",
        // working days: the holiday does not count, the make-up Saturday does
        "5wd, 2026-09-30, 2026-10-08, FRESH, 2026-10-13, 正常",
        "5wd, 2026-09-30, 2026-10-09, SOON, 2026-10-13, 还剩 3 个工作日",
        "5wd, 2026-09-30, 2026-10-10, SOON, 2026-10-13, 还剩 2 个工作日",
        "5wd, 2026-09-30, 2026-10-14, LAPSED, 2026-10-13, 已超期 1 个工作日",
        "5wd, 2026-11-20, 2026-11-27, SOON, 2026-11-27, 今天到期",
        "5wd, 2026-11-20, 2026-11-28, LAPSED, 2026-11-27, 已超期，不足 1 个工作日",
        "5wd, 2026-11-20, 2026-11-30, LAPSED, 2026-11-27, 已超期 1 个工作日",
        "5wd, 2026-12-29, 2026-12-30, FRESH, -, 到期日在明年，放假安排录入后推算",
        "14d, -, 2026-11-20, EMPTY, -, 空白栏目"})
    void aColumnIsAsFreshAsItsDatesSay(String limit, @Nullable LocalDate last, LocalDate today, State state,
            @Nullable LocalDate due, String words) {
        Freshness fresh = Freshness.of(duty(limit, Care.PUBLICATION), last, null, false, today, DAYS);

        assertThat(fresh.state()).isEqualTo(state);
        assertThat(fresh.due()).isEqualTo(due);
        assertThat(fresh.words()).isEqualTo(words);
        assertThat(fresh.isLate()).isEqualTo(state == State.EMPTY || state == State.LAPSED);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // care, last published, confirmed, state, cared
        "CONFIRMATION, 2026-01-10, 2026-11-01, FRESH, 2026-11-01",
        "CONFIRMATION, 2026-11-10, 2026-11-01, FRESH, 2026-11-10",
        "CONFIRMATION, 2026-01-10, -, LAPSED, 2026-01-10",
        "PUBLICATION, 2026-01-10, 2026-11-01, LAPSED, 2026-01-10",
        // nobody can confirm what is not there
        "CONFIRMATION, -, 2026-11-01, EMPTY, -"})
    void aConfirmationIsCareWhereTheRuleSaysSo(Care care, @Nullable LocalDate last, @Nullable LocalDate confirmed,
            State state, @Nullable LocalDate cared) {
        Freshness fresh = Freshness.of(duty("180d", care), last, confirmed, false, LocalDate.of(2026, 11, 20), DAYS);

        assertThat(fresh.state()).isEqualTo(state);
        assertThat(fresh.cared()).isEqualTo(cared);
    }

    @Test
    void whatIsExemptOrHasNoRuleIsNeverLate() {
        LocalDate today = LocalDate.of(2026, 11, 20);
        LocalDate old = LocalDate.of(2020, 1, 1);
        assertThat(Freshness.of(duty("14d", Care.PUBLICATION), old, null, true, today, DAYS).state())
                .isEqualTo(State.EXEMPT);
        assertThat(Freshness.of(duty("14d", Care.PUBLICATION), null, null, true, today, DAYS).isLate()).isFalse();
        assertThat(Freshness.of(null, old, null, false, today, DAYS).state()).isEqualTo(State.UNRULED);
        assertThat(Freshness.of(null, null, null, false, today, DAYS).state()).isEqualTo(State.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        // period, minimum, done, today, expected, words
        "MONTH, 20, 12, 2026-11-18, 12, '本月应发 20 条，已发 12 条，按进度应为 12 条'",
        "MONTH, 20, 12, 2026-11-20, 14, '本月应发 20 条，已发 12 条，按进度应为 14 条'",
        // nothing is asked for on a weekend that was not asked for on Friday
        "MONTH, 20, 12, 2026-11-22, 14, '本月应发 20 条，已发 12 条，按进度应为 14 条'",
        "MONTH, 20, 20, 2026-11-30, 20, '本月应发 20 条，已发 20 条，已完成'",
        "MONTH, 20, 0, 2026-11-01, 0, '本月应发 20 条，已发 0 条，按进度应为 0 条'",
        "WEEK, 5, 1, 2026-11-18, 3, '本周应发 5 条，已发 1 条，按进度应为 3 条'",
        "QUARTER, 66, 10, 2026-10-09, 2, '本季度应发 66 条，已发 10 条，按进度应为 2 条'",
        "YEAR, 12, 0, 2026-12-31, 12, '本年应发 12 条，已发 0 条，按进度应为 12 条'"})
    void progressFollowsTheWorkingDays(Period period, int minimum, int done, LocalDate today, int expected,
            String words) {
        Progress progress = Progress.of(period, minimum, done, today, DAYS);

        assertThat(progress.expected()).isEqualTo(expected);
        assertThat(progress.words()).isEqualTo(words);
        assertThat(progress.isBehind()).isEqualTo(done < expected);
    }

    @ParameterizedTest
    @CsvSource({"WEEK, 2026-11-22, 2026-11-16, 2026-11-22", "WEEK, 2026-11-23, 2026-11-23, 2026-11-29",
        "MONTH, 2026-02-28, 2026-02-01, 2026-02-28", "QUARTER, 2026-12-31, 2026-10-01, 2026-12-31",
        "QUARTER, 2026-05-15, 2026-04-01, 2026-06-30", "YEAR, 2026-05-15, 2026-01-01, 2026-12-31"})
    void periodsHaveTheirDays(Period period, LocalDate day, LocalDate first, LocalDate last) {
        assertThat(period.first(day)).isEqualTo(first);
        assertThat(period.last(day)).isEqualTo(last);
    }

    private static DutyRule rule(long id, @Nullable Long column, String type, @Nullable UnitKind kind, String from) {
        return new DutyRule(id, "要求" + id, Measure.FRESHNESS, column, type, kind, TimeLimit.naturalDays(14),
                Care.PUBLICATION, 3, null, null, LocalDate.parse(from), null, "", 0);
    }

    @Test
    void theRuleThatSaysMostHolds() {
        DutyRule all = rule(1, null, "", null, "2026-01-01");
        DutyRule towns = rule(2, null, "", UnitKind.TOWNSHIP, "2026-01-01");
        DutyRule news = rule(3, null, "工作动态", null, "2026-01-01");
        DutyRule newsOfTowns = rule(4, null, "工作动态", UnitKind.TOWNSHIP, "2026-01-01");
        DutyRule one = rule(5, 77L, "", null, "2026-01-01");
        DutyRule later = rule(6, null, "工作动态", null, "2026-07-01");
        var everything = List.of(all, towns, news, newsOfTowns, one, later);

        assertThat(strongest(everything, new Subject(77, List.of("工作动态"), UnitKind.TOWNSHIP))).isEqualTo(one);
        assertThat(strongest(everything, new Subject(1, List.of("工作动态"), UnitKind.TOWNSHIP))).isEqualTo(newsOfTowns);
        assertThat(strongest(everything, new Subject(1, List.of("要闻", "工作动态"), UnitKind.DEPARTMENT)))
                .isEqualTo(later);
        assertThat(strongest(everything, new Subject(1, List.of("政策文件"), UnitKind.TOWNSHIP))).isEqualTo(towns);
        assertThat(strongest(everything, new Subject(1, List.of(), null))).isEqualTo(all);
        assertThat(DutyRule.strongest(List.of(one), Measure.FRESHNESS, null, new Subject(1, List.of(), null)))
                .isEmpty();
    }

    private static DutyRule strongest(List<DutyRule> rules, Subject subject) {
        return DutyRule.strongest(rules, Measure.FRESHNESS, null, subject).orElseThrow();
    }

    @Test
    void aRuleHoldsFromItsFirstDayToItsLast() {
        var rule = new DutyRule(1, "要求", Measure.MINIMUM, null, "", null, null, Care.PUBLICATION, 0, Period.MONTH, 20,
                LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30), "", 0);
        assertThat(rule.inForceOn(LocalDate.of(2025, 12, 31))).isFalse();
        assertThat(rule.inForceOn(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(rule.inForceOn(LocalDate.of(2026, 6, 30))).isTrue();
        assertThat(rule.inForceOn(LocalDate.of(2026, 7, 1))).isFalse();
        assertThat(rule.words()).isEqualTo("每月至少20条");
    }
}
