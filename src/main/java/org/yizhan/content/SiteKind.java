package org.yizhan.content;

/** What a site is (站点类别). */
public enum SiteKind {
    PORTAL("县门户网站"),
    /** Follows the column standard of its kind of unit. */
    UNIT("单位站点"),
    /** Has a name and columns of its own. */
    SPECIAL("专题站点");

    private final String label;

    SiteKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
