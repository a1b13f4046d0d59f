package org.yizhan.calendar;

import java.time.Instant;

import org.yizhan.shared.ActorRef;

/**
 * One version of a year's table (日历版本).
 *
 * @param region empty for the notice of the State Council, otherwise an administrative code prefix
 */
public record CalendarVersion(long id, int year, String region, int version, Instant madeAt, ActorRef madeBy,
        String reason, String notice) {}
