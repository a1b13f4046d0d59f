package org.yizhan.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Who may change the calendar, and which tables of a year are possible at all. */
final class CalendarRules {
    private static final int FIRST_YEAR = 2012;
    private static final int YEARS_AHEAD = 2;
    private static final int FEWEST_HOLIDAYS = 5;
    private static final int MOST_DAYS = 80;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_REASON = 200;

    private CalendarRules() {}

    static boolean mayEdit(Actor actor) {
        return actor.mayEverywhere(CalendarPermissions.EDIT);
    }

    static Optional<Refusal> check(Actor actor, CalendarEdit edit, Collection<SpecialDay> days, LocalDate today) {
        return Refusal.when(!mayEdit(actor), "您没有修改工作日历的权限。需要修改时，请联系全县的系统管理员。")
                .or(() -> Refusal.when(edit.year() < FIRST_YEAR || edit.year() > today.getYear() + YEARS_AHEAD,
                        "只能录入" + FIRST_YEAR + "年至" + (today.getYear() + YEARS_AHEAD) + "年的安排。"))
                .or(() -> Refusal.when(!edit.region().matches("|\\d{2}|\\d{4}|\\d{6}"),
                        "地区应填行政区划代码的前2位、4位或6位数字，例如45；全国安排请留空。"))
                .or(() -> Refusal.when(edit.reason().isBlank(), "请填写修改原因，例如“录入2027年通知”。"))
                .or(() -> Refusal.when(PlainText.length(edit.reason()) > LONGEST_REASON
                        || PlainText.length(edit.notice()) > LONGEST_REASON, "修改原因和文号各不超过200字。"))
                .or(() -> Refusal.when(edit.notice().isBlank(), "请填写所依据的文件名称和文号。"))
                .or(() -> Refusal.when(days.size() > MOST_DAYS, "一年最多列" + MOST_DAYS + "天，请检查是否多贴了内容。"))
                .or(() -> Refusal.when(edit.region().isEmpty() && days.stream()
                        .filter(d -> d.kind() == SpecialDay.Kind.HOLIDAY)
                        .count() < FEWEST_HOLIDAYS, "放假的天数太少，不像一整年的安排。请把全年通知一次贴全。"))
                .or(() -> checkDays(edit.year(), days));
    }

    static Optional<Refusal> checkHours(Actor actor, LocalDate since, String reason, LocalDate today) {
        return Refusal.when(!mayEdit(actor), "您没有修改工作日历的权限。需要修改时，请联系全县的系统管理员。")
                .or(() -> Refusal.when(
                        since.isBefore(today.minusYears(1)) || since.isAfter(today.plusYears(YEARS_AHEAD)),
                        "起始日期应在过去一年至以后" + YEARS_AHEAD + "年之间。"))
                .or(() -> Refusal.when(reason.isBlank() || PlainText.length(reason) > LONGEST_REASON,
                        "请填写修改原因，不超过200字，例如“执行夏季作息时间”。"));
    }

    private static Optional<Refusal> checkDays(int year, Collection<SpecialDay> days) {
        var seen = new HashSet<LocalDate>();
        for (SpecialDay day : days) {
            String date = CalendarText.words(day.date());
            boolean weekend = LoadedDays.isWeekend(day.date());
            Optional<Refusal> refusal = Refusal.when(day.date().getYear() != year, date + "不在" + year + "年内。")
                    .or(() -> Refusal.when(weekend && day.kind() == SpecialDay.Kind.HOLIDAY,
                            date + "本来就休息，不要列为放假；这里只列与周一至周五上班的常规不同的日子。"))
                    .or(() -> Refusal.when(!weekend && day.kind() == SpecialDay.Kind.WORKDAY,
                            date + "本来就上班，不要列为调休上班；这里只列与周一至周五上班的常规不同的日子。"))
                    .or(() -> Refusal.when(day.name().isBlank() || PlainText.length(day.name()) > LONGEST_NAME,
                            date + "请写明节日名称，不超过" + LONGEST_NAME + "字。"))
                    .or(() -> Refusal.when(!seen.add(day.date()), date + "列了两次，请删去一次。"));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
