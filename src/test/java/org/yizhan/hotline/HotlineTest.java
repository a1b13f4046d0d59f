package org.yizhan.hotline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A hotline with an agent, an office, somebody who calls back, and two units. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
abstract class HotlineTest {
    static final AtomicInteger FRESH = new AtomicInteger((int) (System.nanoTime() % 1_000_000));
    static final String ANSWER = "您好。您反映的水管漏水，我局供水科今天上午到现场，换了一截两米的水管，中午恢复供水。以后再漏，请直接打供水科电话 0980-2203311，"
            + "我们两小时内到。";

    @Autowired
    MockMvc mvc;
    @Autowired
    HotlineDesk hotline;
    @Autowired
    HotlineSetup setup;
    @Autowired
    CallBacks callBacks;
    @Autowired
    TicketKind kind;
    @Autowired
    CaseDesk desk;
    @Autowired
    CaseReading cases;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;
    @Autowired
    JdbcClient sql;
    @Autowired
    CountyClock clock;

    UnitPath county = new UnitPath("/1/");
    UnitPath water = county;
    UnitPath roads = county;
    Actor agent = Actor.PROGRAM;
    Actor office = Actor.PROGRAM;
    Actor asker = Actor.PROGRAM;
    Actor waterman = Actor.PROGRAM;
    Actor roadman = Actor.PROGRAM;
    Actor stranger = Actor.PROGRAM;

    @BeforeEach
    void aHotline() {
        county = directory.root()
                .map(Unit::path)
                .orElseGet(() -> unit(null, UnitKind.GOVERNMENT, "云岭县人民政府"));
        water = unit(county, UnitKind.DEPARTMENT, "水利局");
        roads = unit(county, UnitKind.DEPARTMENT, "交通局");
        agent = person(9201, county, HotlinePermissions.AGENT, HotlinePermissions.SEE);
        office = person(9202, county, HotlinePermissions.OFFICE, HotlinePermissions.SEE, HotlinePermissions.SETTINGS,
                HotlinePermissions.GUARDED, HotlinePermissions.AGENT, HotlinePermissions.KNOWLEDGE,
                HotlinePermissions.KNOWLEDGE_OFFICE);
        asker = person(9203, county, HotlinePermissions.CALL_BACK, HotlinePermissions.SEE);
        waterman = person(9204, water, HotlinePermissions.HANDLE, HotlinePermissions.KNOWLEDGE);
        roadman = person(9205, roads, HotlinePermissions.HANDLE, HotlinePermissions.KNOWLEDGE);
        stranger = person(9206, county);
        set(settings -> settings);
    }

    private UnitPath unit(@org.jspecify.annotations.Nullable UnitPath parent, UnitKind of, String name) {
        String full = parent == null ? name : name + FRESH.incrementAndGet();
        return directory.unit(organisation.addUnit(Actor.PROGRAM,
                NewUnit.of(parent == null ? null : parent.unit(), of, full, full, 1)).orThrow()).orElseThrow().path();
    }

    static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .collect(Collectors.toSet()));
    }

    /** The settings that ship, with a change. */
    void set(java.util.function.UnaryOperator<HotlineSettings> change) {
        HotlineSettings now = setup.now();
        Actor keeper = new Actor(ActorRef.staff(9200), "管理员", county,
                Set.of(new Grant(HotlinePermissions.SETTINGS, county)));
        setup.change(keeper, change.apply(new HotlineSettings(county, 100, 100, "3wd", 2, 1, true, true, 3, true, "您好",
                now.version()))).ifPresent(why -> {
                    throw new AssertionError(why.text());
                });
    }

    static String phone() {
        return "139" + String.format("%08d", FRESH.incrementAndGet());
    }

    NewTicket ticket(String clazz, LimitClass urgency, String text, Caller caller) {
        return new NewTicket(UUID.randomUUID().toString(), TicketChannel.PHONE, clazz, urgency, "", text, "", "", "",
                "", null, null, null, false, null, caller, "", null);
    }

    CaseView taken(HotlineDesk.Receipt receipt) {
        return switch (receipt) {
            case HotlineDesk.Receipt.Taken taken -> taken.view();
            case HotlineDesk.Receipt.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    static String refused(HotlineDesk.Receipt receipt, String field) {
        return switch (receipt) {
            case HotlineDesk.Receipt.Taken _ -> throw new AssertionError("was not refused");
            case HotlineDesk.Receipt.Refused refused ->
                java.util.Optional.ofNullable(refused.problems().get(field))
                        .map(Refusal::text)
                        .orElseGet(() -> "not of " + field + ": " + refused.problems());
        };
    }

    static String refused(java.util.Optional<Refusal> refusal) {
        return refusal.orElseThrow(() -> new AssertionError("was not refused")).text();
    }

    static String refused(CaseDesk.Result result) {
        return refused(result.refusal());
    }

    /** Given to the water bureau at once. */
    CaseView given(String clazz, LimitClass urgency, Caller caller) {
        return taken(hotline.take(agent, ticket(clazz, urgency, "桥头村的水管漏水，路上全是水。", caller),
                new HotlineDesk.First.Given(water, List.of(), "请尽快")));
    }

    CaseView does(Actor actor, CaseId id, CaseAct act) {
        return switch (desk.act(actor, id, act, null)) {
            case CaseDesk.Result.Done done -> done.view();
            case CaseDesk.Result.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    /** The unit answers, whatever the reply check says, and the office lets it go. */
    CaseView answered(CaseId id, TicketResult result) {
        CaseView view = cases.find(id).orElseThrow();
        List<String> found = kind.check(view, ANSWER).stream().map(one -> one.code()).toList();
        CaseDesk.Result done = hotline.finish(waterman, id, null, result,
                new CaseAct.DraftReply(ANSWER, found, "已电话核实"));
        if (done instanceof CaseDesk.Result.Refused refused) {
            throw new AssertionError(refused.why().text());
        }
        return does(office, id, new CaseAct.ApproveReply(ANSWER, found, "已电话核实"));
    }

    CallBacks.CallBack callBack(CaseId id) {
        return callBacks.of(id).getLast();
    }

    MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String text(Actor who, AbstractMockHttpServletRequestBuilder<?> request) {
        return new String(send(who, request).getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
