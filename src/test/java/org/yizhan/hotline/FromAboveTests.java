package org.yizhan.hotline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.IntakeLine;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.shared.Actor;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetForm;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Tickets that the prefecture's platform hands down, by its program and by file, and the results that it is given back. */
class FromAboveTests extends HotlineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> HEAD = List.of("上级编号", "要求办结日期", "诉求类型", "紧急程度", "标题", "诉求内容", "分类", "乡镇", "村、社区",
            "具体地点", "发生日期", "姓名", "电话", "联系地址", "要求保密");

    @Autowired
    OutsideSystems systems;
    @Autowired
    OutsideResults results;
    @Autowired
    FromAbove intake;
    @Autowired
    AboveFigures figures;

    private String key = "";
    private long id;

    @BeforeEach
    void aPlatformAbove() {
        key = switch (systems.add(office, "市12345平台" + FRESH.incrementAndGet(), "50", true, "")) {
            case OutsideSystems.Added.Done done -> done.key();
            case OutsideSystems.Added.Refused refused -> throw new AssertionError(refused.why().text());
        };
        id = systems.all().getLast().id();
    }

    private OutsideSystem platform() {
        return systems.find(id).orElseThrow();
    }

    private JsonNode ask(int status, MockHttpServletRequestBuilder request) {
        try {
            var response = mvc.perform(request.header("Authorization", "Bearer " + key)).andReturn().getResponse();
            String words = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            assertThat(response.getStatus()).as(words).isEqualTo(status);
            return JSON.readTree(words);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private CaseView handedDown(String number, LocalDate due) {
        JsonNode made = ask(201,
                post("/api/hotline/tickets").content("{\"number\":\"" + number + "\",\"type\":\"help\",\"due\":\"" + due
                        + "\",\"text\":\"桥头村的水管漏水，路上全是水。\",\"caller\":{\"name\":\"李某\",\"phone\":\"" + phone()
                        + "\"}}"));
        return cases.byNumber(made.get("number").asString()).orElseThrow();
    }

    private List<String> what(JsonNode answer) {
        var all = new ArrayList<String>();
        answer.get("results").forEach(one -> all.add(one.get("result").asLong() + " " + one.get("what").asString()));
        return all;
    }

    private JsonNode results() {
        return ask(200, get("/api/hotline/results"));
    }

    @Test
    void theGivenDayIsKeptAndResultsComeAgainUntilTheyAreConfirmed() {
        LocalDate due = clock.today().plusDays(3);
        CaseView view = handedDown("S-1", due);
        assertThat(view.channel()).isEqualTo("above");
        assertThat(clock.local(Objects.requireNonNull(view.due()).minusMillis(1)).toLocalDate()).isEqualTo(due);
        assertThat(what(results())).isEmpty();
        does(office, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        does(waterman, view.id(), new CaseAct.Sign());
        assertThat(what(results())).containsExactly("1 dispatched", "2 signed");
        assertThat(what(results())).as("not confirmed, so once more").containsExactly("1 dispatched", "2 signed");
        ask(200, post("/api/hotline/results/confirmed").content("{\"through\":1}"));
        ask(200, post("/api/hotline/results/confirmed").content("{\"through\":1}"));
        answered(view.id(), TicketResult.SOLVED);
        JsonNode rest = results();
        assertThat(what(rest)).containsExactly("2 signed", "3 answered", "4 finished");
        assertThat(rest.get("results").get(1).get("words").asString()).isEqualTo(ANSWER);
        assertThat(rest.get("results").get(1).get("ownNumber").asString()).isEqualTo("S-1");
        assertThat(rest.get("results").get(1).get("outcome").asString()).isEqualTo("已解决");
        assertThat(what(ask(200, get("/api/hotline/results").param("after", "3")))).containsExactly("4 finished");
        JsonNode first = ask(200, get("/api/hotline/results").param("limit", "1"));
        assertThat(what(first)).containsExactly("2 signed");
        assertThat(first.get("more").asBoolean()).isTrue();
        ask(422, post("/api/hotline/results/confirmed").content("{\"through\":5}"));
        ask(422, post("/api/hotline/results/confirmed").content("{\"through\":0}"));
        ask(422, post("/api/hotline/results/confirmed").content("{}"));
        ask(400, post("/api/hotline/results/confirmed").content("{\"through\":\"all\"}"));
        assertThat(what(results())).hasSize(3);
        ask(200, post("/api/hotline/results/confirmed").content("{\"through\":4}"));
        assertThat(what(results())).isEmpty();
        AboveFigures.Year year = figures.year(platform(), clock.today().getYear());
        assertThat(year).isEqualTo(new AboveFigures.Year(1, 0, 1, 1, 1, 1, 0));
        assertThat(figures.told(platform())).isEqualTo(new AboveFigures.Told(4, 4, 0, null));
    }

    @Test
    void whatComesAfterItsDayIsTakenAllTheSame() {
        CaseView view = handedDown("S-2", clock.today().minusDays(2));
        assertThat(clock.local(Objects.requireNonNull(view.due()).minusMillis(1)).toLocalDate())
                .isEqualTo(clock.today());
        assertThat(figures.year(platform(), clock.today().getYear()).late()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedMergedOrHandledAgainIsToldToo() {
        CaseView refused = handedDown("S-3", clock.today().plusDays(3));
        does(office, refused.id(), new CaseAct.Refuse("属于纪检监察机关的职权", "请向纪委反映"));
        JsonNode told = results();
        assertThat(what(told)).containsExactly("1 refused");
        assertThat(told.get("results").get(0).get("outcome").asString()).isEqualTo("属于纪检监察机关的职权");
        CaseId main = given("help", org.yizhan.casework.LimitClass.ORDINARY, Caller.UNKNOWN).id();
        CaseView merged = handedDown("S-4", clock.today().plusDays(3));
        does(office, merged.id(), new CaseAct.Merge(main));
        assertThat(what(results())).contains("2 merged");
    }

    private static List<String> row(String number, String due, String text) {
        return List.of(number, due, "求助", "加急", "", text, "", "", "桥头村", "", "", "李某", "13909800100", "", "");
    }

    private static String why(IntakeLine line) {
        return Objects.requireNonNull(line.why()).text();
    }

    private static byte[] workbook(List<List<String>> rows) throws Exception {
        var out = new ByteArrayOutputStream();
        SheetForm.write(out, "上级工单", HEAD, rows);
        return out.toByteArray();
    }

    private static byte[] csv(Charset charset, List<List<String>> rows) {
        var text = new StringBuilder(String.join(",", HEAD.stream().map(FromAboveTests::quoted).toList()));
        rows.forEach(
                row -> text.append("\r\n").append(String.join(",", row.stream().map(FromAboveTests::quoted).toList())));
        return text.toString().getBytes(charset);
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Test
    void aFileIsLookedAtThenTakenRowByRowAndNothingIsDoubled() throws Exception {
        byte[] file = workbook(List.of(row("F-1", "2026-12-18", "桥头村的水管漏水，路上全是水。"), row("F-2", "明天", "路灯不亮三天了。"),
                row("F-1", "", "桥头村的水管漏水，路上全是水。")));
        assertThat(intake.preview(office, platform(), file).stream().map(line -> line.why() == null))
                .containsExactly(true, false, false);
        assertThat(intake.preview(stranger, platform(), file)).allMatch(line -> line.why() != null);
        assertThat(intake.take(stranger, platform(), file)).allMatch(line -> line.view() == null);
        List<IntakeLine> taken = intake.take(office, platform(), file);
        CaseView view = Objects.requireNonNull(taken.getFirst().view());
        assertThat(taken.getFirst().why()).isNull();
        assertThat(why(taken.get(1))).contains("要求办结日期");
        assertThat(why(taken.get(2))).contains("已经接收过", view.number());
        assertThat(why(intake.take(office, platform(), file).getFirst())).contains(view.number());
        JsonNode again = ask(200, post("/api/hotline/tickets")
                .content("{\"number\":\"F-1\",\"type\":\"help\",\"text\":\"桥头村的水管漏水，路上全是水。\"}"));
        assertThat(again.get("number").asString()).as("by its program it is the same").isEqualTo(view.number());
        assertThat(figures.year(platform(), clock.today().getYear()).byFile()).isEqualTo(1);
    }

    /** A prefecture does not know the county's tree of subjects. */
    @Test
    void aSubjectIsKnownByItsOwnNameAndAnUnknownOneIsNamed() throws Exception {
        var known = new ArrayList<>(row("N-1", "", "桥头村的水管漏水，路上全是水。"));
        known.set(6, "停水、水压低");
        var unknown = new ArrayList<>(row("N-2", "", "桥头村的水管漏水，路上全是水。"));
        unknown.set(6, "天上的事");
        byte[] file = workbook(List.of(known, unknown));
        List<IntakeLine> lines = intake.preview(office, platform(), file);
        assertThat(lines.getFirst().why()).isNull();
        assertThat(why(lines.get(1))).contains("“天上的事”", "分类", "留空");
        CaseView view = Objects.requireNonNull(intake.take(office, platform(), file).getFirst().view());
        assertThat(view.subject()).isNotEmpty();
    }

    @Test
    void csvIsReadInBothSpellingsAndWhatIsNoTableIsRefused() throws Exception {
        String text = "桥头村的水管“又”漏水，\n他说\"没人管\"，路上全是水。";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            IntakeLine line = intake.preview(office, platform(), csv(charset, List.of(row("G-1", "", text))))
                    .getFirst();
            assertThat(line.why()).isNull();
            assertThat(line.number()).isEqualTo("G-1");
        }
        byte[] marked = Stream
                .of("\uFEFF",
                        new String(csv(StandardCharsets.UTF_8, List.of(row("G-1", "", text))), StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        assertThat(intake.preview(office, platform(), marked)).hasSize(1);
        assertThatThrownBy(() -> intake.preview(office, platform(), "编号,内容\n1,2".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SheetFile.Unreadable.class)
                .hasMessageContaining("第一行");
        assertThatThrownBy(() -> intake.preview(office, platform(), "\"没有完".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SheetFile.Unreadable.class)
                .hasMessageContaining("引号");
        assertThatThrownBy(() -> intake.preview(office, platform(), csv(StandardCharsets.UTF_8, List.of())))
                .isInstanceOf(SheetFile.Unreadable.class)
                .hasMessageContaining("没有内容");
        assertThatThrownBy(() -> intake.preview(office, platform(), new byte[]{1, 2, 3}))
                .isInstanceOf(SheetFile.Unreadable.class);
    }

    private MockMultipartHttpServletRequestBuilder upload(byte[] file) {
        MockMultipartHttpServletRequestBuilder request = multipart("/desk/hotline/above/" + id);
        request.file(new MockMultipartFile("file", "上级.csv", "text/csv", file));
        return request;
    }

    @Test
    void onThePagesAFileIsTakenResultsAreFetchedAndConfirmed() {
        String here = "/desk/hotline/above/" + id;
        byte[] file = csv(Charset.forName("GB18030"), List.of(row("P-1", "2026-12-18", "<b>桥头村</b>的水管漏水，路上全是水。")));
        String looked = text(office, upload(file));
        assertThat(looked).contains("可以接收 <strong>1</strong> 件", "&lt;b&gt;桥头村").doesNotContain("<b>桥头村");
        var mark = java.util.regex.Pattern.compile("name=\"mark\" value=\"([^\"]+)\"").matcher(looked);
        assertThat(mark.find()).isTrue();
        assertThat(text(office, post(here).param("mark", mark.group(1)))).contains("接收了 <strong>1</strong> 件");
        assertThat(text(office, post(here).param("mark", "1.forged.上级.csv"))).contains("请选择填好的文件");
        assertThat(text(office, post(here))).contains("请选择填好的文件");
        assertThat(text(office, get(here))).contains("P-1", "（文件）");
        assertThat(send(office, get("/desk/hotline/above/999999999")).getStatus()).isEqualTo(404);
        assertThat(send(agent, get(here)).getStatus()).isEqualTo(403);
        assertThat(text(office, get("/desk/hotline/above"))).contains(platform().name(), "待确认");
        CaseView view = cases.find(List.of(sql.sql("select case_id from hotline.outside_ticket where system_id = :id")
                .param("id", id)
                .query(Long.class)
                .single())).getFirst();
        does(office, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(send(office, get(here + "/results.xlsx")).getContentType()).contains("spreadsheetml");
        assertThat(send(office, get(here + "/report.xlsx")).getContentType()).contains("spreadsheetml");
        assertThat(figures.report(platform(), clock.today().getYear())).hasSize(1);
        assertThat(send(office, post(here + "/confirm").param("through", "2")).getRedirectedUrl()).isEqualTo(here);
        assertThat(platform().confirmed()).isZero();
        assertThat(refused(results.confirm(agent, platform(), 1))).contains("没有确认回传结果的权限");
        send(office, post(here + "/confirm").param("through", "1"));
        assertThat(platform().confirmed()).isEqualTo(1);
    }

    @Test
    void whatIsGuardedGoesByFileOnlyThroughWhoMayKnow() {
        Actor clerk = person(9210, county, HotlinePermissions.OFFICE, HotlinePermissions.SEE);
        JsonNode made = ask(201, post("/api/hotline/tickets")
                .content("{\"number\":\"H-1\",\"type\":\"report\",\"text\":\"有人往河里偷排污水，请查一查。\"}"));
        CaseView view = cases.byNumber(made.get("number").asString()).orElseThrow();
        assertThat(results.mayNotHandOver(clerk, platform())).isEmpty();
        does(office, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        assertThat(refused(results.mayNotHandOver(clerk, platform()))).contains("保密件");
        assertThat(results.mayNotHandOver(office, platform())).isEmpty();
        assertThat(text(clerk, get("/desk/hotline/above/" + id))).contains("保密件").doesNotContain("偷排");
    }
}
