package org.yizhan.requests;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.shared.web.Dates;

/**
 * What one request costs its applicant (信息处理费).
 *
 * @param pieces how many requests of the month, or how many pages
 * @param term within which it is to be paid
 * @param due the last day; null while the holidays on the way are not known
 */
public record Charge(Fees.Basis basis, int pieces, int amount, LocalDate askedOn, TimeLimit term,
        @Nullable LocalDate due, @Nullable LocalDate paidOn) {
    /** By when, in words that stand before 缴纳. */
    public String when() {
        return due == null
                ? "收费通知书发出后" + term.words() + "内（" + (askedOn.getYear() + 1) + "年的放假安排公布以后推算具体日期）"
                : " " + Dates.day(due) + " 前";
    }

    /** That the last day has passed, in words. */
    String over() {
        return "缴费的最后一天 " + (due == null ? "" : Dates.day(due)) + " 已经过了";
    }

    boolean isOver(LocalDate today) {
        return due != null && due.isBefore(today);
    }
}
