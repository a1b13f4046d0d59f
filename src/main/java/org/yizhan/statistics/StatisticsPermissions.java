package org.yizhan.statistics;

/** Codes of the permissions of this module. */
public final class StatisticsPermissions {
    public static final String BULLETINS = "statistics.bulletins";

    private StatisticsPermissions() {}
}
