package org.yizhan.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Counts one limit along its events. Pure: the same table, limit, beginning and events give the same answer for ever. */
final class Reckoner {
    private final LoadedDays table;
    private final LocalDateTime start;
    private final List<DueDate.Day> days = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private LocalDateTime begin;
    private Limit limit;
    private ClockEvent.@Nullable Given given;
    private ClockEvent.@Nullable Restarted restarted;

    private record Pause(LocalDateTime from, LocalDateTime until, String ground) {
        boolean isOpen() {
            return until.equals(LocalDateTime.MAX);
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from.toLocalDate()) && day.isBefore(until.toLocalDate());
        }
    }

    private Reckoner(LoadedDays table, LocalDateTime start, Limit limit) {
        this.table = table;
        this.start = start;
        this.begin = start;
        this.limit = limit;
    }

    /** @throws IllegalArgumentException when the events are not in order, or go on with what was not suspended */
    static Reckoning reckon(LoadedDays table, LocalDateTime start, Limit limit,
            List<ClockEvent> events) {
        var reckoner = new Reckoner(table, start, limit);
        reckoner.read(limit, events);
        return reckoner.count();
    }

    private void read(Limit whole, List<ClockEvent> events) {
        LocalDateTime last = start;
        ClockEvent.Suspended open = null;
        for (ClockEvent event : events) {
            if (event.at().isBefore(last)) {
                throw new IllegalArgumentException("events of a limit are in the order of time: " + event);
            }
            last = event.at();
            switch (event) {
                case ClockEvent.Suspended suspended -> {
                    if (open != null) {
                        throw new IllegalArgumentException("what is suspended cannot be suspended again: " + suspended);
                    }
                    open = suspended;
                }
                case ClockEvent.Resumed resumed -> {
                    if (open == null) {
                        throw new IllegalArgumentException("nothing is suspended that could go on: " + resumed);
                    }
                    pauses.add(new Pause(open.at(), resumed.at(), open.ground()));
                    open = null;
                }
                case ClockEvent.Restarted again -> {
                    open = null;
                    pauses.clear();
                    limit = whole;
                    begin = again.at();
                    restarted = again;
                }
                case ClockEvent.Extended extended -> limit = limit.longerBy(extended.amount());
                case ClockEvent.Given until -> given = until;
            }
        }
        if (open != null) {
            pauses.add(new Pause(open.at(), LocalDateTime.MAX, open.ground()));
        }
    }

    private Reckoning count() {
        if (given != null) {
            add(start.toLocalDate(), 0, "起算当日");
            add(given.until(), 0, given.reason());
            return new Reckoning(after(given.until()), 0, days);
        }
        if (restarted != null) {
            for (LocalDate day = start.toLocalDate(); day.isBefore(begin.toLocalDate()); day = day.plusDays(1)) {
                add(day, 0, "已重新起算，以前的不计入期限");
            }
        }
        return switch (limit) {
            case TimeLimit inDays -> byDays(inDays);
            case HourLimit inHours -> byMinutes(inHours);
        };
    }

    private Reckoning byDays(TimeLimit inDays) {
        boolean working = inDays.unit() == TimeLimit.Unit.WORKING_DAYS;
        LocalDate day = begin.toLocalDate();
        if (working) {
            table.mustBeLoaded(day);
        }
        add(day, 0, restarted == null ? "起算当日，不计入期限" : restarted.reason() + "，当日重新起算，不计入期限");
        int number = 0;
        while (number < inDays.days()) {
            day = day.plusDays(1);
            Pause pause = pauseOn(day);
            if (pause != null && pause.isOpen()) {
                add(day, 0, "中止计时：" + pause.ground());
                return new Reckoning(null, inDays.days() - number, days);
            }
            boolean counts = pause == null && (!working || table.isWorkingDay(day));
            number += counts ? 1 : 0;
            add(day, counts ? number : 0, pause != null
                    ? "中止计时：" + pause.ground()
                    : working ? table.why(day) : "自然日，逐日计入");
        }
        return new Reckoning(after(day), 0, days);
    }

    private @Nullable Pause pauseOn(LocalDate day) {
        for (Pause pause : pauses) {
            if (pause.holds(day)) {
                return pause;
            }
        }
        return null;
    }

    private Reckoning byMinutes(HourLimit inHours) {
        Duration left = Duration.ofMinutes(inHours.minutes());
        LocalDateTime from = begin;
        for (Pause pause : pauses) {
            Walk walk = walk(inHours.kind(), from, pause.from(), left);
            if (walk.end() != null) {
                return new Reckoning(walk.end(), 0, days);
            }
            left = walk.left();
            add(pause.from().toLocalDate(), 0, "中止计时：" + pause.ground());
            if (pause.isOpen()) {
                return new Reckoning(null, Math.toIntExact(left.plusSeconds(59).toMinutes()), days);
            }
            from = pause.until();
        }
        return new Reckoning(walk(inHours.kind(), from, LocalDateTime.MAX, left).end(), 0, days);
    }

    /** @param end where the limit ends; null when the next pause comes before */
    private record Walk(@Nullable LocalDateTime end, Duration left) {}

    private Walk walk(HourLimit.Kind kind, LocalDateTime from, LocalDateTime until, Duration left) {
        Duration rest = left;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(until.toLocalDate()); day = day.plusDays(1)) {
            if (kind == HourLimit.Kind.OFFICE && !table.isWorkingDay(day)) {
                add(day, 0, table.why(day));
                continue;
            }
            Duration before = rest;
            for (Open open : open(kind, day)) {
                LocalDateTime opens = later(open.from(), from);
                LocalDateTime closes = earlier(open.until(), until);
                if (!opens.isBefore(closes)) {
                    continue;
                }
                if (!opens.plus(rest).isAfter(closes)) {
                    addMinutes(kind, day, before);
                    return new Walk(opens.plus(rest), Duration.ZERO);
                }
                rest = rest.minus(Duration.between(opens, closes));
            }
            addMinutes(kind, day, before.minus(rest));
        }
        return new Walk(null, rest);
    }

    private record Open(LocalDateTime from, LocalDateTime until) {}

    private List<Open> open(HourLimit.Kind kind, LocalDate day) {
        return switch (kind) {
            case CLOCK -> List.of(new Open(day.atStartOfDay(), after(day)));
            case OFFICE -> table.officeHours(day)
                    .spans()
                    .stream()
                    .map(span -> new Open(day.atTime(span.from()), day.atTime(span.until())))
                    .toList();
        };
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    private void addMinutes(HourLimit.Kind kind, LocalDate day, Duration counted) {
        long minutes = counted.toMinutes();
        add(day, Math.toIntExact(minutes), switch (kind) {
            case CLOCK -> "不分昼夜，计入" + minutes + "分钟";
            case OFFICE -> table.why(day) + "，计入办公时间" + minutes + "分钟";
        });
    }

    private void add(LocalDate day, int number, String why) {
        days.add(new DueDate.Day(day, number > 0, number, why));
    }

    private static LocalDateTime after(LocalDate day) {
        return day.plusDays(1).atStartOfDay();
    }
}
