package org.yizhan.calendar;

import java.time.Instant;
import java.time.LocalDate;

import org.yizhan.shared.ActorRef;

/** Office hours from a day on (作息时间), until the next entry. */
public record OfficeSeason(long id, LocalDate since, OfficeHours hours, Instant madeAt, ActorRef madeBy,
        String reason) {}
