package org.yizhan.evaluation;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One indicator of an inspection (检查指标) as the county applies it.
 *
 * @param terms lines of types and ages, see {@link AgeLimit}
 * @param failsAt from this value on it is failed
 * @param warnsAt from this value on the site is warned
 * @param points taken off for each finding
 * @param most taken off altogether
 * @param basis the paper that it comes from
 * @param portalOnly whether the sites of units are not asked for it
 */
public record Indicator(long id, String code, Part part, String heading, String name, String rule, Measure measure,
        String terms, double failsAt, double warnsAt, double points, double most, String basis, LocalDate validFrom,
        @Nullable LocalDate validUntil, int position, int version, boolean portalOnly) {
    private static final double OUT_OF_REACH = 9_999;

    /** The parts of the table of indicators. */
    public enum Part {
        VETO("单项否决"), SCORE("扣分指标");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What can be measured. */
    public enum Measure {
        HOME_AGE("首页多少天没有更新", "天"),
        STALE("按类型计算的不更新栏目", "个"),
        OVERDUE("超过更新要求的栏目", "个"),
        EMPTY("空白栏目", "个"),
        MISSING("没有开设的栏目", "项"),
        AGE("没有开设或超过期限的栏目", "个"),
        OTHER_EMPTY("其他栏目中的空白栏目", "个"),
        OTHER_OVERDUE("其他栏目中的超期栏目", "个"),
        FOOTER("页脚缺少的要素", "项"),
        TAGS("页面标签不全的页面", "个"),
        WORDS("已发布内容里不能放行的表述", "处"),
        LINKS("打不开的链接、附件和图片", "处"),
        MISTAKES_OPEN("超过期限没有办结的找错", "条"),
        MISTAKES_LATE("超过期限一个月以上才办结的找错", "条"),
        GUIDES_POOR("缺四类以上要素的办事指南", "个"),
        GUIDES_LACKING("要素不全的办事指南", "个"),
        UNEXPLAINED("没有解读的政策文件", "件"),
        ONE_WAY("解读形式单一", "项"),
        UNCLASSIFIED("没有分类的政策文件", "件");

        private final String label;
        private final String unit;

        Measure(String label, String unit) {
            this.label = label;
            this.unit = unit;
        }

        public String label() {
            return label;
        }

        public String unit() {
            return unit;
        }
    }

    boolean inForceOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    /** 5个, 15天; a fraction only where there is one. */
    public String amount(double value) {
        return number(value) + measure.unit();
    }

    /** Whether no count vetoes it, because it is for people to say. */
    public boolean isForPeople() {
        return failsAt >= OUT_OF_REACH;
    }

    /** From where it fails, in words. */
    public String line() {
        return isForPeople() ? "由人判断" : amount(failsAt);
    }

    /** Without a fraction where there is none. */
    public static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
