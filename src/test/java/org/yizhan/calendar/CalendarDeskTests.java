package org.yizhan.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@RecordApplicationEvents
class CalendarDeskTests {
    private static final Actor ADMINISTRATOR = staff(3, "/7/");
    private static final String NOTICE_2027 = """
            2027-01-01,放假,元旦
            2027-02-08至2027-02-12,放假,春节
            2027-02-20,上班,春节
            """;

    @TestConfiguration
    static class Autumn {
        @Bean
        @Primary
        Clock autumn() {
            return Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
        }
    }

    @Autowired
    CalendarDesk desk;
    @Autowired
    WorkingCalendar calendar;
    @Autowired
    JdbcClient database;
    @Autowired
    ApplicationEvents events;

    @Test
    void anEditIsANewVersionThatIsSeenAtOnceAndTheOldOneStaysReadable() {
        assertThat(calendar.isLoaded(2027)).isFalse();
        assertThat(change(ADMINISTRATOR, 2027, 0, NOTICE_2027)).isEmpty();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 8))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
        assertThat(events.stream(CalendarChanged.class)).contains(new CalendarChanged(Set.of(2027)));

        assertThat(desk.changeDay(ADMINISTRATOR, LocalDate.of(2027, 2, 15), SpecialDay.Kind.HOLIDAY, "春节", 1, "延长假期",
                "补充通知")).isEmpty();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 15))).isFalse();
        CalendarVersion first = desk.version(2027, "", 1).orElseThrow();
        assertThat(desk.days(first)).noneMatch(d -> d.date().equals(LocalDate.of(2027, 2, 15)));
        assertThat(desk.versions(2027, "")).extracting(CalendarVersion::version).containsExactly(2, 1);

        assertThat(change(ADMINISTRATOR, 2027, 1, NOTICE_2027)).isPresent()
                .get()
                .extracting(Refusal::text)
                .asString()
                .contains("刚刚被别人改过");
        String text = desk.text(desk.version(2027, "", null).orElseThrow());
        assertThat(change(ADMINISTRATOR, 2027, 1, text)).as("the same table sent twice").isEmpty();
        assertThat(desk.versions(2027, "")).hasSize(2);
        assertThat(
                database.sql("select count(*) from journal.entry where act = 'calendar.changed' and object_id = 2027")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void onlyWhoHoldsTheRightForTheWholeCountyMayEdit() {
        assertThat(change(staff(4, "/7/1/"), 2025, 1, NOTICE_2027)).isPresent();
        assertThat(change(Actor.VISITOR, 2025, 1, NOTICE_2027)).isPresent();
        assertThat(desk.versions(2025, "")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2025-10-04,放假,国庆节 | 本来就休息", "2025-10-09,上班,国庆节 | 本来就上班",
        "2024-10-01,放假,国庆节 | 不在2025年内", "2025-01-01,放假,元旦 | 列了两次", "2025-12-31,放假,长"
                + "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长 | 不超过40字"})
    void refusesTablesThatCannotBe(String line, String why) {
        String text = desk.text(desk.version(2025, "", 1).orElseThrow()) + "\n" + line;
        assertThat(change(ADMINISTRATOR, 2025, 1, text)).hasValueSatisfying(r -> assertThat(r.text()).contains(why));
        assertThat(desk.versions(2025, "")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"2025, 北京, 原因, 文号, 地区", "2025, -, '', 文号, 修改原因", "2025, -, 原因, '', 文号",
        "1999, -, 原因, 文号, 只能录入", "2029, -, 原因, 文号, 只能录入"})
    void refusesEditsWithoutReasonOrOutOfRange(int year, @Nullable String region, String reason, String notice,
            String why) {
        var edit = new CalendarEdit(year, region == null ? "" : region, 1, NOTICE_2027, reason, notice);
        assertThat(desk.change(ADMINISTRATOR, edit)).hasValueSatisfying(r -> assertThat(r.text()).contains(why));
    }

    @Test
    void refusesAYearWithHardlyAnyHoliday() {
        assertThat(change(ADMINISTRATOR, 2024, 1, "2024-01-01,放假,元旦"))
                .hasValueSatisfying(r -> assertThat(r.text()).contains("放假的天数太少"));
    }

    @Test
    void summerAndWinterHoursFollowEachOtherAndOpenLimitsAreCountedAnew() {
        LocalDate summer = LocalDate.of(2027, 5, 1);
        OfficeHours before = desk.officeHours(summer);
        OfficeHours early = OfficeHours.parse("08:00-12:00,15:00-18:00");
        assertThat(desk.changeHours(ADMINISTRATOR, summer, early, "执行夏季作息时间")).isEmpty();
        assertThat(desk.changeHours(ADMINISTRATOR, LocalDate.of(2027, 10, 1), before, "恢复冬季作息时间")).isEmpty();
        assertThat(desk.changeHours(ADMINISTRATOR, summer, early, "又交一次")).as("sent twice").isEmpty();
        assertThat(desk.officeHours(summer.minusDays(1))).isEqualTo(before);
        assertThat(desk.officeHours(LocalDate.of(2027, 9, 30))).isEqualTo(early);
        assertThat(desk.officeHours(LocalDate.of(2027, 10, 1))).isEqualTo(before);
        assertThat(desk.officeSeasons()).extracting(OfficeSeason::reason).startsWith("恢复冬季作息时间", "执行夏季作息时间");
        assertThat(events.stream(CalendarChanged.class)).hasSize(2);
    }

    @Test
    void refusesHoursFromSomebodyElseLongAgoOrWithoutReason() {
        OfficeHours hours = OfficeHours.parse("09:00-17:00");
        LocalDate day = LocalDate.of(2026, 12, 1);
        int before = desk.officeSeasons().size();
        assertThat(desk.changeHours(staff(4, "/7/1/"), day, hours, "改")).isPresent();
        assertThat(desk.changeHours(ADMINISTRATOR, LocalDate.of(2025, 11, 20), hours, "改")).isPresent();
        assertThat(desk.changeHours(ADMINISTRATOR, LocalDate.of(2028, 11, 22), hours, "改")).isPresent();
        assertThat(desk.changeHours(ADMINISTRATOR, day, hours, " ")).isPresent();
        assertThat(desk.officeSeasons()).hasSize(before);
    }

    private Optional<Refusal> change(Actor actor, int year, int seen, String text) {
        return desk.change(actor, new CalendarEdit(year, "", seen, text, "录入", "国办发明电"));
    }

    private static Actor staff(long id, String scope) {
        return new Actor(ActorRef.staff(id), "管理员", null,
                Set.of(new Grant(CalendarPermissions.EDIT, new UnitPath(scope))));
    }
}
