package org.yizhan.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A day as forms and addresses send it, {@code 2026-11-26}. */
public final class TypedDay {
    private static final int EARLIEST = 1900;
    private static final int LATEST = 2200;

    private TypedDay() {}

    /** Nothing for what is no day, and for years that no office deals with: the database could not keep every one of them. */
    public static Optional<LocalDate> of(@Nullable String typed) {
        try {
            return typed == null
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(typed.strip()))
                            .filter(day -> day.getYear() >= EARLIEST && day.getYear() <= LATEST);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
