package org.yizhan.requests.web;

import org.yizhan.shared.PlainText;

/** What an officer adds when registering: how it came, when, and by which regulation it is handled. */
public record RegisterForm(String channel, String came, String received, String how, String profile) {
    static final RegisterForm NONE = new RegisterForm("", "", "", "", "");

    public RegisterForm {
        channel = PlainText.orEmpty(channel);
        came = PlainText.orEmpty(came);
        received = PlainText.orEmpty(received);
        how = PlainText.orEmpty(how);
        profile = PlainText.orEmpty(profile);
    }
}
