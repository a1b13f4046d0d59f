package org.yizhan.statistics;

import org.yizhan.shared.Share;

/** How much more or less than before (增减), as people say it. */
public final class Growth {
    private Growth() {}

    /** From so many times on nobody reads a share. */
    private static final int TIMES = 10;

    /** +12.5%, -3%, 持平, 12倍; 新增 where there was nothing; empty for nothing at all. */
    public static String words(long now, long before) {
        if (before == 0) {
            return now == 0 ? "" : "新增";
        }
        if (now == before) {
            return "持平";
        }
        if (now >= TIMES * before) {
            return Math.round((double) now / before) + "倍";
        }
        String sign = now > before ? "+" : "-";
        long size = Share.tenths(Math.abs(now - before), before);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10) + "%";
    }

    /** For a sentence: 比上月增加12.5%. */
    public static String sentence(long now, long before, String than) {
        String words = words(now, before);
        return switch (words) {
            case "" -> "";
            case "新增" -> than + "没有";
            case "持平" -> "与" + than + "持平";
            default -> words.endsWith("倍")
                    ? "是" + than + "的" + words
                    : "比" + than + (words.startsWith("+") ? "增加" : "减少") + words.substring(1);
        };
    }
}
