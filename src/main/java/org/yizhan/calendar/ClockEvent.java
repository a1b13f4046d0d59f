package org.yizhan.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** What moves the end of a limit that has begun; each at a moment of the county's time. */
public sealed interface ClockEvent {
    LocalDateTime at();

    /**
     * The time of something that is not counted begins (中止计时), for instance an expert's examination.
     *
     * @param ground the legal ground, as it stands in the reasons of the date
     */
    record Suspended(LocalDateTime at, String ground) implements ClockEvent {}

    /** It goes on (恢复计时): the day of this moment counts again. */
    record Resumed(LocalDateTime at) implements ClockEvent {}

    /**
     * The limit begins anew and in full (重新起算), for instance when what was missing has been handed in: this day is its day 0.
     * Ends a suspension; extensions that were granted before lapse.
     */
    record Restarted(LocalDateTime at, String reason) implements ClockEvent {}

    /**
     * More time was granted (延期).
     *
     * @param amount in the limit's own unit, at least 1: working days, days or minutes
     */
    record Extended(LocalDateTime at, int amount, String reason) implements ClockEvent {
        public Extended {
            if (amount < 1) {
                throw new IllegalArgumentException("an extension gives time, not " + amount);
            }
        }
    }

    /** Someone above has set the last day (上级限定); it stands whatever was counted, until another is set. */
    record Given(LocalDateTime at, LocalDate until, String reason) implements ClockEvent {}
}
