package org.yizhan.content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
import org.yizhan.identity.CurrentActor;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The screens of the desk, with every module as it is. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class DeskPagesTests {
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Autowired
    MockMvc mvc;
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    DraftingDesk drafting;

    @Autowired
    ReviewDesk review;

    @Autowired
    SecrecyDesk secrecy;

    @Autowired
    PublishingDesk publishing;
    @Autowired
    PublishedContent published;
    @Autowired
    TodoList todos;
    @Autowired
    JdbcClient sql;

    long site;
    long column;

    @BeforeEach
    void aPortalAndAUnitSite() {
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "5206240001", "县政府办",
                    "0856-1", "", null, 211, Office.COUNTY, 0)).orThrow();
        }
        String slug = "w" + System.nanoTime();
        site = sites.create(Actor.PROGRAM, ContentDatabaseTest.aSite(slug)).orThrow();
        column = columns.create(Actor.PROGRAM, new NewColumn(site, null, "tzgg", "通知公告", "", "", "通知公告", Office.WATER,
                null, "", null, true, false, 0,
                List.of(new ReviewStep("科室负责人审核", ContentPermissions.REVIEW, Office.WATER)))).orThrow();
    }

    MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    String page(Actor who, String path) throws Exception {
        MockHttpServletResponse response = send(who, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    String redirected(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(302);
        return Objects.requireNonNull(response.getRedirectedUrl());
    }

    void decide(Actor who, long id, String what, String... fields) throws Exception {
        var request = post("/desk/articles/" + id + "/" + what).param("version",
                Integer.toString(drafting.turn(id).version()));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        redirected(who, request);
    }

    @Test
    void everyFileThatIsNotTakenIsNamedAndTheOthersStay() throws Exception {
        byte[] program = {'M', 'Z', 1, 2};
        MockHttpServletResponse answer = send(Office.CLERK, multipart("/desk/articles")
                .file(new MockMultipartFile("upload", "方案.pdf", "application/pdf", PDF))
                .file(new MockMultipartFile("upload", "甲.exe", "application/octet-stream", program))
                .file(new MockMultipartFile("upload", "乙.exe", "application/octet-stream", program))
                .param("column", Long.toString(column))
                .param("title", "关于防汛的通知")
                .param("body", "<p>请做好准备</p>"));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("甲.exe", "乙.exe", "方案.pdf");
    }

    @Test
    void aFilmAmongTheAttachmentsIsToldWhereItCanBePlayed() throws Exception {
        assertThat(page(Office.CLERK, "/desk/articles/new?column=" + column)).contains("视频不要放在这里");
        byte[] film = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'm', 'p', '4', '2', 0, 0, 0, 0, 'm', 'p', '4', '2', 'i', 's',
            'o', 'm'};
        String location = redirected(Office.CLERK, multipart("/desk/articles")
                .file(new MockMultipartFile("upload", "巡渠.mp4", "video/mp4", film))
                .param("column", Long.toString(column))
                .param("title", "巡渠纪实")
                .param("body", "<p>冬天巡渠。</p>")
                .param("source", "县水利局")
                .param("nature", "VOLUNTARY"));

        assertThat(page(Office.CLERK, location)).contains("只能下载，不能在网页上播放");
    }

    @Test
    void fromTheEmptyFormToThePublicPageAndOffAgain() throws Exception {
        assertThat(page(Office.CLERK, "/desk/articles/new")).contains("写稿", "通知公告", "公开属性", "data-editor");
        String location = redirected(Office.CLERK, multipart("/desk/articles")
                .file(new MockMultipartFile("upload", "方案.pdf", "application/pdf", PDF))
                .param("column", Long.toString(column))
                .param("title", "关于防汛的通知")
                .param("body", "<p style='mso-x:1'>请做好<o:p></o:p>准备</p><script>alert(1)</script>")
                .param("source", "县水利局")
                .param("nature", "VOLUNTARY"));
        long id = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
        assertThat(page(Office.CLERK, location)).contains("请做好准备", "方案.pdf", "提交审核", "没有发现问题")
                .doesNotContain("alert(1)");
        assertThat(page(Office.CLERK, "/desk/articles?shelf=MINE")).contains("关于防汛的通知");
        assertThat(page(Office.CLERK, location + "/edit")).contains("请做好准备", "方案.pdf");
        assertThat(send(Office.CLERK, get(location + "/edit")).getHeader("Content-Security-Policy"))
                .contains("style-src-attr 'unsafe-inline'");
        assertThat(send(Office.CLERK, get(location)).getHeader("Content-Security-Policy")).doesNotContain("unsafe");

        decide(Office.CLERK, id, "submit");
        assertThat(todos.of(13, TodoList.Right.of(Office.HEAD), null, 50).items())
                .anyMatch(todo -> todo.href().equals("/desk/articles/" + id));
        assertThat(page(Office.HEAD, "/desk/articles?shelf=TO_DECIDE")).contains("关于防汛的通知");
        assertThat(page(Office.CLERK, "/desk/articles?shelf=TO_DECIDE")).doesNotContain("关于防汛的通知");
        assertThat(page(Office.CLERK, location)).contains("撤回修改").doesNotContain("同意，转下一环节");
        assertThat(page(Office.HEAD, location)).contains("同意，转下一环节");
        decide(Office.HEAD, id, "approve", "remark", "同意");
        assertThat(page(Office.LEADER, location)).contains("进行保密审查");
        assertThat(page(Office.LEADER, location + "/secrecy")).contains("国家秘密", "商业秘密", "个人隐私");
        decide(Office.LEADER, id, "secrecy", "stateSecret", "CLEAR", "tradeSecret", "CLEAR", "privacy", "CLEAR");
        assertThat(published.article(id)).isEmpty();
        assertThat(page(Office.LEADER, location)).contains("进行保密审查");
        decide(Office.LEADER, id, "secrecy", "stateSecret", "CLEAR", "tradeSecret", "CLEAR", "privacy", "CLEAR",
                "other",
                "CLEAR", "opinion", "同意公开");
        assertThat(page(Office.PUBLISHER, location)).contains("发布到网站");
        decide(Office.PUBLISHER, id, "publish");

        ArticleView live = published.article(id).orElseThrow();
        MockHttpServletResponse open = send(Actor.VISITOR, get(live.href()));
        assertThat(open.getStatus()).isEqualTo(200);
        assertThat(open.getContentAsString(StandardCharsets.UTF_8)).contains("关于防汛的通知", "请做好准备");
        String attachment = live.attachments().getFirst().href();
        assertThat(send(Actor.VISITOR, get(java.net.URI.create(attachment))).getStatus()).isEqualTo(200);
        assertThat(page(Office.PUBLISHER, "/desk/articles?shelf=LIVE")).contains("关于防汛的通知");
        assertThat(page(Office.PUBLISHER, "/desk/articles?shelf=LIVE&q=关于防")).contains("关于防汛的通知");
        assertThat(page(Office.PUBLISHER, "/desk/articles?shelf=LIVE&q=防汛")).contains("没有找到");
        assertThat(todos.of(17, TodoList.Right.of(Office.PUBLISHER), null, 50).items())
                .noneMatch(todo -> todo.href().equals("/desk/articles/" + id));

        assertThat(page(Office.PUBLISHER, location + "/withdrawal")).contains("撤稿原因");
        MockHttpServletResponse noReason = send(Office.PUBLISHER,
                post(location + "/withdrawal").param("kind", "REPLACED").param("reason", "另有新文件"));
        assertThat(noReason.getStatus()).isEqualTo(200);
        assertThat(noReason.getContentAsString(StandardCharsets.UTF_8)).contains("另有新文件", "本站地址");
        decide(Office.PUBLISHER, id, "withdrawal", "kind", "GONE", "reason", "内容有误");
        assertThat(send(Actor.VISITOR, get(live.href())).getStatus()).isIn(404, 410);
        assertThat(send(Actor.VISITOR, get(java.net.URI.create(attachment))).getStatus()).isIn(404, 410);
        assertThat(page(Office.PUBLISHER, "/desk/articles?shelf=WITHDRAWN")).contains("关于防汛的通知");
    }

    @Test
    void whatWasTypedIsKeptWhenItCannotBeTaken() throws Exception {
        MockHttpServletResponse response = send(Office.CLERK, multipart("/desk/articles")
                .param("column", Long.toString(column))
                .param("title", "长".repeat(10_000))
                .param("body", "写了很久的正文")
                .param("issuedOn", "去年冬天"));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("写了很久的正文", "看不懂", "长长长");
        MockHttpServletResponse tooLong = send(Office.CLERK, multipart("/desk/articles")
                .param("column", Long.toString(column))
                .param("title", "长".repeat(10_000))
                .param("body", "写了很久的正文"));
        assertThat(tooLong.getContentAsString(StandardCharsets.UTF_8)).contains("写了很久的正文", "标题有10000个字");
    }

    @Test
    void strangeTitlesAreTakenAsTextOrRefusedButNeverBreakAPage() throws Exception {
        for (String title : List.of("\u0000\u0007控制符", "\u202E反转", "😀政务公开日😀", "<script>alert(1)</script>",
                "\"'&<>${x}",
                "𠮷𡈽乡", "\uD800半个", "　　")) {
            MockHttpServletResponse response = send(Office.CLERK, multipart("/desk/articles")
                    .param("column", Long.toString(column))
                    .param("title", title)
                    .param("body", "正文")
                    .param("source", "局"));
            assertThat(response.getStatus()).as(title).isIn(200, 302);
            if (response.getStatus() == 302) {
                assertThat(page(Office.CLERK, Objects.requireNonNull(response.getRedirectedUrl())))
                        .doesNotContain("<script>alert(1)")
                        .doesNotContain("\u202E")
                        .doesNotContain("\u0007");
            }
        }
    }

    @Test
    void twoEditorsSeeBothTexts() throws Exception {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("原题", "<p>原文</p>", "局")).orThrow();
        drafting.save(Office.COLLEAGUE, draft, column, Draft.of("甲题", "<p>甲文</p>", "局")).orThrow();

        MockHttpServletResponse second = send(Office.CLERK, multipart("/desk/articles/" + draft.documentId())
                .param("version", Integer.toString(draft.version()))
                .param("column", Long.toString(column))
                .param("title", "乙题")
                .param("body", "<p>乙文</p>")
                .param("source", "局"));

        assertThat(second.getContentAsString(StandardCharsets.UTF_8)).contains("甲题", "甲文", "乙题", "乙文");
    }

    @Test
    void aSecrecyMarkCannotBeHandedInWhateverTheReason() throws Exception {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("文件", "<p>机密★10年</p>", "局")).orThrow();

        assertThat(page(Office.CLERK, "/desk/articles/" + draft.documentId())).contains("不能提交", "标有密级")
                .doesNotContain("提交审核</button>");
        decide(Office.CLERK, draft.documentId(), "submit", "reason-secrecy-mark", "领导同意");
        assertThat(drafting.turn(draft.documentId())).isEqualTo(draft);
    }

    @Test
    void aBlockIsPassedOnlyWithAReasonThatIsKept() throws Exception {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("20--年计划", "<p>正文</p>", "局")).orThrow();
        decide(Office.CLERK, draft.documentId(), "submit");
        assertThat(drafting.turn(draft.documentId())).isEqualTo(draft);

        decide(Office.CLERK, draft.documentId(), "submit", "reason-placeholder", "原文如此");

        assertThat(page(Office.HEAD, "/desk/articles/" + draft.documentId())).contains("原文如此", "同意，转下一环节");
        assertThat(
                sql.sql("select count(*) from content.check_override o join content.edition e on e.id = o.edition_id "
                        + "where e.document_id = ?").param(draft.documentId()).query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void anotherUnitsDraftIsHidden() throws Exception {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("内部草稿", "<p>机要</p>", "局")).orThrow();
        String path = "/desk/articles/" + draft.documentId();

        for (String page : List.of(path, path + "/secrecy", path + "/withdrawal", path + "/edit")) {
            MockHttpServletResponse response = send(Office.TEACHER, get(page));
            assertThat(response.getStatus()).as(page).isEqualTo(403);
            assertThat(response.getContentAsString(StandardCharsets.UTF_8)).doesNotContain("机要");
        }
        for (ArticleBoard.Shelf shelf : ArticleBoard.Shelf.values()) {
            assertThat(page(Office.TEACHER, "/desk/articles?shelf=" + shelf)).doesNotContain("内部草稿");
        }
        assertThat(page(Office.CLERK, "/desk/search?q=内部草稿")).contains(path);
        assertThat(page(Office.TEACHER, "/desk/search?q=内部草稿")).doesNotContain(path);
        assertThat(send(Office.CLERK, get("/desk/articles/999999999999")).getStatus()).isEqualTo(404);
    }

    @Test
    void brokenKeysAndShelvesShowTheFirstPage() throws Exception {
        for (String query : List.of("shelf=X&key=1", "shelf=LIVE&key=999999999999999999999.1.1",
                "shelf=LIVE&q=%25&key=AA.1",
                "shelf=LIVE&q=%00", "shelf=MINE&key=a.b.c", "shelf=WITHDRAWN&key=-1.-1.-1",
                "shelf=LIVE&q=" + "x".repeat(5000))) {
            page(Office.EVERYTHING, "/desk/articles?" + query);
        }
    }

    @Test
    void listsPageByKeyWithoutLosingOrRepeating() throws Exception {
        for (int i = 0; i < 45; i++) {
            drafting.draft(Office.CLERK, column, Draft.of("列表" + i, "<p>x</p>", "局")).orThrow();
        }
        var seen = new java.util.HashSet<String>();
        String path = "/desk/articles?shelf=MINE&q=列表";
        for (int pages = 0; pages < 3; pages++) {
            String html = page(Office.CLERK, path);
            Matcher titles = Pattern.compile("列表\\d+(?=</a>)").matcher(html);
            while (titles.find()) {
                assertThat(seen.add(titles.group())).as(titles.group()).isTrue();
            }
            Matcher older = Pattern.compile("rel=\"next\" href=\"[^\"]*key=([^\"]+)\"").matcher(html);
            path = older.find() ? "/desk/articles?shelf=MINE&q=列表&key=" + older.group(1) : path;
        }
        assertThat(seen).hasSize(45);
    }

    @Test
    void theWordsOfTheChecksAreKeptOnAScreen() throws Exception {
        sql.sql("delete from content.check_word").update();
        Actor keeper = Office.person(41, Office.COUNTY, ContentPermissions.WORDS);
        assertThat(page(keeper, "/desk/words")).contains("词表还是空的", "增加一个词");
        assertThat(page(keeper, "/desk/words/new")).contains("要检查的词", "须处理");
        MockHttpServletResponse single = send(keeper, post("/desk/words").param("unit", "/1/")
                .param("word", "单")
                .param("level", "BLOCK")
                .param("note", "打了很多字的说明"));
        assertThat(single.getContentAsString(StandardCharsets.UTF_8)).contains("两个字以上", "打了很多字的说明");
        assertThat(redirected(keeper, post("/desk/words").param("unit", "/1/")
                .param("word", "截止目前")
                .param("level", "BLOCK")
                .param("replacement", "截至目前"))).isEqualTo("/desk/words");
        assertThat(page(keeper, "/desk/words")).contains("截止目前", "截至目前", "停用");
        long id = sql.sql("select id from content.check_word").query(Long.class).single();
        assertThat(page(keeper, "/desk/words/" + id)).contains("截止目前");

        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("通报", "<p>截止目前，一切正常。</p>", "局")).orThrow();
        assertThat(page(Office.CLERK, "/desk/articles/" + draft.documentId())).contains("一般应写作“截至目前”",
                "reason-word-" + id);

        redirected(keeper, post("/desk/words/" + id + "/retire"));
        assertThat(page(keeper, "/desk/words")).doesNotContain("截止目前");
        assertThat(page(keeper, "/desk/words?shelf=RETIRED")).contains("截止目前", "重新启用");
        redirected(keeper, post("/desk/words/" + id + "/restore"));
        assertThat(send(keeper, get("/desk/words/words.xlsx")).getContentAsByteArray()).startsWith('P', 'K');
        assertThat(page(keeper, "/desk/words/words.txt")).contains("截止目前\t须处理");

        assertThat(page(keeper, "/desk/words/import")).contains("每行一个词");
        var bad = new MockMultipartFile("file", "词.txt", "text/plain", "好词语\n单".getBytes(StandardCharsets.UTF_8));
        MockHttpServletResponse refused = send(keeper, multipart("/desk/words/import").file(bad).param("unit", "/1/"));
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("没有导入", "第2行");
        assertThat(mvc.perform(multipart("/desk/words/import").file(bad)
                .param("unit", "/1/")
                .requestAttr(CurrentActor.class.getName(), keeper)
                .with(csrf())).andReturn().getModelAndView()).satisfies(
                        shown -> assertThat(Objects.requireNonNull(shown).getModel()).containsEntry("unit", "/1/"));
        var good = new MockMultipartFile("file", "词.txt", "text/plain",
                "好词语\n帐号,建议,账号".getBytes(StandardCharsets.UTF_8));
        redirected(keeper, multipart("/desk/words/import").file(good).param("unit", "/1/"));
        assertThat(page(keeper, "/desk/words?q=帐号")).contains("账号").doesNotContain("好词语");
        sql.sql("delete from content.check_word").update();
    }

    @Test
    void aSummaryThatNobodyWroteIsProposedAndFollowsTheTextUntilSomebodyWritesOne() throws Exception {
        Turn draft = drafting.draft(Office.CLERK, column,
                Draft.of("防汛通知", "<p>各乡镇人民政府：</p><p>汛期将至，请做好准备。</p>", "局")).orThrow();
        String path = "/desk/articles/" + draft.documentId();
        assertThat(page(Office.CLERK, path)).contains("汛期将至，请做好准备。", "这是按正文拟的");
        assertThat(page(Office.CLERK, path + "/edit")).contains(">汛期将至，请做好准备。</textarea>");

        Draft same = Draft.of("防汛通知", "<p>秋汛将至，请做好准备。</p>", "局").withSummary("汛期将至，请做好准备。");
        Turn second = drafting.save(Office.CLERK, draft, column, same).orThrow();
        assertThat(page(Office.CLERK, path + "/edit")).contains(">秋汛将至，请做好准备。</textarea>");

        drafting.save(Office.CLERK, second, column, same.withSummary("请各地备汛。")).orThrow();
        assertThat(page(Office.CLERK, path)).contains("请各地备汛。").doesNotContain("这是按正文拟的");
    }

    @Test
    void theCleanUpRecordIsAPageAndAWorkbookOfAnyMonth() throws Exception {
        assertThat(page(Office.CLERK, "/desk/hygiene/record")).contains("清理记录", "上个月").doesNotContain(">下个月<");
        assertThat(page(Office.CLERK, "/desk/hygiene/record?month=2020-01")).contains("2020年1月清理记录", "这个月没有记录", "下个月");
        for (String strange : List.of("x", "2999-01", "2026-13", "%27")) {
            assertThat(page(Office.CLERK, "/desk/hygiene/record?month=" + strange)).as(strange).doesNotContain(">下个月<");
        }
        assertThat(send(Office.CLERK, get("/desk/hygiene/record.xlsx?month=2020-01")).getContentAsByteArray())
                .startsWith('P', 'K');
    }

    @Test
    void pagesOfColumnsAndSitesOpenForTheirAdministrators() throws Exception {
        assertThat(page(Office.ADMINISTRATOR, "/desk/sites")).contains("云岭县水利局");
        assertThat(page(Office.ADMINISTRATOR, "/desk/sites/new")).contains("建立站点");
        assertThat(page(Office.ADMINISTRATOR, "/desk/sites/" + site)).contains("保存站点资料");
        assertThat(page(Office.ADMINISTRATOR, "/desk/columns?site=" + site)).contains("通知公告", "科室负责人审核");
        assertThat(page(Office.ADMINISTRATOR, "/desk/columns/" + column)).contains("保存栏目设置");
        assertThat(page(Office.ADMINISTRATOR, "/desk/columns/new?site=" + site + "&parent=" + column)).contains("建立栏目");
        assertThat(redirected(Office.ADMINISTRATOR, post("/desk/columns").param("site", Long.toString(site))
                .param("parent", Long.toString(column))
                .param("name", "下级")
                .param("slug", "xj")
                .param("unit", Office.WATER.value())
                .param("stepName", "一审", "", "二审")
                .param("stepUnit", Office.WATER.value(), "", Office.COUNTY.value()))).contains("site=" + site);
        assertThat(page(Office.ADMINISTRATOR, "/desk/columns?site=" + site)).contains("下级", "一审 → 二审 → 保密审查 → 发布");
        MockHttpServletResponse twice = send(Office.ADMINISTRATOR, post("/desk/columns")
                .param("site", Long.toString(site))
                .param("name", "又一个")
                .param("slug", "xj")
                .param("unit", Office.WATER.value()));
        assertThat(twice.getContentAsString(StandardCharsets.UTF_8)).contains("又一个", "已被本站别的栏目使用");
        MockHttpServletResponse garbage = send(Office.ADMINISTRATOR, post("/desk/sites").param("hue", "蓝")
                .param("slug", "desk")
                .param("name", "某某局"));
        assertThat(garbage.getStatus()).isEqualTo(200);
        assertThat(garbage.getContentAsString(StandardCharsets.UTF_8)).contains("某某局");
        assertThat(send(Office.CLERK, get("/desk/columns")).getStatus()).isEqualTo(403);
        assertThat(send(Office.CLERK, get("/desk/sites")).getStatus()).isEqualTo(403);
    }

    private long submittedBy(Actor clerk, String title) throws Exception {
        String location = redirected(clerk, multipart("/desk/articles").param("column", Long.toString(column))
                .param("title", title)
                .param("body", "<p>内容。</p>")
                .param("source", "县水利局")
                .param("nature", "VOLUNTARY"));
        long id = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
        decide(clerk, id, "submit");
        return id;
    }

    private String item(long id) {
        return id + "-" + drafting.turn(id).version();
    }

    private void clearSecrecy(long id) throws Exception {
        decide(Office.LEADER, id, "secrecy", "stateSecret", "CLEAR", "tradeSecret", "CLEAR", "privacy", "CLEAR",
                "other", "CLEAR");
    }

    @Test
    void severalAreDecidedOnTheQueueWithAResultForEach() throws Exception {
        long one = submittedBy(Office.CLERK, "批量一");
        long two = submittedBy(Office.CLERK, "批量二");
        String queue = page(Office.HEAD, "/desk/articles/queue?site=" + site + "&all=1");
        assertThat(queue).contains("批量一", "批量二", "共 2 篇", "同意选中的", "科室负责人审核", "value=\"" + item(one) + "\"",
                "checked");
        assertThat(queue).doesNotContain("发布选中的");

        assertThat(redirected(Office.HEAD, post("/desk/articles/queue").param("decision", "APPROVE")
                .param("site", Long.toString(site)))).contains("site=" + site);
        var sent = mvc.perform(post("/desk/articles/queue").param("item", item(one), item(two), "rubbish", "999999-1")
                .param("decision", "APPROVE")
                .requestAttr(CurrentActor.class.getName(), Office.HEAD)
                .with(csrf())).andReturn();
        assertThat(sent.getFlashMap().get("outcomes")).asInstanceOf(
                org.assertj.core.api.InstanceOfAssertFactories.list(BulkDesk.Outcome.class))
                .extracting(BulkDesk.Outcome::done)
                .containsExactly(true, true, false);
        assertThat(page(Office.LEADER, "/desk/articles/queue?site=" + site)).contains("批量一")
                .doesNotContain("同意选中的");
        assertThat(page(Office.HEAD, "/desk/articles/queue?site=x&column=y&step=z&days=q&key=k")).isNotNull();
    }

    @Test
    void aTimeIsApprovedShownAndCalledOff() throws Exception {
        long id = submittedBy(Office.CLERK, "公示一");
        decide(Office.HEAD, id, "approve");
        clearSecrecy(id);
        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id)).contains("定时发布", "批准到时发布");
        decide(Office.PUBLISHER, id, "go-live-at", "day", "", "time", "09:00");
        assertThat(page(Office.PUBLISHER, "/desk/plans")).doesNotContain("公示一");
        String day = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(9).toString();
        decide(Office.PUBLISHER, id, "go-live-at", "day", day, "time", "09:00", "untilDay", "", "untilTime", "",
                "reason", "只填了原因");
        assertThat(page(Office.PUBLISHER, "/desk/plans")).doesNotContain("公示一");
        decide(Office.PUBLISHER, id, "go-live-at", "day", day, "time", "09:00");
        assertThat(page(Office.PUBLISHER, "/desk/plans")).contains("公示一", day + " 09:00", "取消");
        assertThat(page(Office.CLERK, "/desk/articles/" + id)).contains("定时安排", "等待执行").doesNotContain("取消定时发布");
        long plan = sql.sql("select id from content.plan where document_id = ?").param(id).query(Long.class).single();
        assertThat(redirected(Office.PUBLISHER, post("/desk/plans/" + plan + "/cancel").param("article",
                Long.toString(id)))).isEqualTo("/desk/articles/" + id);
        assertThat(page(Office.PUBLISHER, "/desk/plans?state=CANCELLED")).contains("公示一");
        decide(Office.PUBLISHER, id, "publish");
        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id)).contains("到期撤下");
        redirected(Office.PUBLISHER, post("/desk/articles/" + id + "/take-off-at").param("day", day)
                .param("time", "18:00")
                .param("reason", "公示期满"));
        assertThat(page(Office.PUBLISHER, "/desk/plans")).contains("到期撤下", "公示期满");
    }

    @Test
    void anEmergencyIsReleasedOnItsOwnPageAndConfirmedBySomebodyElse() throws Exception {
        long id = submittedBy(Office.CLERK, "泄洪通知");
        assertThat(page(Office.ON_DUTY, "/desk/articles/" + id)).contains("应急发布……");
        assertThat(page(Office.ON_DUTY, "/desk/articles/" + id + "/emergency")).contains("为什么要应急发布", "保密审查");
        decide(Office.ON_DUTY, id, "emergency", "reason", "上游泄洪，来不及审核", "clear", "privacy");
        assertThat(page(Office.ON_DUTY, "/desk/emergencies")).doesNotContain("泄洪通知");
        var request = post("/desk/articles/" + id + "/emergency")
                .param("version", Integer.toString(drafting.turn(id).version()))
                .param("reason", "上游泄洪，来不及审核")
                .param("clear", "stateSecret", "tradeSecret", "privacy", "other");
        assertThat(redirected(Office.ON_DUTY, request)).isEqualTo("/desk/articles/" + id);
        assertThat(page(Office.ON_DUTY, "/desk/articles/" + id)).contains("等待确认", "科室负责人审核")
                .doesNotContain("确认这次应急发布");
        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id)).contains("确认这次应急发布");
        assertThat(page(Office.PUBLISHER, "/desk/emergencies")).contains("泄洪通知", "上游泄洪");
        long release = sql.sql("select id from content.emergency_release where document_id = ?")
                .param(id)
                .query(Long.class)
                .single();
        redirected(Office.PUBLISHER, post("/desk/emergencies/" + release + "/confirm").param("remark", "属实"));
        assertThat(page(Office.PUBLISHER, "/desk/emergencies?state=CONFIRMED")).contains("泄洪通知", "属实");
        assertThat(page(Office.ADMINISTRATOR, "/desk/publishing-rules")).contains("确认", "保存发布规定");
        redirected(Office.ADMINISTRATOR, post("/desk/publishing-rules").param("days", "x"));
        redirected(Office.ADMINISTRATOR, post("/desk/publishing-rules").param("days", "1")
                .param("unit", "wd")
                .param("decline", "true"));
    }

    @Test
    void anArticleIsRecommendedDecidedAboutAndHandedDown() throws Exception {
        long portal = sql.sql("select id from content.site where slug = ''").query(Long.class).single();
        long there = columns
                .create(Actor.PROGRAM, new NewColumn(portal, null, "p" + System.nanoTime(), "部门动态", "", "", "",
                        Office.COUNTY, null, "", null, false, false, 0, List.of()))
                .orThrow();
        long id = submittedBy(Office.CLERK, "灌溉增收");
        decide(Office.HEAD, id, "approve");
        clearSecrecy(id);
        decide(Office.PUBLISHER, id, "publish");
        assertThat(page(Office.CLERK, "/desk/articles/" + id)).contains("推荐到县门户或上级站点", "部门动态");
        redirected(Office.CLERK, post("/desk/articles/" + id + "/recommend"));
        redirected(Office.CLERK, post("/desk/articles/" + id + "/recommend").param("column", Long.toString(there))
                .param("words", "全县可学"));
        long placement = sql.sql("select id from content.placement where document_id = ?")
                .param(id)
                .query(Long.class)
                .single();
        assertThat(page(Office.COUNTY_OFFICE, "/desk/placements")).contains("灌溉增收", "等待决定");
        assertThat(page(Office.COUNTY_OFFICE, "/desk/placements/" + placement)).contains("全县可学", "采用，展示在", "内容。");
        redirected(Office.COUNTY_OFFICE, post("/desk/placements/" + placement + "/decline"));
        redirected(Office.COUNTY_OFFICE, post("/desk/placements/" + placement + "/accept"));
        assertThat(page(Office.COUNTY_OFFICE, "/desk/placements?tab=HERE")).contains("灌溉增收");
        assertThat(page(Office.CLERK, "/desk/placements?tab=SENT")).contains("已采用");
        assertThat(published.list(there, null, 5).items()).extracting(ArticleLine::id).containsExactly(id);
        redirected(Office.COUNTY_OFFICE, post("/desk/placements/" + placement + "/remove").param("reason", "过期"));
        assertThat(published.list(there, null, 5).items()).isEmpty();
        assertThat(send(Office.TEACHER, get("/desk/placements/" + placement)).getStatus()).isEqualTo(404);

        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id)).contains("推送到单位站点");
        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id + "/push")).contains("部门动态", "列出站点");
        assertThat(page(Office.PUBLISHER, "/desk/articles/" + id + "/push?name=部门动态")).contains("云岭县人民政府");
        redirected(Office.PUBLISHER, post("/desk/articles/" + id + "/push").param("name", "部门动态"));
        redirected(Office.PUBLISHER, post("/desk/articles/" + id + "/push").param("column", Long.toString(there)));
        assertThat(published.list(there, null, 5).items()).extracting(ArticleLine::id).containsExactly(id);
    }
}
