package org.yizhan.casework;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The pages on which processes are seen and changed. */
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
class ProcessPagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor ADMINISTRATOR = new Actor(ActorRef.staff(3), "陈工", COUNTY,
            Set.of(new Grant(CaseworkPermissions.PROCESSES, COUNTY)));
    private static final Actor CLERK = new Actor(ActorRef.staff(5), "王芳", COUNTY, Set.of());
    private static final String LETTERS = "/desk/processes/letter";

    @Autowired
    MockMvc web;
    @Autowired
    Processes processes;
    @Autowired
    Kinds kinds;
    @Autowired
    JdbcClient sql;

    @AfterEach
    void asItWas() {
        sql.sql("delete from casework.process_draft").update();
        sql.sql("delete from casework.process_version where version > 1").update();
        kinds.forgetProcesses();
    }

    @Test
    void everybodyOfTheStaffSeesHowCasesGo() throws Exception {
        as(CLERK, get("/desk/processes")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("来信"), containsString("第1版"))));
        as(CLERK, get(LETTERS)).andExpect(redirectedUrl(LETTERS + "/1"));
        as(CLERK, get(LETTERS + "/1")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("data-file=\"" + LETTERS + "/1.bpmn\""),
                        containsString("审核分办"), containsString("随程序提供"), not(containsString("修改流程")))));
        as(CLERK, get(LETTERS + "/1.bpmn")).andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andExpect(content().string(containsString("<bpmn:process")));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        as(CLERK, get(LETTERS + "/99")).andExpect(status().isNotFound());
        as(CLERK, get(LETTERS + "/99.bpmn")).andExpect(status().isNotFound());
        as(CLERK, get("/desk/processes/nothing/1")).andExpect(status().isNotFound());
        as(ADMINISTRATOR, get("/desk/processes/nothing/draft")).andExpect(status().isNotFound());
    }

    @Test
    void faultsStandAboveTheBoardAndNothingDrawnIsLost() throws Exception {
        String broken = drawn().replace("yizhan:who=\"leader\"", "yizhan:who=\"boss\"");
        as(ADMINISTRATOR, draft(broken, "<b>改")).andExpect(redirectedUrl(LETTERS + "/draft"));
        as(ADMINISTRATOR, get(LETTERS + "/draft")).andExpect(status().isOk())
                .andExpect(
                        content().string(allOf(containsString("流程有 1 处问题"), containsString("data-element=\"sign_off\""),
                                containsString("由谁办理填的是“boss”，本类办件没有"), containsString("yizhan:who=\"boss\""),
                                containsString("&lt;b>改"), not(containsString("<b>改")))));
        as(ADMINISTRATOR, draft(broken, "改").param("then", "force"))
                .andExpect(flash().attributeExists("refusal"))
                .andExpect(redirectedUrl(LETTERS + "/draft"));
        String long_ = "x".repeat(600_000);
        as(ADMINISTRATOR, draft(long_, "改")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("最大512KB"), containsString(long_))));
    }

    @Test
    void soundDraftIsTriedOutAndPutIntoForce() throws Exception {
        String better = drawn().replace("name=\"承办\"", "name=\"单位承办\"");
        as(ADMINISTRATOR, draft(better, "改名").param("then", "try"))
                .andExpect(redirectedUrl(LETTERS + "/draft?trial=1#trial"));
        as(ADMINISTRATOR, get(LETTERS + "/draft?trial=1")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("流程没有问题"), containsString("id=\"trial\""))));
        as(ADMINISTRATOR, draft(better, "改名").param("then", "force")).andExpect(redirectedUrl(LETTERS + "/2"));
        as(ADMINISTRATOR, get(LETTERS + "/2")).andExpect(content().string(
                allOf(containsString("单位承办"), containsString("改名"), containsString("修改流程"))));
        as(ADMINISTRATOR, get(LETTERS + "/1")).andExpect(content().string(containsString("这是以前的版本")));
        as(ADMINISTRATOR, post(LETTERS + "/carry")).andExpect(status().isOk());
    }

    @Test
    void fileTakesThePlaceOfTheDraft() throws Exception {
        var file = new MockMultipartFile("file", "a.bpmn", "application/xml",
                drawn().replace("name=\"承办\"", "name=\"读入的\"").getBytes(StandardCharsets.UTF_8));
        as(ADMINISTRATOR, multipart(LETTERS + "/draft/file").file(file)).andExpect(flash().attributeExists("notice"));
        as(ADMINISTRATOR, get(LETTERS + "/draft")).andExpect(content().string(containsString("读入的")));
        var foreign = new MockMultipartFile("file", "a.bpmn", "application/xml", new byte[]{(byte) 0xc4, (byte) 0xe3});
        as(ADMINISTRATOR, multipart(LETTERS + "/draft/file").file(foreign))
                .andExpect(flash().attributeExists("refusal"));
        as(ADMINISTRATOR, multipart(LETTERS + "/draft/file")).andExpect(flash().attributeExists("refusal"));
        as(ADMINISTRATOR, post(LETTERS + "/draft/discard")).andExpect(redirectedUrl(LETTERS + "/1"));
        as(ADMINISTRATOR, get(LETTERS + "/draft")).andExpect(content().string(not(containsString("读入的"))));
    }

    private String drawn() {
        return processes.process("letter", 1).orElseThrow().toBpmn();
    }

    private static MockHttpServletRequestBuilder draft(String bpmn, String note) {
        return post(LETTERS + "/draft").param("bpmn", bpmn).param("note", note).param("basedOn", "1");
    }

    private ResultActions as(Actor actor, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return web.perform(request.requestAttr("org.yizhan.identity.CurrentActor", actor));
    }
}
