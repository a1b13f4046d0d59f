package org.yizhan.evaluation.web;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;

/** Reads what was typed into a field. */
final class Typed {
    private Typed() {}

    static String text(@Nullable String typed) {
        return typed == null ? "" : PlainText.line(typed);
    }

    static Optional<LocalDate> day(@Nullable String typed) {
        return TypedDay.of(text(typed));
    }

    static Optional<Integer> number(@Nullable String typed) {
        String text = text(typed);
        return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    static Optional<Double> decimal(@Nullable String typed) {
        String text = text(typed);
        return text.matches("\\d{1,5}(\\.\\d{1,2})?") ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }
}
