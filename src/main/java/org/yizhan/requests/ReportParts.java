package org.yizhan.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The six parts of an annual report as the form of 2021 has them, for the page of the article and for Word alike. */
final class ReportParts {
    private ReportParts() {}

    /** @param tables rows of cells; the first row is the head */
    record Part(String title, String words, List<List<List<String>>> tables) {}

    static List<Part> of(YearReport report) {
        return List.of(new Part("一、总体情况", report.general(), List.of()),
                new Part("二、主动公开政府信息情况", "", two(report)),
                new Part("三、收到和处理政府信息公开申请情况", "", List.of(three(report))),
                new Part("四、政府信息公开行政复议、行政诉讼情况", "", List.of(four(report))),
                new Part("五、存在的主要问题及改进情况", report.problems(), List.of()),
                new Part("六、其他需要报告的事项", report.other().isBlank() ? "没有其他需要报告的事项。" : report.other(), List.of()));
    }

    private static List<List<List<String>>> two(YearReport report) {
        var two = report.two();
        return List.of(List.of(
                List.of("第二十条第（一）项", "本年制发件数", "本年废止件数", "现行有效件数"),
                List.of("规章", two.getOrDefault("rules-made", "0"), two.getOrDefault("rules-ended", "0"),
                        two.getOrDefault("rules-valid", "0")),
                List.of("行政规范性文件", two.getOrDefault("documents-made", "0"), two.getOrDefault("documents-ended", "0"),
                        two.getOrDefault("documents-valid", "0"))),
                List.of(List.of("第二十条第（五）项", "本年处理决定数量"),
                        List.of("行政许可", two.getOrDefault("licences", "0"))),
                List.of(List.of("第二十条第（六）项", "本年处理决定数量"),
                        List.of("行政处罚", two.getOrDefault("penalties", "0")),
                        List.of("行政强制", two.getOrDefault("coercion", "0"))),
                List.of(List.of("第二十条第（八）项", "本年收费金额（单位：万元）"),
                        List.of("行政事业性收费", two.getOrDefault("fees", "0"))));
    }

    private static List<List<String>> three(YearReport report) {
        var rows = new ArrayList<List<String>>();
        rows.add(Stream.of(Stream.of("项目"), Stream.of(ApplicantClass.values()).map(ApplicantClass::label),
                Stream.of("总计")).flatMap(all -> all).toList());
        YearTable.Line.all()
                .forEach(line -> rows.add(Stream.of(Stream.of(line.label()),
                        Stream.of(ApplicantClass.values())
                                .map(clazz -> Integer.toString(report.three().of(line, clazz))),
                        Stream.of(Integer.toString(report.three().total(line)))).flatMap(all -> all).toList()));
        return rows;
    }

    private static List<List<String>> four(YearReport report) {
        var rows = new ArrayList<List<String>>();
        rows.add(Stream.of(Stream.of("类别"), Stream.of(Dispute.Result.values()).map(Dispute.Result::label),
                Stream.of("总计")).flatMap(all -> all).toList());
        for (Dispute.Kind kind : Dispute.Kind.values()) {
            rows.add(Stream.of(Stream.of(kind.label()),
                    Stream.of(Dispute.Result.values())
                            .map(result -> Integer.toString(report.dispute(kind, result))),
                    Stream.of(Integer.toString(report.disputes(kind)))).flatMap(all -> all).toList());
        }
        return rows;
    }
}
