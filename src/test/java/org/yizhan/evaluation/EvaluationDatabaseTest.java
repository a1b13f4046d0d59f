package org.yizhan.evaluation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.QualityFigures;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.disclosure.PolicyFigures;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.lenient;

/** The evaluation alone on a real database; what is published, and by whom, is told to it by the test. */
@ModuleTest("evaluation")
@Import(EvaluationDatabaseTest.Setting.class)
abstract class EvaluationDatabaseTest {
    static final UnitPath COUNTY = new UnitPath("/1/");
    static final UnitPath WATER = new UnitPath("/1/7/");
    static final UnitPath TOWN = new UnitPath("/1/8/");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Actor OFFICE = person(1, COUNTY, EvaluationPermissions.VIEW, EvaluationPermissions.MANAGE);
    static final Actor CLERK = person(11, WATER, EvaluationPermissions.VIEW);
    static final Actor TOWNSMAN = person(12, TOWN, EvaluationPermissions.VIEW);
    static final long PORTAL = 1;
    private static final AtomicLong NEXT = new AtomicLong(1000);

    @MockitoBean
    PublishedOutside outside;
    @MockitoBean
    Journal journal;
    @MockitoBean
    TodoList todos;
    @MockitoBean
    Directory directory;
    @MockitoBean
    PublishedFigures figures;
    @MockitoBean
    QualityFigures quality;
    @MockitoBean
    PolicyFigures policies;
    @MockitoBean
    WorkingCalendar calendar;
    @Autowired
    JdbcClient sql;
    @Autowired
    SetClock clock;

    final List<SiteRecord> sites = new ArrayList<>();
    final List<ColumnRecord> columns = new ArrayList<>();
    final Map<Long, LocalDate> last = new HashMap<>();
    final Map<Long, Tally> tallies = new HashMap<>();

    @BeforeEach
    void aCounty() {
        clock.set(TODAY);
        sites.clear();
        columns.clear();
        last.clear();
        tallies.clear();
        sql.sql("delete from evaluation.open_todo").update();
        sql.sql("delete from evaluation.duty_rule where valid_from > date '2019-04-01'").update();
        WorkingCalendar weekdays = FreshnessTests.aCalendar();
        lenient().when(calendar.workingDaysBetween(any(), any()))
                .thenAnswer(call -> weekdays.workingDaysBetween(call.getArgument(0), call.getArgument(1)));
        lenient().when(calendar.due(any(), any()))
                .thenAnswer(call -> weekdays.due(call.getArgument(0), call.getArgument(1)));
        lenient().when(directory.units())
                .thenReturn(List.of(unit(1, COUNTY, "县政府"), unit(7, WATER, "水利局"), unit(8, TOWN, "白茶镇")));
        lenient().when(directory.kinds())
                .thenReturn(Map.of(new UnitId(1), UnitKind.GOVERNMENT, new UnitId(7), UnitKind.DEPARTMENT,
                        new UnitId(8), UnitKind.TOWNSHIP));
        lenient().when(directory.person(any()))
                .thenAnswer(call -> Optional.of(new Person(call.getArgument(0, PersonId.class),
                        "同志" + call.getArgument(0, PersonId.class).value(), "account", WATER,
                        call.getArgument(0, PersonId.class).value() != 99)));
        lenient().when(figures.sites()).thenReturn(sites);
        lenient().when(figures.columns()).thenReturn(columns);
        lenient().when(figures.columns(anyLong()))
                .thenAnswer(call -> columns.stream()
                        .filter(column -> column.siteId() == call.getArgument(0, Long.class))
                        .toList());
        lenient().when(figures.column(anyLong()))
                .thenAnswer(call -> columns.stream()
                        .filter(column -> column.id() == call.getArgument(0, Long.class))
                        .findFirst());
        lenient().when(figures.lastPublished()).thenReturn(last);
        lenient().when(figures.lastPublished(anyLong())).thenReturn(last);
        lenient().when(figures.byColumn(any(), any())).thenReturn(tallies);
        lenient().when(figures.byColumn(anyLong(), any(), any())).thenReturn(tallies);
        lenient().when(figures.unitsBySite())
                .thenAnswer(call -> columns.stream()
                        .collect(Collectors.groupingBy(ColumnRecord::siteId,
                                Collectors.mapping(ColumnRecord::unit, Collectors.toSet()))));
        lenient().when(figures.columnTypes())
                .thenAnswer(call -> columns.stream().map(ColumnRecord::type).distinct().toList());
        sites.add(new SiteRecord(PORTAL, "", null, "云岭县人民政府", "www.yunling.example", "9801230001", "云岭县人民政府办公室",
                "电话 0980-2200000", "演备案00000001号", "演公网安备00000001号", 211, COUNTY, 0, true,
                org.yizhan.content.SiteKind.PORTAL, null));
    }

    ColumnRecord column(String name, String type, UnitPath unit, @Nullable Long person, @Nullable LocalDate published) {
        return column(null, name, type, unit, person, published);
    }

    ColumnRecord column(@Nullable ColumnRecord parent, String name, String type, UnitPath unit, @Nullable Long person,
            @Nullable LocalDate published) {
        long id = NEXT.incrementAndGet();
        var column = new ColumnRecord(id, PORTAL, parent == null ? null : parent.id(),
                parent == null ? 1 : parent.depth() + 1, "c" + id, name, name + "的说明", name, type, unit, person, "",
                null,
                false, false, 0, true, "news", null);
        columns.add(column);
        if (published != null) {
            last.put(id, published);
        }
        return column;
    }

    private static Unit unit(long id, UnitPath path, String name) {
        return new Unit(new UnitId(id), path, "云岭县" + name, name, false);
    }

    static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(java.util.Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    static void yes(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new AssertionError("refused: " + refusal.get().text());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Setting {
        @Bean
        SetClock setClock() {
            return new SetClock();
        }

        @Bean
        CountyClock countyClock(SetClock clock) {
            return new CountyClock(clock);
        }
    }

    /** A clock that stands at ten in the morning of the day it was set to. */
    static class SetClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void later(Duration by) {
            now = now.plus(by);
        }

        void set(LocalDate day) {
            now = day.atTime(10, 0).atZone(getZone()).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
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
