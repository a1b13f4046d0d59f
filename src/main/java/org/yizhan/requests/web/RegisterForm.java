package org.yizhan.requests.web;

import org.jspecify.annotations.Nullable;

/** What an officer adds when registering: how it came, when, and by which regulation it is handled. */
public record RegisterForm(String channel, String came, String received, String how, String profile) {
    static final RegisterForm NONE = new RegisterForm("", "", "", "", "");

    public RegisterForm {
        channel = filled(channel);
        came = filled(came);
        received = filled(received);
        how = filled(how);
        profile = filled(profile);
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
