package org.yizhan.shared;

/** A part of a whole in percent (比率), as every page, bulletin and file of the product says it. */
public final class Share {
    private static final long ALL = 1000;

    private Share() {}

    /** 66.7%, rounded half up to one place; 100% only for all of it, so that one late case stays visible; empty where there is nothing. */
    public static String of(long part, long whole) {
        if (whole == 0) {
            return "";
        }
        long tenths = tenths(part, whole);
        return tenths == ALL ? "100%" : number(tenths) + "%";
    }

    /** Tenths of a percent, by the same rule. */
    public static long tenths(long part, long whole) {
        long tenths = half(part * ALL, whole);
        return part < whole ? Math.min(tenths, ALL - 1) : tenths;
    }

    /** How many come to each, to one place and rounded half up: 4.2. */
    public static String average(long sum, long over) {
        return number(half(sum * 10, over));
    }

    private static long half(long part, long whole) {
        return (part * 2 + whole) / (whole * 2);
    }

    private static String number(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
