package org.yizhan.search;

/** Codes of the permissions of this module. */
public final class SearchPermissions {
    public static final String TUNE = "search.tune";

    private SearchPermissions() {}
}
