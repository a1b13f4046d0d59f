package org.yizhan.content;

/** Codes of the permissions of this module. */
public final class ContentPermissions {
    public static final String WRITE = "content.write";
    public static final String REVIEW = "content.review";
    public static final String SECRECY = "content.secrecy";
    public static final String PUBLISH = "content.publish";
    public static final String EMERGENCY = "content.emergency";
    public static final String WITHDRAW = "content.withdraw";
    public static final String COLUMNS = "content.columns";
    public static final String SITES = "content.sites";
    public static final String TOPICS = "content.topics";
    public static final String WORDS = "content.words";
    public static final String MODELS = "content.models";
    public static final String IMPORT = "content.import";

    public static final String MISTAKES = "content.mistakes";

    private ContentPermissions() {}
}
