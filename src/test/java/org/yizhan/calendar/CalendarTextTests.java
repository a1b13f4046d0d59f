package org.yizhan.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarTextTests {
    @Test
    void readsLinesAndSpans() {
        assertThat(days("""
                date,kind,name
                2026-10-01至2026-10-07,放假,国庆节
                2026/9/20, 上班 ,国庆节

                2026年10月10日，调休上班，国庆节
                """)).containsExactly("2026-10-01 放假 国庆节", "2026-10-02 放假 国庆节", "2026-10-05 放假 国庆节",
                "2026-10-06 放假 国庆节", "2026-10-07 放假 国庆节", "2026-09-20 上班 国庆节", "2026-10-10 上班 国庆节");
    }

    @Test
    void readsTheParagraphsOfANoticeAsTheyStand() {
        assertThat(days("""
                一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
                二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
                三、清明节：4月4日（周六）至6日（周一）放假，共3天。
                七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
                """)).containsExactly("2026-01-01 放假 元旦", "2026-01-02 放假 元旦", "2026-01-04 上班 元旦",
                "2026-02-16 放假 春节", "2026-02-17 放假 春节", "2026-02-18 放假 春节", "2026-02-19 放假 春节",
                "2026-02-20 放假 春节", "2026-02-23 放假 春节", "2026-02-14 上班 春节", "2026-02-28 上班 春节",
                "2026-04-06 放假 清明节", "2026-10-01 放假 国庆节", "2026-10-02 放假 国庆节", "2026-10-05 放假 国庆节",
                "2026-10-06 放假 国庆节", "2026-10-07 放假 国庆节", "2026-09-20 上班 国庆节", "2026-10-10 上班 国庆节");
    }

    @Test
    void readsBackWhatItWrites() {
        List<SpecialDay> days = List.of(new SpecialDay(LocalDate.of(2026, 10, 1), SpecialDay.Kind.HOLIDAY, "国庆节"),
                new SpecialDay(LocalDate.of(2026, 10, 10), SpecialDay.Kind.WORKDAY, "中秋节、国庆节"));
        assertThat(CalendarText.read(2026, CalendarText.write(days))).isEqualTo(new CalendarText.Read.Days(days));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2026-02-30,放假,春节 | 日期不存在", "明天,放假,春节 | 看不懂", "2026-10-01,也许,国庆节 | 应写放假或上班",
        "2026-10-07至2026-10-01,放假,国庆节 | 前后颠倒", "2026-10-01;放假 | 看不懂", "七、国庆节：放假七天。 | 没有找到日期",
        "七、国庆节：10月40日放假。 | 日期不存在", "七、国庆节：10月1日放假，10月10日上班。 | 同时写了"})
    void saysWhichLineCannotBeRead(String line, String why) {
        assertThat(CalendarText.read(2026, "2026-10-01,放假,国庆节\n" + line)).isInstanceOfSatisfying(
                CalendarText.Read.Unreadable.class,
                unreadable -> assertThat(unreadable.refusal().text()).startsWith("第2行：").contains(why));
    }

    @Test
    void refusesAnEndlessPaste() {
        assertThat(CalendarText.read(2026, "放".repeat(3_000_000))).isInstanceOf(CalendarText.Read.Unreadable.class);
    }

    private static List<String> days(String text) {
        return switch (CalendarText.read(2026, text)) {
            case CalendarText.Read.Days read -> new ArrayList<>(read.days()
                    .stream()
                    .map(d -> d.date() + " " + d.kind().label() + " " + d.name())
                    .toList());
            case CalendarText.Read.Unreadable unreadable -> throw new AssertionError(unreadable.refusal().text());
        };
    }
}
