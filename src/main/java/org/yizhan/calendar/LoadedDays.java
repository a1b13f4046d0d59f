package org.yizhan.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** All days of the loaded years; immutable, so that one question is answered from one state of the table. */
record LoadedDays(Set<Integer> years, Map<LocalDate, SpecialDay> special, NavigableMap<LocalDate, OfficeHours> office) {
    private static final String[] WEEKDAYS = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

    LoadedDays {
        years = Set.copyOf(years);
        special = Map.copyOf(special);
        office = Collections.unmodifiableNavigableMap(new TreeMap<>(office));
    }

    boolean isWorkingDay(LocalDate day) {
        mustBeLoaded(day);
        SpecialDay rule = special.get(day);
        return rule == null ? !isWeekend(day) : rule.kind() == SpecialDay.Kind.WORKDAY;
    }

    /** When offices are open if the day is a working day; before the first entry as in the first. */
    OfficeHours officeHours(LocalDate day) {
        var season = office.floorEntry(day);
        return (season == null ? office.firstEntry() : season).getValue();
    }

    int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(to, from);
        }
        int count = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    /** How long offices are open from one moment to a later one. */
    Duration officeTimeBetween(LocalDateTime from, LocalDateTime to) {
        Duration open = Duration.ZERO;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            if (!isWorkingDay(day)) {
                continue;
            }
            for (OfficeHours.Span span : officeHours(day).spans()) {
                LocalDateTime opens = day.atTime(span.from());
                LocalDateTime closes = day.atTime(span.until());
                LocalDateTime begin = opens.isAfter(from) ? opens : from;
                LocalDateTime end = closes.isBefore(to) ? closes : to;
                open = begin.isBefore(end) ? open.plus(Duration.between(begin, end)) : open;
            }
        }
        return open;
    }

    /** In the words of the yearly notice: 工作日, 周六休息, 国庆节放假, 国庆节调休上班. */
    String why(LocalDate day) {
        mustBeLoaded(day);
        SpecialDay rule = special.get(day);
        if (rule != null) {
            return rule.name() + (rule.kind() == SpecialDay.Kind.HOLIDAY ? "放假" : "调休上班");
        }
        if (!isWeekend(day)) {
            return "工作日";
        }
        String festival = festivalAround(day);
        return festival != null ? festival + "放假" : weekday(day) + "休息";
    }

    static String weekday(LocalDate day) {
        return WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** A weekend that lies inside a holiday belongs to it, though the notice's table has no line for it. */
    private @Nullable String festivalAround(LocalDate weekend) {
        boolean saturday = weekend.getDayOfWeek() == DayOfWeek.SATURDAY;
        SpecialDay before = special.get(saturday ? weekend.minusDays(1) : weekend.minusDays(2));
        SpecialDay after = special.get(saturday ? weekend.plusDays(2) : weekend.plusDays(1));
        SpecialDay other = special.get(saturday ? weekend.plusDays(1) : weekend.minusDays(1));
        if (before == null || after == null || other != null || !before.name().equals(after.name())) {
            return null;
        }
        boolean free = before.kind() == SpecialDay.Kind.HOLIDAY && after.kind() == SpecialDay.Kind.HOLIDAY;
        return free ? before.name() : null;
    }

    void mustBeLoaded(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw new YearNotLoaded(day.getYear());
        }
    }
}
