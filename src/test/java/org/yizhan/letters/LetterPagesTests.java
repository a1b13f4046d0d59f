package org.yizhan.letters;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
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
import org.yizhan.identity.TestBrowser;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody without an account writes, follows, adds, rates and reads, as a browser without scripts does it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LetterPagesTests {
    /** The check of answers has tests of its own. */
    private static final List<String> ANY_FINDING = java.util.Arrays.stream(ReplyRule.values())
            .filter(rule -> rule != ReplyRule.UNCHANGED)
            .map(Enum::name)
            .toList();

    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("<strong>(\\d{4}) (\\d{4}) (\\d{4})</strong>");
    private static final Pattern NUMBER = Pattern.compile("XJ\\d{8}-\\d+");

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
    Mailboxes mailboxes;
    @Autowired
    SubjectTree subjects;
    @Autowired
    CaseDesk desk;
    @Autowired
    Publication publication;
    @Autowired
    JdbcClient sql;

    private TestBrowser browser;
    private UnitPath county;
    private UnitPath water;
    private Actor office;
    private Actor waterman;

    @BeforeEach
    void aCountyWithAMailbox() {
        browser = new TestBrowser(port);
        // All tests write from one address; what the others wrote is long ago.
        sql.sql("update letters.letter set received_at = received_at - interval '2 hours'").update();
        county = directory.root().map(Unit::path).orElseGet(() -> unit(null, UnitKind.GOVERNMENT, "云岭县人民政府"));
        water = unit(county, UnitKind.DEPARTMENT, "云岭县水利局" + FRESH.incrementAndGet());
        if (content.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, new UnitPath("/1/"), 0)).orThrow();
        }
        office = person(1, county, LetterPermissions.OFFICE, LetterPermissions.SEE, LetterPermissions.PUBLISH,
                LetterPermissions.MAILBOXES, LetterPermissions.GUARDED);
        waterman = person(2, water, LetterPermissions.HANDLE);
        if (mailboxes.find("xianzhang").isEmpty()) {
            assertThat(mailboxes.save(office, new Mailbox(0, "xianzhang", "县长信箱", Mailbox.Nature.LEADER, county,
                    "请写明事情。", false, true, 1, 0))).isEmpty();
        }
    }

    private UnitPath unit(@Nullable UnitPath parent, UnitKind kind, String name) {
        return directory.unit(organisation.addUnit(Actor.PROGRAM,
                NewUnit.of(parent == null ? null : parent.unit(), kind, name, name, 1)).orThrow()).orElseThrow().path();
    }

    private static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.of(permissions)
                .stream()
                .map(permission -> new Grant(permission, unit))
                .collect(java.util.stream.Collectors.toSet()));
    }

    private static Map<String, String> aLetter() {
        var typed = new LinkedHashMap<String, String>();
        typed.put("to", "xianzhang");
        typed.put("kind", "help");
        typed.put("title", "白茶镇水渠漏水");
        typed.put("text", "镇卫生院旁边的水渠从上周开始漏水，路面积水。");
        typed.put("place", "卫生院旁");
        typed.put("publish", "yes");
        typed.put("name", "和秀英");
        typed.put("phone", "13812345678");
        return typed;
    }

    /** From the form over the summary to the number. */
    private TestBrowser.Answer sent(Map<String, String> typed) {
        var all = new HashMap<>(typed);
        browser.get("/letters/new");
        all.put("once", browser.hidden().get("once"));
        all.put("step", "send");
        return sends(all);
    }

    /** On to the page with the number, when it was taken. */
    private TestBrowser.Answer sends(Map<String, String> typed) {
        TestBrowser.Answer answer = browser.submit("/letters/new", typed);
        return answer.status() == 302 ? browser.get(answer.location()) : answer;
    }

    private record Slip(String number, String code, CaseId id) {}

    private Slip written(Map<String, String> typed) {
        String page = sent(typed).body();
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

    private void tracks(Slip slip) {
        browser.get("/track");
        assertThat(browser.submit("/track", Map.of("number", slip.number(), "code", slip.code())).location())
                .isEqualTo("/track/" + slip.number());
    }

    private TestBrowser.Answer does(Slip slip, String what, Map<String, String> fields) {
        browser.get("/track/" + slip.number());
        return browser.submit("/track/" + slip.number() + "/" + what, fields);
    }

    private void act(Actor actor, CaseId id, CaseAct act) {
        assertThat(desk.act(actor, id, act, null).refusal()).isEmpty();
    }

    private void answered(Slip slip, String words) {
        act(office, slip.id(), new CaseAct.Dispatch(water, List.of(), false, false, "请尽快核实"));
        act(waterman, slip.id(), new CaseAct.Sign());
        act(waterman, slip.id(), new CaseAct.DraftReply(words, ANY_FINDING, "已核实"));
        act(office, slip.id(), new CaseAct.ApproveReply(words, ANY_FINDING, "已核实"));
    }

    @Test
    void nothingTypedIsLostAndTheSameFormTwiceIsOneLetter() {
        browser.get("/letters/new?to=xianzhang");
        String once = browser.hidden().get("once");
        var bad = new HashMap<>(aLetter());
        bad.put("phone", "138");
        bad.put("title", "<script>alert(1)</script>");
        bad.put("once", once);
        var form = browser.submit("/letters/new", bad).body();
        assertThat(form).contains("请填写 11 位手机号", "镇卫生院旁边的水渠", "&lt;script>alert(1)&lt;/script>", "和秀英")
                .doesNotContain("<script>alert");

        var good = new HashMap<>(aLetter());
        good.put("once", once);
        TestBrowser.Answer summary = browser.submit("/letters/new", good);
        assertThat(summary.body()).contains("请再看一遍", "13812345678", "提交来信");
        assertThat(summary.header("Cache-Control")).as("the browser goes back to it without asking")
                .isEqualTo("private, no-cache");
        assertThat(browser.submit("/letters/new?mode=kiosk", good).header("Cache-Control")).contains("no-store");
        good.put("step", "edit");
        assertThat(browser.submit("/letters/new", good).body()).contains("下一步：核对", "value=\"白茶镇水渠漏水\"");
        good.put("step", "send");
        TestBrowser.Answer answer = browser.submit("/letters/new", good);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).matches("/letters/sent/" + NUMBER.pattern());
        String first = browser.get(answer.location()).body();
        assertThat(first).contains("来信已收到", "最迟答复", "查询码", "用短信发给您").doesNotContain("没有重复提交");
        assertThat(browser.get(answer.location()).body()).as("opened again").contains("来信已收到", code(first));
        String again = sends(good).body();
        assertThat(again).contains("这封信刚才已经收到", "没有重复提交");
        good.put("step", "check");
        assertThat(sends(good).body()).as("gone back to the summary").contains("这封信刚才已经收到");
        var stranger = new TestBrowser(port);
        assertThat(stranger.get(answer.location()).location()).as("in any other browser")
                .startsWith("/track?number=")
                .doesNotContain(code(first));
        browser.get("/track");
        browser.submit("/track/leave", Map.of());
        assertThat(browser.get(answer.location()).location()).as("left").startsWith("/track?number=");
        assertThat(code(again)).isEqualTo(code(first));
        assertThat(sql.sql("select count(*) from letters.letter where once = :once")
                .param("once", once)
                .query(Integer.class)
                .single()).isOne();
        assertThat(sql
                .sql("select count(*) from messaging.outgoing where template = 'letter-received' and places like :code")
                .param("code", "%" + code(first) + "%")
                .query(Integer.class)
                .single()).isOne();
    }

    private static String code(String page) {
        Matcher code = CODE.matcher(page);
        assertThat(code.find()).as(page).isTrue();
        return code.group(1) + code.group(2) + code.group(3);
    }

    @Test
    void hostileInputIsRefusedInWords() {
        for (Map.Entry<String, String> wrong : Map.of("to", "no-such", "kind", "x", "title", "短",
                "text", "长".repeat(5001), "phone", "", "latitude", "999", "publish", "maybe", "region", "99999",
                "subject", "99999")
                .entrySet()) {
            var typed = new HashMap<>(aLetter());
            if (wrong.getKey().equals("latitude")) {
                typed.put("longitude", "1");
            }
            typed.put(wrong.getKey(), wrong.getValue());
            typed.put("step", "send");
            browser.get("/letters/new");
            typed.put("once", browser.hidden().get("once"));
            assertThat(browser.submit("/letters/new", typed).body()).as(wrong.toString())
                    .contains("处需要修改")
                    .doesNotContain("来信已收到");
        }
        var trap = new HashMap<>(aLetter());
        trap.put("website", "http://spam.example");
        assertThat(sent(trap).body()).contains("没有收到");
        var stolen = new HashMap<>(aLetter());
        stolen.put("kept", "1.00000000000000000000000000000000.别人的文件.pdf");
        Slip slip = written(stolen);
        assertThat(sql.sql("select count(*) from casework.attachment where case_id = :id")
                .param("id", slip.id().value())
                .query(Integer.class)
                .single()).isZero();
        assertThat(browser.get("/letters/mine").status()).isNotEqualTo(200);
        assertThat(browser.get("/letters/replies/?unit=x").status()).isEqualTo(400);
        assertThat(browser.get("/letters/replies/?key=abc").status()).isEqualTo(200);
        assertThat(browser.get("/letters/replies/999999999").status()).isEqualTo(404);
        assertThat(browser.get("/letters/no-such-box").status()).isEqualTo(404);
    }

    @Test
    void filesStayWithTheFormAndReachOnlyTheWriter() {
        browser.get("/letters/new");
        String once = browser.hidden().get("once");
        var typed = new HashMap<>(aLetter());
        typed.put("once", once);
        typed.put("phone", "");
        typed.put("_csrf", browser.hidden().get("_csrf"));
        String page = multipart("/letters/new", typed, "说明.txt", "水渠的位置").body();
        Matcher mark = Pattern.compile("name=\"kept\" value=\"([^\"]+)\"").matcher(page);
        assertThat(page).contains("请留下手机号或电子邮箱", "已经附上");
        assertThat(mark.find()).isTrue();
        typed.put("phone", "13812345678");
        typed.put("kept", mark.group(1));
        typed.put("step", "send");
        String received = browser.get(browser.post("/letters/new", typed).location()).body();
        assertThat(received).contains("来信已收到");
        Matcher number = NUMBER.matcher(received);
        assertThat(number.find()).isTrue();
        String file = "/track/" + number.group() + "/files/" + mark.group(1).replaceFirst("\\..*", "");
        assertThat(browser.get(file).status()).isEqualTo(404);
        browser.get("/track");
        browser.submit("/track", Map.of("number", number.group(), "code", code(received)));
        var got = browser.get(file);
        assertThat(got.body()).isEqualTo("水渠的位置");
        assertThat(got.header("Content-Disposition")).startsWith("attachment");
        assertThat(new TestBrowser(port).get(file).status()).isEqualTo(404);
        assertThat(browser.get("/files/" + mark.group(1).replaceFirst("\\..*", "")).status()).isEqualTo(404);
        typed.remove("kept");
        typed.put("once", UUID.randomUUID().toString());
        assertThat(multipart("/letters/new", typed, "程序.exe", "MZ\0\0").body()).contains("处需要修改", "程序.exe");
    }

    private TestBrowser.Answer multipart(String path, Map<String, String> fields, String name, String text) {
        String boundary = "----" + UUID.randomUUID();
        var body = new StringBuilder();
        fields.forEach(
                (field, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + text + "\r\n--" + boundary + "--\r\n");
        return browser.send(browser.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    @Test
    void tellsNothingWithoutTheCode() {
        Slip slip = written(aLetter());
        String other = slip.code().equals("000000000000") ? "000000000001" : "000000000000";
        browser.get("/track");
        String wrong = browser.submit("/track", Map.of("number", slip.number(), "code", other)).body();
        browser.get("/track");
        String unknown = browser.submit("/track", Map.of("number", "XJ19990101-0001", "code", other)).body();
        assertThat(wrong).contains("编号或查询码不对").doesNotContain("水渠");
        assertThat(unknown.replace("XJ19990101-0001", "N").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", ""))
                .isEqualTo(wrong.replace(slip.number(), "N").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", ""));
        assertThat(browser.get("/track/" + slip.number()).location()).startsWith("/track?number=");
        assertThat(browser.get("/track/XJ19990101-0001").location()).startsWith("/track?number=");

        browser.get("/track");
        String grouped = slip.code().substring(0, 4) + " " + slip.code().substring(4, 8) + "-"
                + slip.code().substring(8);
        assertThat(browser.submit("/track", Map.of("number", " " + slip.number().toLowerCase(java.util.Locale.ROOT),
                "code", grouped)).status()).isEqualTo(302);
        var page = browser.get("/track/" + slip.number());
        assertThat(page.body()).contains("白茶镇水渠漏水", "已经收到", "预计答复", "您提交了来信").doesNotContain(slip.code());
        assertThat(page.header("Cache-Control")).contains("no-store");
        browser.submit("/track/leave", Map.of());
        assertThat(browser.get("/track/" + slip.number()).status()).isEqualTo(302);
    }

    @Test
    void guessingIsPausedForANumber() {
        Slip slip = written(aLetter());
        String last = "";
        for (int i = 0; i < 22; i++) {
            browser.get("/track");
            last = browser.submit("/track", Map.of("number", slip.number(), "code", "%012d".formatted(i))).body();
        }
        assertThat(last).contains("试得太多了");
        sql.sql("delete from identity.guess where scope like 'track%'").update();
    }

    @Test
    void followsAddsUrgesRatesAndAsksAgain() {
        Slip slip = written(aLetter());
        tracks(slip);
        assertThat(does(slip, "material", Map.of("material-words", "")).body()).contains("请填写补充内容");
        assertThat(does(slip, "material", Map.of("material-words", "漏得更厉害了")).location()).contains(slip.number());
        assertThat(browser.get("/track/" + slip.number()).body()).contains("漏得更厉害了", "已经收到您补充的内容");
        assertThat(does(slip, "urge", Map.of()).status()).isEqualTo(302);
        assertThat(does(slip, "urge", Map.of()).body()).contains("已经催办过");
        assertThat(does(slip, "rate", Map.of("solved", "yes", "satisfaction", "5")).body()).contains("不能评价");

        act(office, slip.id(), new CaseAct.Dispatch(water, List.of(), false, false, "内部意见"));
        act(waterman, slip.id(), new CaseAct.AskSupplement(LocalDate.now().plusDays(5), "请说明是哪一段水渠"));
        assertThat(browser.get("/track/" + slip.number()).body())
                .contains("等您补充材料", "请说明是哪一段水渠")
                .doesNotContain("内部意见");
        assertThat(does(slip, "material", Map.of("material-words", "第三段")).status()).isEqualTo(302);
        act(waterman, slip.id(),
                new CaseAct.DraftReply("水渠已于11月20日修好。", ANY_FINDING, "已核实"));
        act(office, slip.id(),
                new CaseAct.ApproveReply("水渠已于11月20日修好。", ANY_FINDING, "已核实"));
        assertThat(browser.get("/track/" + slip.number()).body()).contains("水渠已于11月20日修好。", "评价这次答复", "追问");
        assertThat(does(slip, "rate", Map.of("rate-words", "还在漏")).body()).contains("请选择问题是否已经解决", "还在漏");
        does(slip, "rate", Map.of("solved", "no", "satisfaction", "1", "rate-words", "还在漏"));
        assertThat(browser.get("/track/" + slip.number()).body()).contains("已经退回承办单位重新办理", "重新办理");
        assertThat(desk.act(waterman, slip.id(), new CaseAct.DraftReply("水渠已于11月20日修好。", ANY_FINDING, "已核实"), null)
                .refusal()).as("the answer that was not enough").isPresent();
        assertThat(does(slip, "withdraw", Map.of()).body()).contains("请勾选");
        assertThat(does(slip, "withdraw", Map.of("sure", "true")).status()).isEqualTo(302);
        assertThat(browser.get("/track/" + slip.number()).body()).contains("您已经撤回");
        assertThat(sql.sql("select count(*) from messaging.outgoing where once like :once")
                .param("once", "letter:" + slip.id().value() + ":%")
                .query(Integer.class)
                .single()).isGreaterThanOrEqualTo(3);
        assertThat(sql.sql("select string_agg(places::text, ' ') from messaging.outgoing where once like :once")
                .param("once", "letter:" + slip.id().value() + ":%")
                .query(String.class)
                .single()).doesNotContain("水渠", "漏");
    }

    @Test
    void ofWhatIsHandedOnTheDayIsNamedAndWhoAsksAgainIsLookedAtAnew() {
        Slip slip = written(aLetter());
        tracks(slip);
        act(office, slip.id(), new CaseAct.Transfer("信访", "已转县信访局"));
        assertThat(browser.get("/track/" + slip.number()).body()).contains("最迟", "前由那里答复您", "会重新审核、办理");
        does(slip, "ask", Map.of("ask-words", "那里说没有收到"));
        assertThat(browser.get("/track/" + slip.number()).body()).contains("受理单位会重新审核、办理")
                .doesNotContain("已经转给承办单位");
    }

    @Test
    void manyFromOnePlaceAreAskedASumAndTheOthersAreNot() {
        for (int i = 0; i < 6; i++) {
            assertThat(sent(aLetter()).body()).contains("来信已收到");
        }
        browser.get("/letters/new");
        var typed = new HashMap<>(aLetter());
        typed.put("once", browser.hidden().get("once"));
        typed.put("step", "send");
        String asked = browser.submit("/letters/new", typed).body();
        assertThat(asked).contains("等于几？").doesNotContain("来信已收到");
        Matcher sum = Pattern.compile("([零一二三四五六七八九])加([零一二三四五六七八九])等于几").matcher(asked);
        assertThat(sum.find()).isTrue();
        typed.put("answer", "99");
        assertThat(browser.submit("/letters/new", typed).body()).contains("答案不对");
        String digits = "零一二三四五六七八九";
        typed.put("answer", String.valueOf(digits.indexOf(sum.group(1)) + digits.indexOf(sum.group(2))));
        assertThat(sends(typed).body()).contains("来信已收到");
    }

    @Test
    void informersStayHiddenAndCannotBePublished() {
        var typed = new HashMap<>(aLetter());
        typed.put("kind", "report");
        typed.put("phone", "");
        typed.put("name", "");
        typed.remove("publish");
        typed.put("reported", String.valueOf(water.unit().value()));
        Slip slip = written(typed);
        assertThat(sql.sql("select guarded from casework.cases where id = :id")
                .param("id", slip.id().value())
                .query(Boolean.class)
                .single()).isTrue();
        assertThat(desk.act(office, slip.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""), null)
                .refusal()).hasValueSatisfying(why -> assertThat(why.text()).contains("不能交给被举报单位"));
        assertThat(publication.publish(office, slip.id(), "标题", "问题问题", "答复答复", null)).isPresent();
    }

    @Test
    void whoeverWroteTheSameReadsTheOneAnswerWithoutTheOtherPerson() {
        Slip first = written(aLetter());
        var typed = new HashMap<>(aLetter());
        typed.put("name", "木建国");
        typed.put("phone", "13987654321");
        Slip second = written(typed);
        act(office, second.id(), new CaseAct.Merge(first.id()));
        tracks(second);
        assertThat(browser.get("/track/" + second.number()).body()).contains("一并办理")
                .doesNotContain("对同一事项的答复", first.number());
        answered(first, "和秀英您好，您留的电话13812345678没有打通，水渠11月25日已经修好。");
        assertThat(browser.get("/track/" + second.number()).body())
                .contains("对同一事项的答复", "水渠11月25日已经修好", "一并答复")
                .doesNotContain("和秀英", "秀英", "13812345678", first.number());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told("letter-answered", second.number())).isOne());
        assertThat(told("letter-answered", first.number())).isOne();
        tracks(first);
        assertThat(browser.get("/track/" + first.number()).body()).contains("和秀英您好").doesNotContain("木建国");
    }

    private int told(String template, String number) {
        return sql.sql("select count(*) from messaging.outgoing where template = :template and places like :number")
                .param("template", template)
                .param("number", "%" + number + "%")
                .query(Integer.class)
                .single();
    }

    @Test
    void anotherMatterOfALetterIsALetterOfItsOwn() {
        Slip slip = written(aLetter());
        for (CaseAct.Split wrong : List.of(new CaseAct.Split("灯", "路口的路灯也不亮。"),
                new CaseAct.Split("灯".repeat(51), "路口的路灯也不亮。"), new CaseAct.Split("路灯不亮", "灯"),
                new CaseAct.Split("路灯不亮", "灯".repeat(5001)))) {
            assertThat(desk.act(office, slip.id(), wrong, null).refusal()).as(wrong.toString())
                    .hasValueSatisfying(why -> assertThat(why.text()).containsAnyOf("标题", "内容"));
        }
        act(office, slip.id(), new CaseAct.Split("路口路灯不亮", "路口的路灯也不亮，晚上看不清。"));
        tracks(slip);
        String page = browser.get("/track/" + slip.number()).body();
        Matcher other = Pattern.compile("href=\"/track/(XJ\\d{8}-\\d+)\".*?(\\d{4}) (\\d{4}) (\\d{4})")
                .matcher(page);
        assertThat(other.find()).as(page).isTrue();
        assertThat(other.group(1)).isNotEqualTo(slip.number());
        assertThat(told("letter-received", other.group(1))).isOne();
        browser = new TestBrowser(port);
        assertThat(browser.get("/track/" + other.group(1)).location()).as("the code of the first opens the first alone")
                .contains("/track?number=");
        browser.get("/track");
        browser.submit("/track",
                Map.of("number", other.group(1), "code", other.group(2) + other.group(3) + other.group(4)));
        assertThat(browser.get("/track/" + other.group(1)).body())
                .contains("路口的路灯也不亮", slip.number())
                .doesNotContain("镇卫生院旁边的水渠");
    }

    @Test
    void aSubjectIsChosenAndTheAnswersAreNarrowedByIt() {
        Subject.Branch water = subjects.branches()
                .stream()
                .filter(branch -> branch.top().name().equals("水利"))
                .findFirst()
                .orElseThrow();
        Subject canal = water.below().getFirst();
        var typed = new HashMap<>(aLetter());
        String word = "茶水沟" + FRESH.incrementAndGet();
        typed.put("title", word + "漏水");
        typed.put("subject", String.valueOf(canal.id()));
        browser.get("/letters/new");
        typed.put("once", browser.hidden().get("once"));
        assertThat(browser.submit("/letters/new", typed).body()).contains("请再看一遍", "水利 / " + canal.name());
        Slip slip = written(typed);
        answered(slip, "已经修好。");
        assertThat(publication.publish(office, slip.id(), word + "漏水", "某处水渠漏水。", "已经修好。", null)).isEmpty();
        for (long subject : List.of(canal.id(), water.top().id())) {
            assertThat(browser.get("/letters/replies/?subject=" + subject).body()).as("subject " + subject)
                    .contains(word, "按分类", "（取消）");
        }
        assertThat(browser.get("/letters/replies/?subject=" + water.below().getLast().id()).body())
                .doesNotContain(word);
        assertThat(browser.get("/letters/replies/?subject=" + encoded("' or true --")).body()).doesNotContain(word);
    }

    @Test
    void whatIsPublishedIsEverywhereAndWhatIsTakenOffIsNowhere() throws InterruptedException {
        var typed = new HashMap<>(aLetter());
        String word = "茶水沟" + FRESH.incrementAndGet();
        typed.put("title", word + "漏水");
        Slip slip = written(typed);
        assertThat(publication.publish(office, slip.id(), word + "漏水", "问题问题", "答复答复", null))
                .as("not answered")
                .isPresent();
        answered(slip, "和秀英您好，已经修好。");
        assertThat(publication.publish(waterman, slip.id(), word + "漏水", "问题问题", "答复答复", null))
                .as("not his to publish")
                .isPresent();
        String page = "/letters/replies/" + slip.id().value();
        assertThat(browser.get(page).status()).isEqualTo(404);
        assertThat(browser.get("/letters/replies/").body()).doesNotContain(word);
        assertThat(publication.publish(office, slip.id(), word + "漏水", "某处水渠漏水。", "已经修好。", null)).isEmpty();
        assertThat(browser.get(page).body()).contains("某处水渠漏水。", "已经修好。").doesNotContain("和秀英", "13812345678");
        for (String list : List.of("/letters/replies/", "/letters/", "/letters/xianzhang",
                "/letters/replies/?unit=" + water.unit().value())) {
            assertThat(browser.get(list).body()).as(list).contains(word);
        }
        found(word, true);
        assertThat(browser.get("/letters/offers?q=" + encoded(word + "漏水")).body()).contains(page);
        act(office, slip.id(), new CaseAct.Unpublish("来信人要求撤下"));
        assertThat(browser.get(page).status()).isEqualTo(404);
        for (String list : List.of("/letters/replies/", "/letters/", "/letters/xianzhang",
                "/search?q=" + encoded(word))) {
            assertThat(browser.get(list).body()).as(list).doesNotContain(page);
        }
        found(word, false);
    }

    private void found(String word, boolean wanted) throws InterruptedException {
        for (int i = 0; i < 50 && browser.get("/letters/replies/?q=" + encoded(word))
                .body()
                .contains("class=\"list-rich\"") != wanted; i++) {
            Thread.sleep(100);
        }
        assertThat(browser.get("/letters/replies/?q=" + encoded(word)).body().contains("class=\"list-rich\""))
                .isEqualTo(wanted);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
