package org.yizhan.shared;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.yizhan.shared.SheetFile.Unreadable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Workbooks as no office program writes them, and some as the less known ones do. */
class SheetBookTests {
    private static final String RELATIONS = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
    private static final String TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, String> parts = new LinkedHashMap<>();

    SheetBookTests() {
        parts.put("_rels/.rels", RELATIONS + relation("1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
        parts.put("xl/workbook.xml", "<workbook xmlns:r='" + TYPE
                + "'><sheets><sheet name='表' sheetId='1' r:id='7'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", RELATIONS + relation("7", "worksheet", "worksheets/sheet1.xml")
                + relation("8", "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>甲</t></si></sst>");
    }

    @Test
    void readsCellsWithAndWithoutPlacesInAnyNamespaceAndSpelling() throws Unreadable {
        parts.put("XL\\worksheets\\Sheet1.xml",
                """
                        <x:worksheet xmlns:x='urn:any'><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c>
                        <x:c t='inlineStr'><x:is><x:r><x:t>乙</x:t></x:r><x:rPh><x:t>yǐ</x:t></x:rPh><x:r><x:t>丙</x:t></x:r></x:is></x:c>
                        <x:c r='AA1'><x:v>1.38E10</x:v></x:c></x:row>
                        <x:row r='5'><x:c r='C5'><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c t='e'><x:v>#N/A</x:v></x:c>
                        <x:c t='str'><x:f>"a"</x:f><x:v>a</x:v></x:c><x:c/></x:row></x:sheetData></x:worksheet>""");

        assertThat(read()).containsExactly("1 0=甲 1=乙丙 26=13800000000", "5 2=? 3=? 4=a 5=");
    }

    @Test
    void aCellThatClaimsToBeFarAwayCostsNothing() {
        for (String place : List.of("XFE1", "ZZZZZZ1", "ZZZZZZZZZZZZZZ1", "7", "中1")) {
            assertDamaged("<sheetData><row><c r='" + place + "'><v>1</v></c></row></sheetData>");
        }
        assertDamaged("<sheetData><row>" + "<c/>".repeat(16_385) + "</row></sheetData>");
    }

    @Test
    void whatIsNotBuiltLikeAWorkbookIsRefusedBeforeItIsKept() {
        assertDamaged("<a>".repeat(1_000_000));
        var names = new StringBuilder("<a>");
        for (int i = 0; i < 100_000; i++) {
            names.append("<n").append(i).append("/>");
        }
        assertDamaged(names + "</a>");
        assertDamaged("<?one more?><sheetData/>");
        assertDamaged("<!DOCTYPE a [<!ENTITY e 'eeeeeeeeee'>]><a>&e;</a>");
        assertDamaged("<sheetData><row><c t='s'><v>1</v></c></row></sheetData>");
        assertDamaged("no xml");
    }

    @Test
    void whatAllPartsUnpackToIsCounted() {
        parts.put("xl/worksheets/sheet1.xml", "<sheetData>" + " ".repeat(SheetBook.LARGEST_CONTENT) + "</sheetData>");

        assertThatExceptionOfType(Unreadable.class).isThrownBy(this::read).withMessageContaining("展开后超过24兆字节");
    }

    @Test
    void aTextThatNoCellCanHoldIsCut() throws Unreadable {
        parts.put("xl/worksheets/sheet1.xml", "<sheetData><row><c t='inlineStr'><is><t>" + "长".repeat(40_000)
                + "</t><t><![CDATA[]]>更长</t></is></c></row></sheetData>");

        assertThat(read()).containsExactly("1 0=" + "长".repeat(32_767));
    }

    private void assertDamaged(String sheet) {
        parts.put("xl/worksheets/sheet1.xml", sheet);
        assertThatExceptionOfType(Unreadable.class).as(sheet.substring(0, Math.min(60, sheet.length())))
                .isThrownBy(this::read)
                .withMessageContaining("文件已损坏");
    }

    private List<String> read() throws Unreadable {
        return SheetFile.read(zip(), book -> {
            var lines = new ArrayList<String>();
            book.rows(book.sheets().getFirst(), row -> {
                var line = new StringBuilder().append(row.number());
                row.cells()
                        .forEach(cell -> line.append(' ')
                                .append(cell.column())
                                .append('=')
                                .append(cell.text().orElse("?")));
                return lines.add(line.toString());
            });
            return lines;
        });
    }

    private byte[] zip() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id='" + id + "' Type='" + TYPE + "/" + type + "' Target='" + target + "'/>";
    }
}
