package org.yizhan.letters;

/** Who wrote (来信人), as given; kept sealed, and empty where nothing was given. */
public record Writer(String name, String phone, String email, String address) {
    public static final Writer UNKNOWN = new Writer("", "", "", "");

    public boolean isKnown() {
        return !name.isEmpty() || !phone.isEmpty() || !email.isEmpty();
    }
}
