package org.yizhan.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkingCalendarTests {

    private static final CountyClock CLOCK = new CountyClock(
            Clock.fixed(Instant.parse("2026-09-30T01:00:00Z"), ZoneId.of("Asia/Shanghai")));
    private static JdbcClient database;
    private static CalendarYears years;
    private static WorkingCalendar calendar;

    @BeforeAll
    static void loadWhatIsShipped() {
        var source = TestDatabase.copy().dataSource();
        database = JdbcClient.create(source);
        years = yearsFor(source, "");
        calendar = new WorkingCalendar(years, hoursFrom(source));
    }

    @ParameterizedTest
    @CsvSource({"2012-01-20, 5, 2012-02-01", "2015-09-01, 5, 2015-09-09", "2018-12-28, 1, 2018-12-29",
        "2019-04-26, 7, 2019-05-08", "2020-01-22, 7, 2020-02-10", "2024-09-27, 20, 2024-10-30",
        "2025-09-26, 15, 2025-10-23", "2025-12-31, 1, 2026-01-04", "2026-02-13, 20, 2026-03-19",
        "2026-09-24, 10, 2026-10-15", "2026-02-14, 1, 2026-02-24", "2026-09-30, 10, 2026-10-20",
        "2026-09-30, 0, 2026-09-30"})
    void countsWorkingDaysFromTheDayAfter(LocalDate from, int days, LocalDate due) {
        assertThat(calendar.due(from, TimeLimit.workingDays(days)).due()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"2012, 249", "2013, 250", "2014, 250", "2015, 249", "2016, 250", "2017, 249", "2018, 250", "2019, 250",
        "2020, 249", "2021, 250", "2022, 249", "2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void everyYearHasItsWorkingDays(int year, int workingDays) {
        long counted = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(calendar::isWorkingDay)
                .count();
        assertThat(counted).isEqualTo(workingDays);
    }

    @Test
    void explainsEveryDayOnTheWay() {
        List<DueDate.Day> days = calendar.due(LocalDate.of(2026, 9, 18), TimeLimit.workingDays(12)).days();
        assertThat(days.stream().map(d -> d.date() + " " + d.number() + " " + d.why())).containsExactly(
                "2026-09-18 0 起算当日，不计入期限",
                "2026-09-19 0 周六休息",
                "2026-09-20 1 国庆节调休上班",
                "2026-09-21 2 工作日",
                "2026-09-22 3 工作日",
                "2026-09-23 4 工作日",
                "2026-09-24 5 工作日",
                "2026-09-25 0 中秋节放假",
                "2026-09-26 0 周六休息",
                "2026-09-27 0 周日休息",
                "2026-09-28 6 工作日",
                "2026-09-29 7 工作日",
                "2026-09-30 8 工作日",
                "2026-10-01 0 国庆节放假",
                "2026-10-02 0 国庆节放假",
                "2026-10-03 0 国庆节放假",
                "2026-10-04 0 国庆节放假",
                "2026-10-05 0 国庆节放假",
                "2026-10-06 0 国庆节放假",
                "2026-10-07 0 国庆节放假",
                "2026-10-08 9 工作日",
                "2026-10-09 10 工作日",
                "2026-10-10 11 国庆节调休上班",
                "2026-10-11 0 周日休息",
                "2026-10-12 12 工作日");
        assertThat(days).allMatch(d -> d.counted() == d.number() > 0);
    }

    @Test
    void countsEveryNaturalDayWhateverTheHolidays() {
        DueDate due = calendar.due(LocalDate.of(2026, 9, 30), TimeLimit.naturalDays(15));
        assertThat(due.due()).isEqualTo(LocalDate.of(2026, 10, 15));
        assertThat(due.days()).hasSize(16);
        assertThat(calendar.due(LocalDate.of(2026, 12, 20), TimeLimit.naturalDays(60)).due())
                .isEqualTo(LocalDate.of(2027, 2, 18));
    }

    @Test
    void neverGuessesAYearThatIsNotLoaded() {
        assertThatThrownBy(() -> calendar.due(LocalDate.of(2026, 12, 25), TimeLimit.workingDays(10)))
                .isInstanceOfSatisfying(YearNotLoaded.class, e -> assertThat(e.year()).isEqualTo(2027));
        assertThat(calendar.due(LocalDate.of(2026, 12, 25), TimeLimit.workingDays(4)).due())
                .isEqualTo(LocalDate.of(2026, 12, 31));
        assertThatThrownBy(() -> calendar.due(LocalDate.of(2011, 12, 31), TimeLimit.workingDays(1)))
                .isInstanceOf(YearNotLoaded.class);
        assertThatThrownBy(() -> calendar.isWorkingDay(LocalDate.of(2027, 1, 4))).isInstanceOf(YearNotLoaded.class);
        assertThatThrownBy(() -> calendar.workingDaysBetween(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 4)))
                .isInstanceOf(YearNotLoaded.class);
        assertThat(calendar.isLoaded(2026)).isTrue();
        assertThat(calendar.isLoaded(2027)).isFalse();
    }

    @Test
    void addingInTwoStepsIsAddingAtOnceAndMoreDaysAreNeverEarlier() {
        var random = new Random(20260930);
        for (int i = 0; i < 2000; i++) {
            LocalDate from = LocalDate.of(2012, 1, 1).plusDays(random.nextInt(4700));
            int a = random.nextInt(60);
            int b = random.nextInt(60);
            LocalDate first = due(from, a);
            assertThat(due(first, b)).as("%s + %d + %d", from, a, b).isEqualTo(due(from, a + b));
            assertThat(due(from, a + b)).isAfterOrEqualTo(first);
            assertThat(due(from.plusDays(1), a)).isAfterOrEqualTo(first);
            assertThat(calendar.workingDaysBetween(from, due(from, a))).isEqualTo(a);
            assertThat(calendar.workingDaysBetween(due(from, a), from)).isEqualTo(-a);
            if (a > 0) {
                assertThat(calendar.isWorkingDay(first)).isTrue();
            }
        }
    }

    @Test
    void aRegionHasItsOwnDaysAndOthersDoNot() {
        var source = TestDatabase.copy().dataSource();
        var guangxi = yearsFor(source, "450103");
        var calendarThere = new WorkingCalendar(guangxi, hoursFrom(source));
        LocalDate thirdOfMarch = LocalDate.of(2026, 4, 20);
        assertThat(calendarThere.isWorkingDay(thirdOfMarch)).isTrue();
        guangxi.add(2026, "45", 1, List.of(new SpecialDay(thirdOfMarch, SpecialDay.Kind.HOLIDAY, "三月三")),
                ActorRef.PROGRAM, "录入", "区政府通知");
        calendarThere.forget();
        assertThat(calendarThere.isWorkingDay(thirdOfMarch)).isFalse();
        assertThat(calendarThere.why(thirdOfMarch)).isEqualTo("三月三放假");
        assertThat(new WorkingCalendar(yearsFor(source, "520624"), hoursFrom(source))
                .isWorkingDay(thirdOfMarch)).isTrue();
    }

    @Test
    void loadsWhatIsShippedOnceAndKeepsAnEditedYear() {
        long before = years.newestVersionId();
        years.loadShipped();
        assertThat(years.newestVersionId()).isEqualTo(before);
        assertThat(database.sql("select count(*) from calendar.special_day").query(Long.class).single()).isEqualTo(369);
    }

    @ParameterizedTest
    @CsvSource({"10wd, 10, WORKING_DAYS", "30d, 30, NATURAL_DAYS", "0d, 0, NATURAL_DAYS", "3660d, 3660, NATURAL_DAYS"})
    void readsALimit(String written, int days, TimeLimit.Unit unit) {
        assertThat(TimeLimit.parse(written)).contains(new TimeLimit(days, unit));
        assertThat(new TimeLimit(days, unit).written()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "10", "wd", "-1d", "3661d", "99999999999wd", "10 wd", "１０wd", "10WD", "10w"})
    void refusesWhatIsNoLimit(String written) {
        assertThat(TimeLimit.parse(written)).isEmpty();
    }

    private static LocalDate due(LocalDate from, int days) {
        return calendar.due(from, TimeLimit.workingDays(days)).due();
    }

    private static OfficeSeasons hoursFrom(DataSource source) {
        return new OfficeSeasons(JdbcClient.create(source), CLOCK);
    }

    private static CalendarYears yearsFor(DataSource source, String region) {
        return new CalendarYears(JdbcClient.create(source), CLOCK, new JdbcTransactionManager(source), region);
    }
}
