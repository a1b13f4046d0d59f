package org.yizhan.casework;

/** Permissions over what all cases of the county have in common; they count over the root unit only. */
public final class CaseworkPermissions {
    /** Limit rules, and the grounds that people choose from. */
    public static final String RULES = "casework.rules";
    /** The processes that cases run under. */
    public static final String PROCESSES = "casework.processes";

    private CaseworkPermissions() {}
}
