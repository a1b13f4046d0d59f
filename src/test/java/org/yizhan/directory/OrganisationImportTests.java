package org.yizhan.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.directory.ImportReport.RowProblem;
import org.yizhan.directory.OrganisationImport.Taken;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class OrganisationImportTests {
    private static final String[] UNIT_HEAD = {"单位名称*", "简称", "单位类别*", "上级单位*", "统一社会信用代码", "行政区划代码", "排序"};
    private static final String[] PEOPLE_HEAD = {"姓名*", "账号*", "单位*", "科室", "职务*", "手机号", "排序"};

    @Autowired
    OrganisationImport imports;
    @Autowired
    Directory directory;
    @Autowired
    Organisation organisation;
    @Autowired
    Appointments appointments;
    @Autowired
    JdbcClient jdbc;

    TestCounty county;
    String top;
    Actor system;
    String mark;

    @BeforeEach
    void aCounty() {
        county = new TestCounty(directory, organisation, appointments);
        UnitId base = county.unit("试验区");
        top = directory.unit(base).orElseThrow().name();
        system = directory.actor(county.person("系统管理员", county.root(), "system-admin"));
        mark = "x" + base.value();
    }

    static byte[] workbook(Consumer<Workbook> content) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            content.accept(workbook);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static void sheet(Workbook workbook, String name, String[] head, String[]... rows) {
        Worksheet sheet = workbook.newWorksheet(name);
        for (int i = 0; i < head.length; i++) {
            sheet.value(0, i, head[i]);
        }
        for (int line = 0; line < rows.length; line++) {
            for (int i = 0; i < rows[line].length; i++) {
                if (!rows[line][i].isEmpty()) {
                    sheet.value(line + 1, i, rows[line][i]);
                }
            }
        }
    }

    static String[] row(String... cells) {
        return cells;
    }

    ImportReport preview(byte[] file) {
        return imports.preview(system, "名单.xlsx", file).orThrow();
    }

    String refused(byte[] file) {
        return imports.preview(system, "名单.xlsx", file).refusal().orElseThrow().text();
    }

    @Test
    void takesInUnitsAndPeopleWhateverTheOrderOfTheRows() {
        byte[] file = workbook(book -> {
            sheet(book, "人员", PEOPLE_HEAD, row("张三", mark + ".zs", "甲局" + mark, "办公室", "主任", "13800000000"),
                    row("", "", "", "", ""), row("李四", mark + ".ls", "甲局" + mark, "", "局长"));
            sheet(book, "单位", UNIT_HEAD, row("办公室", "", "内设科室", "甲局" + mark),
                    row("甲局" + mark, "甲局", "政府部门", top, "91350100M000100Y43", "", "7"));
        });
        ImportReport report = preview(file);
        assertThat(report.problems()).isEmpty();
        assertThat(report.rightUnits()).isEqualTo(2);
        assertThat(report.rightPeople()).isEqualTo(2);
        assertThat(directory.personByAccount(mark + ".zs")).as("a preview takes nothing in").isEmpty();

        assertThat(imports.take(system, report.draft(), false).orThrow()).isEqualTo(new Taken(2, 2, 0));
        Person person = directory.personByAccount(mark + ".zs").orElseThrow();
        Unit office = directory.unit(person.unit().unit()).orElseThrow();
        assertThat(office.name()).isEqualTo("办公室");
        assertThat(office.path()).isEqualTo(person.unit());
        assertThat(directory.posts(person.id())).singleElement().satisfies(post -> {
            assertThat(post.title()).isEqualTo("主任");
            assertThat(post.main()).isTrue();
            assertThat(post.roles()).isEmpty();
        });
        assertThat(imports.take(system, report.draft(), false).refusal().orElseThrow().text())
                .as("the same form sent twice")
                .contains("已经导入过");
    }

    @Test
    void namesEveryBadRowWithLineColumnAndReason() {
        organisation.addPerson(Actor.PROGRAM, NewPerson.of("旧人", mark + ".old", county.root(), "科员")).orThrow();
        byte[] file = workbook(book -> {
            sheet(book, "单位", UNIT_HEAD, row("甲局" + mark, "", "政府部门", "没有的单位"),
                    row("乙局" + mark, "", "神秘部门", top), row("丙局" + mark, "", "政府部门", top, "91350100M000100Y44"),
                    row("丁局" + mark, "", "政府部门", top), row("丁局" + mark, "", "政府部门", top),
                    row("戊局" + mark, "", "政府部门", "己局" + mark), row("己局" + mark, "", "政府部门", "戊局" + mark),
                    row("庚站" + mark, "", "事业单位", "乙局" + mark), row("", "", "政府部门", top),
                    row("辛局" + mark, "", "政府部门", top, "", "539999", "第一"));
            sheet(book, "人员", PEOPLE_HEAD, row("张三", mark + ".old", top, "", "科员"),
                    row("李四", mark + ".ls", top, "", "科员", "12345"), row("王五", mark + ".LS", top, "", "科员"),
                    row("赵六", "赵六", top, "", "科员"), row("钱七", mark + ".qq", "乙局" + mark, "", "科员"),
                    row("孙八", mark + ".sb", top, "没有的科室", "科员"), row("", mark + ".zj", top, "", ""));
        });
        ImportReport report = preview(file);
        assertThat(report.problems().stream().map(p -> p.sheet() + p.line() + p.column() + "：" + p.reason()))
                .satisfiesExactlyInAnyOrder(p -> assertThat(p).startsWith("单位2上级单位（D列）").contains("没有找到上级单位“没有的单位”"),
                        p -> assertThat(p).startsWith("单位3单位类别（C列）").contains("没有这个单位类别"),
                        p -> assertThat(p).startsWith("单位4统一社会信用代码（E列）").contains("最后一位"),
                        p -> assertThat(p).startsWith("单位6单位名称（A列）").contains("与第5行重复"),
                        p -> assertThat(p).startsWith("单位7上级单位（D列）").contains("绕成了圈"),
                        p -> assertThat(p).startsWith("单位8上级单位（D列）").contains("绕成了圈"),
                        p -> assertThat(p).startsWith("单位9上级单位（D列）").contains("所在的行有误"),
                        p -> assertThat(p).startsWith("单位10单位名称（A列）").contains("请填写单位名称"),
                        p -> assertThat(p).startsWith("单位11行政区划代码（F列）").contains("没有这个行政区划代码"),
                        p -> assertThat(p).startsWith("单位11排序（G列）").contains("整数"),
                        p -> assertThat(p).startsWith("人员2账号（B列）").contains("已有人使用"),
                        p -> assertThat(p).startsWith("人员3手机号（F列）").contains("11位"),
                        p -> assertThat(p).startsWith("人员4账号（B列）").contains("与第3行的账号相同"),
                        p -> assertThat(p).startsWith("人员5账号（B列）").contains("小写字母"),
                        p -> assertThat(p).startsWith("人员6单位（C列）").contains("那一行有误"),
                        p -> assertThat(p).startsWith("人员7科室（D列）").contains("没有叫“没有的科室”的科室"),
                        p -> assertThat(p).startsWith("人员8姓名（A列）").contains("请填写姓名"),
                        p -> assertThat(p).startsWith("人员8职务（E列）").contains("请填写职务"));
        assertThat(report.wrongRows()).isEqualTo(16);

        assertThat(imports.take(system, report.draft(), false).refusal().orElseThrow().text()).contains("没有导入任何内容");
        assertThat(directory.unitsNamed("丁局" + mark)).isEmpty();
        assertThat(imports.draft(system, report.draft())).as("still there for the other choice").isPresent();
        assertThat(imports.take(system, report.draft(), true).orThrow()).isEqualTo(new Taken(1, 0, 16));
        assertThat(directory.unitsNamed("丁局" + mark)).hasSize(1);
    }

    @Test
    void numbersFormulasTitlesAndUnknownColumnsAreReadAsPeopleMeanThem() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            var sheet = book.createSheet("科室通讯录");
            sheet.createRow(0).createCell(0).setCellValue("云岭县人员名单");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
            var head = sheet.createRow(2);
            String[] names = {"序号", "手机号（必填）", " 姓 名 ", "账号", "单位", "职务"};
            for (int i = 0; i < names.length; i++) {
                head.createCell(i).setCellValue(names[i]);
            }
            var right = sheet.createRow(4);
            right.createCell(0).setCellValue(1);
            right.createCell(1).setCellValue(13800000000.0);
            right.createCell(2).setCellValue("张三");
            right.createCell(3).setCellFormula("\"" + mark + "\"&\".f\"");
            right.createCell(4).setCellValue(top);
            right.createCell(5).setCellValue("科员");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            var broken = sheet.createRow(5);
            broken.createCell(2).setCellValue("李四");
            broken.createCell(3).setCellFormula("1/0");
            broken.createCell(4).setCellValue(top);
            broken.createCell(5).setCellValue("科员");
            book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(broken.getCell(3));
            book.write(out);
        }
        ImportReport report = preview(out.toByteArray());
        assertThat(report.problems()).singleElement()
                .satisfies(problem -> assertThat(problem).extracting(RowProblem::line, RowProblem::column)
                        .containsExactly(6, "账号（D列）"));
        assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("序号"));
        imports.take(system, report.draft(), true).orThrow();
        assertThat(jdbc.sql("select phone from directory.person where account = ?")
                .param(mark + ".f")
                .query(String.class)
                .single()).isEqualTo("13800000000");
    }

    @Test
    void filesThatAreNoSuchSpreadsheetAreRefusedInWords() throws IOException {
        assertThat(refused(new byte[0])).contains("空的");
        assertThat(refused(new byte[]{'P', 'K'})).contains("不是 Excel");
        assertThat(refused("姓名,账号".getBytes(StandardCharsets.UTF_8))).contains("不是 Excel");
        assertThat(refused(new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A,
            (byte) 0xE1, 0, 0})).contains(".xls");
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("hello.txt"));
            out.write(1);
        }
        assertThat(refused(zip.toByteArray())).contains("损坏");
        assertThat(refused(workbook(book -> sheet(book, "表", row("甲", "乙"), row("1", "2"))))).contains("没有找到");
        assertThat(refused(workbook(book -> sheet(book, "人员", PEOPLE_HEAD)))).contains("只有表头");
        assertThat(refused(workbook(book -> sheet(book, "人员", row("姓名", "账号", "职务"), row("张三", "zs", "员")))))
                .contains("缺少“单位”列");
        assertThat(refused(workbook(book -> sheet(book, "人员", row("姓名", "账号", "单位", "职务", "账号"), row("张三")))))
                .contains("两列都叫");
    }

    @Test
    void moreThanOneImportIsForIsRefusedInWordsAndTheMostIsTaken() {
        assertThat(refused(people(400, "字".repeat(30_000)))).contains("展开后超过24兆字节");
        assertThat(refused(people(20_001, "张三"))).contains("超过20000行");
        assertThat(preview(people(20_000, "张三")).rightPeople()).isEqualTo(20_000);
    }

    private byte[] people(int count, String name) {
        return workbook(book -> {
            String[][] people = new String[count][];
            for (int i = 0; i < count; i++) {
                people[i] = row(name + i, mark + "." + i, top, "", "科员", "13800000000", "1");
            }
            sheet(book, "人员", PEOPLE_HEAD, people);
        });
    }

    @Test
    void twoHundredUnitsAndAThousandPeopleAreTakenInWithinSeconds() {
        byte[] file = workbook(book -> {
            String[][] units = new String[200][];
            for (int i = 0; i < 200; i++) {
                units[i] = row("单位" + mark + i, "", "政府部门", i < 20 ? top : "单位" + mark + i / 10);
            }
            sheet(book, "单位", UNIT_HEAD, units);
            String[][] people = new String[1000][];
            for (int i = 0; i < 1000; i++) {
                people[i] = row("人员" + i, mark + "." + i, "单位" + mark + i % 200, "", "科员");
            }
            sheet(book, "人员", PEOPLE_HEAD, people);
        });
        long start = System.nanoTime();
        ImportReport report = preview(file);
        assertThat(imports.take(system, report.draft(), false).orThrow()).isEqualTo(new Taken(200, 1000, 0));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("not row by row over minutes")
                .isLessThan(Duration.ofSeconds(60));
        assertThat(directory.personByAccount(mark + ".999")).isPresent();
    }

    @Test
    void onlyTheSystemAdministratorImportsAndOnlyBelowTheOwnUnits() {
        byte[] file = workbook(book -> sheet(book, "人员", PEOPLE_HEAD, row("张三", mark + ".z", top, "", "科员")));
        Actor security = directory.actor(county.person("安全管理员", county.root(), "security-admin"));
        assertThat(imports.preview(security, "名单.xlsx", file).refusal()).isPresent();
        Actor elsewhere = directory.actor(county.person("别处系统管理员", county.unit("别处"), "system-admin"));
        ImportReport report = imports.preview(elsewhere, "名单.xlsx", file).orThrow();
        assertThat(report.problems()).singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("不能在这个单位"));
        assertThat(imports.draft(system, report.draft())).as("someone else's file").isEmpty();
        assertThat(imports.take(system, report.draft(), true).refusal()).isPresent();
    }

    @Test
    void theFormToFillInIsReadBack() {
        assertThat(refused(OrganisationImport.form())).contains("只有表头");
        assertThat(List.of(SheetColumn.values())).allSatisfy(column -> assertThat(column.label).isNotBlank());
    }
}
