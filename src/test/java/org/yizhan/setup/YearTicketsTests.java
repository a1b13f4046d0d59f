package org.yizhan.setup;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseView;
import org.yizhan.hotline.AboveFigures;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.hotline.Rates;
import org.yizhan.hotline.Rates.Figure;
import org.yizhan.hotline.TicketClass;
import org.yizhan.requests.Outcome;
import org.yizhan.requests.YearFigures;
import org.yizhan.requests.YearTable;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
class YearTicketsTests {
    private static final Predicate<LocalDate> WEEKDAYS = day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;

    @Autowired
    DemoHotline hotline;

    @Autowired
    DemoRequests requests;

    @Autowired
    DemoNames names;

    @Autowired
    DemoDays days;

    @Autowired
    Rates rates;

    @Autowired
    YearFigures figures;

    @Autowired
    OutsideSystems systems;

    @Autowired
    AboveFigures aboveFigures;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CountyClock clock;

    @Test
    void areWrittenAsAgentsWriteAndNearlyHalfAreAnsweredDuringTheCall() {
        List<YearTickets.Written> all = new YearTickets(LocalDateTime.of(2026, 11, 27, 15, 0), WEEKDAYS, Map.of())
                .some(3_000);
        assertThat(all).hasSize(3_000).allSatisfy(ticket -> {
            assertThat(ticket.title()).hasSizeBetween(5, 50).doesNotContain("{", "[", ";");
            assertThat(ticket.text()).hasSizeBetween(10, 300).doesNotContain("{", "[", ";");
            ticket.rounds()
                    .forEach(round -> round.steps()
                            .forEach(step -> assertThat(step.line().words()).doesNotContain("{", "[", ";")));
        });
        assertThat(all.stream().map(YearTickets.Written::title).distinct().count()).isGreaterThan(1_000);
        assertThat(all.stream().map(YearTickets.Written::town).distinct().count()).isEqualTo(27);
        assertThat(all.stream().map(YearTickets.Written::clazz).distinct())
                .contains("consult", "help", "complaint", "report", "suggest", "praise");
        assertThat(all.stream().filter(ticket -> !isGiven(ticket)).count()).isBetween(1_200L, 1_650L);
        assertThat(all.stream().filter(ticket -> ticket.rounds().size() > 1).count()).isBetween(20L, 250L);
    }

    private static boolean isGiven(YearTickets.Written ticket) {
        return ticket.rounds().getFirst().steps().stream().anyMatch(step -> step.line().verb().equals("dispatch"));
    }

    /** All demands are asked about, so that what is to be counted can be read in what was written; of others a share is. */
    @Test
    void theThreeRatesAndTheFiguresAddUpToTheTickets() {
        List<YearTickets.Written> some = new YearTickets(clock.local(clock.now()), WEEKDAYS, hotline.urgencies())
                .some(90)
                .stream()
                .filter(ticket -> !isGiven(ticket) || TicketClass.of(ticket.clazz()).orElseThrow().isDemand())
                .toList();
        transaction.executeWithoutResult(status -> {
            Map<Figure, Long> before = counted();
            long figuresBefore = summed();
            List<CaseView> taken = hotline.take(some);
            assertThat(taken).hasSameSizeAs(some);
            Map<Figure, Long> after = counted();
            var now = new EnumMap<Figure, Long>(Figure.class);
            after.forEach((figure, count) -> now.put(figure, count - before.getOrDefault(figure, 0L)));
            assertThat(now).isEqualTo(expected(some));
            assertThat(now.get(Figure.DONE)).isGreaterThan(20L);
            assertThat(summed() - figuresBefore).isEqualTo(some.size());
            assertThat(taken).filteredOn(view -> view.lead() == null && view.answeredAt() != null)
                    .hasSize((int) some.stream().filter(ticket -> !isGiven(ticket) && isAnswered(ticket)).count());
            assertThat(hotline.take(some)).as("the same once more").isEmpty();
            status.setRollbackOnly();
        });
    }

    /** What the prefecture handed down has its day, and each thing that was done about it is a result, in the order of time. */
    @Test
    void whatThePrefectureIsToldAddsUpToWhatWasDone() {
        List<YearTickets.Written> handedDown = new YearTickets(clock.local(clock.now()), WEEKDAYS, hotline.urgencies())
                .some(1_500)
                .stream()
                .filter(ticket -> ticket.above() != null)
                .limit(25)
                .toList();
        assertThat(handedDown).hasSizeGreaterThan(15)
                .allSatisfy(ticket -> assertThat(
                        ticket.rounds().getFirst().steps().stream().map(step -> step.line().verb()))
                        .doesNotContain("extend"));
        OutsideSystem above = systems.all().stream().filter(OutsideSystem::above).findFirst().orElseThrow();
        transaction.executeWithoutResult(status -> {
            int before = aboveFigures.told(above).results();
            List<Long> ids = hotline.take(handedDown).stream().map(view -> view.id().value()).toList();
            assertThat(sql.sql(
                    "select count(*) from hotline.outside_ticket where case_id = any(:ids) and asked_by is not null")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(Integer.class)
                    .single()).isEqualTo(handedDown.size());
            List<String> told = sql.sql("select what from hotline.result where case_id = any(:ids) order by id")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(String.class)
                    .list();
            assertThat(aboveFigures.told(above).results() - before).isEqualTo(told.size());
            List<String> verbs = handedDown.stream()
                    .flatMap(ticket -> ticket.rounds().getFirst().steps().stream())
                    .map(step -> step.line().verb())
                    .toList();
            Map.of("dispatch", "DISPATCHED", "sign", "SIGNED", "refuse", "REFUSED", "transfer", "TRANSFERRED")
                    .forEach((verb, what) -> assertThat(Collections.frequency(told, what)).as(what)
                            .isEqualTo(Collections.frequency(verbs, verb)));
            assertThat(told).contains("ANSWERED", "FINISHED");
            assertThat(sql.sql("select at from hotline.result where case_id = any(:ids) order by id")
                    .param("ids", ids.toArray(Long[]::new))
                    .query((row, n) -> row.getTimestamp(1).toInstant())
                    .list()).isSorted();
            status.setRollbackOnly();
        });
    }

    private Map<Figure, Long> counted() {
        Actor office = new Actor(ActorRef.staff(1), "热线办", names.county().path(),
                Set.of(new Grant(HotlinePermissions.OFFICE, names.county().path())));
        Rates.Line all = rates.of(office, LocalDate.EPOCH, clock.today()).getFirst();
        return Stream.of(Figure.values()).collect(Collectors.toMap(figure -> figure, all::count));
    }

    /** What bulletins add up. */
    private long summed() {
        return sql.sql("""
                select coalesce(sum(n), 0) from (select n, kind from casework.figure union all
                    select n, kind from casework.figure_change) cells where kind = 'ticket'""")
                .query(Long.class)
                .single();
    }

    private static boolean isAnswered(YearTickets.Written ticket) {
        return ticket.rounds().getLast().steps().stream().anyMatch(step -> step.line().verb().equals("draft"));
    }

    private static Map<Figure, Long> expected(List<YearTickets.Written> tickets) {
        var counts = new EnumMap<Figure, Long>(Figure.class);
        Stream.of(Figure.values()).forEach(figure -> counts.put(figure, 0L));
        for (YearTickets.Written ticket : tickets) {
            for (YearTickets.Round round : ticket.rounds()) {
                if (round.steps().stream().noneMatch(step -> step.line().verb().equals("approve"))) {
                    break;
                }
                add(counts, Figure.ALL, true);
                if (ticket.phone().isEmpty()) {
                    add(counts, Figure.ANONYMOUS, true);
                    break;
                }
                YearTickets.Asked asked = round.asked();
                add(counts, Figure.OPEN, asked == null);
                add(counts, Figure.UNREACHABLE, asked != null && asked.said() == null);
                if (asked == null || asked.said() == null) {
                    break;
                }
                add(counts, Figure.DONE, true);
                add(counts, Figure.RESPONDED_OF, true);
                add(counts, Figure.RESPONDED, Boolean.TRUE.equals(asked.said().responded()));
                add(counts, Figure.SOLVED_OF, true);
                add(counts, Figure.SOLVED, Boolean.TRUE.equals(asked.said().solved()));
                Integer degree = asked.said().satisfaction();
                add(counts, Figure.SATISFIED_OF, degree != null);
                add(counts, Figure.SATISFIED, degree != null && degree >= 3);
            }
        }
        return counts;
    }

    private static void add(Map<Figure, Long> counts, Figure figure, boolean counted) {
        counts.merge(figure, counted ? 1L : 0L, Long::sum);
    }

    /** The forty of the year stand in the shared demonstration; those of the year before are loaded here. */
    @Test
    void theTablesOfTheAnnualReportAddUpToTheRequests() {
        List<String[]> written = DemoText.rows("requests.txt");
        assertThat(written).hasSize(40);
        assertThat(written.stream().map(row -> row[7])).containsAll(
                Stream.of(Outcome.values()).map(Outcome::name).toList());
        assertThat(days.working(clock.today(), -Integer.parseInt(written.getFirst()[0])))
                .isAfter(clock.today().minusDays(YearPlan.DAYS));
        assertThat(sql.sql("select count(*) from requests.request where once like 'demonstration-request-%'")
                .query(Integer.class)
                .single()).isEqualTo(40);
        List<String[]> earlier = DemoText.rows("year/requests.txt");
        int year = clock.today().getYear() - 1;
        transaction.executeWithoutResult(status -> {
            YearTable before = figures.requests(YearFigures.COUNTY, year);
            requests.loadEarlier();
            YearTable after = figures.requests(YearFigures.COUNTY, year);
            long received = earlier.stream()
                    .filter(row -> days.working(clock.today(), -Integer.parseInt(row[0])).getYear() == year)
                    .count();
            assertThat(received).isPositive();
            assertThat(after.total(YearTable.Line.Whole.RECEIVED) - before.total(YearTable.Line.Whole.RECEIVED))
                    .isEqualTo((int) received);
            assertThat(after.faults()).isEmpty();
            status.setRollbackOnly();
        });
    }
}
