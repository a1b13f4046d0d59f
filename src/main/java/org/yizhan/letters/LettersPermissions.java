package org.yizhan.letters;

/** Codes of the permissions of this module. */
public final class LettersPermissions {
    public static final String RULES = "letters.rules";

    private LettersPermissions() {}
}
