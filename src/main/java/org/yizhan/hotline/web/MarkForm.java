package org.yizhan.hotline.web;

import org.jspecify.annotations.Nullable;

/**
 * A mark on a number, as it is being typed.
 *
 * @param phone of the call that is being typed; {@code other} counts when it is filled in
 */
public record MarkForm(String phone, String other, String nature, String reason, String until) {
    public MarkForm {
        phone = filled(phone);
        other = filled(other);
        nature = filled(nature);
        reason = filled(reason);
        until = filled(until);
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    public static MarkForm of(String other) {
        return new MarkForm("", other, "", "", "");
    }

    String whose() {
        return other.isBlank() ? phone : other;
    }
}
