package org.yizhan.calendar;

import org.yizhan.journal.JournalAct;

/** What the journal records of the calendar. */
enum CalendarAct implements JournalAct {
    CHANGED("calendar.changed", "修改工作日历"),
    HOURS_CHANGED("calendar.hours-changed", "修改办公时间");

    private final String code;
    private final String label;

    CalendarAct(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }
}
