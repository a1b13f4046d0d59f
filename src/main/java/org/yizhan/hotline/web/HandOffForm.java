package org.yizhan.hotline.web;

import org.yizhan.shared.PlainText;

/**
 * A call that is handed over, as it is being typed.
 *
 * @param phone of the call that is being typed; {@code other} counts when it is filled in
 */
public record HandOffForm(String number, String phone, String other, String about, String words) {
    public static final HandOffForm EMPTY = new HandOffForm("", "", "", "", "");

    public HandOffForm {
        number = PlainText.orEmpty(number);
        phone = PlainText.orEmpty(phone);
        other = PlainText.orEmpty(other);
        about = PlainText.orEmpty(about);
        words = PlainText.orEmpty(words);
    }

    long to() {
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
    }

    String from() {
        return other.isBlank() ? phone : other;
    }

    public boolean isMore() {
        return !(other + about + words).isBlank();
    }
}
