package org.yizhan.hotline;

/** Codes of the permissions of this module; those over tickets are {@code hotline.} and the power. */
public final class HotlinePermissions {
    public static final String SEE = "hotline.see";
    public static final String OFFICE = "hotline.office";
    public static final String HANDLE = "hotline.handle";
    public static final String LEAD = "hotline.lead";
    public static final String GUARDED = "hotline.guarded";
    /** Takes calls. */
    public static final String AGENT = "hotline.agent";
    public static final String CALL_BACK = "hotline.callback";
    public static final String SETTINGS = "hotline.settings";
    /** Writes what the own unit knows. */
    public static final String KNOWLEDGE = "hotline.knowledge";
    /** Approves what units wrote. */
    public static final String KNOWLEDGE_OFFICE = "hotline.knowledge-office";

    private HotlinePermissions() {}
}
