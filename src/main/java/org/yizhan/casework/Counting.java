package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

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

    Counting(JdbcClient sql, WorkingCalendar calendar, CountyClock clock) {
        this.sql = sql;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Of what a case is, only this is counted. */
    private record Place(long unit, String clazz, String subject, String region, Fate fate, @Nullable Instant ended,
            boolean returned, boolean reopened) {
        static Place of(CaseView view) {
            Fate fate = fateOf(view);
            return new Place((view.lead() == null ? view.home() : view.lead()).unit().value(), view.clazz(),
                    view.subject(), view.region(), fate,
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

    void follow(CaseFile file, Writes writes) {
        CaseView now = file.view();
        Place place = Place.of(now);
        CaseEvent.Rated rated = null;
        boolean lengthened = false;
        boolean begun = false;
        for (PastEvent past : file.fresh()) {
            switch (past.event()) {
                case CaseEvent.Submitted _ -> begun = true;
                case CaseEvent.ExtensionGranted _ -> lengthened = true;
                case CaseEvent.Rated one -> rated = one;
                default -> {
                }
            }
        }
        if (!begun && !lengthened && rated == null && place.equals(Place.of(file.before()))) {
            return;
        }
        LocalDate received = clock.local(now.receivedAt()).toLocalDate();
        LocalDate ended = place.ended() == null ? null : clock.local(place.ended()).toLocalDate();
        writes.add(
                """
                        insert into casework.counted as c (case_id, kind, class, subject, region, channel, unit_id, day, received, ended, fate, days,
                            lengthened, returned, reopened, repeated, satisfaction, solved)
                        values (:id, :kind, :countedClass, :countedSubject, :countedRegion, :countedChannel, :countedUnit, :countedDay,
                            :countedReceived, coalesce(cast(:countedEnded as date), 'infinity'), :fate, :days, :lengthened, :returned,
                            :reopened, :ofKnownWriter and exists (select from casework.cases o
                                where o.kind = :kind and o.writer = :countedWriter and o.writer <> '' and o.subject = :countedSubject
                                    and not o.guarded and o.id <> :id and o.received_at < :countedAt
                                    and o.received_at >= cast(:countedAt as timestamptz) - interval '365 days'), :satisfaction, :solved)
                        on conflict (case_id) do update set class = excluded.class, subject = excluded.subject, region = excluded.region,
                            repeated = excluded.repeated, unit_id = excluded.unit_id, ended = excluded.ended,
                            fate = case when excluded.fate = 'IN_TIME' and (c.lengthened or excluded.lengthened) then 'EXTENDED'
                                else excluded.fate end,
                            days = excluded.days, lengthened = c.lengthened or excluded.lengthened, returned = excluded.returned,
                            reopened = excluded.reopened,
                            satisfaction = coalesce(excluded.satisfaction, c.satisfaction),
                            solved = case when excluded.satisfaction is null then c.solved else excluded.solved end""")
                .with("id", now.id().value())
                .with("kind", now.kind())
                .with("countedClass", place.clazz())
                .with("countedUnit", place.unit())
                .with("countedSubject", place.subject())
                .with("countedRegion", place.region())
                .with("countedChannel", now.channel())
                .with("countedDay", received)
                .with("ofKnownWriter", !now.guarded() && !now.writer().isEmpty() && !now.subject().isEmpty())
                .with("countedWriter", now.writer())
                .with("countedAt", CaseRows.time(now.receivedAt()))
                .with("countedReceived", received.withDayOfMonth(1))
                .with("countedEnded", ended == null ? null : ended.withDayOfMonth(1))
                .with("fate", place.fate().name())
                .with("days", ended != null && place.fate().isDone() ? workingDays(received, ended) : null)
                .with("lengthened", lengthened)
                .with("returned", place.returned())
                .with("reopened", place.reopened())
                .with("satisfaction", rated == null ? null : rated.satisfaction())
                .with("solved", rated == null ? null : rated.solved());
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
