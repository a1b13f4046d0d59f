package org.yizhan.casework;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Refusal;

/**
 * What becomes of one row of a file of cases that are taken over from elsewhere.
 *
 * @param row as people see it beside the row
 * @param number under which it is known there
 * @param view the case it has become, or was before; null while it is none
 * @param why why it cannot be taken over; null when it can
 */
public record IntakeLine(int row, String number, String title, @Nullable CaseView view, @Nullable Refusal why) {}
