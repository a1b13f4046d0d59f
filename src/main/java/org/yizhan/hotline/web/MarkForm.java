package org.yizhan.hotline.web;

import org.yizhan.shared.PlainText;

/**
 * A mark on a number, as it is being typed.
 *
 * @param phone of the call that is being typed; {@code other} counts when it is filled in
 */
public record MarkForm(String phone, String other, String nature, String reason, String until) {
    public MarkForm {
        phone = PlainText.orEmpty(phone);
        other = PlainText.orEmpty(other);
        nature = PlainText.orEmpty(nature);
        reason = PlainText.orEmpty(reason);
        until = PlainText.orEmpty(until);
    }

    public static MarkForm of(String other) {
        return new MarkForm("", other, "", "", "");
    }

    String whose() {
        return other.isBlank() ? phone : other;
    }
}
