package org.yizhan.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The screens of sites, topics, mistakes and hygiene: what they take, what they refuse, and that nothing typed is lost. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class SiteDeskPagesTests {
    private static final Actor COUNTY = Office.person(91, Office.COUNTY, ContentPermissions.SITES,
            ContentPermissions.COLUMNS, ContentPermissions.TOPICS, ContentPermissions.MISTAKES,
            ContentPermissions.PUBLISH);
    private static final Actor WATER = Office.person(92, Office.WATER, ContentPermissions.SITES,
            ContentPermissions.TOPICS);
    private static final Actor SCHOOLS = Office.person(93, Office.SCHOOLS, ContentPermissions.SITES,
            ContentPermissions.TOPICS);

    @Autowired
    MockMvc mvc;
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    PublishedContent published;
    @Autowired
    TopicDesk topics;
    @Autowired
    MistakeBox mistakes;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;

    private long site;
    private long column;
    private String here = "";

    @BeforeEach
    void aPortalAndAUnitSite() {
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "5206240001", "县政府办",
                    "0856-1", "", null, 211, Office.COUNTY, 0)).orThrow();
        }
        site = sites.create(Actor.PROGRAM, ContentDatabaseTest.aSite("d" + System.nanoTime())).orThrow();
        column = columns.create(Actor.PROGRAM, new NewColumn(site, null, "tzgg", "通知公告" + site, "", "", "通知公告",
                Office.WATER, null, "", null, true, false, 0, List.of())).orThrow();
        here = "/desk/sites/" + site;
    }

    private MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String page(Actor who, String path) throws Exception {
        return shown(who, get(path));
    }

    /** The screen again, with what is wrong. */
    private String shown(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private String done(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(302);
        return Objects.requireNonNull(response.getRedirectedUrl());
    }

    @Test
    void theGroupIsPreviewedMadeAndGivenAStandardAndARule() throws Exception {
        assertThat(page(COUNTY, "/desk/sites/group")).contains("批量建立单位站点");
        assertThat(page(COUNTY, "/desk/sites/standard")).contains("栏目标准");
        assertThat(page(COUNTY, "/desk/sites/standard/new")).contains("审核");
        String rule = shown(COUNTY,
                post("/desk/sites/rule").param("shutdownDays", "0").param("domainRule", "没有用的域名规则"));
        assertThat(rule).contains("class=\"errors\"", "没有用的域名规则");
        String unfit = shown(COUNTY, post("/desk/sites/standard").param("kind", "DEPARTMENT")
                .param("slug", "Not OK")
                .param("name", "写了一半的栏目"));
        assertThat(unfit).contains("class=\"errors\"", "写了一半的栏目");
        for (String path : List.of("/desk/sites/group", "/desk/sites/standard", "/desk/sites/rule",
                "/desk/sites/new")) {
            assertThat(send(WATER, get(path)).getContentAsString(StandardCharsets.UTF_8)).as(path)
                    .doesNotContain("保存站群规则", "class=\"button\" type=\"submit\">建立");
            assertThat(send(Office.CLERK, get(path)).getStatus()).as(path).isEqualTo(403);
        }
    }

    @Test
    void theMarksSayWhatIsWrongAndKeepWhatWasTyped() throws Exception {
        assertThat(page(WATER, here + "/marks")).contains("备案登记", "徽标");
        String unfit = shown(WATER, post(here + "/marks").param("kind", "ICP", "POLICE")
                .param("number", "演备案00000088号", "")
                .param("grade", "", "")
                .param("until", "明年三月", ""));
        assertThat(unfit).contains("明年三月", "看不懂");
        assertThat(done(WATER, post(here + "/marks").param("kind", "ICP", "POLICE")
                .param("number", "演备案00000088号", "")
                .param("grade", "", "")
                .param("until", "2027-03-01", ""))).isEqualTo(here + "/marks");
        assertThat(page(WATER, here + "/marks")).contains("演备案00000088号", "2027-03-01");
        assertThat(page(COUNTY, here)).contains("演备案00000088号");
        assertThat(done(SCHOOLS, post(here + "/marks").param("kind", "ICP").param("number", "别人的")))
                .isEqualTo("/desk/sites");
        assertThat(page(WATER, here + "/marks")).doesNotContain("别人的");
        assertThat(done(WATER, post(here + "/emblem"))).isEqualTo(here + "/marks");
    }

    @Test
    void anEmblemIsTakenAwayAfterAQuestion() throws Exception {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
        assertThat(done(WATER, multipart(here + "/emblem")
                .file(new MockMultipartFile("file", "emblem.png", "image/png", picture.toByteArray()))))
                .isEqualTo(here + "/marks");
        assertThat(page(WATER, here + "/marks"))
                .containsPattern("<details><summary>撤下徽标</summary><form[^>]*/emblem/remove\">(?s:.*)确认撤下");
        assertThat(done(WATER, post(here + "/emblem/remove"))).isEqualTo(here + "/marks");
        assertThat(page(WATER, here + "/marks")).contains("还没有上传徽标").doesNotContain("撤下徽标");
    }

    @Test
    void theHomePageIsArrangedByRows() throws Exception {
        assertThat(page(WATER, here + "/home")).contains("首页编排", "通知公告" + site, "单位排行");
        assertThat(done(WATER, post(here + "/home").param("order", "20", "10", "")
                .param("kind", "NEWS", "COLUMN", "COLUMN")
                .param("title", "", "看这里", "")
                .param("column", "", Long.toString(column), "")
                .param("count", "5", "4", "5"))).isEqualTo(here + "/home");
        assertThat(published.face(published.siteBySlug(slug()).orElseThrow()).blocks())
                .extracting(SiteBlock::kind)
                .containsExactly(BlockKind.COLUMN, BlockKind.NEWS);
        String unfit = shown(WATER, post(here + "/home").param("order", "10", "")
                .param("kind", "COLUMN", "COLUMN")
                .param("title", "没有选栏目的", "")
                .param("column", "", "")
                .param("count", "5", "5"));
        assertThat(unfit).contains("class=\"errors\"", "没有选栏目的");
        assertThat(done(SCHOOLS, get(here + "/home"))).isEqualTo("/desk/sites");
    }

    private String slug() {
        return sql.sql("select slug from content.site where id = :id").param("id", site).query(String.class).single();
    }

    @Test
    void aSlotIsMadeChangedAndRemoved() throws Exception {
        assertThat(page(WATER, here + "/slots/new")).contains("增加推荐位");
        String unfit = shown(WATER, multipart(here + "/slots").param("place", "NOTICE")
                .param("words", "停水通知")
                .param("href", "javascript:alert(1)")
                .param("from", "2026-11-20T08:00"));
        assertThat(unfit).contains("停水通知", "class=\"errors\"");
        String time = shown(WATER, multipart(here + "/slots").param("place", "NOTICE")
                .param("words", "停水通知")
                .param("from", "今天"));
        assertThat(time).contains("时间看不懂");
        assertThat(done(WATER, multipart(here + "/slots").param("place", "NOTICE")
                .param("words", "停水通知")
                .param("from", "2026-11-20T08:00"))).isEqualTo(here + "/slots");
        long slot = sql.sql("select id from content.site_slot where site_id = :site")
                .param("site", site)
                .query(Long.class)
                .single();
        String asked = page(WATER, here + "/slots").replaceAll("<span[^>]*>|</span>", "");
        assertThat(asked).as("nothing is deleted by one click")
                .containsPattern("<details><summary[^>]*>删除“停水通知”</summary><form[^>]*/remove\">(?s:.*)确认删除“停水通知”")
                .contains("不能恢复");
        assertThat(page(WATER, here + "/slots/" + slot)).contains("推荐位设置");
        assertThat(done(SCHOOLS, post(here + "/slots/" + slot + "/remove"))).isEqualTo(here + "/slots");
        assertThat(page(WATER, here + "/slots")).contains("停水通知");
        assertThat(done(WATER, post(here + "/slots/" + slot + "/remove"))).isEqualTo(here + "/slots");
        assertThat(done(WATER, get(here + "/slots/" + slot))).isEqualTo(here + "/slots");
    }

    @Test
    void restAndEndAreTheCountysAndSayWhatIsMissing() throws Exception {
        LocalDate today = clock.today();
        assertThat(page(COUNTY, here + "/life")).contains("临时关停", "关停归档");
        assertThat(shown(COUNTY, post(here + "/life/rest").param("reason", "换机房"))).contains("请填写日期", "换机房");
        assertThat(shown(COUNTY, post(here + "/life/rest").param("from", today.plusDays(5).toString())
                .param("until", today.plusDays(300).toString())
                .param("reason", "换机房")
                .param("approval", "批"))).contains("最多");
        assertThat(done(COUNTY, post(here + "/life/rest").param("from", today.plusDays(5).toString())
                .param("until", today.plusDays(6).toString())
                .param("reason", "换机房")
                .param("approval", "云政办批〔2026〕9号"))).isEqualTo(here + "/life");
        assertThat(page(COUNTY, here + "/life")).contains("取消这次关停");
        assertThat(shown(COUNTY, post(here + "/life/end").param("endReason", "机构改革"))).contains("请填写日期");
        assertThat(done(WATER, get(here + "/life"))).isEqualTo("/desk/sites");
        long portal = published.portal().id();
        assertThat(shown(COUNTY, post(here + "/life/end").param("then", "propose").param("endReason", "机构改革")))
                .contains("请选择并入哪个网站", "机构改革");
        assertThat(shown(COUNTY, post(here + "/life/end").param("then", "propose")
                .param("merge", Long.toString(portal))
                .param("endReason", "机构改革"))).contains("机构改革", "栏目的去处", "value=\"/\"", "留作归档")
                .doesNotContain("class=\"errors\"");
        assertThat(page(COUNTY, "/desk/sites/" + portal + "/life")).contains("可以临时关停，不能关停归档")
                .doesNotContain("公告关停");
    }

    @Test
    void theColumnsOfAnEndedSiteAreOnlyLookedAt() throws Exception {
        assertThat(page(COUNTY, "/desk/columns?site=" + site)).contains("建立一级栏目").doesNotContain("已关停归档");
        sql.sql("update content.site set state = 'CLOSED' where id = :id").param("id", site).update();
        assertThat(page(COUNTY, "/desk/columns?site=" + site)).contains("已关停归档", "通知公告" + site)
                .doesNotContain("建立一级栏目", "建立下级栏目");
    }

    @Test
    void theRegisterListsTakesAccountsAndIsTakenAway() throws Exception {
        assertThat(page(WATER, "/desk/sites/register")).contains("台账");
        assertThat(page(WATER, "/desk/sites/register/accounts/new")).contains("账号");
        String unfit = shown(WATER, post("/desk/sites/register/accounts").param("platform", "WECHAT")
                .param("name", "")
                .param("responsible", "李水清"));
        assertThat(unfit).contains("class=\"errors\"", "李水清");
        MockHttpServletResponse sheet = send(WATER, get("/desk/sites/register.xlsx"));
        assertThat(sheet.getStatus()).isEqualTo(200);
        assertThat(sheet.getContentAsByteArray()).startsWith('P', 'K');
        assertThat(send(Office.CLERK, get("/desk/sites/register")).getStatus()).isEqualTo(403);
    }

    @Test
    void aTopicIsMadeInOneForm() throws Exception {
        String name = Objects.requireNonNull(topics.columnNames().get(column));
        assertThat(page(WATER, "/desk/topics/new")).contains("做一个专题", "远山", name);
        String unfit = shown(WATER, topic("", name).param("act", "publish"));
        assertThat(unfit).contains("请填写专题名称", name, "抓紧冬修");
        assertThat(shown(WATER, topic("冬修", "没有的栏目").param("act", "publish"))).contains("没有“没有的栏目”这个栏目", "抓紧冬修");
        String location = done(WATER, topic("冬修水利", name).param("act", "keep"));
        assertThat(page(WATER, location)).contains("未发布", "发布专题", "冬修水利");
        assertThat(page(WATER, location + "/preview")).contains("<h1>冬修水利</h1>");
        assertThat(page(WATER, location + "/find")).contains("没有手选稿件的板块");
        assertThat(done(WATER, post(location + "/show"))).isEqualTo(location);
        assertThat(page(WATER, location)).contains("进行中", "现在归档");
        assertThat(page(WATER, "/desk/topics")).contains("冬修水利", "进行中");
        assertThat(done(WATER, post(location + "/archive"))).isEqualTo(location);
        assertThat(page(WATER, location)).contains("恢复更新");
        assertThat(done(WATER, post(location + "/hide"))).isEqualTo(location);
        assertThat(page(SCHOOLS, "/desk/topics")).doesNotContain("冬修水利");
        assertThat(done(SCHOOLS, get(location))).isEqualTo("/desk/topics");
        assertThat(done(SCHOOLS, topic("改了", name, location))).isEqualTo("/desk/topics");
        assertThat(send(SCHOOLS, get(location + "/preview")).getStatus()).isEqualTo(404);
        assertThat(send(Office.CLERK, get("/desk/topics")).getStatus()).isEqualTo(403);
    }

    private AbstractMockHttpServletRequestBuilder<?> topic(String name, String from) {
        return topic(name, from, "/desk/topics");
    }

    private AbstractMockHttpServletRequestBuilder<?> topic(String name, String from, String to) {
        return multipart(to).param("unit", Office.WATER.value())
                .param("name", name)
                .param("slug", "dx" + site)
                .param("intro", "抓紧冬修。")
                .param("banner", "RIVER")
                .param("from", clock.today().toString())
                .param("order", "10", "20")
                .param("title", "进展", "")
                .param("style", "LIST", "LIST")
                .param("count", "6", "6")
                .param("column1", from, "")
                .param("column2", "", "")
                .param("column3", "", "")
                .param("words", "", "")
                .param("labels", "", "")
                .param("picks", "", "");
    }

    @Test
    void aReportedMistakeIsAnsweredWithWords() throws Exception {
        var taken = (MistakeBox.Receipt.Taken) mistakes.receive("/", "首页的电话号码少了一位。", "");
        long id = sql.sql("select id from content.mistake where number = :number")
                .param("number", taken.number())
                .query(Long.class)
                .single();
        assertThat(page(COUNTY, "/desk/mistakes")).contains(taken.number());
        assertThat(page(COUNTY, "/desk/mistakes/" + id)).contains("少了一位");
        String empty = send(COUNTY, post("/desk/mistakes/" + id + "/corrected").param("answer", ""))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(mistakes.find(taken.number(), taken.queryCode()).orElseThrow().closedAt()).as(empty).isNull();
        done(COUNTY, post("/desk/mistakes/" + id + "/corrected").param("answer", "已补上，谢谢您。"));
        assertThat(mistakes.find(taken.number(), taken.queryCode()).orElseThrow().answer()).contains("已补上");
        assertThat(send(WATER, get("/desk/mistakes")).getStatus()).isEqualTo(403);
        send(COUNTY, post("/desk/mistakes/limit").param("days", "很快"));
        assertThat(mistakes.limit().words()).contains("工作日");
    }

    @Test
    void hygieneIsSeenByThoseWhoPublishAndRunByThoseWhoMay() throws Exception {
        assertThat(page(COUNTY, "/desk/hygiene")).contains("内容体检");
        assertThat(send(WATER, get("/desk/hygiene")).getStatus()).isEqualTo(403);
        MockHttpServletResponse gone = send(COUNTY, post("/desk/hygiene/999999/accept").param("reason", "可以"));
        assertThat(gone.getStatus()).isIn(200, 302, 404);
        MockHttpServletResponse hosts = send(COUNTY, post("/desk/hygiene/hosts").param("hosts", "不是域名！"));
        assertThat(hosts.getStatus()).as("for those who keep the words").isEqualTo(403);
        assertThat(page(COUNTY, "/desk/hygiene")).doesNotContain("不是域名！");
    }
}
