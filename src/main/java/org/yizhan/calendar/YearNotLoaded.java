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
}
