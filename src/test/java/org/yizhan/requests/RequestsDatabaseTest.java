package org.yizhan.requests;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.LimitSweep;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.NewBody;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Requests on a real database: a county, two bureaus, their people, and a clock that stands where it was set. */
@ModuleTest({"requests", "masking", "search", "content", "disclosure", "casework", "shared", "runtime", "calendar",
    "journal", "messaging", "directory", "files", "identity"})
@Import(RequestsDatabaseTest.Setting.class)
abstract class RequestsDatabaseTest {
    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger FRESH = new AtomicInteger();

    @Autowired
    RequestDesk desk;
    @Autowired
    RequestOffice office;
    @Autowired
    CaseDesk acts;
    @Autowired
    CaseReading cases;
    @Autowired
    RequestRows rows;
    @Autowired
    LimitSweep sweep;
    @Autowired
    Kinds kinds;
    @Autowired
    Bodies bodies;
    @Autowired
    JdbcClient sql;
    @Autowired
    SetClock clock;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;

    UnitPath county;
    UnitPath water;
    long countyBody;
    long waterBody;
    Actor officer;
    Actor waterOfficer;
    Actor leader;
    Actor watcher;

    @BeforeEach
    void aCounty() {
        kinds.ship();
        at(2026, 11, 2);
        county = directory.root().map(Unit::path).orElseGet(() -> unit(null, "云岭县人民政府"));
        water = unit(county, "水利局");
        countyBody = bodies.county().map(Body::id).orElseGet(() -> body(county));
        waterBody = body(water);
        officer = person(101, county, RequestPermissions.OFFICE, RequestPermissions.HANDLE, RequestPermissions.SEE,
                RequestPermissions.PUBLISH, RequestPermissions.SETUP);
        waterOfficer = person(102, water, RequestPermissions.OFFICE, RequestPermissions.HANDLE,
                RequestPermissions.PUBLISH);
        leader = person(103, county, RequestPermissions.LEAD, RequestPermissions.SEE);
        watcher = person(104, county, RequestPermissions.SEE);
    }

    void at(int year, int month, int day) {
        clock.set(LocalDateTime.of(year, month, day, 9, 0));
    }

    private UnitPath unit(@Nullable UnitPath parent, String name) {
        UnitId id = organisation.addUnit(Actor.PROGRAM, NewUnit.of(parent == null ? null : parent.unit(),
                parent == null ? UnitKind.GOVERNMENT : UnitKind.DEPARTMENT,
                parent == null ? name : name + FRESH.incrementAndGet() + "甲", name, 1))
                .orThrow();
        return directory.unit(id).orElseThrow().path();
    }

    private long body(UnitPath unit) {
        bodies.setUp(Actor.PROGRAM, new NewBody(unit.unit(),
                unit.isRoot() ? "xian" : "ju" + System.nanoTime() % 1_000_000_000L, "", "", "", "",
                "{yyyy}-{seq:4}", 1, true)).orThrow();
        return unit.unit().value();
    }

    static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(List.of(permissions)
                .stream()
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    static String once() {
        return "a-request-of-the-tests-" + FRESH.incrementAndGet() + "-" + System.nanoTime();
    }

    static Applicant applicant(String name, String number) {
        return new Applicant(name, "护照", number, "", "", "13812345678", "", "白茶镇1号", "", "");
    }

    NewRequest aRequest(long body, Applicant who) {
        return new NewRequest(once(), body, ApplicantClass.PERSON, who, "老街改造的规划许可证", "", "2025年白茶镇老街改造项目的规划许可证", "",
                "paper", "post", true, null, List.of());
    }

    /** Received at the counter on the day of the clock. */
    CaseId received(long body) {
        return received(body, applicant("陈一" + FRESH.incrementAndGet(), "E" + System.nanoTime()));
    }

    CaseId received(long body, Applicant who) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), COUNTY);
        return taken(desk.register(officer, aRequest(body, who),
                new NewRequest.Registered(RequestChannel.COUNTER, today, today, "", ""))).id();
    }

    static CaseView taken(RequestDesk.Receipt receipt) {
        return switch (receipt) {
            case RequestDesk.Receipt.Taken taken -> taken.view();
            case RequestDesk.Receipt.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    static java.util.Map<String, Refusal> problems(RequestDesk.Receipt receipt) {
        return switch (receipt) {
            case RequestDesk.Receipt.Taken taken -> throw new AssertionError("was taken: " + taken.view().number());
            case RequestDesk.Receipt.Refused refused -> refused.problems();
        };
    }

    CaseView does(Actor actor, CaseId id, CaseAct act) {
        return switch (acts.act(actor, id, act, null)) {
            case CaseDesk.Result.Done done -> done.view();
            case CaseDesk.Result.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    String refused(Actor actor, CaseId id, CaseAct act) {
        return acts.act(actor, id, act, null).refusal().orElseThrow(() -> new AssertionError("not refused")).text();
    }

    static String refused(Optional<Refusal> refusal) {
        return refusal.orElseThrow(() -> new AssertionError("was not refused")).text();
    }

    static void done(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new AssertionError(why.text());
        });
    }

    /** Given to the body that was asked, which handles it itself. */
    CaseId dispatched(long body) {
        CaseId id = received(body);
        does(officer, id, new CaseAct.Dispatch(view(id).home(), List.of(), false, false, ""));
        return id;
    }

    CaseView view(CaseId id) {
        return cases.find(id).orElseThrow();
    }

    Request request(CaseId id) {
        return rows.find(id).orElseThrow();
    }

    LocalDate due(CaseId id) {
        return LocalDate.ofInstant(Objects.requireNonNull(view(id).due(), "no date").minusMillis(1), COUNTY);
    }

    /** As an officer writes it: every place filled in. */
    String written(CaseId id, Outcome outcome) {
        return office.proposeAnswer(office.find(officer, id).orElseThrow(), outcome)
                .replaceAll("【请填写：[^】]*】", "有关内容");
    }

    CaseId answered(CaseId id, Outcome outcome) {
        done(office.draftAnswer(officer, id, null, outcome, written(id, outcome), List.of(), ""));
        String text = written(id, outcome);
        does(officer, id, new CaseAct.ApproveReply(text, List.of()));
        return id;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Setting {
        @Bean
        @Primary
        SetClock setClock() {
            return new SetClock();
        }

        @Bean
        @Primary
        CountyClock testClock(SetClock clock) {
            return new CountyClock(clock);
        }
    }

    /** Stands where it was set. */
    static class SetClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void set(LocalDateTime at) {
            now = at.atZone(COUNTY).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return COUNTY;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
