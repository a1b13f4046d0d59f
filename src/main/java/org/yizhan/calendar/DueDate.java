package org.yizhan.calendar;

import java.time.LocalDate;
import java.util.List;

/** A due date with its reason: every day from the first to the last, counted or not, and why. */
public record DueDate(LocalDate due, List<Day> days) {
    /**
     * One day on the way.
     *
     * @param number which day of the limit it is, or how many minutes of a limit in hours it gave; 0 where it is not counted
     * @param why in words, for instance 工作日, 周六休息, 国庆节放假, 国庆节调休上班
     */
    public record Day(LocalDate date, boolean counted, int number, String why) {}
}
