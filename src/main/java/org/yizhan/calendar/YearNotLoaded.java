package org.yizhan.calendar;

/** The holidays of a year that a question needs are not loaded; the calendar never guesses. */
public class YearNotLoaded extends RuntimeException {
    private final int year;

    public YearNotLoaded(int year) {
        super("calendar for year " + year + " is not loaded");
        this.year = year;
    }

    public int year() {
        return year;
    }

    /** What a clerk or a citizen reads. */
    public String words() {
        return year + "年的放假安排还没有录入，无法推算期限。请联系系统管理员在“工作日历”中录入国务院办公厅当年通知后再试。";
    }
}
