package org.yizhan.statistics;

/** Codes of the permissions of this module. */
public final class StatisticsPermissions {
    public static final String BULLETINS = "statistics.bulletins";
    public static final String ANALYSIS = "statistics.analysis";
    public static final String MATERIAL = "statistics.material";

    private StatisticsPermissions() {}
}
