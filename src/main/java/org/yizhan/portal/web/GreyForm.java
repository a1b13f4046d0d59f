package org.yizhan.portal.web;

import org.jspecify.annotations.Nullable;

/** What is typed about grey days. */
public record GreyForm(@Nullable String site, @Nullable String from, @Nullable String until, @Nullable String reason) {
    public String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
