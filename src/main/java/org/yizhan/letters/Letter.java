package org.yizhan.letters;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.UnitPath;

/**
 * A letter (来信), beside what all cases share.
 *
 * @param text what it says
 * @param place where it happened, in words; {@code latitude} and {@code longitude} in degrees (WGS 84), both or neither
 * @param wantsPublic whether the writer lets question and answer be published
 * @param reportedUnit the unit that a report is about; it never handles it
 * @param above by whom it was handed down, and under which number; null for what came from the writer
 */
public record Letter(CaseId id, long mailbox, String text, String place, @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude, boolean wantsPublic, @Nullable UnitPath reportedUnit, @Nullable Above above,
        @Nullable Long member, Instant receivedAt) {
    /**
     * @param due the day it set; null when none
     * @param reportedBackAt when the result was reported back; null while it is owed
     */
    public record Above(String body, String number, @Nullable LocalDate due, @Nullable Instant reportedBackAt) {}
}
