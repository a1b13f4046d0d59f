package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.yizhan.disclosure.Classification;
import org.yizhan.disclosure.Section;
import org.yizhan.shared.TypedDay;

/** The form of a document's classification as it was typed. */
public record SheetForm(@Nullable String body, @Nullable String section, @Nullable String subject,
        @Nullable String genre, @Nullable String audience, @Nullable String statutory) {
    Classification toClassification() {
        return new Classification(text(body).matches("\\d{1,18}") ? Long.valueOf(text(body)) : null,
                Arrays.stream(Section.values())
                        .filter(one -> one.name().equals(section))
                        .findFirst()
                        .orElse(Section.STATUTORY),
                code(subject), code(genre), code(audience), code(statutory));
    }

    private static @Nullable String code(@Nullable String typed) {
        return text(typed).matches("[0-9A-Za-z]{1,6}") ? text(typed) : null;
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    /** Null for nothing and for what is no day. */
    static @Nullable LocalDate day(@Nullable String typed) {
        return TypedDay.of(typed).orElse(null);
    }
}
