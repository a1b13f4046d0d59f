package org.yizhan;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.messaging.Recipient;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The pages of calendar, journal and outbox, and the calendar's interface, as their readers get them. */
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
class FoundationPagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor ADMINISTRATOR = new Actor(ActorRef.staff(3), "陈工", COUNTY,
            Set.of(new Grant("calendar.edit", COUNTY), new Grant("messaging.outbox", COUNTY)));
    private static final Actor AUDITOR = new Actor(ActorRef.staff(4), "周审计", COUNTY,
            Set.of(new Grant("journal.read", COUNTY)));
    private static final Actor CLERK = new Actor(ActorRef.staff(5), "王芳", COUNTY, Set.of());

    @Autowired
    MockMvc web;
    @Autowired
    JdbcClient database;
    @Autowired
    Outbox outbox;

    @Test
    void answersADueDateDayByDay() throws Exception {
        web.perform(get("/api/calendar/due?from=2026-09-30&limit=10wd"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-10-20"))
                .andExpect(jsonPath("$.days.length()").value(21))
                .andExpect(jsonPath("$.days[0].date").value("2026-09-30"))
                .andExpect(jsonPath("$.days[0].counted").value(false))
                .andExpect(jsonPath("$.days[1].why").value("国庆节放假"))
                .andExpect(jsonPath("$.days[10].why").value("国庆节调休上班"))
                .andExpect(jsonPath("$.days[10].number").value(3));
    }

    @ParameterizedTest
    @CsvSource({"from=2026-02-30&limit=10wd, 400, from", "from=2026-09-30&limit=ten, 400, limit",
        "limit=10wd, 400, from",
        "from=2026-09-30, 400, limit", "from=2026-09-30&limit=3661d, 400, limit",
        "from=+999999999-01-01&limit=1d, 400, from",
        "from=2026-12-25&limit=10wd, 422, 2027年的放假安排还没有录入", "from=2026-09-30&from=x&limit=1d, 400, from"})
    void saysWhatIsWrongWithAQuestion(String query, int status, String words) throws Exception {
        web.perform(get("/api/calendar/due?" + query))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(content().string(containsString(words)));
    }

    @Test
    void showsAYearAndWhyADateIsTheDate() throws Exception {
        as(CLERK, get("/desk/calendar?year=2026&from=2026-09-30&limit=10wd"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("全年 248 个工作日"), containsString("2026年10月20日 周二"),
                        containsString("国庆节调休上班"), not(containsString("/desk/calendar/edit")))));
        as(CLERK, get("/desk/calendar?year=2026&from=2026-09-30&limit=10&unit=d")).andExpect(status().isOk())
                .andExpect(content().string(containsString("2026年10月10日 周六")));
        as(CLERK, get("/desk/calendar?year=2026&from=2026-09-30&limit=ten&unit=d"))
                .andExpect(content().string(allOf(containsString("期限应填天数"), containsString("value=\"ten\""))));
        as(ADMINISTRATOR, get("/desk/calendar?year=2027")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("2027年的放假安排还没有录入"),
                        containsString("/desk/calendar/edit?year=2027"))));
        for (String nonsense : new String[]{"year=abc", "year=99999999999", "year=0", "from=x&limit=y",
            "from=2026-12-25&limit=100wd"}) {
            as(CLERK, get("/desk/calendar?" + nonsense)).andExpect(status().isOk());
        }
    }

    @Test
    void keepsWhatWasTypedWhenATableIsRefusedAndShowsEveryVersion() throws Exception {
        as(ADMINISTRATOR, get("/desk/calendar/edit?year=2023")).andExpect(status().isOk())
                .andExpect(content().string(containsString("2023-10-07,上班,中秋节、国庆节")));
        as(ADMINISTRATOR, edit("2023-10-07,也许,国庆节")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("第1行"), containsString("2023-10-07,也许,国庆节"))));
        as(CLERK, edit("2023-10-06,放假,国庆节")).andExpect(content().string(containsString("没有修改工作日历的权限")));
        as(ADMINISTRATOR, edit("""
                2023-01-02,放假,元旦
                2023-01-23至2023-01-27,放假,春节
                2023-01-28,上班,春节
                """)).andExpect(redirectedUrl("/desk/calendar?year=2023"));
        as(CLERK, get("/desk/calendar/versions?year=2023")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("第 2 版"), containsString("去掉 10月7日（周六）"))));
        as(CLERK, get("/desk/calendar/versions?year=2023&version=1")).andExpect(status().isOk());
        as(CLERK, get("/desk/calendar/versions?year=2023&version=9")).andExpect(status().isNotFound());
    }

    @Test
    void theAuditorReadsVerifiesAndExportsAndReadingIsRecorded() throws Exception {
        as(AUDITOR, get("/desk/journal")).andExpect(status().isOk());
        as(AUDITOR, get("/desk/journal?person=4&act=journal.read")).andExpect(status().isOk())
                .andExpect(content().string(containsString("查阅日志")));
        as(AUDITOR, get("/desk/journal?person=x&object=y&from=2026-02-30")).andExpect(status().isOk())
                .andExpect(content().string(containsString("请填人员编号")));
        as(AUDITOR, get("/desk/journal?key=1~1&object=journal:0&from=2026-01-01&to=2099-01-01&key=x"))
                .andExpect(status().isOk());
        assertThat(database.sql("select count(*) from journal.entry where act = 'journal.read' and who_id = 4")
                .query(Long.class)
                .single()).isGreaterThanOrEqualTo(2);
        as(AUDITOR, post("/desk/journal/verify")).andExpect(redirectedUrl("/desk/journal"));
        as(AUDITOR, get("/desk/journal")).andExpect(content().string(containsString("完好")));
        String file = as(AUDITOR, post("/desk/journal/export")).andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(file).startsWith("{\"yizhanJournal\":2").contains("\"act\":\"journal.read\"").contains("\"head\":");

        as(CLERK, get("/desk/journal")).andExpect(content().string(allOf(containsString("没有符合条件的日志"),
                not(containsString("核对 ")))));
        as(CLERK, post("/desk/journal/export")).andExpect(status().isForbidden());
    }

    @Test
    void theQueueIsForItsAdministratorAndShowsNoWholeNumbers() throws Exception {
        outbox.send(new Notice("page", Recipient.withoutAccount().and(Channel.SMS, "13800135678"), "sign-in-code",
                Map.of("code", "123456", "minutes", "5")));
        database.sql("update messaging.outgoing set state = 'failed' where once = 'page'").update();
        long id = database.sql("select id from messaging.outgoing where once = 'page'").query(Long.class).single();
        as(ADMINISTRATOR, get("/desk/outbox?state=failed")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("138****5678"), not(containsString("123456")))));
        as(CLERK, get("/desk/outbox?state=failed")).andExpect(content().string(not(containsString("138****5678"))));
        as(CLERK, post("/desk/outbox/" + id + "/cancel"));
        assertThat(state(id)).isEqualTo("failed");
        as(ADMINISTRATOR, post("/desk/outbox/" + id + "/cancel")).andExpect(redirectedUrl("/desk/outbox"));
        assertThat(state(id)).isEqualTo("cancelled");
        as(ADMINISTRATOR, post("/desk/outbox/" + id + "/retry"));
        assertThat(state(id)).isEqualTo("cancelled");
        as(ADMINISTRATOR, get("/desk/outbox?state=x&key=9999999999999999999")).andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder edit(String text) {
        return post("/desk/calendar/edit").param("year", "2023")
                .param("version", "1")
                .param("text", text)
                .param("reason", "更正")
                .param("notice", "通知");
    }

    private ResultActions as(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.requestAttr("org.yizhan.identity.CurrentActor", actor));
    }

    private String state(long id) {
        return database.sql("select state from messaging.outgoing where id = ?").param(id).query(String.class).single();
    }
}
