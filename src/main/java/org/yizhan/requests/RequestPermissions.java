package org.yizhan.requests;

/** Codes of the permissions of this module; those over requests are {@code requests.} and the power. */
public final class RequestPermissions {
    public static final String SEE = "requests.see";
    public static final String OFFICE = "requests.office";
    public static final String HANDLE = "requests.handle";
    public static final String LEAD = "requests.lead";
    public static final String PUBLISH = "requests.publish";
    public static final String SETUP = "requests.setup";

    private RequestPermissions() {}
}
