package org.yizhan.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** The public pages of disclosure and the screens of the desk. */
class DisclosurePagesTests extends DisclosureTest {
    @Autowired
    Guides guides;

    @Autowired
    KeyAreas areas;

    private void post(Actor who, String path, Map<String, String> fields, String after) throws Exception {
        MockHttpServletRequestBuilder request = org.springframework.test.web.servlet.request.MockMvcRequestBuilders
                .post(path);
        fields.forEach(request::param);
        MockHttpServletResponse response = send(who, request);
        assertThat(response.getStatus()).as(path).isEqualTo(302);
        assertThat(response.getRedirectedUrl()).startsWith(after);
    }

    @Test
    void aBodyShowsItsFourBlocksApartFromNews() throws Exception {
        live("关于做好防汛抗旱工作的通知");
        long rules = draft("信息公开工作规程");
        yes(classification.classify(clerk, rules,
                new Classification(body.id(), Section.SYSTEM, null, null, null, null)));
        yes(publish(ready(rules)));

        assertThat(page(Actor.VISITOR, body.href())).contains("政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "依申请公开",
                "关于做好防汛抗旱工作的通知", "信息公开工作规程", "突发事件应对");
        assertThat(page(Actor.VISITOR, "/disclosure/")).contains(body.name(), "政府信息公开");
        assertThat(page(Actor.VISITOR, body.href() + "rules")).contains("信息公开工作规程").doesNotContain("防汛抗旱工作");
        assertThat(page(Actor.VISITOR, body.href() + "content")).contains("防汛抗旱工作").doesNotContain("信息公开工作规程");
        assertThat(page(Actor.VISITOR, body.href() + "reports")).contains("没有符合条件的信息");
        assertThat(page(Actor.VISITOR, body.href() + "guide")).contains("还在编写");
        assertThat(page(Actor.VISITOR, body.href() + "apply")).contains("怎样提交").doesNotContain("<form class=\"form\"");
        assertThat(page(Actor.VISITOR, body.href() + "filings")).contains("还没有需要公示");
        assertThat(send(Actor.VISITOR, get("/disclosure/nobody/")).getStatus()).isEqualTo(404);
        assertThat(send(Actor.VISITOR, get("/disclosure/xzf/")).getStatus()).isEqualTo(404);
    }

    @Test
    void anArticleLeavesEveryPageOfTheSectionWhenItIsWithdrawn() throws Exception {
        String title = "关于做好第" + body.position() + "次防汛抗旱值守的通知";
        yes(areas.put(office, 0, "防汛抗旱" + body.position(), false, body.id(), true, Set.of(column)));
        long area = areas.all().getLast().id();
        String narrowed = "?body=" + body.id();
        List<String> lists = List.of(body.href(), body.href() + "content", "/disclosure/catalogue" + narrowed,
                "/disclosure/library" + narrowed, "/disclosure/areas/" + area);
        for (String list : lists) {
            assertThat(page(Actor.VISITOR, list)).as("before: " + list).doesNotContain(title);
        }
        long document = live(title);
        yes(documents.stand(office, document, new Documents.Standing(Validity.EFFECTIVE, null, null, null, true)));
        for (String list : lists) {
            assertThat(page(Actor.VISITOR, list)).as(list).contains(title);
        }

        yes(publishing.withdraw(office, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));

        for (String list : lists) {
            assertThat(page(Actor.VISITOR, list)).as("after: " + list).doesNotContain(title);
        }
        assertThat(page(Actor.VISITOR, body.href() + "filings")).as("but the withdrawal is announced")
                .contains(title, "依照规定不再公开");
    }

    @Test
    void theCatalogueNarrowsByEveryAxisAndBearsAnyAddress() throws Exception {
        live("关于做好防汛抗旱工作的通知");
        live("关于学校招生工作的意见");

        String all = page(Actor.VISITOR, "/disclosure/catalogue?body=" + body.id());
        assertThat(all).contains("共 <span class=\"number\">2</span> 条", "按主题", "按体裁", "索引号");
        assertThat(page(Actor.VISITOR, "/disclosure/catalogue?body=" + body.id() + "&subject=06"))
                .contains("防汛抗旱工作", "去掉条件：农业、林业、水利")
                .doesNotContain("学校招生工作");
        for (String strange : List.of("body=x", "subject=%27", "year=99999", "validity=NO", "section=zz", "key=';--",
                "genre=%3Cb%3E")) {
            assertThat(send(Actor.VISITOR, get("/disclosure/catalogue?" + strange)).getStatus()).as(strange)
                    .isEqualTo(200);
        }
        assertThat(page(Actor.VISITOR, "/disclosure/library?body=" + body.id())).contains("没有符合条件的信息");
    }

    @Test
    void theDisclosureOfficeWritesTheGuideAndNothingTypedIsLost() throws Exception {
        String form = "/desk/disclosure/bodies/" + body.id() + "/guide";
        assertThat(page(office, form)).contains("公开工作机构名称");
        MockHttpServletResponse again = send(office,
                org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(form)
                        .param("office", "水利局公开办"));
        assertThat(again.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).contains("请填写办公地址", "水利局公开办");
        assertThat(guides.of(body.id())).isEmpty();

        var fields = Map.of("classification", "机构职能、规划计划、水利工程。", "arrangement", "按主题和体裁编排。", "ways", "网站、查阅点。",
                "office", "水利局公开办", "address", "云岭县河滨路8号", "hours", "工作日8:30至17:30", "phone", "0855-3300000", "contact",
                "slj@yunling.gov.cn", "supervision", "县公开办 0855-3300001", "version", "0");
        post(office, form, fields, "/desk/disclosure");
        assertThat(page(Actor.VISITOR, body.href() + "guide")).contains("云岭县河滨路8号", "水利工程");
        assertThat(page(Actor.VISITOR, body.href() + "apply")).contains("0855-3300000");
        assertThat(guides.put(stranger, body.id(), guides.of(body.id()).orElseThrow().guide())).containsKey("");
        assertThat(guides.put(office, body.id(), new Guide("a", "a", "a", "a", "a", "1", "a", "a", "", "a", "a", 0)))
                .containsKey("postcode");
        assertThat(guides.put(office, body.id(), new Guide("a", "a", "a", "a", "a", "", "a", "a", "", "a", "a", 0)))
                .containsKey("");
        post(stranger, form, fields, "/desk/disclosure");
    }

    @Test
    void everythingAboutADocumentIsDoneOnOneScreen() throws Exception {
        long document = live("防汛抗旱管理办法");
        String here = "/desk/disclosure/" + document;
        assertThat(page(office, here)).contains("目录分类", "文件时效", "解读和关联", "档案", "首次公开");
        assertThat(page(clerk, here)).contains("目录分类").doesNotContain("保存时效");

        post(clerk, here,
                Map.of("body", Long.toString(body.id()), "section", "STATUTORY", "subject", "06", "genre", "12",
                        "statutory", "01"),
                here);
        assertThat(entry(document).where().genre()).isEqualTo("12");
        post(office, here + "/standing", Map.of("validity", "EFFECTIVE", "expires", "2099-12-31", "normative", "true"),
                here);
        assertThat(entry(document).validity()).isEqualTo(Validity.EFFECTIVE);
        post(office, here + "/standing", Map.of("validity", "EFFECTIVE", "expires", "明年"), here);
        assertThat(entry(document).expiresOn()).hasYear(2099);
        long other = live("防汛抗旱管理办法解读");
        post(office, here + "/links",
                Map.of("other", "https://x/d/wj/202611/" + other + ".html", "kind", "INTERPRETS-to"),
                here);
        assertThat(documents.isExplained(document)).isTrue();
        post(office, here + "/links", Map.of("other", "哪一篇", "kind", "INTERPRETS-to"), here);
        post(office, here + "/links", Map.of("other", "1", "kind", "NO"), here);
        assertThat(page(office, here)).contains("防汛抗旱管理办法解读");
        post(office, here + "/unlink",
                Map.of("from", Long.toString(other), "to", Long.toString(document), "kind", "INTERPRETS"), here);
        assertThat(documents.isExplained(document)).isFalse();
        post(office, here + "/unlink", Map.of("from", "1", "to", "2", "kind", "INTERPRETS"), here);
        post(office, here + "/promise", Map.of("person", "", "due", ""), here);
        post(office, here + "/promise",
                Map.of("person", Long.toString(somebody.value()), "due", documents.usualDay().toString()), here);
        assertThat(documents.promise(document)).isPresent();
        post(office, here + "/filing", Map.of("kind", "CHANGED", "reason", "更正第三条的数字"), here);
        assertThat(page(Actor.VISITOR, body.href() + "filings")).contains("更正第三条的数字");
        assertThat(send(stranger, get(here)).getStatus()).isEqualTo(404);
    }

    @Test
    void manyAreConfirmedAtOnceWithAnAnswerForEach() throws Exception {
        nothingTakesTheRest();
        archived("水库防汛工作的通知", "有关情况");
        var waiting = classification.unconfirmed(office, body.id(), null, 10).items();
        String path = "/desk/disclosure/unconfirmed";
        assertThat(page(office, path + "?body=" + body.id())).contains("水库防汛工作的通知", "按拟定的确认");
        var request = org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(path)
                .param("body", Long.toString(body.id()))
                .param("then", "confirm");
        waiting.forEach(entry -> request.param("document", Long.toString(entry.documentId())));
        assertThat(send(office, request).getStatus()).isEqualTo(302);
        assertThat(classification.unconfirmed(office, body.id(), null, 10).items()).extracting(Entry::title)
                .containsExactly("有关情况");
        post(office, path, Map.of("body", "x", "then", "confirm"), path);
        post(office, path, Map.of("body", Long.toString(body.id()), "then", "NO", "document", "1"), path);
    }

    @Test
    void bodiesAndTermsAreTheCountysAffair() throws Exception {
        assertThat(page(office, "/desk/disclosure")).contains(body.name(), "目录分类词");
        assertThat(page(office, "/desk/disclosure/bodies")).contains(body.numberRule());
        assertThat(page(office, "/desk/disclosure/bodies/new")).contains("索引号规则");
        String edit = "/desk/disclosure/bodies/" + body.id();
        assertThat(page(office, edit)).contains(body.numberRule());
        var fields = Map.of("slug", body.slug(), "region", "522624", "deptCode", "SL", "numberRule",
                "{region6}-{deptCode}-{yyyy}-{seq:4}", "position", "3", "open", "true", "version", "1");
        assertThat(send(stranger,
                org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(edit)
                        .param("slug", body.slug()))
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).contains("由县公开办管理");
        post(office, edit, fields, "/desk/disclosure/bodies");
        assertThat(bodies.find(body.id()).orElseThrow().numberRule()).contains("{yyyy}");
        assertThat(bodies.change(office, 1, new NewBody(bureau.unit(), body.slug(), "", "", "522624", "SL",
                "{region6}-{yyyy}-{seq:4}", 3, true))).isPresent();
        assertThat(
                bodies.setUp(office, new NewBody(bureau.unit(), "zaiyici", "", "", "", "", "{yyyy}-{seq:4}", 1, true)))
                .isInstanceOf(org.yizhan.content.Made.Refused.class);
        assertThat(bodies.setUp(office,
                new NewBody(other.unit(), body.slug(), "", "", "", "", "{yyyy}-{seq:4}", 1, true)))
                .isInstanceOf(org.yizhan.content.Made.Refused.class);
        post(office, "/desk/disclosure/bodies", Map.of("unit", Long.toString(other.unit().value()), "slug",
                "jyj" + body.position(), "numberRule", "教{yyyy}-{seq:4}", "open", "true"), "/desk/disclosure/bodies/");

        assertThat(page(office, "/desk/disclosure/terms?axis=SUBJECT")).contains("农业、林业、水利");
        post(office, "/desk/disclosure/terms",
                Map.of("axis", "AUDIENCE", "code", "09", "name", "水库移民", "words", "水库移民", "position", "10", "open",
                        "true"),
                "/desk/disclosure/terms");
        assertThat(terms.of(Axis.AUDIENCE)).extracting(Term::name).contains("水库移民");
        assertThat(terms.put(stranger, new Term(Axis.AUDIENCE, "10", "x", "", 1, true))).isPresent();
        assertThat(terms.put(office, new Term(Axis.AUDIENCE, "", "x", "", 1, true))).isPresent();
        assertThat(terms.put(office, new Term(Axis.AUDIENCE, "10", " ", "", 1, true))).isPresent();
    }

    @Test
    void theStatisticsAreOnTheScreenAndInAWorkbook() throws Exception {
        live("关于做好防汛抗旱工作的通知");
        assertThat(page(office, "/desk/disclosure/statistics")).contains(body.name(), "合计", "累计");
        MockHttpServletResponse book = send(office, get("/desk/disclosure/statistics.xlsx?from=2026-01-01&to=x"));
        assertThat(book.getContentAsByteArray()).startsWith('P', 'K');
        assertThat(send(clerk, get("/desk/disclosure/statistics")).getStatus()).isEqualTo(403);
    }

    @Test
    void theArticlesPageShowsValidityTheCurrentTextAndTheInterpretationOnBothSides() throws Exception {
        long old = live("防汛抗旱管理办法");
        yes(documents.stand(office, old, new Documents.Standing(Validity.EFFECTIVE, null, null, null, true)));
        String href = entry(old).href();
        assertThat(page(Actor.VISITOR, href)).contains("有效", body.name(), "主题分类");
        long interpretation = draft("防汛抗旱管理办法解读");
        yes(documents.link(clerk, interpretation, old, LinkKind.INTERPRETS));
        assertThat(page(Actor.VISITOR, href)).doesNotContain("防汛抗旱管理办法解读");
        yes(publish(ready(interpretation)));
        assertThat(page(Actor.VISITOR, href)).contains("政策解读", "防汛抗旱管理办法解读");
        assertThat(page(Actor.VISITOR, entry(interpretation).href())).contains("解读的文件", "防汛抗旱管理办法");
        long next = live("关于修改防汛抗旱管理办法的决定");
        yes(documents.link(office, next, old, LinkKind.AMENDS));
        assertThat(page(Actor.VISITOR, href)).contains("已修改", "现行文本", "关于修改防汛抗旱管理办法的决定");
        yes(publishing.withdraw(office, next,
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(page(Actor.VISITOR, href)).doesNotContain("关于修改防汛抗旱管理办法的决定");
    }
}
