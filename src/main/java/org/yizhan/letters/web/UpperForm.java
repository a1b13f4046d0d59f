package org.yizhan.letters.web;

import org.jspecify.annotations.Nullable;

/**
 * How a letter came that an officer takes down.
 *
 * @param channel a code of {@link org.yizhan.letters.LetterChannel}
 * @param body who handed it down, under which {@code number} there, and by when they want to know
 */
public record UpperForm(String channel, String body, String number, String due) {
    static final UpperForm NONE = new UpperForm("", "", "", "");

    public UpperForm {
        channel = filled(channel);
        body = filled(body);
        number = filled(number);
        due = filled(due);
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
