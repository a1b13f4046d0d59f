package org.yizhan.statistics;

import java.util.LinkedHashMap;
import java.util.List;

/** The kinds of bulletins (通报种类). */
public enum BulletinKind {
    UPDATES("门户和子站信息更新通报", "各站点发布和更新了多少，有多少栏目超期、空白", true, "各站点发布条数", 0, 1),
    GUARANTEE("信息保障月报", "各单位负责的栏目、应发和已发的条数", true, "各单位报送并发布的条数", 0, 3),
    SHORTFALLS("网站内容保障督查通报", "超期、空白和没有完成条数的栏目，点名到单位和责任人", true, "各单位有问题的栏目个数", 0, -1),
    BUREAU("网站信息通报", "一个单位的栏目逐个说明", false, "各栏目发布条数", 1, 4);

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
            if (names < row.size() && values < row.size()) {
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

    /** Whether it speaks of the whole county; otherwise of one unit and what is below it. */
    public boolean isOfCounty() {
        return ofCounty;
    }
}
