package org.yizhan.statistics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.yizhan.statistics.YearTable.Count;
import org.yizhan.statistics.YearTable.Group;

import static org.assertj.core.api.Assertions.assertThat;

/** The yearly table in the layout that the counties use, on the screen, in Excel and in Word. */
class YearTableTests {
    private static final YearTable TABLE = new YearTable("2026年度云岭县人民政府门户网站主要栏目内容保障情况统计表", "", List.of(
            group("今日云岭", "云岭要闻", 12, "乡镇传真", 24, "时政传真", 3, "领导活动", 4),
            group("政府信息公开", "政府文件", 6),
            new Group("空的", List.of()),
            group("其它", "部门网站", 57, "乡镇网站", 60, "旅游频道", 0)), 0);

    private static Group group(String name, Object... pairs) {
        var counts = new ArrayList<Count>();
        for (int i = 0; i < pairs.length; i += 2) {
            counts.add(new Count((String) pairs[i], (Integer) pairs[i + 1]));
        }
        return new Group(name, counts);
    }

    @Test
    void threeColumnsStandInARowAndTheGroupBesideThem() {
        List<List<String>> rows = TABLE.paper()
                .rows()
                .stream()
                .map(row -> row.stream().map(Paper.Cell::text).toList())
                .toList();

        assertThat(rows).containsExactly(
                List.of("栏目 / 条数目", "栏目名称", "保障条数", "栏目名称", "保障条数", "栏目名称", "保障条数"),
                List.of("今日云岭", "云岭要闻", "12", "乡镇传真", "24", "时政传真", "3"),
                List.of("领导活动", "4", "", "", "", ""),
                List.of("政府信息公开", "政府文件", "6", "", "", "", ""),
                List.of("其它", "部门网站", "57", "乡镇网站", "60", "旅游频道", "0"));
        assertThat(TABLE.summary()).isEqualTo("共8个栏目，166条。今日云岭4个栏目43条；政府信息公开1个栏目6条；其它3个栏目117条。");
        assertThat(TABLE.paper().rows().get(1).getFirst().down()).isEqualTo(2);
        assertThat(TABLE.paper().rows().get(3).getFirst().down()).isOne();
    }

    @Test
    void barsSayWhatTheTableSays() {
        assertThat(TABLE.bars()).containsExactly(new Bar("今日云岭", 43), new Bar("政府信息公开", 6), new Bar("其它", 117));
        assertThat(BulletinKind.UPDATES.bars(List.of(List.of("门户", "7"), List.of("水利局", "12"), List.of("教育局", "0"))))
                .containsExactly(new Bar("水利局", 12), new Bar("门户", 7));
        assertThat(BulletinKind.SHORTFALLS.bars(List.of(List.of("水利局"), List.of("教育局"), List.of("水利局"))))
                .containsExactly(new Bar("水利局", 2), new Bar("教育局", 1));
        assertThat(BulletinKind.GUARANTEE.bars(List.of(List.of("水利局", "1")))).isEmpty();
    }

    @Test
    void aTableWithoutAnythingIsStillATable() {
        var empty = new YearTable("空表", "", List.of(), 0);
        assertThat(empty.paper().rows()).hasSize(1);
        assertThat(empty.sum()).isZero();
        assertThat(empty.summary()).isEqualTo("共0个栏目，0条。");
    }

    @Test
    void theWorkbookHasTheSameCellsInTheirPlacesAndNumbersAsNumbers() throws IOException {
        var out = new ByteArrayOutputStream();
        Workbooks.write(TABLE.paper(), out);

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            var read = rows.toList();
            assertThat(read.get(0).getCellText(0)).isEqualTo(TABLE.title());
            assertThat(read.get(1).getCellText(0)).startsWith("共8个栏目，166条。");
            assertThat(read.get(3).getCellText(0)).isEqualTo("今日云岭");
            assertThat(read.get(3).getCellAsNumber(4).orElseThrow().intValue()).isEqualTo(24);
            assertThat(read.get(4).getCellText(0)).isEmpty();
            assertThat(read.get(4).getCellText(1)).isEqualTo("领导活动");
            assertThat(read).hasSize(7);
        }
    }

    @Test
    void theWorkbookIsPrintedAsWideAsOnePage() throws IOException {
        var out = new ByteArrayOutputStream();
        Workbooks.write(TABLE.paper(), out);

        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(sheet.getPrintSetup()).matches(print -> print.getLandscape() && print.getFitWidth() == 1
                    && print.getFitHeight() == 0);
        }
    }

    @Test
    void theWordDocumentOpensAndIsMergedTheSameWay() throws IOException {
        var out = new ByteArrayOutputStream();
        WordDocuments.write(TABLE.paper(), out);

        try (var document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(document.getParagraphs().getFirst().getText()).isEqualTo(TABLE.title());
            XWPFTable table = document.getTables().getFirst();
            assertThat(table.getRows()).hasSize(5);
            assertThat(
                    table.getRow(1).getTableCells().stream().map(cell -> cell.getText()).collect(Collectors.toList()))
                    .containsExactly("今日云岭", "云岭要闻", "12", "乡镇传真", "24", "时政传真", "3");
            assertThat(table.getRow(2).getTableCells()).hasSize(7);
            assertThat(table.getRow(1).getCell(0).getCTTc().getTcPr().getVMerge().getVal()).hasToString("restart");
            assertThat(table.getRow(2).getCell(0).getCTTc().getTcPr().getVMerge().getVal()).hasToString("continue");
        }
    }

    @Test
    void wordsWithSignsOfXmlDoNotBreakADocument() throws IOException {
        var paper = new Paper("“<题>”&", "〔2026〕第1期", List.of("一 < 二 & 三"), 2,
                List.of(List.of(Paper.Cell.of("=1+1"), Paper.Cell.of("<b>"))));
        var out = new ByteArrayOutputStream();
        WordDocuments.write(paper, out);
        try (var document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(document.getParagraphs().get(2).getText()).contains("一 < 二 & 三");
        }
        var book = new ByteArrayOutputStream();
        Workbooks.write(paper, book);
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(book.toByteArray()));
                var rows = read.getFirstSheet().openStream()) {
            assertThat(rows.toList().get(3).getCellText(0)).isEqualTo("'=1+1");
        }
    }
}
