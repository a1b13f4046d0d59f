package org.yizhan.hotline;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.LimitClass;
import org.yizhan.shared.UnitPath;

/**
 * A ticket as it was typed during the call.
 *
 * @param once what makes a form that is sent twice one ticket; long and random
 * @param title empty: the beginning of the text
 * @param urgency null: as usual for the subject
 * @param region code of the township; {@code village} and {@code place} in words; degrees are WGS 84, both or neither
 * @param secret whether the caller asked to stay unknown
 * @param reported the unit that a report is about; it never handles it
 * @param recording id of the recorded call in the telephone system
 * @param outside from which other system, and under which id there; null for what came to this hotline
 */
public record NewTicket(String once, TicketChannel channel, String clazz, @Nullable LimitClass urgency, String title,
        String text, String subject, String region, String village, String place, @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude, @Nullable LocalDate happenedOn, boolean secret, @Nullable UnitPath reported,
        Caller caller, String recording, @Nullable Outside outside) {
    public record Outside(String system, String id) {}

    /** The same, known by another mark. */
    NewTicket markedBy(String mark) {
        return new NewTicket(mark, channel, clazz, urgency, title, text, subject, region, village, place, latitude,
                longitude, happenedOn, secret, reported, caller, recording, outside);
    }
}
