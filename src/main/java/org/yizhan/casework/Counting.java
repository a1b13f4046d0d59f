package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;

/** Says, in the act itself, where a case is counted (ADR 0133): one statement, and none when nothing of it has changed. */
@Component
class Counting {
    private final JdbcClient sql;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final Kinds kinds;

    Counting(JdbcClient sql, WorkingCalendar calendar, CountyClock clock, Kinds kinds) {
        this.sql = sql;
        this.kinds = kinds;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Of what a case is, only this is counted. */
    private record Place(long unit, String clazz, String subject, String region, String village, Fate fate,
            @Nullable Instant ended, boolean returned, boolean reopened) {
        static Place of(CaseView view) {
            Fate fate = fateOf(view);
            return new Place((view.lead() == null ? view.home() : view.lead()).unit().value(), view.clazz(),
                    view.subject(), view.region(),
                    view.region().isEmpty() ? "" : view.facts().getOrDefault(CommonWords.VILLAGE, ""), fate,
                    fate.isDone() && view.answeredAt() != null
                            ? view.answeredAt()
                            : fate.isOpen() ? null : view.endedAt(),
                    view.returns() > 0, view.reopenings() > 0);
        }
    }

    private static Fate fateOf(CaseView view) {
        return switch (view.state()) {
            case SUBMITTED, ACCEPTED, HANDLING -> view.late() ? Fate.OVERDUE : Fate.OPEN;
            case REFUSED -> Fate.REFUSED;
            case WITHDRAWN -> Fate.WITHDRAWN;
            case ANSWERED -> done(view);
            case CLOSED -> CaseFile.TRANSFERRED.equals(view.outcome())
                    ? Fate.TRANSFERRED
                    : CaseFile.MERGED.equals(view.outcome()) ? Fate.MERGED : done(view);
        };
    }

    private static Fate done(CaseView view) {
        return view.late() ? Fate.LATE : Fate.IN_TIME;
    }

    /**
     * What is written of one case.
     *
     * @param from the day by which it is counted
     */
    private record Line(CaseView now, Place place, LocalDate from, @Nullable LocalDate ended, boolean lengthened,
            CaseEvent.@Nullable Rated rated) {}

    void follow(CaseFile file, Writes writes) {
        List<PastEvent> fresh = file.fresh();
        Line line = line(file.view(), fresh);
        boolean begun = fresh.stream().anyMatch(past -> past.event() instanceof CaseEvent.Submitted);
        if (begun || line.lengthened() || line.rated() != null || !line.place().equals(Place.of(file.before()))) {
            write(List.of(line), writes);
        }
    }

    /** Cases that are taken over are counted once, as they stand at the end. */
    void follow(Collection<Chronicle> pasts, Writes writes) {
        write(pasts.stream().map(past -> line(past.view(), past.events())).toList(), writes);
    }

    private Line line(CaseView now, List<PastEvent> events) {
        Place place = Place.of(now);
        CaseEvent.Rated rated = null;
        boolean lengthened = false;
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.ExtensionGranted _ -> lengthened = true;
                case CaseEvent.Rated one -> rated = one;
                default -> {
                }
            }
        }
        return new Line(now, place, from(now, events), place.ended() == null ? null : day(place.ended()),
                lengthened, rated);
    }

    private LocalDate from(CaseView now, List<PastEvent> events) {
        LocalDate received = day(now.receivedAt());
        if (kinds.of(now.kind()).countedBy() == CountedBy.RECEIVED) {
            return received;
        }
        return events.stream()
                .filter(past -> past.event() instanceof CaseEvent.Assigned && now.returns() == 0)
                .findFirst()
                .map(past -> day(past.at()))
                .orElseGet(() -> sql.sql("select day from casework.counted where case_id = :id")
                        .param("id", now.id().value())
                        .query(LocalDate.class)
                        .optional()
                        .orElse(received));
    }

    private LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }

    private void write(List<Line> lines, Writes writes) {
        writes.add(
                """
                        insert into casework.counted as c (case_id, kind, class, subject, region, village, channel, unit_id, day, received, ended, fate, days,
                            lengthened, returned, reopened, repeated, satisfaction, solved)
                        select n.id, n.kind, n.class, n.subject, n.region, n.village, n.channel, n.unit, n.day, n.received, n.ended,
                            case when n.fate = 'IN_TIME' and n.lengthened then 'EXTENDED' else n.fate end, n.days, n.lengthened,
                            n.returned, n.reopened, n.known and exists (select from casework.cases o
                                where o.writer = n.writer and o.writer <> '' and o.subject = n.subject and not o.guarded
                                    and o.id <> n.id and o.received_at < n.at
                                    and o.received_at >= n.at - interval '365 days'), n.satisfaction, n.solved
                        from unnest(:countedIds, :countedKinds, :countedClasses, :countedSubjects, :countedRegions, :countedVillages,
                            :countedChannels,
                            :countedUnits, cast(:countedDays as date[]), cast(:countedReceived as date[]), cast(:countedEnded as date[]), :fates,
                            :days, :lengthened, :returned, :reopened, :ofKnownWriter, :countedWriters,
                            cast(:countedAt as timestamptz[]), :satisfaction, :solved)
                            as n (id, kind, class, subject, region, village, channel, unit, day, received, ended, fate, days, lengthened, returned,
                            reopened, known, writer, at, satisfaction, solved)
                        on conflict (case_id) do update set day = excluded.day, received = excluded.received, class = excluded.class, subject = excluded.subject, region = excluded.region,
                            village = excluded.village,
                            repeated = excluded.repeated, unit_id = excluded.unit_id, ended = excluded.ended,
                            fate = case when excluded.fate = 'IN_TIME' and (c.lengthened or excluded.lengthened) then 'EXTENDED'
                                else excluded.fate end,
                            days = excluded.days, lengthened = c.lengthened or excluded.lengthened, returned = excluded.returned,
                            reopened = excluded.reopened,
                            satisfaction = coalesce(excluded.satisfaction, c.satisfaction),
                            solved = case when excluded.satisfaction is null then c.solved else excluded.solved end""")
                .with("countedIds", lines.stream().map(line -> line.now().id().value()).toArray(Long[]::new))
                .with("countedKinds", texts(lines, line -> line.now().kind()))
                .with("countedClasses", texts(lines, line -> line.place().clazz()))
                .with("countedUnits", lines.stream().map(line -> line.place().unit()).toArray(Long[]::new))
                .with("countedSubjects", texts(lines, line -> line.place().subject()))
                .with("countedRegions", texts(lines, line -> line.place().region()))
                .with("countedVillages", texts(lines, line -> line.place().village()))
                .with("countedChannels", texts(lines, line -> line.now().channel()))
                .with("countedDays", texts(lines, line -> line.from().toString()))
                .with("countedReceived", texts(lines, line -> month(line.from())))
                .with("ofKnownWriter", booleans(lines, line -> !line.now().guarded()
                        && !line.now().writer().isEmpty() && !line.now().subject().isEmpty()))
                .with("countedWriters", texts(lines, line -> line.now().writer()))
                .with("countedAt", texts(lines, line -> line.now().receivedAt().toString()))
                .with("countedEnded", texts(lines, line -> line.ended() == null ? "infinity" : month(line.ended())))
                .with("fates", texts(lines, line -> line.place().fate().name()))
                .with("days", lines.stream().map(this::days).toArray(Integer[]::new))
                .with("lengthened", booleans(lines, Line::lengthened))
                .with("returned", booleans(lines, line -> line.place().returned()))
                .with("reopened", booleans(lines, line -> line.place().reopened()))
                .with("satisfaction", lines.stream()
                        .map(line -> line.rated() == null ? null : line.rated().satisfaction())
                        .toArray(Integer[]::new))
                .with("solved", booleans(lines, line -> line.rated() == null ? null : line.rated().solved()));
    }

    private static String month(LocalDate day) {
        return day.withDayOfMonth(1).toString();
    }

    private static @Nullable String[] texts(List<Line> lines, Function<Line, @Nullable String> of) {
        return lines.stream().map(of).toArray(String[]::new);
    }

    private static @Nullable Boolean[] booleans(List<Line> lines, Function<Line, @Nullable Boolean> of) {
        return lines.stream().map(of).toArray(Boolean[]::new);
    }

    private @Nullable Integer days(Line line) {
        LocalDate ended = line.ended();
        return ended != null && line.place().fate().isDone() ? workingDays(line.from(), ended) : null;
    }

    private @Nullable Integer workingDays(LocalDate from, LocalDate until) {
        try {
            return calendar.workingDaysBetween(from, until);
        } catch (YearNotLoaded e) {
            return null;
        }
    }

    /** The program found that these are late. */
    void overdue(Collection<CaseFile> files) {
        sql.sql("update casework.counted set fate = 'OVERDUE' where case_id = any(:ids) and fate = 'OPEN'")
                .param("ids", files.stream().map(file -> file.id().value()).toArray(Long[]::new))
                .update();
    }

    @Scheduled(initialDelay = 45_000, fixedDelay = 60_000)
    void regularly() {
        addUp();
    }

    /** Puts what has changed into the cells. */
    void addUp() {
        sql.sql("""
                with gone as (delete from casework.figure_change returning *)
                insert into casework.figure as f
                select kind, received, ended, unit_id, class, fate, sum(n), sum(days), sum(dated), sum(returned), sum(reopened),
                    sum(rated), sum(satisfied), sum(solved), sum(unsolved)
                from gone group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
                on conflict (kind, received, ended, unit_id, class, fate) do update set n = f.n + excluded.n,
                    days = f.days + excluded.days, dated = f.dated + excluded.dated, returned = f.returned + excluded.returned,
                    reopened = f.reopened + excluded.reopened, rated = f.rated + excluded.rated,
                    satisfied = f.satisfied + excluded.satisfied, solved = f.solved + excluded.solved,
                    unsolved = f.unsolved + excluded.unsolved""")
                .update();
    }
}
