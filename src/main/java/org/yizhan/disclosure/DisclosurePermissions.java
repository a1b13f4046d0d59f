package org.yizhan.disclosure;

/** Codes of the permissions of this module. */
public final class DisclosurePermissions {
    public static final String CLASSIFY = "disclosure.classify";
    public static final String MANAGE = "disclosure.manage";

    private DisclosurePermissions() {}
}
