package org.yizhan.supervision;

/** Codes of the permissions of this module; those over orders are {@code supervision.} and the power. */
public final class SupervisionPermissions {
    public static final String SEE = "supervision.see";
    public static final String OFFICE = "supervision.office";
    public static final String HANDLE = "supervision.handle";
    public static final String LEAD = "supervision.lead";

    private SupervisionPermissions() {}
}
