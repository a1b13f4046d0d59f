package org.yizhan.calendar;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** When offices are open on a working day (办公时间), in order and apart from each other. */
public record OfficeHours(List<Span> spans) {
    /** From {@code from} to {@code until}, the last moment not included. */
    public record Span(LocalTime from, LocalTime until) {
        public Span {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("an office opens before it closes: " + from + " to " + until);
            }
        }
    }

    public OfficeHours {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("an office is open at some time of the day");
        }
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from().isBefore(spans.get(i - 1).until())) {
                throw new IllegalArgumentException("office hours are in order and do not overlap: " + spans);
            }
        }
    }

    /**
     * Reads {@code 08:30-12:00,14:30-17:30}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static OfficeHours parse(String written) {
        try {
            return new OfficeHours(Arrays.stream(written.split(",", -1)).map(span -> {
                String[] ends = span.trim().split("-", -1);
                if (ends.length != 2) {
                    throw new IllegalArgumentException(
                            "office hours are written 08:30-12:00,14:30-17:30, not " + written);
                }
                return new Span(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            }).toList());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("office hours are written 08:30-12:00,14:30-17:30, not " + written, e);
        }
    }

    String written() {
        return spans.stream().map(span -> span.from() + "-" + span.until()).collect(Collectors.joining(","));
    }

    /** In words: 08:30—12:00，14:30—17:30. */
    public String words() {
        return spans.stream().map(span -> span.from() + "—" + span.until()).collect(Collectors.joining("，"));
    }
}
