package org.yizhan.calendar;

/** Permissions around the working calendar. */
public final class CalendarPermissions {
    /** Change the table of holidays; counts for the whole county, so it must be held for the county's root unit. */
    public static final String EDIT = "calendar.edit";

    private CalendarPermissions() {}
}
