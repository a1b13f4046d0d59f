package org.yizhan.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** What the office sets up once, on its screens. */
class SetupDeskTests extends DisclosureTest {

    @Autowired
    DataLists lists;
    @Autowired
    KeyAreas areas;
    @Autowired
    Carriers carriers;
    @Autowired
    Settings settings;

    private int post(Actor who, String path, Map<String, String> fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        fields.forEach(request::param);
        return send(who, request).getStatus();
    }

    private String again(Actor who, String path, Map<String, String> fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        fields.forEach(request::param);
        var response = send(who, request);
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aColumnSaysWhatItsTextsAre() throws Exception {
        String here = "/desk/disclosure/columns/" + column;
        assertThat(page(office, "/desk/disclosure/columns")).contains("站点");
        assertThat(page(office, "/desk/disclosure/columns?site=" + site)).contains("文件", "按标题判断");
        assertThat(page(office, here)).contains("“文件”归到哪里");
        assertThat(send(stranger, get(here)).getRedirectedUrl()).isEqualTo("/desk/disclosure/columns");
        assertThat(send(office, get("/desk/disclosure/columns/987654321")).getStatus()).isEqualTo(302);
        assertThat(again(office, here, Map.of("section", "STATUTORY", "subject", "zz"))).contains("没有您选的这一项");
        assertThat(again(office, here, Map.of("section", "STATUTORY", "body", "987654"))).contains("不存在或已停用");
        assertThat(post(office, here, Map.of("section", "SYSTEM", "genre", "12"))).isEqualTo(302);
        assertThat(page(office, "/desk/disclosure/columns?site=" + site)).contains("政府信息公开制度，办法、规定、细则");
        assertThat(entry(live("水库值守要求")).where().section()).isEqualTo(Section.SYSTEM);

        Classification none = new Classification(null, Section.STATUTORY, null, null, null, null);
        assertThat(classification.rule(stranger, column, none)).isPresent();
        Actor keeper = person(90_021, bureau, DisclosurePermissions.MANAGE);
        long county = bodies.county().orElseThrow().id();
        assertThat(classification.rule(keeper, column, new Classification(county, Section.STATUTORY, null, null, null,
                null))).as("nobody fills another body's catalogue").isPresent();
        yes(classification.rule(keeper, column, none));
        assertThat(classification.rule(office, 987_654_321L, none)).isPresent();
    }

    @Test
    void aKindOfListIsMadeAndItsColumnsGrow() throws Exception {
        String code = "licences-" + body.position();
        String fresh = "/desk/disclosure/lists/new";
        assertThat(page(office, fresh)).contains("增加一种名录", "姓名（遮盖）");
        assertThat(again(office, fresh, Map.of("code", code, "name", "许可名录", "name1", "名称"))).contains("至少一列要能区分",
                "许可名录");
        assertThat(again(office, fresh, Map.of("code", "new", "name", "许可名录", "name1", "名称", "key1", "true")))
                .contains("网址名用小写字母");
        assertThat(again(office, fresh, Map.of("code", "powers", "name", "x", "name1", "名称", "key1", "true")))
                .contains("已被别的名录使用");
        assertThat(again(office, fresh, Map.of("code", code, "name", "许可名录", "name1", "名称", "key1", "true", "name2",
                "名称"))).contains("列名有重复");
        assertThat(again(stranger, fresh, Map.of("code", code, "name", "许可名录", "name1", "名称", "key1", "true")))
                .contains("由县公开办管理");
        assertThat(post(office, fresh, Map.of("code", code, "name", "许可名录", "open", "true", "name1", "许可证号", "key1",
                "true", "required1", "true", "name3", "发证日期", "type3", "DAY"))).isEqualTo(302);
        assertThat(lists.kind(code).orElseThrow().columns()).extracting(ListKind.Column::name)
                .containsExactly("许可证号", "发证日期");
        String here = "/desk/disclosure/lists/" + code;
        assertThat(page(office, here + "/kind")).contains("已有的列", "发证日期");
        assertThat(post(office, here + "/kind", Map.of("name", "取水许可名录", "open", "true", "name1", "持证单位")))
                .isEqualTo(302);
        ListKind kind = lists.kind(code).orElseThrow();
        assertThat(kind.name()).isEqualTo("取水许可名录");
        assertThat(kind.columns()).extracting(ListKind.Column::name).containsExactly("许可证号", "发证日期", "持证单位");
        assertThat(again(office, here + "/kind", Map.of("name", " "))).contains("请填写名称");
        assertThat(page(office, here)).contains("名录的设定");
        assertThat(page(stranger, here)).doesNotContain("名录的设定");
        assertThat(page(Actor.VISITOR, "/disclosure/lists/")).contains("取水许可名录");
        assertThat(post(office, here + "/kind", Map.of("name", "取水许可名录"))).isEqualTo(302);
        assertThat(page(Actor.VISITOR, "/disclosure/lists/")).doesNotContain("取水许可名录");
        assertThat(send(office, get("/desk/disclosure/lists/no-such/kind")).getStatus()).isEqualTo(302);
    }

    @Test
    void aKeyAreaTakesItsColumnsByName() throws Exception {
        String name = "取水" + body.position();
        assertThat(page(office, "/desk/disclosure/areas/new?site=" + site)).contains("文件", "换站点");
        assertThat(again(office, "/desk/disclosure/areas/new", Map.of("name", " ", "add1", Long.toString(column))))
                .contains("请填写领域名称", "云岭县水利局：文件");
        assertThat(again(office, "/desk/disclosure/areas/new", Map.of("name", " ", "column", "")))
                .as("no column at all")
                .contains("请填写领域名称");
        assertThat(post(office, "/desk/disclosure/areas/new", Map.of("name", name, "open", "true", "body",
                Long.toString(body.id()), "add1", Long.toString(column)))).isEqualTo(302);
        KeyAreas.Area area = areas.all().getLast();
        assertThat(area.columns()).containsExactly(column);
        String here = "/desk/disclosure/areas/" + area.id();
        assertThat(page(office, here)).contains("云岭县水利局：文件", name);
        assertThat(page(office, "/desk/disclosure/areas")).contains(name, "1个");
        assertThat(page(stranger, here)).doesNotContain("name=\"column\"");
        assertThat(again(stranger, here, Map.of("name", name)))
                .doesNotContain("<button class=\"button\" type=\"submit\">保存");
        assertThat(areas.find(area.id()).orElseThrow().columns()).containsExactly(column);
        assertThat(post(office, here, Map.of("name", name, "open", "true"))).isEqualTo(302);
        assertThat(areas.find(area.id()).orElseThrow().columns()).isEmpty();
        assertThat(send(office, get("/desk/disclosure/areas/987654321")).getStatus()).isEqualTo(302);
    }

    @Test
    void carriersAreTheCountysAndReleasesAreSeenTogether() throws Exception {
        String name = "赶场广播" + body.position();
        String here = "/desk/disclosure/carriers";
        assertThat(page(office, here)).contains("村务公开栏", "增加载体");
        assertThat(page(stranger, here)).contains("村务公开栏").doesNotContain("增加载体");
        assertThat(carriers.put(stranger, "", name, true)).isPresent();
        assertThat(carriers.put(office, "", " ", true)).isPresent();
        assertThat(carriers.put(office, "", "广播", true)).as("there is one of that name").isPresent();
        assertThat(carriers.put(office, "no-such", name, true)).isPresent();
        assertThat(post(office, here, Map.of("name", name, "open", "true"))).isEqualTo(302);
        String code = carriers.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().code();
        long document = live("关于做好防汛抗旱工作的通知");
        yes(carriers.release(office, document, code, today, "石门村"));
        yes(carriers.release(office, document, "board", today.minusDays(1), ""));
        assertThat(carriers.countSince(today)).containsEntry(code, 1);
        var first = carriers.latest(null, 1);
        assertThat(first.items()).extracting(Carriers.Line::carrier).containsExactly(name);
        var second = carriers.latest(first.older(), 1);
        assertThat(second.items()).extracting(Carriers.Line::code).containsExactly("board");
        assertThat(carriers.latest(second.newer(), 1)).isEqualTo(first);
        assertThat(page(office, here)).contains("石门村", "1次");
        yes(carriers.put(office, code, name, false));
        assertThat(carriers.release(office, document, code, today.minusDays(3), "")).as("closed").isPresent();
        assertThat(page(office, "/desk/disclosure/" + document)).contains(name + " ")
                .doesNotContain("\"" + code + "\"");
    }

    @Test
    void whatWasAgreedOnIsOnOneScreen() throws Exception {
        String here = "/desk/disclosure/settings";
        Settings.Typed before = settings.now();
        assertThat(page(office, here)).contains("政策解读", "1-31", "县政府办公室文件");
        assertThat(page(stranger, here)).contains("由县公开办设定").doesNotContain("保存约定");
        String wrong = again(office, here, Map.of("interpretationDays", "0", "interpretationUnit", "x", "reportDue",
                "2-30", "countyReportDue", "三月", "gazetteSections", "甲\n甲"));
        assertThat(wrong).contains("请填写天数", "请选择按工作日", "请写成“月-日”", "栏目名称有重复", "三月");
        assertThat(settings.now()).isEqualTo(before);
        assertThat(settings.put(stranger, before)).containsKey("");
        assertThat(settings.put(office, new Settings.Typed("3", "wd", "2-29", "3-31", "甲"))).containsKey("reportDue");
        assertThat(settings.put(office, new Settings.Typed("3", "wd", "1-31", "3-31", ""))).containsKey(
                "gazetteSections");
        assertThat(settings.put(office, new Settings.Typed("3", "wd", "1-31", "3-31", "长".repeat(21)))).containsKey(
                "gazetteSections");
        assertThat(post(office, here, Map.of("interpretationDays", "5", "interpretationUnit", "d", "reportDue", "2-15",
                "countyReportDue", "3-31", "gazetteSections", before.gazetteSections()))).isEqualTo(302);
        assertThat(documents.usualDay()).isEqualTo(today.plusDays(5));
        assertThat(settings.reportDue(false, 2025)).isEqualTo(LocalDate.of(2026, 2, 15));
        assertThat(settings.put(office, before)).isEmpty();
        assertThat(settings.gazetteSections()).isEqualTo(List.of(before.gazetteSections().split("\n")));
    }
}
