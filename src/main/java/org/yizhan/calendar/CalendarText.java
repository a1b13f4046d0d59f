package org.yizhan.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Reads a year's table as people have it: lines of date, kind and name ({@code 2027-10-01,放假,国庆节}; a span as
 * {@code 2027-10-01至2027-10-07}), or the paragraphs of the State Council's notice as they stand in it.
 */
final class CalendarText {
    private static final int LONGEST = 20_000;
    private static final String DATE = "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?";
    private static final Pattern LINE = Pattern.compile(
            "\\s*" + DATE + "\\s*(?:(?:至|~|—|\\.\\.)\\s*" + DATE
                    + ")?\\s*[,，;；\\t]\\s*([^,，;；\\t]+?)\\s*[,，;；\\t]\\s*(.+?)\\s*");
    private static final Pattern PARAGRAPH = Pattern.compile(
            "\\s*[一二三四五六七八九十]+[、.．]\\s*([\\p{IsHan}、]{2,20})[：:](.+)");
    private static final String WEEKDAY = "(?:[（(][^）)]*[）)])?";
    private static final String NOTICE_DATE = "(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日" + WEEKDAY;
    private static final Pattern NOTICE_SPAN = Pattern.compile(NOTICE_DATE + "(?:\\s*至\\s*" + NOTICE_DATE + ")?");

    private CalendarText() {}

    /** The days of the table, or why a line cannot be read. */
    sealed interface Read {
        record Days(List<SpecialDay> days) implements Read {}

        record Unreadable(Refusal refusal) implements Read {}
    }

    static Read read(int year, String text) {
        if (text.length() > LONGEST) {
            return unreadable("贴入的内容太长，一年的安排不超过两万字。");
        }
        var days = new ArrayList<SpecialDay>();
        int number = 0;
        for (String line : PlainText.lines(text).split("\n", -1)) {
            number++;
            if (line.isBlank() || line.strip().equals("date,kind,name")) {
                continue;
            }
            Optional<Refusal> problem = PARAGRAPH.matcher(line).matches()
                    ? readParagraph(year, line, days)
                    : readLine(line, days);
            if (problem.isPresent()) {
                return unreadable("第" + number + "行：" + problem.get().text());
            }
        }
        return new Read.Days(List.copyOf(days));
    }

    /** The table as text that {@link #read} takes again. */
    static String write(List<SpecialDay> days) {
        return days.stream()
                .map(d -> d.date() + "," + d.kind().label() + "," + d.name())
                .collect(Collectors.joining("\n"));
    }

    static String words(LocalDate day) {
        return day.getMonthValue() + "月" + day.getDayOfMonth() + "日（" + LoadedDays.weekday(day) + "）";
    }

    private static Optional<Refusal> readLine(String line, List<SpecialDay> days) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional
                    .of(new Refusal("看不懂“" + shortened(line) + "”。每行应写日期、放假或上班、节日名称，用逗号隔开，例如2026-10-01,放假,国庆节。"));
        }
        Optional<LocalDate> first = date(parts.group(1), parts.group(2), parts.group(3));
        Optional<LocalDate> last = parts.group(4) == null
                ? first
                : date(parts.group(4), parts.group(5), parts.group(6));
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.of(new Refusal("“" + shortened(line) + "”里的日期不存在，请核对。"));
        }
        String kind = parts.group(7);
        boolean works = kind.equals("上班") || kind.equals("调休上班") || kind.equals("补班") || kind.equals("workday");
        if (!works && !kind.equals("放假") && !kind.equals("休息") && !kind.equals("holiday")) {
            return Optional.of(new Refusal("“" + shortened(kind) + "”应写放假或上班。"));
        }
        return addSpan(first.get(), last.get(), works ? SpecialDay.Kind.WORKDAY : SpecialDay.Kind.HOLIDAY,
                parts.group(8), parts.group(4) != null, days);
    }

    /** 七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。 */
    private static Optional<Refusal> readParagraph(int year, String line, List<SpecialDay> days) {
        Matcher paragraph = PARAGRAPH.matcher(line);
        if (!paragraph.matches()) {
            return Optional.of(new Refusal("看不懂“" + shortened(line) + "”。"));
        }
        String name = paragraph.group(1);
        boolean found = false;
        for (String sentence : paragraph.group(2).split("[。；;]")) {
            boolean works = sentence.contains("上班");
            boolean free = sentence.contains("放假") || sentence.contains("休息") || sentence.contains("补休");
            if (!works && !free) {
                continue;
            }
            if (works && free) {
                return Optional.of(new Refusal("“" + shortened(sentence) + "”同时写了放假和上班，请改为每天一行。"));
            }
            Matcher span = NOTICE_SPAN.matcher(sentence);
            int month = 0;
            while (span.find()) {
                found = true;
                int fromMonth = span.group(2) == null ? month : Integer.parseInt(span.group(2));
                Optional<LocalDate> first = date(span.group(1) == null ? String.valueOf(year) : span.group(1),
                        String.valueOf(fromMonth), span.group(3));
                Optional<LocalDate> last = span.group(6) == null
                        ? first
                        : date(lastYear(year, span.group(1), span.group(4)),
                                span.group(5) == null ? String.valueOf(fromMonth) : span.group(5), span.group(6));
                if (first.isEmpty() || last.isEmpty()) {
                    return Optional.of(new Refusal("“" + shortened(sentence) + "”里的日期不存在，请核对。"));
                }
                month = last.get().getMonthValue();
                Optional<Refusal> problem = addSpan(first.get(), last.get(),
                        works ? SpecialDay.Kind.WORKDAY : SpecialDay.Kind.HOLIDAY, name, free, days);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Refusal.when(!found, "“" + shortened(line) + "”里没有找到日期。");
    }

    private static String lastYear(int year, @Nullable String firstYear, @Nullable String lastYear) {
        if (lastYear != null) {
            return lastYear;
        }
        return firstYear != null ? firstYear : String.valueOf(year);
    }

    /** In a span of free days the weekends are free already and have no line of their own. */
    private static Optional<Refusal> addSpan(LocalDate first, LocalDate last, SpecialDay.Kind kind, String name,
            boolean skipWeekends, List<SpecialDay> days) {
        if (last.isBefore(first) || first.plusDays(31).isBefore(last)) {
            return Optional.of(new Refusal(words(first) + "至" + words(last) + "前后颠倒或超过一个月，请核对。"));
        }
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            boolean free = kind == SpecialDay.Kind.HOLIDAY;
            if (skipWeekends && free && LoadedDays.isWeekend(day)) {
                continue;
            }
            days.add(new SpecialDay(day, kind, PlainText.line(name)));
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Read unreadable(String why) {
        return new Read.Unreadable(new Refusal(why));
    }

    private static String shortened(String text) {
        return PlainText.length(text) <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
    }
}
