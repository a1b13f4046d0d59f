package org.yizhan.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;
import org.yizhan.shared.web.Dates;

/** Says a due date as date and distance, in working days where the calendar knows them. */
@Component
public class DayWords {
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    DayWords(WorkingCalendar calendar, CountyClock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    public When due(LocalDate date) {
        LocalDate today = clock.today();
        return new When(date, day(date, today), distance(today, date), date.isBefore(today));
    }

    /**
     * A moment of that date. When less than a day is left it is told in hours and minutes: of the office for a limit that runs
     * in them, where these are fewer than those of the clock. Lateness is always by the clock.
     */
    public When due(LocalDate date, Instant moment, HourLimit.Kind kind) {
        When day = due(date);
        Duration left = Duration.between(clock.now(), moment);
        boolean late = left.isNegative();
        String near = late
                ? near(left.negated(), "超期 ")
                : kind == HourLimit.Kind.CLOCK ? near(left, "还剩 ") : nearInOffice(date, moment, left);
        return near.isEmpty() ? day : new When(date, day.day(), near, late);
    }

    private static String near(Duration time, String before) {
        return time.compareTo(Duration.ofDays(1)) >= 0 ? "" : before + hours(time, HourLimit.Kind.CLOCK);
    }

    private String nearInOffice(LocalDate date, Instant moment, Duration byClock) {
        try {
            Duration open = calendar.officeTimeBetween(clock.local(clock.now()), clock.local(moment));
            return open.compareTo(calendar.officeTimeOf(date)) > 0
                    ? ""
                    : "还剩 " + hours(open, open.equals(byClock) ? HourLimit.Kind.CLOCK : HourLimit.Kind.OFFICE);
        } catch (YearNotLoaded e) {
            return "";
        }
    }

    private static String hours(Duration time, HourLimit.Kind kind) {
        long minutes = Math.max(1, time.toMinutes());
        return minutes < 60
                ? minutes + " " + kind.words + "分钟"
                : minutes / 60 + " " + kind.words + "小时" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " 分钟");
    }

    private String day(LocalDate date, LocalDate today) {
        String year = date.getYear() == today.getYear() ? "" : date.getYear() + "年";
        return year + date.getMonthValue() + "月" + date.getDayOfMonth() + "日 " + Dates.weekday(date) + oddity(date);
    }

    /** Only what surprises is said: a weekend that is worked, a weekday that is free. */
    private String oddity(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        try {
            boolean worked = calendar.isWorkingDay(date);
            return worked == weekend ? weekend ? "（补班）" : "（放假）" : "";
        } catch (YearNotLoaded e) {
            return "";
        }
    }

    private String distance(LocalDate today, LocalDate date) {
        if (date.isEqual(today)) {
            return "今天到期";
        }
        if (date.isBefore(today)) {
            return "超期 " + ChronoUnit.DAYS.between(date, today) + " 天";
        }
        try {
            int working = calendar.workingDaysBetween(today, date);
            return working == 0 ? "之前没有工作日" : "还剩 " + working + " 个工作日";
        } catch (YearNotLoaded e) {
            return "还有 " + ChronoUnit.DAYS.between(today, date) + " 天";
        }
    }
}
