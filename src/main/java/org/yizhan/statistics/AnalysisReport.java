package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseSet.Mark;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.Fate;
import org.yizhan.shared.Share;
import org.yizhan.shared.web.Dates;
import org.yizhan.statistics.Analysis.Line;
import org.yizhan.statistics.Analysis.Screen;

/**
 * The analysis as a report that an office edits (综合分析报告): what a screen shows, in sentences, with a table behind each part. Words are a
 * beginning; causes and advice are for people to write.
 */
public final class AnalysisReport {
    private static final int NAMED = 3;
    private static final int LINES = 20;

    private AnalysisReport() {}

    /** The parts one after the other; the first has the title of the whole. */
    public static List<Paper> of(Screen screen, String county, LocalDate today) {
        var parts = new ArrayList<Paper>();
        String about = screen.narrowed().stream().map(Analysis.Narrowed::label).collect(Collectors.joining("、"));
        parts.add(new Paper(county + screen.span().grain().words(screen.span().first()) + (about.isEmpty() ? "" : about)
                + "诉求综合分析报告", "截至" + Dates.day(today), overview(screen), columns(screen),
                table("周期", periods(screen), screen)));
        int number = 1;
        for (Map.Entry<CaseAxis, List<Line>> table : screen.tables().entrySet()) {
            parts.add(new Paper("一二三四五六七八九".charAt(number++ - 1) + "、" + title(table.getKey()), "",
                    words(table.getKey(), table.getValue(), screen), columns(screen),
                    table(table.getKey().label(), table.getValue().stream().limit(LINES).toList(), screen)));
        }
        if (!screen.newWords().isEmpty() || !screen.hotWords().isEmpty()) {
            parts.add(new Paper("一二三四五六七八九".charAt(number++ - 1) + "、热词和新词", "", wordsSaid(screen), 1, List.of()));
        }
        parts.add(new Paper("一二三四五六七八九".charAt(number - 1) + "、原因分析和工作建议", "",
                List.of("（请根据以上数据填写主要原因、已采取的措施和下一步建议。）"), 1, List.of()));
        return List.copyOf(parts);
    }

    public static String title(CaseAxis axis) {
        return switch (axis) {
            case KIND -> "分种类";
            case SUBJECT -> "热点事项";
            case UNIT -> "承办单位";
            case REGION -> "地区分布";
            case CHANNEL -> "来源渠道";
            case CLASS -> "诉求类型";
        };
    }

    private static List<String> overview(Screen screen) {
        Line all = screen.all();
        CaseTally tally = all.now().tally();
        var words = new ArrayList<String>();
        var growth = new ArrayList<String>();
        String before = Growth.sentence(all.now().all(), all.before().all(), screen.span().grain().before());
        String yearAgo = screen.span().grain() == Grain.YEAR
                ? ""
                : Growth.sentence(all.now().all(), all.yearAgo().all(), "去年同期");
        if (!before.isEmpty()) {
            growth.add(before);
        }
        if (!yearAgo.isEmpty()) {
            growth.add(yearAgo);
        }
        words.add(screen.span().words() + "共收到" + all.now().all() + "件" + (growth.isEmpty() ? "" : "，")
                + String.join("，", growth) + "。已办结" + tally.done() + "件，在办" + tally.open() + "件，不予受理、转出、撤回和并件"
                + (tally.all() - tally.done() - tally.open()) + "件。");
        words.add("超期" + late(tally) + "件（超期办结" + tally.of(Fate.LATE) + "件、超期未办结" + tally.of(Fate.OVERDUE) + "件）"
                + share("按期率", tally.inTimeShare()) + "；退办" + tally.returned() + "件，重新办理" + tally.reopened() + "件，重复来件"
                + tally.repeated() + "件。"
                + (all.taken().done() == 0
                        ? ""
                        : "已办结的一半在" + all.taken().within(50) + "个工作日内、九成在" + all.taken().within(90) + "个工作日内办结。")
                + (tally.rated() == 0
                        ? ""
                        : "已评价" + tally.rated() + "件" + share("满意率", tally.satisfiedShare())
                                + share("解决率", tally.solvedShare()) + "。"));
        return words;
    }

    static long late(CaseTally tally) {
        return tally.of(Fate.LATE) + tally.of(Fate.OVERDUE);
    }

    private static String share(String what, String share) {
        return share.isEmpty() ? "" : "，" + what + share;
    }

    private static List<Line> periods(Screen screen) {
        return List.of(new Line("本期", "", screen.all().now(), screen.all().before(), screen.all().yearAgo(),
                screen.all().taken()));
    }

    private static List<String> words(CaseAxis axis, List<Line> lines, Screen screen) {
        var words = new ArrayList<String>();
        long all = Math.max(1, screen.all().now().all());
        String most = lines.stream()
                .filter(line -> line.now().all() > 0 && !line.href().isEmpty())
                .limit(NAMED)
                .map(line -> line.label() + line.now().all() + "件（占" + Share.of(line.now().all(), all) + "）")
                .collect(Collectors.joining("、"));
        if (!most.isEmpty()) {
            words.add("最多的是" + most + "。");
        }
        String grown = lines.stream()
                .filter(line -> hasBefore(screen) && !line.href().isEmpty())
                .filter(line -> line.now().all() - line.before().all() >= 3)
                .sorted(Comparator.comparingLong((Line line) -> line.now().all() - line.before().all()).reversed())
                .limit(NAMED)
                .map(line -> line.label() + "增加" + (line.now().all() - line.before().all()) + "件")
                .collect(Collectors.joining("、"));
        if (!grown.isEmpty()) {
            words.add("与" + screen.span().grain().before() + "相比，增加较多的是" + grown + "。");
        }
        String late = lines.stream()
                .filter(line -> late(line.now().tally()) > 0)
                .sorted(Comparator.comparingLong((Line line) -> late(line.now().tally())).reversed())
                .limit(NAMED)
                .map(line -> line.label() + late(line.now().tally()) + "件")
                .collect(Collectors.joining("、"));
        if (!late.isEmpty() && (axis == CaseAxis.UNIT || axis == CaseAxis.SUBJECT)) {
            words.add("超期较多的是" + late + "。");
        }
        return words;
    }

    private static List<String> wordsSaid(Screen screen) {
        var words = new ArrayList<String>();
        if (!screen.hotWords().isEmpty()) {
            words.add("说得最多的词：" + said(screen.hotWords()) + "。");
        }
        if (!screen.newWords().isEmpty()) {
            words.add("近一年很少、这一期多起来的词：" + said(screen.newWords()) + "。");
        }
        return words;
    }

    private static String said(List<CaseWords.Word> words) {
        return words.stream().map(word -> word.word() + word.count() + "件").collect(Collectors.joining("、"));
    }

    /** Nothing is compared with a time of which nothing is known. */
    private static boolean hasBefore(Screen screen) {
        return screen.all().before().all() > 0;
    }

    /** A year is compared with the year before once. */
    private static boolean hasYearAgo(Screen screen) {
        return screen.all().yearAgo().all() > 0 && screen.span().grain() != Grain.YEAR;
    }

    private static int columns(Screen screen) {
        return 5 + (hasBefore(screen) ? 2 : 0) + (hasYearAgo(screen) ? 1 : 0);
    }

    private static List<List<Paper.Cell>> table(String head, List<Line> lines, Screen screen) {
        var heads = new ArrayList<>(List.of(head, "收到"));
        if (hasBefore(screen)) {
            heads.addAll(List.of(screen.span().grain().before(), "增减"));
        }
        if (hasYearAgo(screen)) {
            heads.add("比去年同期");
        }
        heads.addAll(List.of("超期", "退办", "满意率"));
        var rows = new ArrayList<List<Paper.Cell>>();
        rows.add(heads.stream().map(Paper.Cell::head).toList());
        for (Line line : lines) {
            CaseTally tally = line.now().tally();
            var cells = new ArrayList<Paper.Cell>();
            cells.add(Paper.Cell.of(line.label()));
            cells.add(number(line.now().all(), line.now().set().href()));
            if (hasBefore(screen)) {
                cells.add(number(line.before().all(), line.before().set().href()));
                cells.add(Paper.Cell.of(line.growth()));
            }
            if (hasYearAgo(screen)) {
                cells.add(Paper.Cell.of(line.growthOfYear()));
            }
            cells.add(number(late(tally), line.now().set().with(Fate.LATE, Fate.OVERDUE).href()));
            cells.add(number(tally.returned(), line.now().set().with(Mark.RETURNED).href()));
            cells.add(Paper.Cell.of(tally.satisfiedShare()));
            rows.add(cells);
        }
        return rows;
    }

    private static Paper.Cell number(long number, String href) {
        return Paper.Cell.of(Long.toString(number), number == 0 ? "" : href);
    }
}
