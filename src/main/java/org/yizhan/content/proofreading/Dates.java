package org.yizhan.content.proofreading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates that cannot be (日期): of no calendar, of another weekday, of a past that is still to come. */
final class Dates {
    static final String IMPOSSIBLE = "date";
    static final String TENSE = "date-tense";

    private static final Pattern DAY = Pattern
            .compile("(?:(\\d{4})\\s*年\\s*)?(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月");
    private static final Pattern WEEKDAY = Pattern.compile("\\s*[（(]?\\s*(?:星期|周|礼拜)([一二三四五六日天])");
    private static final Pattern DAY_ONLY = Pattern.compile("\\s*(?:至|到|—|－|-|～|~)\\s*(\\d{1,2})\\s*日");
    private static final Pattern TO = Pattern.compile("\\s*(?:至|到|—|－|-|～|~|——)\\s*");
    private static final Pattern BEFORE = Pattern.compile("(?:将于|定于|拟于|计划于|预计于|预定于)\\s*$");
    private static final Pattern AFTER = Pattern.compile("(?:已于|业于|已经于|曾于)\\s*$");
    private static final Sought HALF_DAY = Sought.of("(上午|凌晨|早上|下午|晚上)\\s*(\\d{1,2})\\s*(?:[时点:：])", "上午", "凌晨",
            "早上", "下午", "晚上");
    private static final String WEEK = "一二三四五六日";

    private Dates() {}

    static List<Remark> look(String text, LocalDate day) {
        var found = new ArrayList<Remark>();
        if (text.indexOf('月') >= 0) {
            days(text, day, found);
            months(text, found);
        }
        halves(text, found);
        return found;
    }

    private static void days(String text, LocalDate today, List<Remark> found) {
        Matcher date = DAY.matcher(text);
        Read before = null;
        for (int at = next(date, text, 0); at >= 0; at = next(date, text, at)) {
            int month = Integer.parseInt(date.group(2));
            int dayOfMonth = Integer.parseInt(date.group(3));
            boolean hasYear = date.group(1) != null;
            int year = hasYear ? Integer.parseInt(date.group(1)) : 2000;
            Optional<LocalDate> read = read(year, month, dayOfMonth);
            if (read.isEmpty()) {
                found.add(Remark.block(IMPOSSIBLE, date.start(), date.end(),
                        hasYear && month == 2 && dayOfMonth == 29
                                ? year + "年2月只有28天，请核对日期。"
                                : "没有“" + month + "月" + dayOfMonth + "日”这一天，请核对日期。"));
                before = null;
                continue;
            }
            if (hasYear) {
                weekday(text, date.end(), read.get(), date.start(), found);
                tense(text, date.start(), date.end(), read.get(), today, found);
            }
            var now = new Read(read.get(), hasYear, date.start(), date.end());
            if (before != null) {
                range(text, before, now, found);
            }
            before = now;
            sameMonth(text, now, found);
        }
    }

    /** Where the next match ends that begins with a whole number, and so is only tried where one begins; or -1. */
    private static int next(Matcher matcher, String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (isDigit(text.charAt(at)) && (at == 0 || !isDigit(text.charAt(at - 1)))
                    && matcher.region(at, text.length()).lookingAt()) {
                return matcher.end();
            }
        }
        return -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** 3月5日至2日. */
    private static void sameMonth(String text, Read first, List<Remark> found) {
        Matcher end = DAY_ONLY.matcher(text).region(first.to, text.length());
        if (end.lookingAt() && Integer.parseInt(end.group(1)) < first.date.getDayOfMonth()) {
            found.add(Remark.block(IMPOSSIBLE, first.from, end.end(), "起止日期前后颠倒，请核对。"));
        }
    }

    private record Read(LocalDate date, boolean hasYear, int from, int to) {}

    /** 2026年3月5日至2026年3月1日; a second day without a year is of the same one. */
    private static void range(String text, Read first, Read second, List<Remark> found) {
        if (second.from - first.to > 4 || !TO.matcher(text.substring(first.to, second.from)).matches()) {
            return;
        }
        LocalDate end = second.hasYear || !first.hasYear
                ? second.date
                : second.date.withYear(first.date.getYear());
        if (second.hasYear && !first.hasYear) {
            return;
        }
        if (end.isBefore(first.date) && (second.hasYear || first.date.getMonth() == end.getMonth())) {
            found.add(Remark.block(IMPOSSIBLE, first.from, second.to, "起止日期前后颠倒，请核对。"));
        }
    }

    private static void weekday(String text, int end, LocalDate date, int from, List<Remark> found) {
        Matcher week = WEEKDAY.matcher(text).region(end, Math.min(text.length(), end + 8));
        if (week.lookingAt()) {
            int said = "天".equals(week.group(1)) ? 7 : WEEK.indexOf(week.group(1)) + 1;
            int is = date.getDayOfWeek().getValue();
            if (said != is) {
                found.add(Remark.block(IMPOSSIBLE, from, week.end(),
                        "这一天是星期" + WEEK.charAt(is - 1) + "，不是星期" + week.group(1) + "，请核对日期和星期。"));
            }
        }
    }

    private static void tense(String text, int from, int to, LocalDate date, LocalDate today, List<Remark> found) {
        String before = text.substring(Math.max(0, from - 6), from);
        if (BEFORE.matcher(before).find() && date.isBefore(today)) {
            found.add(Remark.suggestion(TENSE, Math.max(0, from - 3), to, "文中说“将于”，这一天却已经过去，请核对日期。"));
        } else if (AFTER.matcher(before).find() && date.isAfter(today)) {
            found.add(Remark.suggestion(TENSE, Math.max(0, from - 3), to, "文中说“已于”，这一天却还没有到，请核对日期。"));
        }
    }

    private static void months(String text, List<Remark> found) {
        Matcher month = MONTH.matcher(text);
        for (int at = next(month, text, 0); at >= 0; at = next(month, text, at)) {
            int number = Integer.parseInt(month.group(2));
            if ((number < 1 || number > 12)
                    && found.stream().noneMatch(remark -> remark.touches(month.start(), month.end()))) {
                found.add(Remark.block(IMPOSSIBLE, month.start(), month.end(), "没有“" + number + "月”，请核对日期。"));
            }
        }
    }

    private static void halves(String text, List<Remark> found) {
        Matcher half = HALF_DAY.in(text);
        while (half != null && half.find()) {
            int hour = Integer.parseInt(half.group(2));
            boolean early = "上午凌晨早上".contains(half.group(1));
            if (hour > 24 || early && hour > 12) {
                found.add(Remark.suggestion(IMPOSSIBLE, half.start(), half.end(),
                        "“" + half.group(1) + hour + "时”不成立，请核对时间。"));
            }
        }
    }

    private static Optional<LocalDate> read(int year, int month, int day) {
        try {
            return month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()
                    ? Optional.empty()
                    : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
