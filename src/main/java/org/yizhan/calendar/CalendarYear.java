package org.yizhan.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One year as a page shows it: twelve months in weeks from Monday (年历). */
public record CalendarYear(int year, int workingDays, List<Month> months) {
    /** One month; every week has seven places, null where the month has no day. */
    public record Month(int number, int workingDays, List<List<@Nullable Cell>> weeks) {}

    /**
     * One day.
     *
     * @param css class for its look: empty for an ordinary working day
     * @param mark 休 or 班 or nothing
     */
    public record Cell(LocalDate date, String css, String mark, String why, boolean today) {}

    static CalendarYear of(int year, LoadedDays days, LocalDate today) {
        var months = new ArrayList<Month>();
        int all = 0;
        for (int number = 1; number <= 12; number++) {
            Month month = month(YearMonth.of(year, number), days, today);
            all += month.workingDays();
            months.add(month);
        }
        return new CalendarYear(year, all, months);
    }

    private static Month month(YearMonth month, LoadedDays days, LocalDate today) {
        var weeks = new ArrayList<List<@Nullable Cell>>();
        var week = new ArrayList<@Nullable Cell>();
        for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
            week.add(null);
        }
        int working = 0;
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            LocalDate date = month.atDay(day);
            working += days.isWorkingDay(date) ? 1 : 0;
            week.add(cell(date, days, today));
            if (week.size() == 7) {
                weeks.add(week);
                week = new ArrayList<>();
            }
        }
        while (!week.isEmpty() && week.size() < 7) {
            week.add(null);
        }
        if (!week.isEmpty()) {
            weeks.add(week);
        }
        return new Month(month.getMonthValue(), working, weeks);
    }

    private static Cell cell(LocalDate date, LoadedDays days, LocalDate today) {
        boolean working = days.isWorkingDay(date);
        String why = days.why(date);
        boolean holiday = why.endsWith("放假");
        boolean makeup = why.endsWith("调休上班");
        return new Cell(date, holiday ? "holiday" : makeup ? "makeup" : working ? "" : "free",
                holiday ? "休" : makeup ? "班" : "", why, date.equals(today));
    }

    /** How two tables of a year differ, in words, for the history. */
    static List<String> differences(List<SpecialDay> before, List<SpecialDay> after) {
        Map<LocalDate, SpecialDay> old = byDate(before);
        Map<LocalDate, SpecialDay> now = byDate(after);
        var lines = new ArrayList<String>();
        now.forEach((date, day) -> {
            SpecialDay was = old.get(date);
            if (was == null) {
                lines.add("增加 " + words(day));
            } else if (!was.equals(day)) {
                lines.add("改为 " + words(day) + "（原为" + was.name() + was.kind().label() + "）");
            }
        });
        old.forEach((date, day) -> {
            if (!now.containsKey(date)) {
                lines.add("去掉 " + words(day));
            }
        });
        return lines;
    }

    private static String words(SpecialDay day) {
        return CalendarText.words(day.date()) + " " + day.name() + day.kind().label();
    }

    private static Map<LocalDate, SpecialDay> byDate(List<SpecialDay> days) {
        var map = new java.util.TreeMap<LocalDate, SpecialDay>();
        days.forEach(day -> map.put(day.date(), day));
        return map;
    }
}
