package org.yizhan.statistics;

import java.util.LinkedHashMap;
import java.util.List;

/** The kinds of bulletins (通报种类). */
public enum BulletinKind {
    UPDATES("门户和子站信息更新通报", "各站点发布和更新了多少，有多少栏目超期、空白", true, "各站点发布条数", 0, 1),
    GUARANTEE("信息保障月报", "各单位负责的栏目、应发和已发的条数", true, "各单位报送并发布的条数", 0, 3),
    SHORTFALLS("网站内容保障督查通报", "超期、空白和没有完成条数的栏目，点名到单位和责任人", true, "各单位有问题的栏目个数", 0, -1),
    BUREAU("网站信息通报", "一个单位的栏目逐个说明", false, "各栏目发布条数", 1, 4),
    LETTERS("来信办理情况通报", "各单位收到、按期和超期办结的来信，可以在门户公开", true, "各单位收到的来信", 0, 1),
    LETTER_MONTH("信件办理月报", "各类来信结转、收到、按期和超期办结多少，相加相等", true, "各类来信本期收到", 0, 2),
    LETTER_FAULTS("来信办理督查通报", "超期、退办、重办、不满意的来信和督办情况，点名到单位", true, "各单位超期的来信", 0, 4),
    SPECIAL_CHECKS("专项督查通报", "这个时期结束的专项督查发现的问题和整改督办单", true, "各单位的问题个数", 1, -1);

    /** The last line of a table that adds up the others. */
    static final String SUM = "合计";

    private final String label;
    private final String about;
    private final boolean ofCounty;
    private final String chart;
    private final int names;
    private final int values;

    /**
     * @param names the column of the table that says what a bar stands for
     * @param values the column with its number; -1: rows of the same name are counted
     */
    BulletinKind(String label, String about, boolean ofCounty, String chart, int names, int values) {
        this.label = label;
        this.about = about;
        this.ofCounty = ofCounty;
        this.chart = chart;
        this.names = names;
        this.values = values;
    }

    /** What the chart beside the table shows. */
    public String chart() {
        return chart;
    }

    List<Bar> bars(List<List<String>> rows) {
        var sums = new LinkedHashMap<String, Integer>();
        for (List<String> row : rows) {
            if (names < row.size() && values < row.size() && !row.getFirst().equals(SUM)) {
                String number = values < 0 ? "1" : row.get(values);
                sums.merge(row.get(names), number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0, Integer::sum);
            }
        }
        return Bar.longest(sums.entrySet().stream().map(one -> new Bar(one.getKey(), one.getValue())).toList());
    }

    public String label() {
        return label;
    }

    public String about() {
        return about;
    }

    /** Whether it is about what stands in columns; otherwise about cases. */
    boolean isOfColumns() {
        return switch (this) {
            case UPDATES, GUARANTEE, SHORTFALLS, BUREAU -> true;
            case LETTERS, LETTER_MONTH, LETTER_FAULTS, SPECIAL_CHECKS -> false;
        };
    }

    /** In what its chart counts. */
    public String counted() {
        return switch (this) {
            case UPDATES, GUARANTEE, BUREAU -> "条";
            case SHORTFALLS, SPECIAL_CHECKS -> "个";
            case LETTERS, LETTER_MONTH, LETTER_FAULTS -> "件";
        };
    }

    /** Whether it speaks of the whole county; otherwise of one unit and what is below it. */
    public boolean isOfCounty() {
        return ofCounty;
    }
}
