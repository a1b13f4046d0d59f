package org.yizhan.calendar.web;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.OfficeHours;

/** Office hours as they are typed: before and after noon, one of them may be left out. */
public record HoursForm(String since, String opens, String noon, String again, String closes, String reason) {
    public HoursForm(@Nullable String since, @Nullable String opens, @Nullable String noon, @Nullable String again,
            @Nullable String closes, @Nullable String reason) {
        this.since = text(since);
        this.opens = text(opens);
        this.noon = text(noon);
        this.again = text(again);
        this.closes = text(closes);
        this.reason = text(reason);
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static HoursForm of(OfficeHours now) {
        OfficeHours.Span first = now.spans().getFirst();
        OfficeHours.Span last = now.spans().size() > 1 ? now.spans().getLast() : null;
        return new HoursForm("", first.from().toString(), first.until().toString(),
                last == null ? "" : last.from().toString(), last == null ? "" : last.until().toString(), "");
    }

    /** Empty for hours that cannot be. */
    Optional<OfficeHours> read() {
        try {
            var spans = new ArrayList<OfficeHours.Span>();
            for (List<String> half : List.of(List.of(opens, noon), List.of(again, closes))) {
                if (!half.equals(List.of("", ""))) {
                    spans.add(new OfficeHours.Span(LocalTime.parse(half.getFirst()), LocalTime.parse(half.getLast())));
                }
            }
            return Optional.of(new OfficeHours(spans));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
