package org.yizhan.content.web;

import org.jspecify.annotations.Nullable;

/** What the register says of a site, as it was typed; the responsible person by account. */
public record EntryForm(@Nullable String openedOn, @Nullable String openApproval, @Nullable String responsible,
        @Nullable String note) {
    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
