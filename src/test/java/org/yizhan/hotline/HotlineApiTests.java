package org.yizhan.hotline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.NewPerson;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The API as a call centre outside uses it, and its document, to which every answer here is held. */
class HotlineApiTests extends HotlineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TICKETS = "/api/hotline/tickets";

    @Autowired
    OutsideSystems systems;
    @Autowired
    OutsideResults results;
    @Autowired
    Knowledge knowledge;
    @Autowired
    Appointments appointments;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    private String account(String... roles) {
        String account = "zuoxi" + FRESH.incrementAndGet();
        PersonId id = organisation.addPerson(Actor.PROGRAM, NewPerson.of("外包坐席", account, county.unit(), "话务员"))
                .orThrow();
        appointments.grant(Actor.PROGRAM, directory.posts(id).getFirst().id(), Set.of(roles), null);
        return account;
    }

    private String key(String quota, boolean above, String account) {
        return switch (systems.add(office, "外包" + FRESH.incrementAndGet(), quota, above, account)) {
            case OutsideSystems.Added.Done done -> done.key();
            case OutsideSystems.Added.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    private String centre() {
        return key("100", false, account("hotline-agent", "hotline-call-back"));
    }

    /** Every answer is one that the document knows. */
    private JsonNode ask(int status, String key, MockHttpServletRequestBuilder request) {
        try {
            MockHttpServletResponse response = mvc.perform(request.header("Authorization", "Bearer " + key))
                    .andReturn()
                    .getResponse();
            String words = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            assertThat(response.getStatus()).as(words).isEqualTo(status);
            JsonNode answer = JSON.readTree(words);
            var sent = request.buildRequest(mvc.getDispatcherServlet().getServletContext());
            JsonNode operation = operation(String.valueOf(sent.getMethod()), String.valueOf(sent.getRequestURI()));
            JsonNode content = operation.path("responses").path(String.valueOf(status)).path("content");
            String type = String.valueOf(response.getContentType()).replaceFirst(";.*", "");
            assertThat(content.has(type)).as(sent.getRequestURI() + " answers " + status + " " + type).isTrue();
            assertThat(ApiSchema.problems(content.get(type).get("schema"), answer)).as(words).isEmpty();
            return answer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode operation(String method, String path) {
        for (var one : ApiSchema.DOCUMENT.get("paths").properties()) {
            if (path.matches(one.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
                return one.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            }
        }
        throw new AssertionError("not documented: " + path);
    }

    private static MockHttpServletRequestBuilder sent(String path, String json) {
        return post(path).contentType("application/json").content(json);
    }

    private static String call(String number, String more) {
        return "{\"number\":\"" + number + "\",\"type\":\"help\",\"text\":\"桥头村的水管漏水，路上全是水。\"" + more + "}";
    }

    private String taken(String key, String more) {
        return ask(201, key, sent(TICKETS, call("N" + FRESH.incrementAndGet(), more))).get("number").asString();
    }

    @Test
    void theDocumentNamesEveryRouteAndNoOther() {
        Map<String, Set<String>> real = new HashMap<>();
        for (var route : routes.getHandlerMethods().entrySet()) {
            for (String pattern : route.getKey().getPatternValues()) {
                if (pattern.startsWith("/api/") && !Set.of("/api/openapi.json", "/api/docs").contains(pattern)) {
                    String path = pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
                    route.getKey()
                            .getMethodsCondition()
                            .getMethods()
                            .forEach(method -> real.put(method + " " + path, queries(route.getValue())));
                }
            }
        }
        Map<String, Set<String>> documented = new HashMap<>();
        for (var path : ApiSchema.DOCUMENT.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var names = new TreeSet<String>();
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                    if (parameter.get("in").asString().equals("query")) {
                        names.add(parameter.get("name").asString());
                    } else if (parameter.get("in").asString().equals("path")) {
                        assertThat(path.getKey()).contains("{" + parameter.get("name").asString() + "}");
                    }
                }
                documented.put(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), names);
            }
        }
        assertThat(documented).isEqualTo(real).hasSizeGreaterThan(15);
    }

    private static Set<String> queries(HandlerMethod method) {
        var names = new TreeSet<String>();
        Arrays.stream(method.getMethodParameters())
                .filter(one -> one.hasParameterAnnotation(RequestParam.class))
                .forEach(one -> names.add(one.getParameter().getName()));
        return names;
    }

    @Test
    void everyExampleKeepsToItsSchema() {
        var problems = new ArrayList<String>();
        var ids = new HashSet<String>();
        int examples = 0;
        for (var path : ApiSchema.DOCUMENT.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                assertThat(ids.add(operation.getValue().get("operationId").asString())).isTrue();
                var contents = new ArrayList<JsonNode>(
                        List.of(operation.getValue().path("requestBody").path("content")));
                operation.getValue().get("responses").forEach(answer -> contents.add(answer.path("content")));
                for (JsonNode content : contents) {
                    for (var media : content.properties()) {
                        if (media.getValue().has("example")) {
                            examples++;
                            ApiSchema.problems(media.getValue().get("schema"), media.getValue().get("example"))
                                    .forEach(problem -> problems.add(path.getKey() + problem));
                        }
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(examples).isGreaterThan(25);
        JsonNode call = ApiSchema.DOCUMENT.at("/components/schemas/NewTicket");
        assertThat(
                ApiSchema.problems(call, JSON.readTree("{\"number\":\"\",\"type\":\"joke\",\"due\":\"x\",\"tel\":1}")))
                .as("the check finds what is wrong")
                .hasSize(5);
    }

    @Test
    void theDocumentIsThereForEverybodyAndAsAPage() throws Exception {
        MockHttpServletResponse document = mvc.perform(get("/api/openapi.json")).andReturn().getResponse();
        assertThat(JSON.readTree(document.getContentAsByteArray())).isEqualTo(ApiSchema.DOCUMENT);
        assertThat(text(Actor.VISITOR, get("/api/docs"))).contains("POST /api/hotline/tickets", "你方编号", "登记回访结果",
                "href=\"#called\"", "id=\"called\"", "complaint 投诉");
    }

    @Test
    void aCallCentreTakesATicketAnswersItOrGivesIt() {
        String key = centre();
        String left = taken(key,
                ",\"caller\":{\"name\":\"李某\",\"phone\":\"13909800100\"},\"latitude\":25.1,\"longitude\":106.5");
        CaseView view = cases.byNumber(left).orElseThrow();
        assertThat(view.channel()).isEqualTo("phone");
        assertThat(ask(200, key, get(TICKETS + "/" + left)).get("state").asString()).isEqualTo("submitted");
        String given = taken(key,
                ",\"first\":{\"how\":\"given\",\"unit\":\"" + water.value() + "\",\"words\":\"请尽快\"}");
        assertThat(cases.byNumber(given).orElseThrow().lead()).isEqualTo(water);
        JsonNode answered = ask(201, key, sent(TICKETS, call("N" + FRESH.incrementAndGet(),
                ",\"first\":{\"how\":\"answered\",\"result\":\"explained\",\"words\":\"水厂检修，今晚八点恢复。\"}")));
        assertThat(answered.get("open").asBoolean()).isFalse();
        assertThat(answered.get("answers").get(0).get("text").asString()).isEqualTo("水厂检修，今晚八点恢复。");
        assertThat(answered.get("result").asString()).isEqualTo("explained");
    }

    @Test
    void theSameNumberIsTheSameTicketAndAnotherTextIsRefused() {
        String key = key("2", false, "");
        String body = call("A-1", "");
        String number = ask(201, key, sent(TICKETS, body)).get("number").asString();
        assertThat(ask(200, key, sent(TICKETS, body)).get("number").asString()).isEqualTo(number);
        assertThat(ask(409, key, sent(TICKETS, body.replace("桥头村", "大坪村"))).get("detail").asString())
                .contains("A-1", number, "新的编号");
        ask(422, key, sent(TICKETS, call("A-2", ",\"subject\":\"none\"")));
        ask(201, key, sent(TICKETS, call("A-2", "")));
        assertThat(ask(429, key, sent(TICKETS, call("A-3", ""))).get("detail").asString()).contains("上限");
        assertThat(ask(200, key, sent(TICKETS, body)).get("number").asString()).isEqualTo(number);
    }

    @Test
    void nobodySeesOrTouchesTicketsOfOthers() {
        String key = centre();
        String other = centre();
        String number = taken(key, "");
        String telephone = given("help", LimitClass.ORDINARY, Caller.UNKNOWN).number();
        ask(401, "0".repeat(64), get(TICKETS + "/" + number));
        for (String foreign : List.of(telephone, "RX00000000-1")) {
            ask(404, key, get(TICKETS + "/" + foreign));
        }
        ask(404, other, get(TICKETS + "/" + number));
        ask(404, other, sent(TICKETS + "/" + number + "/notes", "{\"words\":\"不是我们的\"}"));
        ask(404, other, sent(TICKETS + "/" + number + "/urges", "{}"));
        ask(422, other, sent("/api/hotline/hand-offs", "{\"to\":\"110\",\"ticket\":\"" + number + "\"}"));
        assertThat(ask(200, other, get(TICKETS)).get("tickets")).isEmpty();
        ask(403, key, get("/api/hotline/results"));
    }

    @Test
    void aSystemWithoutAPersonOnlyHandsInAndReads() {
        String key = key("10", false, "");
        assertThat(ask(422, key,
                sent(TICKETS, call("B-1", ",\"first\":{\"how\":\"answered\",\"result\":\"solved\",\"words\":\"好的\"}")))
                .get("errors")
                .get("first")
                .asString()).contains("坐席账号");
        String number = taken(key, "");
        ask(403, key, sent(TICKETS + "/" + number + "/notes", "{\"words\":\"备注\"}"));
        ask(403, key, get("/api/hotline/call-backs"));
        assertThat(systems.add(office, "别的" + FRESH.incrementAndGet(), "10", false, account("hotline-handler")))
                .isInstanceOf(OutsideSystems.Added.Refused.class);
        assertThat(systems.add(office, "别的" + FRESH.incrementAndGet(), "10", false, "nobody-at-all"))
                .isInstanceOf(OutsideSystems.Added.Refused.class);
        assertThat(systems.add(office, "别的" + FRESH.incrementAndGet(), "10", true, account("hotline-agent")))
                .isInstanceOf(OutsideSystems.Added.Refused.class);
    }

    @Test
    void aSystemNeverMayMoreThanAnAgent() {
        systems.add(office, "外包" + FRESH.incrementAndGet(), "10", false, account("hotline-agent", "hotline-officer"));
        Actor actor = systems.actor(systems.all().getLast()).orElseThrow();
        assertThat(actor.may(HotlinePermissions.AGENT, county)).isTrue();
        assertThat(actor.may(HotlinePermissions.OFFICE, county)).isFalse();
        assertThat(actor.may(HotlinePermissions.SETTINGS, county)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{ | 400 | 不是合格的 JSON", "[] | 400 | 类型不对", "null | 400 | 空的",
        "{} {} | 400 | 最外层",
        "{\"numbr\":\"1\"} | 400 | 没有“numbr”这个字段", "{\"number\":\"C-1\",\"latitude\":\"north\"} | 400 | latitude",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"短\"} | 422 | 诉求内容至少",
        "{\"type\":\"help\",\"text\":\"路灯不亮三天了。\"} | 422 | 你方编号",
        "{\"number\":\"C-1\",\"text\":\"路灯不亮三天了。\"} | 422 | 诉求类型",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"路灯不亮三天了。\",\"due\":\"2026-12-18\"} | 422 | 上级平台",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"路灯不亮三天了。\",\"latitude\":1e999999999,\"longitude\":1} | 422 | WGS 84",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"路灯不亮三天了。\",\"happenedOn\":\"昨天\"} | 422 | happenedOn",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"路灯不亮三天了。\",\"first\":{\"how\":\"later\"}} | 422 | first.how",
        "{\"number\":\"C-1\",\"type\":\"help\",\"text\":\"路灯不亮三天了。\",\"urgency\":\"now\",\"channel\":\"fax\"} | 422 | channel"})
    void whatCannotBeIsRefusedInWords(String body, int status, String words) {
        JsonNode problem = ask(status, key("10", false, ""), sent(TICKETS, body));
        assertThat(problem.toString()).contains(words);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }

    @Test
    void whatIsTooLongOrTooLargeIsRefused() {
        String key = key("10", false, "");
        assertThat(ask(422, key, sent(TICKETS, call("D-1", "").replace("路上", "水".repeat(3001)))).get("errors")
                .get("text")
                .asString()).contains("最多 3000 个字");
        ask(422, key, sent(TICKETS, call("D".repeat(61), "")));
        ask(413, key, sent(TICKETS, call("D-2", ",\"place\":\"" + "长".repeat(30_000) + "\"")));
    }

    @Test
    void aRequestSentTwiceIsDoneOnce() {
        String key = centre();
        String number = taken(key, "");
        String path = TICKETS + "/" + number + "/notes";
        for (int i = 0; i < 2; i++) {
            ask(200, key, sent(path, "{\"words\":\"来电人补充：在小学门口。\"}").header("Idempotency-Key", "note-1"));
        }
        assertThat(notes(number)).isEqualTo(1);
        assertThat(ask(422, key, sent(path, "{\"words\":\"另一句。\"}").header("Idempotency-Key", "note-1")).get("detail")
                .asString()).contains("另一个请求");
        ask(400, key, sent(path, "{\"words\":\"x\"}").header("Idempotency-Key", "with blank"));
        ask(422, key, sent(path, "{\"words\":\" \"}").header("Idempotency-Key", "note-2"));
        ask(200, key, sent(path, "{\"words\":\"改好了再发。\"}").header("Idempotency-Key", "note-2"));
        assertThat(notes(number)).isEqualTo(2);
    }

    private long notes(String number) {
        return cases.events(cases.byNumber(number).orElseThrow().id())
                .stream()
                .filter(past -> past.event() instanceof org.yizhan.casework.CaseEvent.Noted)
                .count();
    }

    @Test
    void anAgentOutsideSpeaksWithThreeUrgesAndHandsOff() {
        String key = centre();
        String number = taken(key, "");
        String path = TICKETS + "/" + number;
        ask(200, key, sent(path + "/three-party", "{\"party\":\"水利局 王工\",\"words\":\"下午到现场。\"}"));
        ask(422, key, sent(path + "/three-party", "{\"party\":\"水利局 王工\",\"words\":\"" + "长".repeat(2001) + "\"}"));
        ask(422, key, sent(path + "/three-party", "{\"words\":\"没有写和谁。\"}"));
        ask(200, key, sent(path + "/urges", "{}"));
        assertThat(ask(422, key, sent(path + "/urges", "{}")).get("detail").asString())
                .as("the same rule as for the caller")
                .isNotBlank();
        ask(200, key, sent("/api/hotline/hand-offs",
                "{\"to\":\"119\",\"phone\":\"13909800100\",\"ticket\":\"" + number + "\",\"words\":\"被困\"}"));
        ask(422, key, sent("/api/hotline/hand-offs", "{\"to\":\"999\"}"));
        assertThat(sql.sql("select count(*) from hotline.call_note where case_id = :id")
                .param("id", cases.byNumber(number).orElseThrow().id().value())
                .query(Long.class)
                .single()).isEqualTo(2);
    }

    @Test
    void aCallBackIsWrittenDownFromOutside() {
        String key = centre();
        CaseView view = given("help", LimitClass.ORDINARY, new Caller("李某", phone(), ""));
        answered(view.id(), TicketResult.SOLVED);
        CallBacks.CallBack due = callBack(view.id());
        JsonNode page = ask(200, key, get("/api/hotline/call-backs"));
        while (!page.toString().contains(view.number()) && page.has("next")) {
            page = ask(200, key, get("/api/hotline/call-backs").param("after", page.get("next").asString()));
        }
        assertThat(page.toString()).contains(view.number());
        String path = "/api/hotline/call-backs/" + due.id();
        ask(422, key, sent(path, "{\"version\":" + due.version() + "}"));
        ask(422, key, sent(path, "{\"version\":" + due.version() + ",\"reached\":true,\"solved\":true}"));
        ask(200, key, sent(path, "{\"version\":" + due.version() + ",\"reached\":false}"));
        String done = "{\"version\":%d,\"reached\":true,\"responded\":true,\"solved\":true,\"satisfaction\":5}";
        ask(422, key, sent(path, done.formatted(due.version())));
        ask(200, key, sent(path, done.formatted(due.version() + 1)));
        assertThat(callBack(view.id()).satisfaction()).isEqualTo(5);
        ask(403, key("10", false, ""), sent(path, done.formatted(2)));
    }

    @Test
    void listsAndKnowledgeAreThere() {
        String key = centre();
        JsonNode lists = ask(200, key, get("/api/hotline/lists"));
        assertThat(lists.get("units").toString()).contains("\"" + water.value() + "\"");
        assertThat(lists.get("linkedNumbers").toString()).contains("\"119\"");
        ask(401, "x", get("/api/hotline/lists"));
        var written = new Knowledge.Written("水表怎么过户" + FRESH.incrementAndGet(), "带身份证到三楼水务窗口办理，当场办结。", "《城市供水条例》第二十四条",
                false,
                clock.today().plusMonths(6));
        long id = knowledge.write(waterman, 0, -1, water, written, true) instanceof Knowledge.Saved.Done done
                ? done.id()
                : 0;
        assertThat(knowledge.approve(office, id, knowledge.find(office, id).orElseThrow().version())).isEmpty();
        assertThat(ask(200, key, get("/api/hotline/knowledge/" + id)).get("open").asBoolean()).isFalse();
        ask(404, key("10", false, ""), get("/api/hotline/knowledge/" + id));
        ask(200, key, get("/api/hotline/knowledge").param("q", "水表过户"));
        ask(422, key, get("/api/hotline/knowledge"));
        ask(200, key, sent("/api/hotline/knowledge/" + id + "/did-not-help", "{\"words\":\"没有写周末开不开门。\"}"));
        ask(422, key, sent("/api/hotline/knowledge/" + id + "/did-not-help", "{}"));
        ask(404, key, get("/api/hotline/knowledge/999999999"));
    }

    @Test
    void whoReadsByChangesMissesNone() {
        String key = centre();
        String first = taken(key, "");
        String second = taken(key, "");
        JsonNode page = ask(200, key, get(TICKETS).param("limit", "1"));
        assertThat(page.get("tickets").get(0).get("number").asString()).isEqualTo(first);
        assertThat(page.get("more").asBoolean()).isTrue();
        String next = page.get("next").asString();
        does(office, cases.byNumber(first).orElseThrow().id(),
                new CaseAct.Dispatch(water, List.of(), false, false, ""));
        JsonNode rest = ask(200, key, get(TICKETS).param("after", next));
        assertThat(rest.get("tickets").get(0).get("number").asString()).isEqualTo(second);
        assertThat(rest.get("tickets").get(1).get("number").asString()).as("it has changed since").isEqualTo(first);
        assertThat(ask(200, key, get(TICKETS).param("after", rest.get("next").asString())).get("tickets")).isEmpty();
        assertThat(ask(200, key, get(TICKETS).param("state", "closed")).get("tickets")).isEmpty();
        assertThat(ask(200, key, get(TICKETS).param("state", "open").param("since", "2020-01-01T00:00:00+08:00"))
                .get("tickets"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "limit=0", "limit=501", "state=new", "since=gestern"})
    void aQuestionThatCannotBeIsSaidToBeOne(String query) {
        ask(422, key("10", false, ""), get(TICKETS).param(query.split("=")[0], query.split("=")[1]));
    }
}
