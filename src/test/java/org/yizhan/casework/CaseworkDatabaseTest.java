package org.yizhan.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** The engine with its neighbours on a real database, and a kind of case that only these tests know. */
@ModuleTest({"casework", "shared", "calendar", "journal", "messaging", "directory", "files", "identity"})
@Import(CaseworkDatabaseTest.Setting.class)
abstract class CaseworkDatabaseTest {
    static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");
    static final String WRONG_UNIT = "不属于本单位职责";
    private static final AtomicInteger FRESH = new AtomicInteger();

    @Autowired
    CaseDesk desk;
    @Autowired
    CaseRows rows;
    @Autowired
    CaseLog log;
    @Autowired
    RunningLimits running;
    @Autowired
    CaseOracle oracle;
    @Autowired
    CaseRules rules;
    @Autowired
    LimitSweep sweep;
    @Autowired
    Redating redating;
    @Autowired
    Kinds kinds;
    @Autowired
    JdbcClient sql;
    @Autowired
    SetClock clock;
    @Autowired
    TestKind kind;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;

    UnitPath county;
    UnitPath water;
    UnitPath roads;
    Actor office;
    Actor leader;
    Actor waterman;
    Actor roadman;

    @BeforeEach
    void aCounty() {
        kinds.ship();
        sql.sql("update casework.running set ended_at = now(), next_warning = null where ended_at is null").update();
        kind.warned.clear();
        kind.answered.clear();
        kind.splits = true;
        kind.alike = List.of();
        clock.set(LocalDateTime.of(2026, 11, 2, 9, 0));
        sql.sql("""
                select setval(pg_get_serial_sequence('directory.person', 'id'), greatest(1000, max(id)))
                from directory.person""").query(Long.class).single(); // people of the directory are none of those below
        county = directory.root().map(Unit::path).orElseGet(() -> unit(null, "云岭县人民政府"));
        water = unit(county, "水利局");
        roads = unit(county, "交通局");
        office = person(1, county, Power.OFFICE, Power.PUBLISH);
        leader = person(2, county, Power.LEAD);
        waterman = person(11, water, Power.HANDLE);
        roadman = person(12, roads, Power.HANDLE);
    }

    private UnitPath unit(@Nullable UnitPath parent, String name) {
        UnitId id = organisation.addUnit(Actor.PROGRAM, NewUnit.of(parent == null ? null : parent.unit(),
                parent == null ? UnitKind.GOVERNMENT : UnitKind.DEPARTMENT,
                parent == null ? name : name + FRESH.incrementAndGet(), name, 1))
                .orThrow();
        return directory.unit(id).orElseThrow().path();
    }

    Actor person(long id, UnitPath unit, Power... powers) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(List.of(powers)
                .stream()
                .map(power -> new Grant(kind.permission(power), unit))
                .toList()));
    }

    NewCase aCase() {
        return new NewCase("test", "水渠漏水", "complaint", "water", "", "web", "writer-1", false, county, Map.of(),
                List.of());
    }

    NewCase aCase(String writer, boolean guarded) {
        return new NewCase("test", "水渠漏水", "complaint", "water", "", "web", writer, guarded, county, Map.of(),
                List.of());
    }

    CaseId submitted() {
        return desk.open(aCase(), ActorRef.VISITOR).id();
    }

    CaseId dispatched(UnitPath... assisting) {
        CaseId id = submitted();
        does(office, id, new CaseAct.Dispatch(water, List.of(assisting), false, false, ""));
        return id;
    }

    CaseId answered() {
        CaseId id = dispatched();
        does(waterman, id, new CaseAct.DraftReply("已经修好。", List.of()));
        does(office, id, new CaseAct.ApproveReply("已经修好。", List.of()));
        return id;
    }

    CaseView does(Actor actor, CaseId id, CaseAct act) {
        return switch (desk.act(actor, id, act, null)) {
            case CaseDesk.Result.Done done -> done.view();
            case CaseDesk.Result.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    String refused(Actor actor, CaseId id, CaseAct act) {
        CaseView before = view(id);
        String text = desk.act(actor, id, act, null)
                .refusal()
                .map(Refusal::text)
                .orElseThrow(() -> new AssertionError("was not refused: " + act));
        org.assertj.core.api.Assertions.assertThat(view(id)).as("a refusal changes nothing").isEqualTo(before);
        return text;
    }

    CaseView asWriter(CaseId id, CaseAct act) {
        return switch (desk.actAsWriter(ActorRef.VISITOR, id, act)) {
            case CaseDesk.Result.Done done -> done.view();
            case CaseDesk.Result.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    CaseView view(CaseId id) {
        return rows.find(id).orElseThrow();
    }

    List<String> types(CaseId id) {
        return log.of(id).stream().map(past -> past.event().type()).toList();
    }

    Running limit(CaseId id, String code) {
        return running.of(id).stream().filter(one -> one.rule().code().equals(code)).toList().getLast();
    }

    @Nullable
    LocalDate due(CaseId id, String code) {
        return Optional.ofNullable(limit(id, code).deadline())
                .map(deadline -> LocalDateTime.ofInstant(deadline.minusMillis(1), COUNTY).toLocalDate())
                .orElse(null);
    }

    /** What the program offers when it knows this kind and no other. */
    static ObjectProvider<CaseKind> only(CaseKind kind) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("kind", kind);
        return beans.getBeanProvider(CaseKind.class);
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
        TestKind testKind() {
            return new TestKind();
        }
    }

    /** A kind whose limits are short, so that tests can count them by hand. */
    static class TestKind implements CaseKind {
        final List<String> warned = new ArrayList<>();
        final List<String> answered = new CopyOnWriteArrayList<>();
        final Map<CaseId, String> matters = new ConcurrentHashMap<>();
        boolean splits = true;
        List<CaseId> alike = List.of();

        @Override
        public String code() {
            return "test";
        }

        @Override
        public String label() {
            return "试件";
        }

        @Override
        public String prefix() {
            return "SJ";
        }

        @Override
        public String permission(Power power) {
            return "test." + power.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Vocabulary vocabulary() {
            return CommonWords.with(List.of(), Map.of("answered", "已答复", "refused", "不予受理", "transferred", "转其他渠道"),
                    Map.of(), Map.of("screen", "审核", "assist", "协办", "check", "审核答复"));
        }

        @Override
        public Shipped shipped() {
            return new Shipped(List.of(
                    new NewLimitRule("screen", "审核期限", LimitNature.STEP, "", "", "", "1wd", false, 0, 0, List.of(), ""),
                    new NewLimitRule("sign", "签收期限", LimitNature.STEP, "", "ASSIGNED,ARBITRATED", "SIGNED_FOR,RETURNED",
                            "4oh", false, 0, 0, List.of(), ""),
                    new NewLimitRule("return", "退办期限", LimitNature.WINDOW, "", "ASSIGNED", "RETURNED", "1wd", false, 0,
                            0,
                            List.of(), ""),
                    new NewLimitRule("answer", "答复期限", LimitNature.PROMISED, "", "ASSIGNED,ARBITRATED,REOPENED",
                            "REPLY_SENT,RETURNED", "5wd", true, 1, 5, List.of(-1, 0, 2), "试行办法"),
                    new NewLimitRule("answer", "答复期限", LimitNature.PROMISED, "urgent", "ASSIGNED,ARBITRATED,REOPENED",
                            "REPLY_SENT,RETURNED", "24h", true, 0, 0, List.of(-2), ""),
                    new NewLimitRule("legal", "法定期限", LimitNature.LEGAL, "", "SUBMITTED", "REPLY_SENT", "60d", true, 0,
                            0,
                            List.of(-5), "条例"),
                    new NewLimitRule("assist", "协办期限", LimitNature.ASSISTING, "", "", "", "3wd", true, 0, 0, List.of(),
                            ""),
                    new NewLimitRule("given", "限定期限", LimitNature.GIVEN, "", "DATE_GIVEN", "REPLY_SENT", "0d", false, 0,
                            0,
                            List.of(), "")),
                    List.of(new Ground(Ground.Purpose.RETURN, WRONG_UNIT, ""),
                            new Ground(Ground.Purpose.REFUSE, "已进入诉讼", ""),
                            new Ground(Ground.Purpose.TRANSFER, "信访", ""),
                            new Ground(Ground.Purpose.SUSPEND, "正在鉴定", "")),
                    "processes/letters/letter.bpmn");
        }

        @Override
        public String reopensAt() {
            return "handle";
        }

        @Override
        public boolean bringsBack(CaseView view, CaseEvent.Rated rated) {
            return Boolean.FALSE.equals(rated.solved()) && view.reopenings() < 1;
        }

        @Override
        public String shared(CaseView view, String answer) {
            return answer.replace("张三", "张某");
        }

        @Override
        public void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {
            answered.add(merged.id().value() + " with " + main.id().value() + " " + reply.number());
        }

        @Override
        public List<CaseId> alike(CaseView view, long after, int most) {
            return alike.stream()
                    .filter(one -> one.value() > after && !one.equals(view.id()))
                    .limit(most)
                    .toList();
        }

        @Override
        public boolean canBeSplit() {
            return splits;
        }

        @Override
        public void takenOut(CaseView from, CaseView made, String matter) {
            matters.put(made.id(), matter);
        }

        @Override
        public void warned(CaseView view, LimitWarning warning) {
            warned.add(view.id().value() + " " + warning.rule().code() + " " + warning.stage());
        }
    }

    /** Stands where it was set. */
    static class SetClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void set(LocalDateTime at) {
            now = at.atZone(COUNTY).toInstant();
        }

        void later(Duration by) {
            now = now.plus(by);
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
