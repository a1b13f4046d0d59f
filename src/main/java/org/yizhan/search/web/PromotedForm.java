package org.yizhan.search.web;

import org.jspecify.annotations.Nullable;

/** What is typed about a result to be put first. */
public record PromotedForm(@Nullable String words, @Nullable String title, @Nullable String href,
        @Nullable String note, @Nullable String until) {
    public String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
