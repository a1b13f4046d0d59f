package org.yizhan.disclosure;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Lists disclosed row by row, key areas, reading points and carriers. */
class DataListTests extends DisclosureTest {
    private static final List<String> HEAD = List.of("姓名", "任免", "职务", "日期", "文号");

    @Autowired
    DataLists lists;
    @Autowired
    KeyAreas areas;
    @Autowired
    Places places;
    @Autowired
    Carriers carriers;

    static byte[] workbook(List<List<String>> rows) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("名录");
            for (int line = 0; line < rows.size(); line++) {
                for (int column = 0; column < rows.get(line).size(); column++) {
                    sheet.value(line, column, rows.get(line).get(column));
                }
            }
        }
        return out.toByteArray();
    }

    @Test
    void aTableComesInWholeAndAgainOnlyWhatHasChangedMakesANewVersion() throws Exception {
        byte[] first = workbook(List.of(HEAD, List.of("石磊", "任", "水利局副局长", "2026-03-02", "云政任〔2026〕3号"),
                List.of("韦芳", "免", "教育局副局长", "2026-03-02", "")));
        assertThat(lists.take(office, "appointments", body.id(), first, "", false))
                .isEqualTo(new DataLists.Taken.Done(2, 0, 0));
        assertThat(lists.take(office, "appointments", body.id(), first, "", false))
                .isEqualTo(new DataLists.Taken.Done(0, 0, 2));
        byte[] second = workbook(List.of(List.of("文号", "日期", "职务", "任免", "姓名"),
                List.of("云政任〔2026〕4号", "2026-03-02", "水利局副局长", "任", "石磊")));
        assertThat(lists.take(office, "appointments", body.id(), second, "", false))
                .isEqualTo(new DataLists.Taken.Done(0, 1, 0));

        var page = lists.list("appointments", "石磊", null, 10);
        var row = page.items().stream().filter(one -> one.body() == body.id()).findFirst().orElseThrow();
        assertThat(row.version()).isEqualTo(2);
        assertThat(lists.history("appointments", row.id())).extracting(one -> one.cells().get(4))
                .containsExactly("云政任〔2026〕4号", "云政任〔2026〕3号");
        assertThat(page(Actor.VISITOR, "/disclosure/lists/appointments/" + row.id())).contains("以前的内容", "第1版");
        yes(lists.end(office, row.id()));
        assertThat(lists.end(stranger, row.id())).isPresent();
        assertThat(lists.history("appointments", row.id())).isEmpty();
        assertThat(send(Actor.VISITOR, get("/disclosure/lists/appointments/" + row.id())).getStatus()).isEqualTo(404);
    }

    @Test
    void whatAnotherBodyDisclosesIsNotTwiceOnTheListUnlessItIsWanted() throws Exception {
        String one = "老街管理所" + body.id();
        yes(lists.put(office, "powers", body.id(), List.of(one, one, "许可", "水法", "")));
        byte[] file = workbook(
                List.of(List.of("职权编码", "职权名称", "类型", "依据"), List.of(one, one, "许可", "水法")));
        Body county = bodies.county().orElseThrow();
        assertThat(lists.take(Actor.PROGRAM, "powers", county.id(), file, "", false))
                .isInstanceOfSatisfying(DataLists.Taken.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .contains("第2行", one, "已由" + body.name() + "公开", "各公开一条"));
        assertThat(lists.take(office, "powers", body.id(), file, "", false))
                .isEqualTo(new DataLists.Taken.Done(0, 0, 1));
        assertThat(lists.take(Actor.PROGRAM, "powers", county.id(), file, "", true))
                .isEqualTo(new DataLists.Taken.Done(1, 0, 0));
        assertThat(lists.take(Actor.PROGRAM, "powers", county.id(), file, "", false)).as("stands on both by now")
                .isEqualTo(new DataLists.Taken.Done(0, 0, 1));
    }

    @Test
    void daysAndNumbersAreReadAsTheyAreTypedAndKeptInOneForm() throws Exception {
        List<String> head = List.of("项目代码", "项目名称", "建设单位", "总投资（万元）", "开工日期");
        byte[] file = workbook(List.of(head, List.of("P-1", "城东小学", "县教育局", "1,200.5", "2026年3月2日"),
                List.of("P-2", "城西小学", "县教育局", "300", "2026/11/9"),
                List.of("P-3", "城南小学", "县教育局", "300", "2026-3-12")));
        assertThat(lists.take(office, "projects", body.id(), file, "", false))
                .isEqualTo(new DataLists.Taken.Done(3, 0, 0));
        assertThat(lists.list("projects", "P-", null, 10).items()).extracting(row -> row.cells().subList(3, 5))
                .contains(List.of("1200.5", "2026-03-02"), List.of("300", "2026-11-09"), List.of("300", "2026-03-12"));
        byte[] wrong = workbook(List.of(head, List.of("P-4", "城北小学", "县教育局", "12,00", "2026/13/9")));
        assertThat(lists.take(office, "projects", body.id(), wrong, "", false))
                .isInstanceOfSatisfying(DataLists.Taken.Refused.class,
                        refused -> assertThat(refused.problems()).hasSize(2));
        long id = lists.list("projects", "P-1", null, 10).items().getFirst().id();
        assertThat(page(Actor.VISITOR, "/disclosure/lists/projects/" + id)).contains("<h1>城东小学</h1>");
        assertThat(page(office, "/desk/disclosure/lists/projects"))
                .contains("href=\"/disclosure/lists/projects/" + id + "\"", "从网站上撤下");
    }

    @Test
    void aTableWithMistakesIsRefusedWithEachOfThem() throws Exception {
        byte[] wrong = workbook(List.of(HEAD, List.of("石磊", "任", "", "三月", ""), List.of("韦芳", "免", "副局长", "2026-03-02"),
                List.of("韦芳", "免", "副局长", "2026-03-02")));
        assertThat(lists.take(office, "appointments", body.id(), wrong, "", false))
                .isInstanceOfSatisfying(DataLists.Taken.Refused.class, refused -> assertThat(refused.problems())
                        .containsExactly("第2行：“职务”没有填写。", "第2行：“日期”请写成 2026-11-26 的样子，现在是“三月”。",
                                "第4行：与前面的一行重复，请删去一行。"));
        for (byte[] file : List.of(new byte[0], "不是表格".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                workbook(List.of(List.of("甲", "乙"))), workbook(List.of(HEAD)))) {
            assertThat(lists.take(office, "appointments", body.id(), file, "", false))
                    .isInstanceOf(DataLists.Taken.Refused.class);
        }
        byte[] right = workbook(List.of(HEAD, List.of("石磊", "任", "副局长", "2026-03-02")));
        assertThat(lists.take(stranger, "appointments", body.id(), right, "", false))
                .isInstanceOf(DataLists.Taken.Refused.class);
        assertThat(lists.take(office, "nothing", body.id(), right, "", false))
                .isInstanceOf(DataLists.Taken.Refused.class);
        assertThat(lists.take(office, "appointments", 5, right, "", false)).isInstanceOf(DataLists.Taken.Refused.class);
    }

    @Test
    void whatIsPersonalIsMaskedAndNobodyFindsARowByIt() throws Exception {
        yes(lists.put(office, "project-persons", body.id(),
                List.of("欧阳建华", "11010519491231002X", "二级建造师", "出借资格证书" + body.id(), "2026-02-01")));
        assertThat(lists.put(office, "project-persons", body.id(), List.of("王", "123", "", "罚", "2026-02-01"))
                .orElseThrow()
                .text()).contains("18位");

        String html = page(Actor.VISITOR, "/disclosure/lists/project-persons/?q=" + body.id());
        assertThat(html).contains("欧某", "110***********002X", "二级建造师").doesNotContain("欧阳建华", "19491231");
        assertThat(lists.list("project-persons", "欧阳建华", null, 10).items()).isEmpty();
        assertThat(lists.list("project-persons", "11010519491231002X", null, 10).items()).isEmpty();
    }

    @Test
    void listsPageByKey() {
        for (int i = 0; i < 5; i++) {
            yes(lists.put(office, "powers", body.id(), List.of("P" + i, "职权" + i + "-" + body.id(), "许可", "水法", "")));
        }
        String mine = "-" + body.id();
        KeyPage<DataLists.Row> one = lists.list("powers", mine, null, 2);
        KeyPage<DataLists.Row> two = lists.list("powers", mine, one.older(), 2);
        KeyPage<DataLists.Row> three = lists.list("powers", mine, two.older(), 2);
        assertThat(three.items()).hasSize(1);
        assertThat(lists.list("powers", mine, three.newer(), 2)).isEqualTo(two);
        assertThat(lists.list("powers", mine, "x'", 2)).isEqualTo(one);
    }

    @Test
    void aNewKindIsDataAndColumnsAreOnlyAdded() {
        var column = new ListKind.Column(1, "名称", ListKind.Type.TEXT, true, true);
        var kind = new ListKind("wells" + body.id(), "机井", "", true, List.of(column));
        yes(lists.putKind(office, kind));
        yes(lists.put(office, kind.code(), body.id(), List.of("一号井")));
        var more = new ArrayList<>(kind.columns());
        more.add(new ListKind.Column(2, "深度", ListKind.Type.NUMBER, false, false));
        yes(lists.putKind(office, new ListKind(kind.code(), "机井", "", true, more)));
        yes(lists.put(office, kind.code(), body.id(), List.of("一号井", "30")));
        assertThat(lists.list(kind.code(), "", null, 5).items()).singleElement()
                .satisfies(row -> assertThat(row.version()).isEqualTo(2));

        assertThat(lists.putKind(stranger, kind)).isPresent();
        assertThat(lists.putKind(office, kind)).isPresent();
        assertThat(lists.putKind(office, new ListKind("Bad", "x", "", true, List.of(column)))).isPresent();
        assertThat(lists.putKind(office, new ListKind("nokey", "x", "", true,
                List.of(new ListKind.Column(1, "名称", ListKind.Type.TEXT, true, false))))).isPresent();
    }

    @Test
    void whatWasLaidDownIsHeldAgainstTheNumbersOfStaff() throws Exception {
        String one = "测报站" + body.id();
        String other = "水管所" + body.id();
        var head = List.of("机构名称", "机构性质", "编制数", "实有人数", "统计日期");
        var good = List.of(head, List.of(one, "事业单位", "12.0", "12", "2026-11-01"));
        byte[] bad = workbook(List.of(head, List.of(one, "事业单位", "12", "13", "2026-11-01"),
                List.of(other, "事业单位", "9", "9", "2026-11-01")));
        yes(lists.put(office, "staffing-plan", body.id(),
                List.of(one, "事业单位", "12", "2", "云办发〔2024〕3号", "2024-03-01")));
        assertThat(lists.take(office, "establishment", body.id(), bad, " ", false))
                .isEqualTo(new DataLists.Taken.Refused(List.of("第2行：“实有人数”是13，超过“编制数”12。",
                        "第3行：“三定规定”里没有“" + other + "”。")));
        assertThat(lists.take(office, "establishment", body.id(), workbook(good), "", false))
                .isEqualTo(new DataLists.Taken.Done(1, 0, 0));
        var establishment = lists.kind("establishment").orElseThrow();
        assertThat(mine(establishment)).isEmpty();

        assertThat(lists.take(office, "establishment", body.id(), bad, "长".repeat(201), false))
                .isInstanceOf(DataLists.Taken.Refused.class);
        assertThat(lists.take(office, "establishment", body.id(), bad, "转隶人员未到位", false))
                .isEqualTo(new DataLists.Taken.Done(1, 1, 0));
        assertThat(lists.take(office, "establishment", body.id(), bad, "", false)).as("explained before")
                .isEqualTo(new DataLists.Taken.Done(0, 0, 2));
        assertThat(mine(establishment)).hasSize(2)
                .allSatisfy(row -> assertThat(row.row().because()).isEqualTo("转隶人员未到位"));
        assertThat(page(office, "/desk/disclosure/lists/establishment/differences")).contains(one, "超过“编制数”12",
                "转隶人员未到位");
        assertThat(page(Actor.VISITOR, "/disclosure/lists/establishment/")).contains(one).doesNotContain("转隶人员");

        yes(lists.put(office, "staffing-plan", body.id(),
                List.of(one, "行政机关", "13", "2", "云办发〔2026〕3号", "2026-03-01")));
        assertThat(mine(establishment)).filteredOn(row -> row.row().cells().getFirst().equals(one))
                .singleElement()
                .satisfies(row -> assertThat(row.differences())
                        .containsExactly("“机构性质”是事业单位，三定规定是行政机关", "“编制数”是12，三定规定是13",
                                "“实有人数”是13，超过“编制数”12"));
        assertThat(lists.put(office, "establishment", body.id(), List.of(one, "行政机关", "14", "13", "2026-11-02"))
                .orElseThrow()
                .text()).contains("三定规定是13");
        assertThat(send(office, get("/desk/disclosure/lists/tenders/differences")).getStatus()).isEqualTo(302);
    }

    private List<DataLists.Differing> mine(ListKind kind) {
        return lists.differing(kind).stream().filter(row -> row.row().body() == body.id()).toList();
    }

    @Test
    void aKindIsHeldAgainstAnotherWithTheSameKeyOnlyAndCeilingsAreNumbersBeforeIt() {
        var name = new ListKind.Column(1, "名称", ListKind.Type.TEXT, true, true);
        var number = new ListKind.Column(2, "核定数", ListKind.Type.NUMBER, true, false);
        String code = "fleet" + body.id();
        for (ListKind bad : List.of(
                new ListKind(code, "车辆", "", true, "nothing", List.of(name)),
                new ListKind(code, "车辆", "", true, code, List.of(name)),
                new ListKind(code, "车辆", "", true, "establishment", List.of(name)),
                new ListKind(code, "车辆", "", true,
                        List.of(name, new ListKind.Column(2, "数", ListKind.Type.NUMBER, true, false, 0))),
                new ListKind(code, "车辆", "", true,
                        List.of(name, new ListKind.Column(2, "数", ListKind.Type.NUMBER, true, false, 1))),
                new ListKind(code, "车辆", "", true,
                        List.of(name, number, new ListKind.Column(3, "数", ListKind.Type.TEXT, true, false, 2))),
                new ListKind(code, "车辆", "", true,
                        List.of(name, new ListKind.Column(2, "数", ListKind.Type.NUMBER, true, false, 2))))) {
            assertThat(lists.putKind(office, bad)).as(bad.toString()).isPresent();
        }
        var good = new ListKind(code, "车辆", "", true,
                List.of(name, number, new ListKind.Column(3, "实有数", ListKind.Type.NUMBER, true, false, 2)));
        yes(lists.putKind(office, good));
        assertThat(lists.kind(code)).contains(good);
        var against = new ListKind(code + "x", "车辆核查", "", true, code, List.of(name, number));
        yes(lists.putKind(office, against));
        assertThat(lists.kind(code + "x")).contains(against);
    }

    @Test
    void theDeskImportsAndShowsWhatIsWrong() throws Exception {
        assertThat(page(office, "/desk/disclosure/lists")).contains("人事任免", "权力清单");
        String here = "/desk/disclosure/lists/recruitment";
        assertThat(page(office, here)).contains("下载模板");
        assertThat(send(office, get(here + "/template.xlsx")).getContentAsByteArray()).startsWith('P', 'K');
        byte[] file = workbook(List.of(List.of("招聘单位", "岗位", "人数", "报名开始", "报名截止"),
                List.of("县水利局", "水文监测员", "2", "2026-03-01", "2026-03-10")));
        var answer = send(office, multipart(here + "/import").file(new MockMultipartFile("file", "a.xlsx", "", file))
                .param("body", Long.toString(body.id())));
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(page(Actor.VISITOR, "/disclosure/lists/recruitment/?q=水文")).contains("水文监测员");
        assertThat(send(office, multipart(here + "/import").param("body", Long.toString(body.id())))
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).contains("请选择要导入的文件")
                .contains("value=\"" + body.id() + "\" selected");
        assertThat(page(Actor.VISITOR, "/disclosure/lists/")).contains("招录招聘");
        assertThat(send(Actor.VISITOR, get("/disclosure/lists/nothing/")).getStatus()).isEqualTo(404);
    }

    @Test
    void anAreaHasAnOwnerAndShowsWhatItsColumnsBring() throws Exception {
        live("关于做好防汛抗旱工作的通知");
        var area = areas.all().stream().filter(one -> one.name().equals("重大建设项目")).findFirst().orElseThrow();
        assertThat(areas.all()).filteredOn(KeyAreas.Area::pilot).hasSize(26);
        yes(areas.put(office, area.id(), area.name(), false, body.id(), true, Set.of(column)));
        assertThat(page(Actor.VISITOR, "/disclosure/areas/")).contains("重大建设项目", "义务教育");
        assertThat(page(Actor.VISITOR, "/disclosure/areas/" + area.id())).contains(body.name(), "关于做好防汛抗旱工作的通知");
        assertThat(page(office, "/desk/disclosure/areas")).contains(body.name());
        assertThat(send(office, post("/desk/disclosure/areas/new").param("name", "农村饮水")
                .param("open", "true")
                .param("add1", Long.toString(column))).getStatus()).isEqualTo(302);
        assertThat(areas.all()).anyMatch(one -> one.name().equals("农村饮水") && one.columns().equals(List.of(column)));
        assertThat(areas.put(stranger, area.id(), "改", false, null, true, Set.of())).isPresent();
        assertThat(areas.put(office, area.id(), "义务教育", false, null, true, Set.of())).isPresent();
        assertThat(areas.put(office, area.id(), "x", false, 987_654L, true, Set.of())).isPresent();
        assertThat(areas.put(office, 987_654, "y", false, null, true, Set.of())).isPresent();
        assertThat(send(Actor.VISITOR, get("/disclosure/areas/987654")).getStatus()).isEqualTo(404);
    }

    @Test
    void readingPointsAndOtherCarriersAreKept() throws Exception {
        assertThat(send(office,
                post("/desk/disclosure/places").param("name", "县档案馆" + body.id())
                        .param("address", "人民路1号")
                        .param("hours", "工作日")
                        .param("open", "true"))
                .getStatus()).isEqualTo(302);
        assertThat(page(Actor.VISITOR, "/disclosure/points")).contains("县档案馆" + body.id(), "人民路1号");
        assertThat(page(office, "/desk/disclosure/places")).contains("人民路1号");
        assertThat(places.put(stranger, new Places.Place(0, "a", "b", "c", "", 1, true))).isPresent();
        assertThat(places.put(office, new Places.Place(0, "a", "", "c", "", 1, true))).isPresent();
        var place = places.all().getLast();
        yes(places.put(office, new Places.Place(place.id(), place.name(), "人民路2号", "工作日", "", 1, true)));

        long document = live("关于做好防汛抗旱工作的通知");
        LocalDate day = LocalDate.of(2026, 1, 5);
        yes(carriers.release(office, document, "radio", day, "早间新闻"));
        yes(carriers.release(office, document, "radio", day, "早间新闻"));
        assertThat(carriers.of(document)).containsExactly(new Carriers.Release("广播", day, "早间新闻"));
        assertThat(carriers.release(office, document, "none", day, "")).isPresent();
        assertThat(carriers.release(office, document, "radio", LocalDate.of(2999, 1, 1), "")).isPresent();
        assertThat(carriers.release(stranger, document, "radio", day, "")).isPresent();
        assertThat(page(office, "/desk/disclosure/" + document)).contains("早间新闻", "其他载体发布");
    }
}
