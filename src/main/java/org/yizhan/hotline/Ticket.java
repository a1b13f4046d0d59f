package org.yizhan.hotline;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.LimitClass;
import org.yizhan.shared.UnitPath;

/** A ticket (热线工单), beside what all cases share: see {@link NewTicket}. */
public record Ticket(CaseId id, String text, LimitClass urgency, String village, String place,
        @Nullable BigDecimal latitude, @Nullable BigDecimal longitude, @Nullable LocalDate happenedOn,
        String recording, String externalSystem, String externalId, @Nullable UnitPath reported,
        @Nullable TicketResult result, boolean anonymous, Instant receivedAt) {}
