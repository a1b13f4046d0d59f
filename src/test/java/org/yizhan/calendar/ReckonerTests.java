package org.yizhan.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Limits that are suspended, extended, begun anew and set from above. The worked dates were found by another program. */
class ReckonerTests {
    private static final NavigableMap<LocalDate, OfficeHours> OFFICE = new TreeMap<>(Map.of(LocalDate.of(2026, 10, 1),
            OfficeHours.parse("08:30-12:00,14:30-17:30"), LocalDate.of(2026, 5, 1),
            OfficeHours.parse("08:00-12:00,15:00-18:00")));
    private static final LoadedDays TABLE = shipped();

    @ParameterizedTest
    @CsvFileSource(resources = "/calendar/worked-dates.csv", numLinesToSkip = 1)
    void workedDates(LocalDate start, String limit, @Nullable String events, LocalDate due, String shows) {
        Reckoning reckoning = reckon(start.atTime(10, 0), limit, events(events));
        assertThat(reckoning.due()).as(shows).isEqualTo(due);
        assertThat(reckoning.left()).isZero();
        assertThat(reckoning.days().getFirst().date()).isEqualTo(start);
        assertThat(reckoning.days().getLast().date()).isEqualTo(due);
        assertThat(reckoning.days()).allMatch(day -> !day.why().isBlank() && day.counted() == day.number() > 0);
        assertThat(reckoning.isLate(due.atTime(23, 59))).isFalse();
        assertThat(reckoning.isLate(due.plusDays(1).atStartOfDay())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T16:00, 24h, 2026-11-27T16:00", "2026-11-26T23:50, 30m, 2026-11-27T00:20",
        "2026-12-31T23:00, 2h, 2027-01-01T01:00", "2026-11-26T16:00, 4oh, 2026-11-27T11:00",
        "2026-11-26T16:30, 90om, 2026-11-27T09:00", "2026-11-27T17:30, 30om, 2026-11-30T09:00",
        "2026-11-27T11:30, 30om, 2026-11-27T12:00", "2026-11-28T10:00, 1oh, 2026-11-30T09:30",
        "2026-09-30T17:30, 1oh, 2026-10-08T09:00",
        "2026-05-08T11:00, 2oh, 2026-05-08T16:00", "2026-09-30T15:00, 10oh, 2026-10-09T09:00",
        "2026-03-02T08:00, 7oh, 2026-03-02T18:00", "2026-10-10T08:00, 1oh, 2026-10-10T09:30",
        "2026-11-26T12:30, 195om, 2026-11-27T08:45"})
    void hoursAndMinutes(LocalDateTime start, String limit, LocalDateTime deadline) {
        Reckoning reckoning = reckon(start, limit, List.of());
        assertThat(reckoning.deadline()).isEqualTo(deadline);
        assertThat(reckoning.isLate(deadline)).isTrue();
        assertThat(reckoning.isLate(deadline.minusSeconds(1))).isFalse();
    }

    @Test
    void officeHoursOfSummerAndWinterAreExplainedDayByDay() {
        assertThat(words(reckon(LocalDateTime.of(2026, 9, 30, 16, 0), "4oh", List.of()))).containsExactly(
                "2026-09-30 120 工作日，计入办公时间120分钟",
                "2026-10-01 0 国庆节放假", "2026-10-02 0 国庆节放假", "2026-10-03 0 国庆节放假", "2026-10-04 0 国庆节放假",
                "2026-10-05 0 国庆节放假", "2026-10-06 0 国庆节放假", "2026-10-07 0 国庆节放假",
                "2026-10-08 120 工作日，计入办公时间120分钟");
    }

    @Test
    void hoursByDayAndNightAreExplainedToo() {
        assertThat(words(reckon(LocalDateTime.of(2026, 11, 27, 23, 30), "24h", List.of()))).containsExactly(
                "2026-11-27 30 不分昼夜，计入30分钟", "2026-11-28 1410 不分昼夜，计入1410分钟");
    }

    @Test
    void hoursStandStillWhileSuspendedAndGrowWhenExtended() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 26, 9, 0);
        List<ClockEvent> pause = List.of(new ClockEvent.Suspended(start.plusHours(1), "等候检验"),
                new ClockEvent.Resumed(start.plusHours(6)));
        assertThat(reckon(start, "24h", pause).deadline()).isEqualTo(start.plusHours(29));
        assertThat(reckon(start, "2oh", pause).deadline()).isEqualTo(LocalDateTime.of(2026, 11, 26, 16, 0));
        var open = reckon(start, "24h", pause.subList(0, 1));
        assertThat(open.deadline()).isNull();
        assertThat(open.left()).isEqualTo(23 * 60);
        assertThat(reckon(start, "24h", List.of(new ClockEvent.Extended(start.plusHours(3), 90, "水厂检修"))).deadline())
                .isEqualTo(start.plusMinutes(24 * 60 + 90));
    }

    @Test
    void aSuspensionIsExplainedAndHasNoEndWhileItLasts() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 25, 9, 0);
        var suspended = new ClockEvent.Suspended(start.plusDays(2), "专家评审");
        Reckoning open = reckon(start, "5wd", List.of(suspended));
        assertThat(open.deadline()).isNull();
        assertThat(open.due()).isNull();
        assertThat(open.left()).isEqualTo(4);
        assertThat(open.isLate(start.plusYears(1))).isFalse();
        assertThat(words(open)).containsExactly("2026-11-25 0 起算当日，不计入期限", "2026-11-26 1 工作日",
                "2026-11-27 0 中止计时：专家评审");

        Reckoning ended = reckon(start, "5wd", List.of(suspended, new ClockEvent.Resumed(start.plusDays(6))));
        assertThat(words(ended)).containsExactly("2026-11-25 0 起算当日，不计入期限", "2026-11-26 1 工作日",
                "2026-11-27 0 中止计时：专家评审", "2026-11-28 0 中止计时：专家评审", "2026-11-29 0 中止计时：专家评审",
                "2026-11-30 0 中止计时：专家评审", "2026-12-01 2 工作日", "2026-12-02 3 工作日", "2026-12-03 4 工作日",
                "2026-12-04 5 工作日");
    }

    @Test
    void whatIsSuspendedAfterItsLastDayStaysLate() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 2, 9, 0);
        Reckoning reckoning = reckon(start, "5wd",
                List.of(new ClockEvent.Suspended(start.plusDays(20), "太晚了"),
                        new ClockEvent.Resumed(start.plusDays(30))));
        assertThat(reckoning.due()).isEqualTo(LocalDate.of(2026, 11, 9));
    }

    @Test
    void aNewBeginningEndsTheSuspensionAndForgetsExtensions() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 2, 9, 0);
        Reckoning reckoning = reckon(start, "2wd",
                List.of(new ClockEvent.Extended(start.plusHours(1), 10, "情况复杂"),
                        new ClockEvent.Suspended(start.plusDays(1), "等候补正"),
                        new ClockEvent.Restarted(start.plusDays(3), "收到补正材料")));
        assertThat(words(reckoning)).containsExactly("2026-11-02 0 已重新起算，以前的不计入期限", "2026-11-03 0 已重新起算，以前的不计入期限",
                "2026-11-04 0 已重新起算，以前的不计入期限", "2026-11-05 0 收到补正材料，当日重新起算，不计入期限", "2026-11-06 1 工作日",
                "2026-11-07 0 周六休息", "2026-11-08 0 周日休息", "2026-11-09 2 工作日");
    }

    @Test
    void aDayFromAboveStandsUntilAnotherIsSet() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 2, 9, 0);
        var first = new ClockEvent.Given(start, LocalDate.of(2026, 11, 4), "限定在这一天以前办结");
        var later = new ClockEvent.Given(start.plusDays(1), LocalDate.of(2026, 11, 15), "限定在这一天以前办结");
        assertThat(reckon(start, "10wd", List.of(first)).due()).isEqualTo(LocalDate.of(2026, 11, 4));
        assertThat(reckon(start, "10wd", List.of(first, later)).due()).isEqualTo(LocalDate.of(2026, 11, 15));
        assertThat(words(reckon(start, "10wd", List.of(first)))).containsExactly("2026-11-02 0 起算当日",
                "2026-11-04 0 限定在这一天以前办结");
    }

    @Test
    void eventsThatContradictEachOtherAreRefused() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 2, 9, 0);
        var suspended = new ClockEvent.Suspended(start.plusDays(1), "鉴定");
        for (List<ClockEvent> wrong : List.<List<ClockEvent>>of(List.of(new ClockEvent.Resumed(start.plusDays(1))),
                List.of(suspended, suspended), List.of(suspended, new ClockEvent.Resumed(start)),
                List.of(new ClockEvent.Extended(start.minusMinutes(1), 5, "早了")))) {
            assertThatIllegalArgumentException().isThrownBy(() -> reckon(start, "5wd", wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ClockEvent.Extended(start, 0, "没有延"));
    }

    @Test
    void aYearThatIsNotLoadedIsNeverGuessed() {
        assertThatThrownBy(() -> reckon(LocalDateTime.of(2026, 12, 30, 9, 0), "10wd", List.of()))
                .isInstanceOf(YearNotLoaded.class);
        assertThatThrownBy(() -> reckon(LocalDateTime.of(2026, 12, 31, 17, 0), "4oh", List.of()))
                .isInstanceOf(YearNotLoaded.class);
    }

    @Test
    void whateverHappensADateIsReasonable() {
        var random = new Random(20261127);
        for (int i = 0; i < 3000; i++) {
            LocalDateTime start = LocalDateTime.of(2012, 1, 1, 9, 0).plusMinutes(random.nextInt(60 * 24 * 4900));
            String limit = random.nextInt(1, 60) + List.of("wd", "d", "h", "oh").get(random.nextInt(4));
            LocalDateTime plain = ends(reckon(start, limit, List.of()));
            LocalDateTime from = start.plusHours(random.nextInt(400));
            LocalDateTime until = from.plusHours(random.nextInt(400));
            List<ClockEvent> pause = List.of(new ClockEvent.Suspended(from, "鉴定"), new ClockEvent.Resumed(until));
            int more = random.nextInt(1, 30);

            assertThat(ends(reckon(start, limit, pause))).as("%s %s %s", start, limit, pause).isAfterOrEqualTo(plain);
            assertThat(reckon(start, limit, pause)).isEqualTo(reckon(start, limit, new ArrayList<>(pause)));
            Limit longer = Limit.parse(limit).orElseThrow().longerBy(more);
            List<ClockEvent> extended = List.of(new ClockEvent.Extended(start, more, "延期"));
            assertThat(reckon(start, limit, extended).deadline()).as("%s %s + %s", start, limit, more)
                    .isEqualTo(reckon(start, longer.written(), List.of()).deadline());
            assertThat(ends(reckon(start.plusDays(1), limit, List.of()))).isAfterOrEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({"10wd, 10个工作日, 个工作日", "30d, 30日, 日", "24h, 24小时, 分钟", "30m, 30分钟, 分钟", "4oh, 4个工作小时, 个工作分钟",
        "90om, 90个工作分钟, 个工作分钟"})
    void readsAndSaysEveryLimit(String written, String words, String unit) {
        Limit limit = Limit.parse(written).orElseThrow();
        assertThat(limit.written()).isEqualTo(written);
        assertThat(limit.words()).isEqualTo(words);
        assertThat(limit.unitWords()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({"10个工作日, 10wd", "１０ 个工作日, 10wd", "3工作日, 3wd", "30天, 30d", "30日, 30d", "7个自然日, 7d", "24小时, 24h",
        "30分钟, 30m",
        "4个工作小时, 4oh", "90个工作分钟, 90om", "4oh, 4oh", " 5wd , 5wd"})
    void isReadAsPeopleSayIt(String typed, String written) {
        assertThat(Limit.read(typed)).map(Limit::written).hasValue(written);
        assertThat(Limit.read(Limit.parse(written).orElseThrow().words())).isEqualTo(Limit.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "十天", "个工作日", "3个", "3个月", "99999天", "-1天", "1.5天", "工作日3", "3个工作日左右"})
    void whatIsNoLimitIsNotGuessed(String typed) {
        assertThat(Limit.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "wd", "-1h", "0h", "0om", "1441h", "99999m", "4 oh", "4owd", "9999999h", "１h"})
    void refusesWhatIsNoLimit(String written) {
        assertThat(Limit.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "09:00", "09:00-08:00", "09:00-12:00,11:00-17:00", "9-12", "09:00-12:00-13:00",
        "09:00-12:00,"})
    void refusesOfficeHoursThatCannotBe(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> OfficeHours.parse(written));
    }

    private static Reckoning reckon(LocalDateTime start, String limit, List<ClockEvent> events) {
        return Reckoner.reckon(TABLE, start, Limit.parse(limit).orElseThrow(), events);
    }

    private static LocalDateTime ends(Reckoning reckoning) {
        return Objects.requireNonNull(reckoning.deadline());
    }

    private static List<String> words(Reckoning reckoning) {
        return reckoning.days().stream().map(d -> d.date() + " " + d.number() + " " + d.why()).toList();
    }

    /** S: suspended, R: resumed, E: extended by, A: begun anew; each at ten in the morning. */
    private static List<ClockEvent> events(@Nullable String written) {
        if (written == null) {
            return List.of();
        }
        return Arrays.stream(written.split(" ")).<ClockEvent>map(event -> {
            LocalDateTime at = LocalDate.parse(event.substring(1, 11)).atTime(10, 0);
            String rest = event.length() > 12 ? event.substring(12) : "";
            return switch (event.charAt(0)) {
                case 'S' -> new ClockEvent.Suspended(at, rest);
                case 'R' -> new ClockEvent.Resumed(at);
                case 'E' -> new ClockEvent.Extended(at, Integer.parseInt(rest), "延期");
                case 'A' -> new ClockEvent.Restarted(at, rest);
                default -> throw new IllegalArgumentException(event);
            };
        }).toList();
    }

    private static LoadedDays shipped() {
        try (var file = ReckonerTests.class.getResourceAsStream("/calendar/holidays-cn.csv")) {
            Map<LocalDate, SpecialDay> special = new HashMap<>();
            var years = new HashSet<Integer>();
            for (String line : new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList()) {
                String[] cells = line.split(",");
                LocalDate day = LocalDate.parse(cells[0]);
                years.add(day.getYear());
                special.put(day, new SpecialDay(day, cells[1].equals("holiday")
                        ? SpecialDay.Kind.HOLIDAY
                        : SpecialDay.Kind.WORKDAY, cells[2]));
            }
            return new LoadedDays(years, special, OFFICE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
