package org.yizhan.statistics;

import java.util.Set;

/**
 * A line of the yearly table (统计行).
 *
 * @param group the lines of one group stand together, in the order of the first of them
 * @param columns each with all below it, as far as that is not in a line of its own; empty for sites
 */
public record YearLine(long id, String group, String name, int position, Counted counted, Set<Long> columns,
        int version) {
    public YearLine {
        columns = Set.copyOf(columns);
    }

    /** What a line counts. */
    public enum Counted {
        COLUMNS("门户网站的栏目"), DEPARTMENT_SITES("全部部门网站"), TOWNSHIP_SITES("全部乡镇网站");

        private final String label;

        Counted(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
