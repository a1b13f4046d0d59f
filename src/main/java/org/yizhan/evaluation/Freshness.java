package org.yizhan.evaluation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.TimeLimit;

/**
 * How fresh a column is (更新状态).
 *
 * @param last the day of the newest that is public; null for an empty column
 * @param cared the day on which somebody last looked after it: published, or confirmed where that is enough
 * @param due the last day on which it is still in time; null when nothing is due
 * @param days until the due date, below zero when it has passed; working days where the rule counts in them
 */
public record Freshness(State state, @Nullable LocalDate last, @Nullable LocalDate cared, @Nullable LocalDate due,
        int days, String words) {
    /** In the order in which they matter. */
    public enum State {
        EMPTY("空白栏目"), LAPSED("已超期"), SOON("即将到期"), FRESH("正常"), EXEMPT("已免除"), UNRULED("没有更新要求");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What is due of the column: how long it may lie, what counts, and when to remind. */
    record Duty(TimeLimit limit, Care care, int remindDays) {}

    static Freshness of(@Nullable Duty duty, @Nullable LocalDate last, @Nullable LocalDate confirmed, boolean exempt,
            LocalDate today, CountyDays calendar) {
        LocalDate cared = duty != null && duty.care() == Care.CONFIRMATION && last != null && confirmed != null
                && confirmed.isAfter(last) ? confirmed : last;
        if (exempt) {
            return new Freshness(State.EXEMPT, last, cared, null, 0, State.EXEMPT.label());
        }
        if (last == null || cared == null) {
            return new Freshness(State.EMPTY, null, null, null, 0, State.EMPTY.label());
        }
        if (duty == null) {
            return new Freshness(State.UNRULED, last, cared, null, 0, State.UNRULED.label());
        }
        Optional<LocalDate> due = calendar.due(cared, duty.limit());
        if (due.isEmpty()) {
            return new Freshness(State.FRESH, last, cared, null, 0, "到期日在明年，放假安排录入后推算");
        }
        return dated(duty, last, cared, due.get(), today, calendar);
    }

    private static Freshness dated(Duty duty, LocalDate last, LocalDate cared, LocalDate due, LocalDate today,
            CountyDays calendar) {
        boolean working = duty.limit().unit() == TimeLimit.Unit.WORKING_DAYS;
        String unit = working ? " 个工作日" : " 天";
        if (due.isBefore(today)) {
            int over = working ? calendar.working(due, today) : (int) ChronoUnit.DAYS.between(due, today);
            // A weekend after the last working day is late, though no working day has passed since.
            return over == 0
                    ? new Freshness(State.LAPSED, last, cared, due, 0, "已超期，不足 1 个工作日")
                    : new Freshness(State.LAPSED, last, cared, due, -over, "已超期 " + over + unit);
        }
        int left = working ? calendar.working(today, due) : (int) ChronoUnit.DAYS.between(today, due);
        if (left > duty.remindDays()) {
            return new Freshness(State.FRESH, last, cared, due, left, State.FRESH.label());
        }
        return new Freshness(State.SOON, last, cared, due, left, due.equals(today) ? "今天到期" : "还剩 " + left + unit);
    }

    public boolean isLate() {
        return state == State.LAPSED || state == State.EMPTY;
    }
}
