package org.yizhan.requests;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.Sites;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.NewBody;
import org.yizhan.identity.TestBrowser;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody without an account asks, follows, corrects and reads the answer, as a browser without scripts does it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RequestPagesTests {
    private static final Pattern CODE = Pattern.compile("<strong>(\\d{4}) (\\d{4}) (\\d{4})</strong>");
    private static final Pattern NUMBER = Pattern.compile("GK\\d{8}-\\d+");

    @LocalServerPort
    int port;
    @Autowired
    Sites sites;
    @Autowired
    PublishedContent content;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;
    @Autowired
    Bodies bodies;
    @Autowired
    RequestDesk desk;
    @Autowired
    RequestOffice office;
    @Autowired
    RequestPublication publication;
    @Autowired
    CaseDesk acts;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;

    private TestBrowser browser;
    private UnitPath county;
    private Actor officer;

    @BeforeEach
    void aCounty() {
        browser = new TestBrowser(port);
        // All tests ask from one address; what the others asked is long ago.
        sql.sql("update requests.request set came_at = came_at - interval '2 hours'").update();
        county = directory.root()
                .map(Unit::path)
                .orElseGet(() -> directory.unit(organisation.addUnit(Actor.PROGRAM,
                        NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow())
                        .orElseThrow()
                        .path());
        if (bodies.county().isEmpty()) {
            bodies.setUp(Actor.PROGRAM,
                    new NewBody(county.unit(), "xzf", "", "", "", "", "{yyyy}-{seq:5}", 0, true)).orThrow();
        }
        if (content.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, new UnitPath("/1/"), 0)).orThrow();
        }
        officer = new Actor(ActorRef.staff(701), "万晴", county,
                Set.of(new Grant(RequestPermissions.OFFICE, county), new Grant(RequestPermissions.HANDLE, county),
                        new Grant(RequestPermissions.PUBLISH, county)));
    }

    private Map<String, String> aRequest() {
        var typed = new LinkedHashMap<String, String>();
        typed.put("who", "person");
        typed.put("body", Long.toString(county.unit().value()));
        typed.put("title", "老街改造的规划许可证");
        typed.put("description", "2025年白茶镇老街改造项目的规划许可证和附图");
        typed.put("form", "paper");
        typed.put("way", "pickup");
        typed.put("name", "石开荣");
        typed.put("paper", "护照");
        typed.put("number", "E12345678");
        typed.put("phone", "13812345678");
        return typed;
    }

    private TestBrowser.Answer sent(Map<String, String> typed, String step) {
        var all = new HashMap<>(typed);
        browser.get("/requests/new?who=" + typed.get("who"));
        all.put("once", browser.hidden().get("once"));
        all.put("step", step);
        return browser.submit("/requests/new", all);
    }

    @Test
    void nothingTypedIsLostAndNoPurposeIsAskedFor() {
        Map<String, String> bad = aRequest();
        bad.put("title", "");
        bad.put("way", "post");
        bad.put("paper", "居民身份证");
        bad.put("number", "980123199001011234");
        String form = sent(bad, "check").body();
        assertThat(form).contains("请填写信息的名称", "请填写通信地址", "value=\"石开荣\"", "附图", "value=\"980123199001011234\"")
                .doesNotContain("name=\"purpose\"");
        assertThat(sent(aRequest(), "check").body()).contains("请再看一遍", "老街改造的规划许可证", "提交申请");
        Map<String, String> firm = aRequest();
        firm.put("who", "firm");
        firm.put("code", "1");
        firm.put("contact", "");
        assertThat(sent(firm, "check").body()).contains("请选择是哪一类单位", "请填写联系人", "href=\"#f-firm\"", "href=\"#f-code\"")
                .doesNotContain("href=\"#f-number\"");
        Map<String, String> machine = aRequest();
        machine.put("website", "http://x");
        assertThat(sent(machine, "send").body()).contains("没有收到");
    }

    @Test
    void whatWasTypedForThePersonStaysWhenTheOrganisationAsks() {
        Map<String, String> typed = aRequest();
        typed.put("who", "firm");
        typed.put("clazz", "business");
        typed.put("firm", "云岭县山泉饮品有限公司");
        typed.put("code", "91980123MA0000001N");
        typed.put("contact", "罗文");
        String check = sent(typed, "check").body();
        assertThat(check).contains("请再看一遍", "云岭县山泉饮品有限公司").doesNotContain("<dd class=\"lines\">石开荣");
        String again = sent(typed, "edit").body();
        assertThat(again).contains("value=\"firm\" checked", "value=\"石开荣\"", "value=\"E12345678\"",
                "value=\"云岭县山泉饮品有限公司\"", "value=\"91980123MA0000001N\"", "value=\"罗文\"");
    }

    private record Slip(String number, String code, CaseId id) {}

    private Slip asked() {
        String where = sent(aRequest(), "send").location();
        assertThat(where).matches("/requests/sent/" + NUMBER.pattern());
        String page = browser.get(where).body();
        assertThat(new TestBrowser(port).get(where).location()).as("in any other browser")
                .startsWith("/track?number=");
        Matcher code = CODE.matcher(page);
        assertThat(code.find()).as(page).isTrue();
        Matcher number = NUMBER.matcher(page);
        assertThat(number.find()).isTrue();
        return new Slip(number.group(), code.group(1) + code.group(2) + code.group(3), new CaseId(sql
                .sql("select id from casework.cases where number = :number")
                .param("number", number.group())
                .query(Long.class)
                .single()));
    }

    private String tracked(Slip slip) {
        return browser.get("/track/" + slip.number()).body();
    }

    @Test
    void applicantSeesAtAnyTimeWhichDayIsOwedAndWhy() {
        Slip slip = asked();
        browser.get("/track");
        browser.submit("/track", Map.of("number", slip.number(), "code", slip.code()));
        assertThat(tracked(slip)).contains("等受理机关与您确认收到").doesNotContain("最迟答复");
        LocalDate today = clock.today();
        assertThat(desk.confirm(officer, slip.id(), null, today, "电话确认")).isEmpty();
        assertThat(tracked(slip)).contains("收到日是 " + Dates.day(today), "最迟答复", "为什么是这一天",
                "期限是怎么算的", "《政府信息公开条例》第三十一条、第三十三条", "您现在可以", "撤回申请");
        assertThat(acts.act(officer, slip.id(), new CaseAct.AskSupplement(today.plusDays(10), "请写明是哪一年"), null)
                .refusal()).isEmpty();
        assertThat(tracked(slip)).contains("前补正", "请写明是哪一年", "补正告知书").doesNotContain("最迟答复");
        browser.submit("/track/" + slip.number() + "/material", Map.of("material-words", "2025 年"));
        assertThat(tracked(slip)).contains("最迟答复", "收到您的补正，答复期限从这一天起重新计算");
        assertThat(acts.act(officer, slip.id(), new CaseAct.Dispatch(county, List.of(), false, false, ""), null)
                .refusal()).isEmpty();
        assertThat(office.askOpinion(officer, slip.id(), null, Opinion.Side.THIRD, "某公司")).isEmpty();
        assertThat(tracked(slip)).contains("这段时间不计入答复期限；第三方逾期没有提出的，由行政机关决定是否公开")
                .doesNotContain("某公司", "最迟答复");
        assertThat(office.answerOpinion(officer, slip.id(), office.opinions(slip.id()).getFirst().id(),
                Opinion.Answer.AGREES, "")).isEmpty();
        RequestOffice.Seen seen = office.find(officer, slip.id()).orElseThrow();
        String text = office.proposeAnswer(seen, Outcome.A2).replaceAll("【请填写：[^】]*】", "许可证复印件");
        assertThat(office.draftAnswer(officer, slip.id(), null, Outcome.A2, text, List.of(), "")).isEmpty();
        assertThat(acts.act(officer, slip.id(), new CaseAct.ApproveReply(text, List.of()), null).refusal()).isEmpty();
        String page = tracked(slip);
        assertThat(page).contains("已经答复您", "发给您的文书", "许可证复印件", "申请行政复议或者提起行政诉讼", "行政诉讼法第四十六条",
                Dates.day(today.plusDays(60)) + "以前")
                .doesNotContain("提交评价");
        Matcher paper = Pattern.compile("/track/" + slip.number() + "/papers/\\d+\\.pdf").matcher(page);
        assertThat(paper.find()).isTrue();
        assertThat(browser.get(paper.group()).status()).isEqualTo(200);
        assertThat(new TestBrowser(port).get(paper.group()).status()).as("without the code there is no paper")
                .isEqualTo(404);
    }

    @Test
    void answeredRequestBecomesInformationForEverybodyAfterMasking() {
        Slip slip = asked();
        assertThat(desk.confirm(officer, slip.id(), null, clock.today(), "电话确认")).isEmpty();
        assertThat(acts.act(officer, slip.id(), new CaseAct.Dispatch(county, List.of(), false, false, ""), null)
                .refusal()).isEmpty();
        RequestOffice.Seen seen = office.find(officer, slip.id()).orElseThrow();
        String text = office.proposeAnswer(seen, Outcome.A2)
                .replaceAll("【请填写：[^】]*】", "许可证复印件，石开荣，13812345678");
        assertThat(publication.whyNot(officer, seen.view())).get().matches(why -> why.text().contains("还没有答复"));
        assertThat(office.draftAnswer(officer, slip.id(), null, Outcome.A2, text, List.of(), "")).isEmpty();
        assertThat(acts.act(officer, slip.id(), new CaseAct.ApproveReply(text, List.of()), null).refusal()).isEmpty();
        RequestPublication.Proposal proposal = publication.propose(officer, slip.id()).orElseThrow();
        assertThat(proposal.answered()).contains("不服", "行政复议");
        assertThat(proposal.answer()).contains("许可证复印件").doesNotContain("石开荣", "13812345678", "行政复议");
        assertThat(browser.get("/requests/answers/" + slip.id().value()).status()).isEqualTo(404);
        assertThat(publication.publish(officer, slip.id(), proposal.title(), " ", proposal.answer(), null)).get()
                .matches(why -> why.text().contains("请填写申请的内容"));
        assertThat(publication.publish(officer, slip.id(), proposal.title(), proposal.question(), proposal.answer(),
                null)).isEmpty();
        assertThat(browser.get("/requests/answers").body()).contains(proposal.title());
        assertThat(browser.get("/requests/answers/" + slip.id().value()).body()).contains("许可证复印件")
                .doesNotContain("石开荣", "13812345678");
        assertThat(publication.takeOff(officer, slip.id(), "有误")).isEmpty();
        assertThat(browser.get("/requests/answers/" + slip.id().value()).status()).isEqualTo(404);
    }
}
