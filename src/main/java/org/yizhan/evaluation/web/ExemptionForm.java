package org.yizhan.evaluation.web;

import org.jspecify.annotations.Nullable;

/** The form of an exemption as it was typed. */
public record ExemptionForm(@Nullable String from, @Nullable String until, @Nullable String reason) {
    static final ExemptionForm EMPTY = new ExemptionForm("", "", "");

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
