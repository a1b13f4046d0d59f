package org.yizhan.hotline;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Open311 GeoReport v2 as programs outside call it. */
class Open311Tests extends HotlineTest {
    private static final String ROOT = "/open311/v2";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    OutsideSystems systems;

    private String key = "";
    private String service = "";

    @BeforeEach
    void aSystemWithAKey() throws Exception {
        key = key("3");
        service = json(get(ROOT + "/services.json")).get(0).get("service_code").asString();
    }

    private String key(String quota) {
        return switch (systems.add(person(9200, county, HotlinePermissions.SETTINGS), "呼叫中心" + FRESH.incrementAndGet(),
                quota)) {
            case OutsideSystems.Added.Done done -> done.key();
            case OutsideSystems.Added.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    /** Nobody is signed in, and no token of a form is sent. */
    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private static String words(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private JsonNode json(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = answer(request);
        assertThat(response.getContentType()).isEqualTo("application/json;charset=utf-8");
        return JSON.readTree(words(response));
    }

    private MockHttpServletRequestBuilder sent(Map<String, String> more) {
        var request = post(ROOT + "/requests.json").param("api_key", key)
                .param("service_code", service)
                .param("address_string", "滨河路 12 号门前")
                .param("description", "路灯不亮三天了，晚上看不清台阶。")
                .param("last_name", "李")
                .param("first_name", "某")
                .param("phone", "13909800100");
        more.forEach((name, value) -> request.param(name, value));
        return request;
    }

    private String taken(Map<String, String> more) throws Exception {
        JsonNode made = json(sent(more));
        assertThat(made.isArray()).as(made.toString()).isTrue();
        assertThat(made.get(0).has("service_request_id")).as(made.toString()).isTrue();
        return made.get(0).get("service_request_id").asString();
    }

    @Test
    void saysWhereItIsWhatCanBeReportedAndWhatIsAsked() throws Exception {
        JsonNode discovery = json(get(ROOT + "/discovery.json"));
        assertThat(discovery.get("endpoints").get(0).get("url").asString()).endsWith(ROOT);
        assertThat(words(answer(get(ROOT + "/discovery.xml")))).startsWith("<?xml")
                .contains("<discovery><changeset>", "<endpoints><endpoint><specification>",
                        "<formats><format>text/xml</format><format>application/json</format></formats>");
        JsonNode services = json(get(ROOT + "/services.json"));
        assertThat(services.get(services.size() - 1).get("service_code").asString()).isEqualTo("other");
        assertThat(words(answer(get(ROOT + "/services.xml")))).contains("<services><service><service_code>",
                "<metadata>true</metadata><type>realtime</type>");
        JsonNode definition = json(get(ROOT + "/services/other.json"));
        assertThat(definition.get("service_code").asString()).isEqualTo("other");
        assertThat(definition.get("attributes").get(0).get("values").get(0).get("key").asString()).isEqualTo("consult");
        assertThat(words(answer(get(ROOT + "/services/other.xml")))).contains(
                "<service_definition><service_code>other</service_code><attributes><attribute><variable>true</variable>",
                "<values><value><key>consult</key><name>咨询</name></value>");
    }

    @Test
    void whatIsHandedInIsATicketThatItsSystemReadsWhole() throws Exception {
        String number = taken(Map.of("lat", "25.123456", "long", "106.5", "media_url", "https://app.example/p/1.jpg",
                "attribute[class]", "complaint", "attribute[village]", "桥头村"));
        CaseView view = cases.byNumber(number).orElseThrow();
        assertThat(view.kind()).isEqualTo("ticket");
        assertThat(view.channel()).isEqualTo("system");
        assertThat(view.clazz()).isEqualTo("complaint");
        assertThat(view.subject()).isEqualTo(service);
        JsonNode own = json(get(ROOT + "/requests/" + number + ".json").param("api_key", key)).get(0);
        assertThat(own.get("status").asString()).isEqualTo("open");
        assertThat(own.get("description").asString()).contains("路灯不亮");
        assertThat(own.get("address").asString()).contains("桥头村", "滨河路 12 号门前");
        assertThat(own.get("lat").decimalValue()).isEqualByComparingTo("25.123456");
        assertThat(own.get("media_url").asString()).isEqualTo("https://app.example/p/1.jpg");
        assertThat(own.get("requested_datetime").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00");
        assertThat(json(get(ROOT + "/tokens/" + number + ".json")).get(0).get("service_request_id").asString())
                .isEqualTo(number);
    }

    @Test
    void everybodyElseReadsNothingThatTellsOfAPerson() throws Exception {
        String number = taken(Map.of("lat", "25.1", "long", "106.5", "media_url", "https://app.example/p/2.jpg"));
        String others = key("1");
        for (MockHttpServletRequestBuilder request : List.of(get(ROOT + "/requests/" + number + ".xml"),
                get(ROOT + "/requests/" + number + ".xml").param("api_key", others),
                get(ROOT + "/requests.xml").param("service_request_id", number),
                get(ROOT + "/requests.xml").param("service_code", service))) {
            String text = words(answer(request));
            assertThat(text).contains("<service_request_id>" + number + "<", "<status>open<")
                    .doesNotContain("路灯不亮", "滨河路", "李", "13909800100", "<lat>", "app.example", "description");
        }
    }

    @Test
    void itsSystemReadsTheAnswerToOne() throws Exception {
        String number = taken(Map.of());
        CaseView view = cases.byNumber(number).orElseThrow();
        does(office, view.id(), new CaseAct.Dispatch(water, List.of(), false, false, ""));
        answered(view.id(), TicketResult.SOLVED);
        JsonNode own = json(get(ROOT + "/requests/" + number + ".json").param("api_key", key)).get(0);
        assertThat(own.get("status").asString()).isEqualTo("closed");
        assertThat(own.get("service_notice").asString()).isEqualTo(ANSWER);
        assertThat(words(answer(get(ROOT + "/requests/" + number + ".json")))).doesNotContain("供水科");
    }

    @Test
    void itIsSaidWhenSomethingHappenedToItLast() throws Exception {
        CaseId id = cases.byNumber(taken(Map.of())).orElseThrow().id();
        sql.sql("update casework.cases set received_at = received_at - interval '1 day' where id = :id")
                .param("id", id.value())
                .update();
        does(office, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        CaseView view = cases.find(id).orElseThrow();
        JsonNode one = json(get(ROOT + "/requests/" + view.number() + ".json")).get(0);
        assertThat(OffsetDateTime.parse(one.get("updated_datetime").asString()))
                .isAfter(OffsetDateTime.parse(one.get("requested_datetime").asString()).plusHours(23));
    }

    @Test
    void aReportIsThereForItsSystemAlone() throws Exception {
        String number = taken(Map.of("attribute[class]", "report"));
        assertThat(answer(get(ROOT + "/requests/" + number + ".json")).getStatus()).isEqualTo(404);
        assertThat(words(answer(get(ROOT + "/requests.json")))).doesNotContain(number);
        assertThat(json(get(ROOT + "/requests/" + number + ".json").param("api_key", key)).get(0)
                .get("description")
                .asString()).contains("路灯");
    }

    @Test
    void aTicketOfTheTelephoneIsListedByStateAndDayToo() throws Exception {
        CaseView ticket = given("help", LimitClass.ORDINARY, Caller.UNKNOWN);
        assertThat(words(answer(get(ROOT + "/requests.json").param("status", "open")))).contains(ticket.number());
        answered(ticket.id(), TicketResult.SOLVED);
        assertThat(words(answer(get(ROOT + "/requests.json").param("status", "open"))))
                .doesNotContain(ticket.number());
        JsonNode one = json(get(ROOT + "/requests.json").param("service_request_id", ticket.number() + ", NONE-1"));
        assertThat(one).hasSize(1);
        assertThat(one.get(0).get("status").asString()).isEqualTo("closed");
        assertThat(words(answer(get(ROOT + "/requests.json").param("status", "closed,open"))))
                .contains(ticket.number());
        assertThat(words(answer(get(ROOT + "/requests.json").param("start_date", "2019-01-01T00:00:00Z")
                .param("end_date", "2019-02-01T00:00:00Z")))).isEqualTo("[]");
    }

    @Test
    void whatWasToldIsFoundByTheSecondThatWasTold() throws Exception {
        String number = taken(Map.of());
        JsonNode one = json(get(ROOT + "/requests/" + number + ".json")).get(0);
        assertThat(one.has("address_id")).as("no township was given").isFalse();
        String at = one.get("requested_datetime").asString();
        assertThat(words(answer(get(ROOT + "/requests.json").param("start_date", at).param("end_date", at))))
                .contains(number);
    }

    @Test
    void theSameOnceMoreIsTheSameTicketAndUsesUpNothing() throws Exception {
        String number = taken(Map.of("external_id", "A-1"));
        assertThat(taken(Map.of("external_id", "A-1"))).isEqualTo(number);
        assertThat(taken(Map.of("external_id", "A-2"))).isNotEqualTo(number);
        assertThat(taken(Map.of("external_id", "A-3"))).isNotEqualTo(number);
        MockHttpServletResponse fourth = answer(sent(Map.of("external_id", "A-4")));
        assertThat(fourth.getStatus()).isEqualTo(429);
        assertThat(words(fourth)).contains("\"code\":429", "每天的上限");
        assertThat(taken(Map.of("external_id", "A-1"))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"service_code | NO_SUCH | service_code 不存在", "description | 短 | 诉求内容至少",
        "lat | 25.1 | 两个都要有", "media_url | javascript:alert(1) | media_url 应是",
        "attribute[happened_on] | 昨天 | attribute[happened_on] 写成", "address_id | 没有 | 请从列表里选择乡镇",
        "phone | 打我 | 来电号码只写数字"})
    void whatCannotBeIsRefusedInWordsAndUsesUpNothing(String field, String value, String why) throws Exception {
        MockHttpServletRequestBuilder request = sent(Map.of());
        MockHttpServletResponse response = answer(post(ROOT + "/requests.xml").param("api_key", key)
                .param("service_code", field.equals("service_code") ? value : service)
                .param("address_string", "滨河路")
                .param("description", field.equals("description") ? value : "路灯不亮三天了。")
                .param(field, value));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(words(response)).contains("<errors><error><code>400</code><description>", why);
        for (int i = 0; i < 3; i++) {
            assertThat(answer(request).getStatus()).isEqualTo(201);
        }
    }

    @Test
    void nobodyHandsInAnythingWithoutAKey() throws Exception {
        assertThat(answer(post(ROOT + "/requests.json").param("service_code", service)
                .param("address_string", "滨河路")
                .param("description", "路灯不亮三天了。")).getStatus()).isEqualTo(403);
        OutsideSystems.OutsideSystem mine = systems.all().getLast();
        assertThat(systems.revoke(office, mine.id())).isEmpty();
        assertThat(answer(sent(Map.of())).getStatus()).isEqualTo(403);
        assertThat(systems.add(waterman, "别处", "10")).isInstanceOf(OutsideSystems.Added.Refused.class);
        assertThat(systems.revoke(waterman, mine.id())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/services/NO_SUCH.json", "/requests/NONE-1.json", "/tokens/NONE-1.json"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        MockHttpServletResponse response = answer(get(ROOT + path));
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(words(response)).startsWith("[{\"code\":404,\"description\":");
    }

    @ParameterizedTest
    @CsvSource({"status, finished", "start_date, gestern", "end_date, 2026-13-01T00:00:00Z"})
    void aQuestionThatCannotBeIsSaidToBeOne(String name, String value) throws Exception {
        assertThat(answer(get(ROOT + "/requests.json").param(name, value)).getStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "100001", ""})
    void aQuotaIsANumber(String quota) {
        assertThat(systems.add(office, "别的系统" + FRESH.incrementAndGet(), quota))
                .isInstanceOf(OutsideSystems.Added.Refused.class);
    }
}
