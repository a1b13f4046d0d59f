package org.yizhan.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.web.Dates;

/** The self-check sheet of a site (网站自查表) as a workbook, in the order of the table of indicators of 2019. */
public final class SelfCheckSheet {
    private static final List<String> HEAD = List.of("指标类别", "检查指标", "评分细则", "检查结果", "不合格标准", "结论", "扣分", "存在问题",
            "整改办法");
    private static final double[] WIDTHS = {12, 20, 46, 12, 12, 10, 8, 60, 46};

    private SelfCheckSheet() {}

    public static void write(Inspection inspection, OutputStream out) {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("网站自查表");
            for (int i = 0; i < WIDTHS.length; i++) {
                sheet.width(i, WIDTHS[i]);
            }
            sheet.value(0, 0, inspection.site().name() + "网站自查表");
            sheet.range(0, 0, 0, HEAD.size() - 1).merge();
            sheet.style(0, 0).bold().fontSize(16).horizontalAlignment("center").set();
            sheet.value(1, 0, "网站标识码：" + SheetFile.safe(inspection.site().idCode()) + "　　域名："
                    + SheetFile.safe(inspection.site().domain()) + "　　自查日期：" + Dates.day(inspection.day()));
            sheet.range(1, 0, 1, HEAD.size() - 1).merge();
            for (int i = 0; i < HEAD.size(); i++) {
                sheet.value(2, i, HEAD.get(i));
                sheet.style(2, i).bold().wrapText(true).horizontalAlignment("center").borderStyle("thin").set();
            }
            int row = lines(sheet, inspection, 3);
            sheet.value(row, 0, "得分");
            sheet.value(row, 1, inspection.score());
            sheet.value(row, 2, "结论：" + inspection.level().label() + (inspection.isVetoed() ? "（单项否决）" : ""));
            sheet.value(row + 1, 0, "填表人：");
            sheet.value(row + 1, 3, "审核人：");
            sheet.value(row + 1, 7, "填表日期：");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Worksheet sheet, Inspection inspection, int first) {
        int row = first;
        int headingFrom = first;
        String heading = "";
        for (Inspection.Verdict verdict : inspection.verdicts()) {
            Indicator indicator = verdict.indicator();
            if (!indicator.heading().equals(heading)) {
                merge(sheet, headingFrom, row - 1);
                heading = indicator.heading();
                headingFrom = row;
            }
            boolean veto = indicator.part() == Indicator.Part.VETO;
            List<String> cells = List.of(heading, indicator.name(), indicator.rule(), indicator.amount(verdict.value()),
                    veto ? indicator.line() : "", veto || !verdict.findings().isEmpty()
                            ? verdict.level() == Inspection.Level.PASSED
                                    ? "合格"
                                    : verdict.level() == Inspection.Level.WARNED ? "预警" : veto ? "否决" : "扣分"
                            : "合格",
                    "", joined(verdict, true), joined(verdict, false));
            for (int i = 0; i < cells.size(); i++) {
                if (i == 6) {
                    sheet.value(row, i, verdict.off());
                } else {
                    sheet.value(row, i, SheetFile.safe(cells.get(i)));
                }
                sheet.style(row, i).wrapText(true).verticalAlignment("top").borderStyle("thin").set();
            }
            row++;
        }
        merge(sheet, headingFrom, row - 1);
        return row;
    }

    private static void merge(Worksheet sheet, int from, int to) {
        if (to > from) {
            sheet.range(from, 0, to, 0).merge();
        }
    }

    private static String joined(Inspection.Verdict verdict, boolean why) {
        var words = new StringBuilder();
        int number = 0;
        for (Inspection.Finding finding : verdict.findings()) {
            if (++number > 200) {
                return words.append("……共").append(verdict.findings().size()).append("处").toString();
            }
            words.append(number == 1 ? "" : "\n")
                    .append(number)
                    .append(". ")
                    .append(finding.place())
                    .append("：")
                    .append(why ? finding.why() : finding.mend());
        }
        return words.toString();
    }
}
