package org.yizhan.calendar;

import org.yizhan.shared.PlainText;

/**
 * A new version of a year's table, as an administrator hands it in.
 *
 * @param region empty for the whole country
 * @param seenVersion the version that was on screen; 0 when there was none
 * @param text the table: lines of date, kind and name, or the text of the notice itself
 */
public record CalendarEdit(int year, String region, int seenVersion, String text, String reason, String notice) {
    public CalendarEdit {
        region = PlainText.line(region);
        reason = PlainText.line(reason);
        notice = PlainText.line(notice);
    }
}
