package org.yizhan.letters.web;

import org.yizhan.shared.PlainText;

/**
 * How a letter came that an officer takes down.
 *
 * @param channel a code of {@link org.yizhan.letters.LetterChannel}
 * @param body who handed it down, under which {@code number} there, and by when they want to know
 */
public record UpperForm(String channel, String body, String number, String due) {
    static final UpperForm NONE = new UpperForm("", "", "", "");

    public UpperForm {
        channel = PlainText.orEmpty(channel);
        body = PlainText.orEmpty(body);
        number = PlainText.orEmpty(number);
        due = PlainText.orEmpty(due);
    }
}
