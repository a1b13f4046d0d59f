package org.yizhan.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.LimitNature;
import org.yizhan.casework.LimitSweep;
import org.yizhan.casework.NewCase;
import org.yizhan.casework.Power;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Supervision on a real database, over a kind of case that only these tests know. */
@ModuleTest({"supervision", "casework", "shared", "runtime", "calendar", "journal", "messaging", "directory", "files",
    "identity"})
@Import(SupervisionDatabaseTest.Setting.class)
abstract class SupervisionDatabaseTest {
    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger FRESH = new AtomicInteger();

    @Autowired
    CaseDesk desk;
    @Autowired
    CaseReading cases;
    @Autowired
    OrderDesk orders;
    @Autowired
    SpecialChecks checks;
    @Autowired
    LateBoard board;
    @Autowired
    LimitSweep sweep;
    @Autowired
    Kinds kinds;
    @Autowired
    OrderKind kind;
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
    UnitPath roads;
    Actor supervisor;
    Actor watcher;
    Actor waterman;
    Actor leader;

    @BeforeEach
    void aCounty() {
        kinds.ship();
        clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
        county = directory.root().map(Unit::path).orElseGet(() -> unit(null, "云岭县人民政府"));
        water = unit(county, "水利局");
        roads = unit(county, "交通局");
        supervisor = person(1, county, SupervisionPermissions.OFFICE, SupervisionPermissions.SEE, "matter.see",
                "matter.office");
        watcher = person(2, county, SupervisionPermissions.SEE);
        leader = person(3, county, SupervisionPermissions.LEAD);
        waterman = person(11, water, SupervisionPermissions.HANDLE, "matter.handle");
    }

    private UnitPath unit(@Nullable UnitPath parent, String name) {
        UnitId id = organisation.addUnit(Actor.PROGRAM, NewUnit.of(parent == null ? null : parent.unit(),
                parent == null ? UnitKind.GOVERNMENT : UnitKind.DEPARTMENT,
                parent == null ? name : name + FRESH.incrementAndGet(), name, 1))
                .orThrow();
        return directory.unit(id).orElseThrow().path();
    }

    static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(List.of(permissions)
                .stream()
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    /** A matter that the water bureau has to answer within five working days. */
    CaseId matter(String title, boolean guarded) {
        return desk.open(new NewCase("matter", title, "complaint", "", "", "web", "", guarded, county, Map.of(),
                List.of()), ActorRef.VISITOR).id();
    }

    CaseId lateMatter(String title) {
        CaseId id = matter(title, false);
        does(supervisor, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        return id;
    }

    CaseView does(Actor actor, CaseId id, CaseAct act) {
        return done(desk.act(actor, id, act, null));
    }

    static CaseView done(CaseDesk.Result result) {
        return switch (result) {
            case CaseDesk.Result.Done done -> done.view();
            case CaseDesk.Result.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    static String refused(CaseDesk.Result result) {
        return result.refusal().orElseThrow(() -> new AssertionError("was not refused")).text();
    }

    CaseView view(CaseId id) {
        return cases.find(id).orElseThrow();
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

        @Bean
        MatterKind matterKind() {
            return new MatterKind();
        }
    }

    /** Something that is not an order. */
    static class MatterKind implements CaseKind {
        @Override
        public String code() {
            return "matter";
        }

        @Override
        public String label() {
            return "事项";
        }

        @Override
        public String prefix() {
            return "SX";
        }

        @Override
        public String permission(Power power) {
            return "matter." + power.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Vocabulary vocabulary() {
            return CommonWords.with(List.of(),
                    Map.of("answered", "已答复", "refused", "不予受理", "transferred", "转其他渠道"),
                    Map.of(), Map.of("screen", "审核", "assist", "协办", "check", "审核答复"));
        }

        @Override
        public Shipped shipped() {
            return new Shipped(List.of(new NewLimitRule("answer", "答复期限", LimitNature.PROMISED, "", "ASSIGNED",
                    "REPLY_SENT", "5wd", true, 0, 0, List.of(), "")), List.of(), "processes/letters/letter.bpmn");
        }

        @Override
        public String reopensAt() {
            return "handle";
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
