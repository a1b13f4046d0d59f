package org.yizhan.directory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class DirectoryPagesTests {
    @Autowired
    MockMvc mvc;
    @Autowired
    Directory directory;
    @Autowired
    Organisation organisation;
    @Autowired
    Appointments appointments;
    @Autowired
    CountyClock clock;
    @Autowired
    TodoList todos;

    TestCounty county;
    UnitId water;
    PersonId system;
    PersonId security;
    PersonId clerk;

    @BeforeEach
    void aCounty() {
        county = new TestCounty(directory, organisation, appointments);
        water = county.unit("水利局");
        system = county.person("系统管理员", county.root(), "system-admin");
        security = county.person("安全管理员", county.root(), "security-admin");
        clerk = county.person("张三", water, "contributor");
    }

    MockHttpServletResponse send(PersonId who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.param("version", "0").with(user("staff:" + who.value())).with(csrf()))
                .andReturn()
                .getResponse();
    }

    String page(PersonId who, String path) throws Exception {
        MockHttpServletResponse response = send(who, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    /** The form again, with what was wrong. */
    String refused(PersonId who, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(response.getErrorMessage()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    String redirected(PersonId who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(302);
        return Objects.requireNonNull(response.getRedirectedUrl());
    }

    @Test
    void theTreeOpensLevelByLevelAndFindsUnitsAndPeople() throws Exception {
        county.division(water, "防汛办");
        assertThat(page(clerk, "/desk/units")).contains("云岭县人民政府", "/desk/units/" + water.value() + "/below")
                .doesNotContain("防汛办");
        assertThat(page(clerk, "/desk/units/" + water.value() + "/below")).contains("防汛办").doesNotContain("<html");
        assertThat(page(clerk, "/desk/units?q=防汛")).contains("防汛办");
        assertThat(page(clerk, "/desk/units?q=张")).contains("/desk/people/" + clerk.value());
        assertThat(page(clerk, "/desk/units?q=%25&key=x")).contains("没有名称里含");
        assertThat(send(clerk, get("/desk/units/999999999")).getStatus()).isEqualTo(404);
        assertThat(send(clerk, get("/desk/people/9999999999999999999999")).getStatus()).isEqualTo(404);
    }

    @Test
    void unitsAreAddedChangedAndClosed() throws Exception {
        String here = "/desk/units/" + water.value();
        assertThat(page(system, here)).contains("新增科室", "新增人员", "现在不能撤销");
        assertThat(page(clerk, here)).doesNotContain("新增科室", "撤销单位");
        assertThat(page(system, here + "/new?division=true")).contains("内设科室");
        String wrong = refused(system, post(here + "/new").param("kind", "DEPARTMENT")
                .param("name", "水利站")
                .param("shortName", "<b>站")
                .param("creditCode", "91350100M000100Y44")
                .param("ordering", "第一"));
        assertThat(wrong).contains("最后一位与前面各位不符", "0到1000000", "value=\"水利站\"", "&lt;b>站").doesNotContain("<b>站");
        String added = redirected(system,
                post(here + "/new").param("kind", "DIVISION").param("name", "办公室").param("ordering", "1"));
        assertThat(page(system, added + "/edit")).contains("value=\"办公室\"");
        assertThat(redirected(system, post(added + "/edit").param("kind", "DIVISION")
                .param("name", "综合办公室")
                .param("ordering", "1"))).isEqualTo(added);
        assertThat(refused(system, post(added + "/edit").param("kind", "DIVISION")
                .param("name", "另一个名")
                .param("ordering", "2"))).as("an older version of the form").contains("刚才有人修改过");
        redirected(system, post(added + "/close"));
        assertThat(page(system, added)).contains("撤销，原有的记录都保留");
        assertThat(send(clerk, post(here + "/close")).getStatus()).isEqualTo(403);
    }

    @Test
    void aPersonIsAddedAppointedAndHandsOver() throws Exception {
        String account = county.account();
        String unit = "/desk/units/" + water.value();
        assertThat(page(system, unit + "/people/new")).contains("账号");
        assertThat(refused(system, post(unit + "/people/new").param("name", "李四")
                .param("account", "四")
                .param("phone", "123"))).contains("3至32个", "请填写职务", "11位", "value=\"李四\"", "value=\"123\"");
        String person = redirected(system, post(unit + "/people/new").param("name", "李四")
                .param("account", account)
                .param("title", "科员")
                .param("phone", "138 0000 0000"));
        assertThat(page(system, person)).contains("13800000000", "办理离岗交接").doesNotContain("增加岗位");
        assertThat(page(security, person)).contains("增加岗位", "调整角色").doesNotContain("13800000000", "离岗交接");
        assertThat(page(system, person + "/edit")).contains("不能修改");

        assertThat(page(security, person + "/appoint")).contains("信息员", "三个人");
        assertThat(refused(security, post(person + "/appoint").param("unit", "没有的局").param("title", "局长")))
                .contains("没有找到单位", "value=\"局长\"");
        assertThat(refused(security, post(person + "/appoint").param("unit", "云岭县人民政府")
                .param("title", "管理")
                .param("roles", "system-admin", "audit-admin"))).contains("必须由三个人分别担任");
        redirected(security, post(person + "/appoint").param("unit", "云岭县人民政府")
                .param("title", "编辑")
                .param("roles", "editor"));
        Person id = directory.personByAccount(account).orElseThrow();
        assertThat(directory.actor(id.id()).may("content.publish", county.path(water))).isTrue();
        PostId post = directory.posts(id.id()).getLast().id();
        assertThat(page(security, "/desk/posts/" + post.value() + "/roles")).contains("checked");
        redirected(security, post("/desk/posts/" + post.value() + "/roles").param("roles", "contributor"));
        redirected(security, post("/desk/posts/" + post.value() + "/main"));
        redirected(security, post("/desk/posts/" + post.value() + "/end"));

        assertThat(page(system, person + "/hand-over")).contains("选接手人");
        assertThat(page(system, person + "/hand-over?successor=没有这人")).contains("没有找到“没有这人”");
        String successor = directory.person(clerk).orElseThrow().account();
        assertThat(page(system, person + "/hand-over?successor=" + successor)).contains("请核对", "张三")
                .doesNotContain("信箱管理员");
        redirected(security, post(person + "/appoint").param("unit", "云岭县人民政府")
                .param("title", "来信")
                .param("roles", "letters-officer"));
        assertThat(page(system, person + "/hand-over?successor=" + successor)).as("nobody else holds it")
                .contains("这些交接不了", "云岭县人民政府：信箱管理员");
        String leaver = person.substring(person.lastIndexOf('/') + 1);
        var root = directory.root().orElseThrow().path().value();
        var longAgo = clock.today().minusYears(5); // before what other tests have left open for these posts
        todos.add(new NewTodo("hand-over:1", "核对台账", "只归他", longAgo, "/desk/",
                List.of(new NewTodo.Audience.OnePerson(Long.parseLong(leaver)))));
        todos.add(new NewTodo("hand-over:2", "审核分办：修路", "来信", longAgo, "/desk/",
                List.of(new NewTodo.Audience.Holders("letters.office", root))));
        assertThat(page(system, person + "/hand-over?successor=" + successor)).as("each piece, and what becomes of it")
                .contains("核对台账", "转给张三", "审核分办：修路", "没有人办");
        assertThat(redirected(system,
                post(person + "/hand-over").param("successor", String.valueOf(clerk.value())))).isEqualTo(person);
        assertThat(page(system, person)).contains("离岗日期", "接手人");
        assertThat(refused(system, post(person + "/hand-over").param("successor", String.valueOf(clerk.value()))))
                .contains("已经离岗");
    }

    @Test
    void rolesAreSeenAndPutTogetherByTheSecurityAdministratorAlone() throws Exception {
        assertThat(page(security, "/desk/roles")).contains("信息员", "固定", "组织机构", "任免岗位、授予角色");
        assertThat(page(security, "/desk/roles/contributor")).contains("checked");
        assertThat(
                refused(security, post("/desk/roles/new").param("name", "万能").param("permissions", "directory.units")))
                .contains("系统管理员专有", "value=\"万能\"");
        assertThat(refused(security, post("/desk/roles/audit-admin").param("name", "审计")
                .param("permissions", "directory.units"))).contains("由系统固定");
        assertThat(send(system, get("/desk/roles")).getStatus()).isEqualTo(403);
        assertThat(send(clerk, post("/desk/roles/contributor").param("name", "我")).getStatus()).isEqualTo(403);
    }

    @Test
    void someoneAwayAsksAColleague() throws Exception {
        String standIn = directory.person(county.person("王五", water)).orElseThrow().account();
        assertThat(page(clerk, "/desk/delegations")).contains("请谁代办", "checked");
        String post = String.valueOf(county.post(clerk).value());
        assertThat(refused(clerk, post("/desk/delegations").param("to", "没有这人")
                .param("fromDay", "明天")
                .param("toDay", "2026-13-01")
                .param("posts", post))).contains("没有找到", "请填写开始日期", "value=\"明天\"");
        redirected(clerk, post("/desk/delegations").param("to", standIn)
                .param("fromDay", clock.today().toString())
                .param("toDay", clock.today().plusDays(2).toString())
                .param("posts", post));
        assertThat(page(clerk, "/desk/delegations")).contains("我请王五", "正在代办");
        long id = directory.standingInFor(directory.personByAccount(standIn).orElseThrow().id()).getFirst().id();
        redirected(clerk, post("/desk/delegations/" + id + "/end"));
        assertThat(page(clerk, "/desk/delegations")).contains("已提前结束");
    }

    @Test
    void aSpreadsheetIsLookedAtAndThenTakenIn() throws Exception {
        assertThat(page(system, "/desk/people/import")).contains("下载模板");
        assertThat(send(system, get("/desk/people/import/template.xlsx")).getContentAsByteArray()).startsWith('P', 'K');
        String account = county.account();
        String unit = directory.unit(water).orElseThrow().name();
        byte[] file = OrganisationImportTests.workbook(book -> OrganisationImportTests.sheet(book, "人员",
                new String[]{"姓名", "账号", "单位", "职务"}, new String[]{"赵六", account, unit, "科员"},
                new String[]{"钱七", account, unit, "科员"}));
        String report = redirected(system, multipart("/desk/people/import")
                .file(new MockMultipartFile("file", "名单.xlsx", null, file)));
        assertThat(page(system, report)).contains("1行，共1处", "与第2行的账号相同", "只导入正确的行").doesNotContain("全部导入");
        assertThat(redirected(system, post(report))).isEqualTo(report);
        assertThat(redirected(system, post(report).param("onlyRight", "true"))).isEqualTo("/desk/units");
        assertThat(directory.personByAccount(account)).isPresent();
        assertThat(redirected(system, post(report).param("onlyRight", "true"))).isEqualTo(report);
        assertThat(redirected(system, get(report))).isEqualTo("/desk/people/import");
        MockHttpServletResponse none = send(system, multipart("/desk/people/import")
                .file(new MockMultipartFile("file", "x.xlsx", null, "x".getBytes(StandardCharsets.UTF_8))));
        assertThat(none.getContentAsString(StandardCharsets.UTF_8)).contains("不是 Excel");
        assertThat(send(security, get("/desk/people/import")).getStatus()).isEqualTo(403);
    }

    @Test
    void regionsGoFromTheProvinceDown() throws Exception {
        assertThat(page(system, "/desk/regions")).contains("新增区划");
        assertThat(refused(system, post("/desk/regions").param("code", "539900").param("name", "某市")))
                .contains("上一级区划530000");
        redirected(system, post("/desk/regions").param("code", "530000").param("name", "云南省"));
        redirected(system, post("/desk/regions").param("code", "539900").param("name", "某市"));
        assertThat(page(system, "/desk/regions?below=530000")).contains("某市");
        assertThat(refused(system, post("/desk/regions").param("code", "539900").param("name", "某市"))).contains("已经有了");
        assertThat(send(clerk, get("/desk/regions")).getStatus()).isEqualTo(403);
    }

    @Test
    void visitorsAreSentToTheSignIn() throws Exception {
        var response = mvc.perform(get("/desk/units")).andReturn().getResponse();
        assertThat(response.getStatus()).isIn(302, 303, 401, 403);
        assertThat(response.getContentAsString()).doesNotContain("单位树");
    }
}
