package org.yizhan.statistics;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Columns;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.Sites;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.Inspections;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The screens of duty, inspection, ranking, table and bulletins, with every module as it is. */
@SpringBootTest(properties = "yizhan.test=figures")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigurePagesTests {
    @Autowired
    MockMvc mvc;

    @Autowired
    Organisation organisation;
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;

    @Autowired
    Inspections inspections;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;

    private Actor office = Actor.VISITOR;
    private Actor reader = Actor.VISITOR;
    private long site;
    private long column;

    @BeforeAll
    void aCountyWithAPortal() {
        organisation.addRegion(Actor.PROGRAM, "980000", "清江省").orThrow();
        organisation.addRegion(Actor.PROGRAM, "980100", "江源市").orThrow();
        organisation.addRegion(Actor.PROGRAM, "980123", "云岭县").orThrow();
        UnitId root = organisation.addUnit(Actor.PROGRAM,
                new NewUnit(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", null, "980123", 1)).orThrow();
        UnitPath county = new UnitPath("/" + root.value() + "/");
        site = sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.example", "9801230001", "县政府办",
                "电话", "演备案1号", null, 211, county, 0)).orThrow();
        column = columns.create(Actor.PROGRAM, new NewColumn(site, null, "ylyw", "云岭要闻", "要闻", "要闻", "工作动态", county,
                null, "", null, false, false, 0, List.of())).orThrow();
        office = person(1, county, "evaluation.view", "evaluation.manage", "statistics.bulletins", "content.write");
        reader = person(2, county, "evaluation.view");
    }

    private static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(java.util.Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    private MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String page(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private String redirected(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(302);
        return Objects.requireNonNull(response.getRedirectedUrl());
    }

    @Test
    void aColumnIsShownWithItsStateAndLetOff() throws Exception {
        String at = "/desk/duty/columns/" + column;
        assertThat(page(reader, get("/desk/duty"))).contains("云岭要闻", "空白栏目", "14日内更新一次");
        assertThat(page(reader, get("/desk/duty?state=FRESH"))).contains("没有这样的栏目");
        assertThat(page(reader, get(at))).contains("空白栏目").doesNotContain("免除更新要求", "我已核对");
        assertThat(redirected(reader, get("/desk/duty/columns/999999"))).isEqualTo("/desk/duty");
        assertThat(redirected(reader, post(at + "/confirmation").param("note", "好"))).isEqualTo(at);
        assertThat(page(office, post(at + "/exemptions").param("from", "明天").param("reason", "汛期已过")))
                .contains("请填写日期", "汛期已过");
        assertThat(page(office, post(at + "/exemptions").param("from", "2020-01-01")
                .param("until", "2020-02-01")
                .param("reason", "汛期已过"))).contains("没有过去", "汛期已过");
        String today = clock.today().toString();
        redirected(office, post(at + "/exemptions").param("from", today).param("until", today).param("reason", "试"));
        assertThat(page(office, get(at))).contains("结束免除");
        assertThat(redirected(office, post(at + "/exemptions/999999/end"))).isEqualTo(at);
    }

    @Test
    void aRuleIsTypedReadBackAndKept() throws Exception {
        assertThat(page(reader, get("/desk/duty/rules"))).contains("动态、要闻两周内更新").doesNotContain("规定多久更新一次");
        assertThat(send(reader, get("/desk/duty/rules/new")).getStatus()).isEqualTo(403);
        assertThat(page(office, get("/desk/duty/rules/new?column=" + column))).contains("只适用于栏目“云岭要闻”");
        assertThat(page(office, get("/desk/duty/rules/new?measure=MINIMUM")))
                .contains("name=\"measure\" value=\"MINIMUM\"", "<option value=\"MONTH\" selected>")
                .doesNotContain("name=\"days\"");
        assertThat(page(office, post("/desk/duty/rules").param("name", "每周三条")
                .param("measure", "MINIMUM")
                .param("minimum", "很多"))).contains("每周三条", "很多", "请填写条数", "请选择周期", "请填写生效日期");
        assertThat(redirected(office, post("/desk/duty/rules").param("name", "每周三条")
                .param("measure", "MINIMUM")
                .param("period", "WEEK")
                .param("minimum", "3")
                .param("kind", "TOWNSHIP")
                .param("from", "2026-01-01")))
                .isEqualTo("/desk/duty/rules");
        String rules = page(office, get("/desk/duty/rules"));
        assertThat(rules).contains("每周至少3条", "乡镇（街道）的全部栏目");
        assertThat(page(office, get("/desk/duty/rules/1"))).contains("动态、要闻两周内更新", "value=\"14\"");
        assertThat(redirected(office, get("/desk/duty/rules/999999"))).isEqualTo("/desk/duty/rules");
        assertThat(page(office, post("/desk/duty/rules/1").param("name", "改")
                .param("measure", "FRESHNESS")
                .param("days", "7")
                .param("remind", "1")
                .param("from", "2026-01-01")
                .param("version", "99")))
                .contains("刚被别人改过");
    }

    @Test
    void theInspectionSaysWhatIsWrongWhereAndHowToMendIt() throws Exception {
        assertThat(redirected(reader, get("/desk/inspection"))).isEqualTo("/desk/inspection/sites/" + site);
        assertThat(page(reader, get("/desk/inspection/sites/" + site)))
                .contains("不合格", "没有开设“概况信息”栏目", "怎么改", "页脚缺少公安机关备案号");
        assertThat(redirected(reader, get("/desk/inspection/sites/999999"))).isEqualTo("/desk/");
        MockHttpServletResponse sheet = send(reader, get("/desk/inspection/sites/" + site + "/sheet.xlsx"));
        assertThat(sheet.getContentType()).contains("spreadsheetml");
        assertThat(sheet.getContentAsByteArray()).startsWith('P', 'K');
        assertThat(redirected(reader, get("/desk/inspection/sites/999999/sheet.xlsx"))).isEqualTo("/desk/inspection");
        assertThat(page(office, get("/desk/inspection/indicators"))).contains("空白栏目", "政策文件 183 一级");
        long id = inspections.indicators()
                .stream()
                .filter(one -> one.code().equals("V3"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(page(office, get("/desk/inspection/indicators/" + id))).contains("首页不更新");
        assertThat(page(office, post("/desk/inspection/indicators/" + id).param("name", "首页").param("fails", "很久")))
                .contains("很久", "请填写数字");
        assertThat(redirected(office, get("/desk/inspection/indicators/999999")))
                .isEqualTo("/desk/inspection/indicators");
        assertThat(redirected(office, post("/desk/inspection/indicators/" + id).param("name", "首页不更新")
                .param("rule", "两周")
                .param("terms", "")
                .param("fails", "15")
                .param("warns", "12")
                .param("points", "0")
                .param("most", "0")
                .param("basis", "")
                .param("from", "2019-04-01")
                .param("version", "0")))
                .isEqualTo("/desk/inspection/indicators");
    }

    @Test
    void theRankingIsForEverybodyWithItsFormula() throws Exception {
        assertThat(page(Actor.VISITOR, get("/ranking"))).contains("信息报送排行榜", "怎样算分", "及时 × 40%");
        assertThat(page(reader, get("/desk/ranking"))).contains("怎样算分").doesNotContain("修改公式");
        assertThat(page(office, get("/desk/ranking/formula"))).contains("及时的权重");
        assertThat(page(office, post("/desk/ranking/formula").param("timeliness", "一半"))).contains("一半", "请填写从哪天起执行");
        assertThat(page(office, post("/desk/ranking/formula").param("timeliness", "90")
                .param("quality", "30")
                .param("completeness", "30")
                .param("window", "90")
                .param("returns", "1")
                .param("findings", "1")
                .param("least", "5")
                .param("from", "2199-01-01"))).contains("现在是150");
        assertThat(redirected(office, post("/desk/ranking/formula").param("timeliness", "40")
                .param("quality", "30")
                .param("completeness", "30")
                .param("window", "90")
                .param("returns", "1")
                .param("findings", "1")
                .param("least", "5")
                .param("from", "2199-01-01"))).isEqualTo("/desk/ranking");
    }

    @Test
    void theYearlyTableComesOnTheScreenAndInBothFormats() throws Exception {
        assertThat(page(reader, get("/desk/statistics/columns"))).contains("近一年云岭县人民政府门户网站主要栏目内容保障情况统计表", "栏目 / 条数目")
                .doesNotContain("调整统计表的行");
        assertThat(page(reader, get("/desk/statistics/columns?span=2026"))).contains("2026年度云岭县");
        assertThat(page(reader, get("/desk/statistics/columns?span=1890"))).contains("近一年");
        for (String span : List.of("2026", "recent", "1890")) {
            assertThat(send(reader, get("/desk/statistics/columns/" + span + ".xlsx")).getContentAsByteArray())
                    .startsWith('P', 'K');
            MockHttpServletResponse word = send(reader, get("/desk/statistics/columns/" + span + ".docx"));
            assertThat(word.getContentType()).contains("wordprocessingml");
            assertThat(word.getContentAsByteArray()).startsWith('P', 'K');
        }
    }

    @Test
    void theOfficeKeepsTheLinesOfTheTableAndNobodyElse() throws Exception {
        String lines = "/desk/statistics/lines";
        assertThat(send(reader, get(lines)).getStatus()).isEqualTo(403);
        Actor bureau = person(3, new UnitPath("/1/7/"), "statistics.bulletins");
        assertThat(page(bureau, get(lines))).contains("自动分行", "云岭要闻").doesNotContain("固定这些行");
        redirected(bureau, post(lines + "/adopt"));
        assertThat(redirected(office, get(lines + "/new"))).isEqualTo(lines);
        assertThat(page(office, get(lines))).contains("固定这些行");
        redirected(office, post(lines + "/adopt"));
        String kept = page(office, get(lines));
        assertThat(kept).contains("新增一行").doesNotContain("固定这些行");
        assertThat(page(bureau, get(lines))).doesNotContain("新增一行");
        var link = java.util.regex.Pattern.compile(lines + "/\\d+").matcher(kept);
        assertThat(link.find()).isTrue();
        String line = link.group();
        assertThat(page(office, get(line))).contains("从统计表里去掉这一行", "checked");
        assertThat(page(office, get(lines + "/new"))).contains("已列在“云岭要闻”");
        assertThat(page(office, post(lines).param("group", "今日云岭").param("position", "x"))).contains("请填写统计表里的栏目名称",
                "请填写次序", "请选择统计什么", "今日云岭");
        assertThat(page(office, post(lines).param("group", "今日云岭")
                .param("name", "要闻")
                .param("position", "5")
                .param("counted", "COLUMNS")
                .param("column", Long.toString(column)))).contains("一个栏目只能列一次", "要闻");
        assertThat(page(bureau, post(line).param("group", "今日云岭")
                .param("name", "要闻")
                .param("position", "5")
                .param("counted", "COLUMNS")
                .param("column", Long.toString(column)))).contains("由县电政办调整");
        assertThat(redirected(office, post(line).param("group", "今日云岭")
                .param("name", "要闻")
                .param("position", "5")
                .param("counted", "COLUMNS")
                .param("column", Long.toString(column)))).isEqualTo(lines);
        assertThat(page(office, get("/desk/statistics/columns"))).contains("要闻", "今日云岭", "调整统计表的行");
        redirected(bureau, post(line + "/drop"));
        assertThat(page(office, get(lines))).contains("要闻");
        redirected(office, post(line + "/drop"));
        assertThat(redirected(office, get(line))).isEqualTo(lines);
    }

    @Test
    void aBulletinIsMadeWordedIssuedAndSentOn() throws Exception {
        assertThat(send(reader, get("/desk/bulletins/new")).getStatus()).isEqualTo(403);
        assertThat(page(office, get("/desk/bulletins/new"))).contains("信息保障月报",
                "value=\"" + YearMonth.from(clock.today()).minusMonths(1) + "\"");
        assertThat(page(office, post("/desk/bulletins").param("month", "去年"))).contains("请选择编哪一种通报", "去年");
        assertThat(page(office, post("/desk/bulletins").param("kind", "UPDATES").param("month", "2199-01")))
                .contains("还没有开始");
        String at = redirected(office, post("/desk/bulletins").param("kind", "SHORTFALLS").param("month", "2026-01"));
        assertThat(page(office, get(at))).contains("编号印发", "2026年1月网站内容保障督查通报");
        assertThat(redirected(reader, get(at))).isEqualTo("/desk/bulletins");
        assertThat(page(office, post(at).param("title", "").param("words", "我写的文字"))).contains("请填写标题", "我写的文字");
        redirected(office, post(at).param("version", "0").param("title", "一月督查通报").param("words", "现予通报。"));
        redirected(office, post(at + "/recount"));
        assertThat(redirected(office, post(at + "/issue").param("version", "0"))).isEqualTo(at);
        assertThat(page(office, get(at))).contains("草稿");
        redirected(office, post(at + "/recount").param("version", "2").param("title", "改了题").param("words", "没有保存。"));
        assertThat(page(office, get(at))).contains("改了题", "没有保存。");
        assertThat(page(office, post(at + "/issue").param("version", "4").param("title", "").param("words", "又改了。")))
                .contains("请填写标题", "又改了。", "草稿");
        redirected(office,
                post(at + "/issue").param("version", "4").param("title", "一月督查通报").param("words", "现印发。"));
        assertThat(page(reader, get(at))).contains("一月督查通报", "现印发。", "〔2026〕第1期").doesNotContain("编号印发");
        assertThat(page(reader, get("/desk/bulletins?year=2026"))).contains("一月督查通报", "已印发");
        assertThat(send(reader, get(at + "/bulletin.xlsx")).getContentAsByteArray()).startsWith('P', 'K');
        assertThat(send(reader, get(at + "/bulletin.docx")).getContentAsByteArray()).startsWith('P', 'K');
        assertThat(redirected(office, post(at + "/send").param("column", "x"))).isEqualTo(at);
        assertThat(redirected(office, post(at + "/send").param("column", Long.toString(column))))
                .startsWith("/desk/articles/");
        assertThat(redirected(office, post(at + "/drop"))).isEqualTo(at);
        String other = redirected(office, post("/desk/bulletins").param("kind", "GUARANTEE").param("month", "2026-02"));
        sql.sql("delete from evaluation.duty_rule where measure = 'MINIMUM'").update();
        redirected(office, post(other + "/recount"));
        assertThat(page(office, get(other))).contains("href=\"/desk/duty/rules/new?measure=MINIMUM\"")
                .doesNotContain(">应发<", "未定");
        redirected(office, post("/desk/duty/rules").param("name", "每月至少三条")
                .param("measure", "MINIMUM")
                .param("period", "MONTH")
                .param("minimum", "3")
                .param("from", "2026-01-01"));
        redirected(office, post(other + "/recount"));
        assertThat(page(office, get(other))).contains(">应发<", ">完成<").doesNotContain("rules/new?measure");
        assertThat(redirected(office, post(other + "/drop"))).isEqualTo("/desk/bulletins");
    }
}
