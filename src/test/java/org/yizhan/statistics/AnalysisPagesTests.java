package org.yizhan.statistics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.NewCase;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.CurrentActor;
import org.yizhan.letters.LetterChannel;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.Writer;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Analysis, words, map, surges and material over letters, which stand for any kind. */
@SpringBootTest(properties = "yizhan.test=analysis")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisPagesTests {
    private static final Pattern LIST = Pattern
            .compile("<td class=\"number\"><a href=\"(/desk/cases/counted[^\"]*)\">(\\d+)</a>");

    @Autowired
    MockMvc mvc;
    @Autowired
    Organisation organisation;
    @Autowired
    Mailboxes mailboxes;
    @Autowired
    LetterDesk letters;
    @Autowired
    CaseDesk desk;
    @Autowired
    CaseReading cases;
    @Autowired
    Analysis analysis;
    @Autowired
    CaseWords words;
    @Autowired
    Surges surges;
    @Autowired
    Materials materials;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;

    private UnitPath county = new UnitPath("/1/");
    private UnitPath water = new UnitPath("/1/2/");
    private String town = "";
    private Actor office = Actor.VISITOR;
    private Actor waterman = Actor.VISITOR;
    private final List<CaseId> leaks = new ArrayList<>();
    private @Nullable CaseId report;

    @BeforeAll
    void lettersOfSomeDays() {
        UnitId root = unit(null, UnitKind.GOVERNMENT, "云岭县人民政府");
        county = new UnitPath("/" + root.value() + "/");
        UnitId bureau = unit(root, UnitKind.DEPARTMENT, "水利局");
        water = new UnitPath(county.value() + bureau.value() + "/");
        town = Long.toString(unit(root, UnitKind.TOWNSHIP, "白茶镇").value());
        office = person(1, county, "letters.see", "letters.office", "letters.mailboxes", "letters.publish",
                "statistics.analysis", "statistics.material", "supervision.see");
        waterman = person(2, water, "letters.handle", "statistics.analysis");
        assertThat(mailboxes.save(office, new Mailbox(0, "xianzhang", "县长信箱", Mailbox.Nature.LEADER, county, "请写明事情。",
                false, true, 1, 0))).isEmpty();
        String subject = subject("min");
        for (int i = 0; i < 6; i++) {
            leaks.add(letter("白茶镇共享水表漏水" + "一二三四五六".charAt(i), subject, town, false, "138123456" + (10 + i)));
        }
        letter("路灯不亮", "", "", false, "13812345699");
        report = letter("共享水表有人倒卖", subject, town, true, "13812345677");
        act(office, leaks.getFirst(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
    }

    private UnitId unit(@Nullable UnitId parent, UnitKind kind, String name) {
        return organisation.addUnit(Actor.PROGRAM, NewUnit.of(parent, kind, name, name, 1)).orThrow();
    }

    private static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(java.util.Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    private CaseId letter(String title, String subject, String region, boolean guarded, String phone) {
        return letter(title, subject, region, "", guarded, phone);
    }

    private CaseId letter(String title, String subject, String region, String place, boolean guarded, String phone) {
        var typed = new NewLetter("analysis-" + UUID.randomUUID(), guarded ? "report" : "complaint", title,
                "我叫张建国，电话13812345678，住在白茶镇。共享水表从上周开始漏水，请派人来修。", subject, region, place, null, null, false, guarded,
                null, new Writer("张建国", phone, "", ""), null, List.of(), null);
        return switch (letters.register(office, "xianzhang", typed, LetterChannel.PHONE)) {
            case LetterDesk.Receipt.Taken taken -> taken.view().id();
            case LetterDesk.Receipt.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private void act(Actor actor, CaseId id, CaseAct act) {
        assertThat(desk.act(actor, id, act, null).refusal()).isEmpty();
    }

    private MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String page(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse answer = send(who, request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private String document(Actor who, String path) throws Exception {
        MockHttpServletResponse answer = send(who, get(path));
        assertThat(answer.getContentType()).contains("wordprocessingml");
        var zip = new ZipInputStream(new java.io.ByteArrayInputStream(answer.getContentAsByteArray()));
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals("word/document.xml")) {
                return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no document in " + path);
    }

    @Test
    void eachNumberOpensExactlyItsCases() throws Exception {
        String screen = page(office, get("/desk/analysis"));
        assertThat(screen).contains("综合分析", "水利局", "白茶镇", "事项未注明", "逐月收到");
        for (CaseAxis axis : new CaseAxis[]{CaseAxis.SUBJECT, CaseAxis.UNIT, CaseAxis.REGION}) {
            screen += page(office, get("/desk/analysis/table").param("axis", axis.name()));
        }
        Matcher list = LIST.matcher(screen);
        int seen = 0;
        while (list.find()) {
            String cases = page(office, get(java.net.URI.create(list.group(1).replace("&amp;", "&"))));
            int guarded = list.group(1).contains("unit=") && !list.group(1).contains("unit=" + county.unit().value())
                    ? 0
                    : -1;
            long lines = Pattern.compile("data-label=\"编号\"").matcher(cases).results().count();
            assertThat(lines).as(list.group(1))
                    .isBetween(Long.parseLong(list.group(2)) + guarded, Long.parseLong(list.group(2)));
            seen++;
        }
        assertThat(seen).isGreaterThan(8);
    }

    @Test
    void eachPageLeadsToTheOthersAndKeepsWhatItIsNarrowedTo() throws Exception {
        String unit = Long.toString(water.unit().value());
        String page = page(office, get("/desk/analysis/table").param("axis", "REGION")
                .param("grain", "YEAR")
                .param("unit", unit));
        assertThat(page).contains("综合分析：地区分布", "name=\"axis\" value=\"REGION\"").doesNotContain("axis=UNIT", ">热词和新词<");
        Matcher tabs = Pattern.compile("<nav class=\"tabs\".*?</nav>", Pattern.DOTALL).matcher(page);
        assertThat(tabs.find()).isTrue();
        Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(tabs.group());
        int pages = 0;
        while (links.find()) {
            assertThat(links.group(1)).contains("grain=YEAR", "unit=" + unit);
            assertThat(page(office, get(java.net.URI.create(links.group(1).replace("&amp;", "&"))))).contains("综合分析",
                    "换周期");
            pages++;
        }
        assertThat(pages).isGreaterThanOrEqualTo(6);
        assertThat(page(office, get("/desk/analysis/words"))).contains(">热词和新词</a>");
    }

    @Test
    void everyTableAddsUpToWhatCameIn() {
        Analysis.Screen screen = analysis
                .screen(office, new AnalysisQuery(Grain.YEAR, clock.today(), Map.of()))
                .orElseThrow();
        long all = screen.all().now().all();
        assertThat(all).isGreaterThanOrEqualTo(8);
        screen.tables()
                .forEach((axis, lines) -> assertThat(lines.stream().mapToLong(line -> line.now().all()).sum())
                        .as(axis.label())
                        .isEqualTo(all));
        assertThat(screen.tables()).containsKeys(CaseAxis.SUBJECT, CaseAxis.REGION, CaseAxis.UNIT);
        assertThat(screen.months().getLast().now().all()).isEqualTo(analysis
                .screen(office, new AnalysisQuery(Grain.MONTH, clock.today(), Map.of()))
                .orElseThrow()
                .all()
                .now()
                .all());
    }

    @Test
    void aBureauSeesItsOwnAndWhoHasNoRightNothing() throws Exception {
        Analysis.Screen own = analysis
                .screen(waterman, new AnalysisQuery(Grain.MONTH, clock.today(), Map.of()))
                .orElseThrow();
        assertThat(own.all().now().all()).isEqualTo(1);
        assertThat(analysis.units(waterman)).containsOnlyKeys(Long.toString(water.unit().value()));
        assertThat(analysis
                .screen(waterman,
                        new AnalysisQuery(Grain.MONTH, clock.today(),
                                Map.of(CaseAxis.UNIT, Long.toString(county.unit().value()))))
                .orElseThrow()
                .all()
                .now()
                .all()).as("the county's are not its own").isZero();
        assertThat(analysis.screen(person(3, county, "letters.see"),
                new AnalysisQuery(Grain.MONTH, clock.today(), Map.of())))
                .isEmpty();
        assertThat(send(person(3, county, "letters.see"), get("/desk/analysis")).getStatus()).isEqualTo(403);
        assertThat(page(person(4, county, "statistics.analysis"), get("/desk/analysis"))).contains("没有您可以分析的办件");
    }

    @Test
    void whoBringsOneMatterAgainIsSeenWhateverKindOfCaseItIs() throws Exception {
        CaseView letter = cases.find(leaks.get(1)).orElseThrow();
        desk.open(new NewCase("ticket", "水表漏水还是没修", "complaint", letter.subject(), town, "phone", letter.writer(),
                false, county, Map.of(), List.of()), ActorRef.PROGRAM);
        desk.open(new NewCase("ticket", "保密的一件", "complaint", letter.subject(), town, "phone", letter.writer(),
                true, county, Map.of(), List.of()), ActorRef.PROGRAM);
        Actor both = person(9, county, "letters.see", "hotline.see", "statistics.analysis");
        String page = page(both, get("/desk/analysis/repeats"));
        assertThat(page).contains("同一人反复反映", "1 次", "水表漏水还是没修", letter.title(), "来信、热线工单")
                .doesNotContain("保密的一件", letter.writer());
        assertThat(page(person(10, county, "letters.see", "statistics.analysis"), get("/desk/analysis/repeats")))
                .as("whose kind is not seen")
                .doesNotContain("水表漏水还是没修", "1 次");
        Matcher list = Pattern.compile("<a href=\"(/desk/cases/counted[^\"]*subject[^\"]*)\">(\\d+)</a>").matcher(page);
        assertThat(list.find()).isTrue();
        assertThat(page(both, get(java.net.URI.create(list.group(1).replace("&amp;", "&")))))
                .contains("水表漏水还是没修", letter.title());
        assertThat(send(person(3, county, "letters.see"), get("/desk/analysis/repeats")).getStatus()).isEqualTo(403);
    }

    @Test
    void newWordsAreFoundAndOpenTheirCasesButNoneThatIsGuarded() throws Exception {
        words.readSome();
        words.readSome();
        Analysis.Screen screen = analysis
                .screen(office, new AnalysisQuery(Grain.MONTH, clock.today(), Map.of()))
                .orElseThrow();
        assertThat(screen.newWords()).extracting(CaseWords.Word::word).contains("漏水").doesNotContain("张建国", "倒卖");
        assertThat(screen.newWords()).filteredOn(word -> word.word().equals("漏水"))
                .as("other tests add five letters, and hide one")
                .singleElement()
                .satisfies(word -> assertThat(word.count()).isBetween(6L, 12L));
        String cases = page(office, get("/desk/analysis/word").param("word", "漏水"));
        assertThat(cases).contains("白茶镇共享水表漏水一").doesNotContain("倒卖");
        assertThat(page(waterman, get("/desk/analysis/word").param("word", "漏水"))).contains("白茶镇共享水表漏水一")
                .doesNotContain("白茶镇共享水表漏水二");
        assertThat(page(office, get("/desk/analysis/word").param("word", "<b>"))).contains("没有可以列出的办件");
        assertThat(words.silence(waterman, "漏水", true)).isPresent();
        send(office, post("/desk/analysis/word").param("word", "漏水").param("silent", "yes"));
        assertThat(page(office, get("/desk/analysis/words"))).doesNotContain(">漏水</a>");
        send(office, post("/desk/analysis/word").param("word", "漏水").param("silent", "no"));
        assertThat(page(office, get("/desk/analysis/words"))).contains(">漏水</a>");
    }

    @Test
    void theReportSaysWhatTheScreenSays() throws Exception {
        String report = document(office, "/desk/analysis/report.docx?grain=YEAR");
        long all = analysis.screen(office, new AnalysisQuery(Grain.YEAR, clock.today(), Map.of()))
                .orElseThrow()
                .all()
                .now()
                .all();
        assertThat(report).contains("共收到" + all + "件", "热点事项", "承办单位", "原因分析和工作建议", "水利局", "w:orient=\"portrait\"");
        assertThat(report).as("nothing is known of the year before")
                .doesNotContain("去年同期", "增加较多", "新增", "最多的是事项未注明");
        assertThat(page(office, get("/desk/analysis/report"))).contains("下载 Word", "热点事项", "/desk/cases/counted?");
        assertThat(send(person(3, county, "letters.see"), get("/desk/analysis/report.docx")).getStatus())
                .isEqualTo(403);
    }

    @Test
    void materialIsMaskedAndNothingOfAGuardedCaseIsTaken() throws Exception {
        CaseId id = leaks.get(2);
        String form = page(office, get("/desk/analysis/material/" + id.value()));
        assertThat(form).contains("共享水表从上周开始漏水").doesNotContain("张建国", "13812345678");
        assertThat(materials.pick(office, id, -1, "水表漏水", "", "")).isPresent();
        assertThat(page(office, post("/desk/analysis/material/" + id.value()).param("version", "-1")
                .param("title", " ")
                .param("excerpt", "写好的话"))).contains("请写标题", "写好的话");
        assertThat(materials.pick(office, id, -1, "水表漏水", "我叫张建国，电话13812345678，水表漏水。", "建议普查。")).isEmpty();
        assertThat(materials.pick(office, id, -1, "水表漏水", "又一次", "")).as("somebody was first").isPresent();
        assertThat(page(office, get("/desk/analysis/material"))).contains("水表漏水", "建议普查")
                .doesNotContain("张建国", "13812345678");
        assertThat(document(office, "/desk/analysis/material.docx")).contains("水表漏水", "编者按")
                .doesNotContain("13812345678");
        assertThat(materials.draft(office, java.util.Objects.requireNonNull(report))).isEmpty();
        assertThat(materials.pick(office, java.util.Objects.requireNonNull(report), -1, "题", "文", "")).isPresent();
        assertThat(materials.of(person(5, county, "letters.see"), YearMonth.from(clock.today()))).isEmpty();
        assertThat(materials.of(person(6, water, "statistics.material", "letters.see"), YearMonth.from(clock.today())))
                .as("a case of others")
                .isEmpty();
        act(office, id, new CaseAct.Correct(CaseEvent.Corrected.Field.GUARDED, "true", "是举报"));
        assertThat(materials.of(office, YearMonth.from(clock.today()))).as("guarded by now").isEmpty();
        assertThat(materials.drop(office, id)).isPresent();
    }

    @Test
    void aSurgeIsSaidOnceAndSettledByTheDutyOfficer() throws Exception {
        String covers = subject("max");
        for (String title : List.of("井盖翻了", "井盖没了", "井盖响")) {
            letter(title, covers, town, false, "1381235" + (1000 + Math.abs(title.hashCode() % 9000)));
        }
        for (String title : List.of("井盖坏了", "井盖松了")) {
            desk.open(new NewCase("ticket", title, "complaint", covers, town, "phone", "", false, county, Map.of(),
                    List.of()), ActorRef.PROGRAM);
        }
        surges.look();
        surges.look();
        List<Surge> found = surges.list(office, null).items();
        assertThat(found).extracting(Surge::subject).containsExactlyInAnyOrder(subject("min"), covers);
        assertThat(found).filteredOn(one -> one.subject().equals(covers))
                .as("letters and calls together")
                .singleElement()
                .satisfies(one -> assertThat(one.count()).isEqualTo(5));
        assertThat(found).filteredOn(one -> one.subject().equals(subject("min"))).singleElement().satisfies(one -> {
            assertThat(one.title()).contains("白茶镇");
            assertThat(one.count()).isGreaterThanOrEqualTo(7);
        });
        long id = found.stream().filter(one -> one.subject().equals(subject("min"))).findFirst().orElseThrow().id();
        assertThat(todos(id)).isEqualTo(1);
        assertThat(page(office, get("/desk/analysis/surges"))).contains("白茶镇", "1 天里至少");
        Actor leader = person(12, county, "letters.see", "statistics.analysis");
        assertThat(page(leader, get("/desk/analysis"))).contains("突增提醒").doesNotContain("专报素材");
        assertThat(page(leader, get("/desk/analysis/surges"))).contains("白茶镇").doesNotContain("1 天里至少");
        assertThat(page(leader, get("/desk/analysis/surges/" + id))).contains("值班人员正在核实")
                .doesNotContain("<textarea");
        assertThat(surges.settle(leader, id, true, "看过了")).isPresent();
        assertThat(surges.list(waterman, null).items()).as("a bureau sees its own only").isEmpty();
        assertThat(page(office, post("/desk/analysis/surges/" + id).param("real", "yes"))).contains("请写明核实的情况");
        assertThat(surges.settle(person(7, water, "statistics.material"), id, true, "看过")).as("not of the county")
                .isPresent();
        assertThat(surges.settle(office, id, true, "已请水利局抢修。")).isEmpty();
        assertThat(surges.settle(office, id, false, "再来一次")).isPresent();
        assertThat(todos(id)).isZero();
        letter("白茶镇共享水表漏水七", subject("min"), town, false, "13812345688");
        surges.look();
        assertThat(surges.list(office, null).items()).as("the same wave").hasSize(2);
        Surge.Rule rule = surges.rules().getFirst();
        assertThat(surges.change(office, new Surge.Rule(rule.id(), 1, 1, 5, true, rule.version()))).isPresent();
        assertThat(surges.change(office, new Surge.Rule(rule.id(), 1, 9, 5, false, rule.version()))).isEmpty();
        assertThat(surges.change(office, new Surge.Rule(rule.id(), 1, 9, 5, true, rule.version()))).as("seen before")
                .isPresent();
    }

    private String subject(String which) {
        return sql.sql("select " + which + "(id)::text from letters.subject where parent is not null")
                .query(String.class)
                .single();
    }

    private long todos(long id) {
        return sql.sql("select count(*) from messaging.todo where key = :key and done_at is null")
                .param("key", "surge:" + id)
                .query(Long.class)
                .single();
    }

    @Test
    void placesStandOnTheCountysOwnMap() throws Exception {
        assertThat(page(office, get("/desk/analysis/map"))).contains("白茶镇", "没有写明地区");
        assertThat(send(office, get("/desk/analysis/map.json")).getStatus()).isIn(200, 404);
        for (String bad : List.of("", "{", "{\"type\":\"FeatureCollection\",\"features\":[]}",
                map("Point", "[1,2]", "白茶镇"), map("Polygon", "[[[1,\"x\"]]]", "白茶镇"),
                map("Polygon", "[[[1,2]]]", ""))) {
            send(office, multipart("/desk/analysis/map")
                    .file(new MockMultipartFile("file", bad.getBytes(StandardCharsets.UTF_8))));
            assertThat(send(office, get("/desk/analysis/map.json")).getStatus()).as(bad).isEqualTo(404);
        }
        byte[] good = map("Polygon", "[[[1,2],[2,2],[2,3],[1,2]]]", "白茶镇").replace("\"type\":\"Feature\"",
                "\"evil\":\"<script>\",\"type\":\"Feature\"").getBytes(StandardCharsets.UTF_8);
        assertThat(
                send(waterman, multipart("/desk/analysis/map").file(new MockMultipartFile("file", good))).getStatus())
                .isEqualTo(403);
        send(office, multipart("/desk/analysis/map").file(new MockMultipartFile("file", good)));
        assertThat(page(office, get("/desk/analysis/map.json"))).contains("白茶镇").doesNotContain("evil");
        assertThat(page(office, get("/desk/analysis/map"))).contains("data-chart=\"map\"");
    }

    @Test
    void villagesStandBelowTheMapWhateverKindOfCaseNamesThem() throws Exception {
        letter("竹园村的路塌了", "", town, "白茶镇竹园村三组", false, "13812345655");
        desk.open(new NewCase("ticket", "竹园村的桥断了", "complaint", subject("min"), town, "phone", "", false, county,
                Map.of(CommonWords.VILLAGE, "竹园村"), List.of()), ActorRef.PROGRAM);
        Actor both = person(11, county, "letters.see", "hotline.see", "statistics.analysis");
        String map = page(both, get("/desk/analysis/map"));
        assertThat(map).contains("村（社区）", "白茶镇竹园村");
        Matcher list = Pattern.compile("<a href=\"(/desk/cases/counted[^\"]*village=[^\"]*)\">2</a>").matcher(map);
        assertThat(list.find()).isTrue();
        assertThat(page(both, get(java.net.URI.create(list.group(1).replace("&amp;", "&"))))).contains("竹园村的路塌了",
                "竹园村的桥断了").doesNotContain("共享水表");
        assertThat(send(both, get("/desk/cases/counted?kind=letter&village=%3Cb%3E")).getStatus()).isEqualTo(302);
    }

    private static String map(String type, String coordinates, String name) {
        return "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"" + name
                + "\"},\"geometry\":{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}}]}";
    }

    @Test
    void whatCannotBeMeantIsLeftOut() throws Exception {
        assertThat(page(office, get("/desk/analysis").param("grain", "CENTURY")
                .param("day", "2999-01-01")
                .param("kind", "' or 1=1")
                .param("unit", "x"))).contains("综合分析");
        assertThat(page(office, get("/desk/analysis/table").param("axis", "NOTHING"))).contains("热点事项");
        assertThat(LocalDate.of(2026, 11, 27)).isEqualTo(AnalysisQuery
                .read(Map.of("day", "2999-01-01"), LocalDate.of(2026, 11, 27))
                .day());
    }
}
