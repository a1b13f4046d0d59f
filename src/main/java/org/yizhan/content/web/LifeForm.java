package org.yizhan.content.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What was typed for a rest or an end. */
public record LifeForm(@Nullable String from, @Nullable String until, @Nullable String reason,
        @Nullable String approval, @Nullable String on, @Nullable String endReason, @Nullable String endApproval,
        @Nullable String goTo, @Nullable String goToName, @Nullable List<String> column,
        @Nullable List<String> into) {
    static final LifeForm EMPTY = new LifeForm("", "", "", "", "", "", "", "", "", List.of(), List.of());

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    public String into(long columnId) {
        for (int i = 0; column != null && into != null && i < Math.min(column.size(), into.size()); i++) {
            if (column.get(i).equals(Long.toString(columnId))) {
                return into.get(i);
            }
        }
        return "";
    }
}
