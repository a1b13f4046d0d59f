package org.yizhan.letters;

/** Codes of the permissions of this module; those over letters are {@code letters.} and the power. */
public final class LetterPermissions {
    public static final String SEE = "letters.see";
    public static final String OFFICE = "letters.office";
    public static final String HANDLE = "letters.handle";
    public static final String LEAD = "letters.lead";
    public static final String PUBLISH = "letters.publish";
    public static final String GUARDED = "letters.guarded";
    public static final String MAILBOXES = "letters.mailboxes";
    public static final String RULES = "letters.rules";

    private LetterPermissions() {}
}
