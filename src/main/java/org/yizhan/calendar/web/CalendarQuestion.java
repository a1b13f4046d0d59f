package org.yizhan.calendar.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.DueDate;
import org.yizhan.shared.web.FormErrors;

/** A due date as the page asks for it and shows it. */
public record CalendarQuestion(String from, String limit, @Nullable DueDate answer, @Nullable String words,
        FormErrors errors) {}
