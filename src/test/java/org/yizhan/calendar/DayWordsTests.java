package org.yizhan.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class DayWordsTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private final WorkingCalendar calendar = mock();
    private final DayWords words = new DayWords(calendar,
            new CountyClock(Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneId.of("Asia/Shanghai"))));

    @Test
    void saysTheDistanceInWorkingDaysAndWhatSurprises() {
        LocalDate saturday = LocalDate.of(2026, 11, 28);
        when(calendar.isWorkingDay(saturday)).thenReturn(true);
        when(calendar.workingDaysBetween(TODAY, saturday)).thenReturn(5);
        assertThat(words.due(saturday)).isEqualTo(new When(saturday, "11月28日 周六（补班）", "还剩 5 个工作日", false));
    }

    @Test
    void namesAFreeWeekday() {
        LocalDate monday = LocalDate.of(2026, 11, 23);
        assertThat(words.due(monday).day()).isEqualTo("11月23日 周一（放假）");
    }

    @Test
    void saysLatenessInWords() {
        LocalDate thursday = TODAY.minusDays(2);
        when(calendar.isWorkingDay(thursday)).thenReturn(true);
        assertThat(words.due(thursday)).isEqualTo(new When(thursday, "11月19日 周四", "超期 2 天", true));
        assertThat(words.due(TODAY).distance()).isEqualTo("今天到期");
        assertThat(words.due(TODAY).late()).isFalse();
    }

    @Test
    void saysWhatIsNearInHoursAndMinutes() {
        Instant now = Instant.parse("2026-11-21T02:00:00Z");
        assertThat(words.due(TODAY, now.plusSeconds(29 * 60), HourLimit.Kind.CLOCK).distance()).isEqualTo("还剩 29 分钟");
        assertThat(words.due(TODAY.plusDays(1), now.plusSeconds(23 * 3600 + 300), HourLimit.Kind.CLOCK).distance())
                .isEqualTo("还剩 23 小时 5 分钟");
        assertThat(words.due(TODAY, now.minusSeconds(2 * 3600), HourLimit.Kind.OFFICE))
                .isEqualTo(new When(TODAY, "11月21日 周六", "超期 2 小时", true));
        when(calendar.workingDaysBetween(TODAY, TODAY.plusDays(2))).thenReturn(1);
        assertThat(words.due(TODAY.plusDays(2), now.plusSeconds(2 * 86_400), HourLimit.Kind.CLOCK).distance())
                .isEqualTo("还剩 1 个工作日");
    }

    @Test
    void saysWhatIsLeftOfALimitOfTheOfficeInItsHours() {
        assertThat(left("2026-11-20T17:00", "2026-11-23T10:00")).as("over a weekend").isEqualTo("还剩 2 个工作小时");
        assertThat(left("2026-11-20T11:45", "2026-11-20T14:40")).as("over noon").isEqualTo("还剩 25 个工作分钟");
        assertThat(left("2026-11-20T15:00", "2026-11-20T17:10")).as("while it is open").isEqualTo("还剩 2 小时 10 分钟");
        assertThat(left("2026-11-20T09:00", "2026-11-23T10:00")).as("more than a day of the office")
                .isEqualTo("还剩 1 个工作日");
        assertThat(left("2026-11-22T10:00", "2026-11-23T17:30")).as("a whole day").isEqualTo("还剩 6 个工作小时 30 分钟");
    }

    private static String left(String now, String until) {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        var days = new LoadedDays(Set.of(2026), Map.of(),
                new TreeMap<>(Map.of(LocalDate.of(2026, 1, 1), OfficeHours.parse("08:30-12:00,14:30-17:30"))));
        WorkingCalendar shipped = mock();
        when(shipped.officeTimeBetween(any(), any()))
                .thenAnswer(asked -> days.officeTimeBetween(asked.getArgument(0), asked.getArgument(1)));
        when(shipped.officeTimeOf(any())).thenReturn(Duration.ofMinutes(390));
        when(shipped.workingDaysBetween(any(), any()))
                .thenAnswer(asked -> days.workingDaysBetween(asked.getArgument(0), asked.getArgument(1)));
        LocalDateTime moment = LocalDateTime.parse(until);
        var clock = new CountyClock(Clock.fixed(LocalDateTime.parse(now).atZone(zone).toInstant(), zone));
        return new DayWords(shipped, clock)
                .due(moment.toLocalDate(), moment.atZone(zone).toInstant(), HourLimit.Kind.OFFICE)
                .distance();
    }

    @Test
    void neverGuessesWorkingDaysOfAYearThatIsNotLoaded() {
        LocalDate next = LocalDate.of(2027, 1, 4);
        when(calendar.isWorkingDay(next)).thenThrow(new YearNotLoaded(2027));
        when(calendar.workingDaysBetween(any(), any())).thenThrow(new YearNotLoaded(2027));
        assertThat(words.due(next).distance()).isEqualTo("还有 44 天");
        assertThat(words.due(next).day()).isEqualTo("2027年1月4日 周一");
    }
}
