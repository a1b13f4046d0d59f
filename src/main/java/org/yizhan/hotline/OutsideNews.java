package org.yizhan.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Replies;
import org.yizhan.casework.TakenOver;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.UnitPath;

/**
 * Writes down, in the transaction of each act, that a ticket from outside has changed, and what a platform above is to be told of it.
 * What is written here has no number yet (ADR 0173).
 */
@Component
class OutsideNews {
    private final JdbcClient sql;
    private final TicketRows rows;
    private final CaseReading cases;
    private final Directory directory;
    private final CountyClock clock;

    OutsideNews(JdbcClient sql, TicketRows rows, CaseReading cases, Directory directory, CountyClock clock) {
        this.sql = sql;
        this.rows = rows;
        this.cases = cases;
        this.directory = directory;
        this.clock = clock;
    }

    /** A ticket of a system that is known here. */
    void begins(CaseId id, NewTicket.Outside outside, Instant at) {
        sql.sql("""
                insert into hotline.outside_ticket (case_id, system_id, number, received_on, changed_at)
                select :id, s.id, :number, :day, :at from hotline.outside_system s where s.name = :system""")
                .param("id", id.value())
                .param("number", outside.id())
                .param("day", clock.local(at).toLocalDate())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("system", outside.system())
                .update();
    }

    /** @param askedBy by when the platform above wants to know */
    void handedDown(CaseId id, @Nullable LocalDate askedBy, boolean byFile) {
        sql.sql("update hotline.outside_ticket set asked_by = :asked, by_file = :file where case_id = :id")
                .param("asked", askedBy, java.sql.Types.DATE)
                .param("file", byFile)
                .param("id", id.value())
                .update();
    }

    /** A ticket that is taken over; what a system handed down before this program was there, came as a file. */
    record Past(TakenOver.Told told, NewTicket.Outside outside, @Nullable LocalDate askedBy) {
        CaseView view() {
            return told.view();
        }
    }

    /** What platforms above were told of all of them stands in the order in which it happened. */
    void past(List<Past> all) {
        all.forEach(one -> {
            begins(one.view().id(), one.outside(), one.view().receivedAt());
            handedDown(one.view().id(), one.askedBy(), true);
        });
        all.stream()
                .filter(one -> changes(one.view(), one.told().events()))
                .flatMap(one -> news(one.view(), one.told().events()))
                .sorted(Comparator.comparing(News::at))
                .forEach(this::write);
    }

    /** What begins with these events is known here only {@linkplain #begins afterwards}. */
    void acted(CaseView view, List<PastEvent> events) {
        boolean begins = !events.isEmpty() && events.getFirst().number() == 1;
        if (!begins && changes(view, events)) {
            news(view, events).forEach(this::write);
        }
    }

    private record News(CaseView view, String mark, ResultKind what, Instant at, String outcome, String words) {}

    /** @return whether it is the ticket of a platform above, which is told what changed */
    private boolean changes(CaseView view, List<PastEvent> events) {
        Instant at = events.isEmpty() ? clock.now() : events.getLast().at();
        Instant signed = events.stream()
                .filter(past -> past.event() instanceof CaseEvent.SignedFor)
                .map(PastEvent::at)
                .findFirst()
                .orElse(null);
        return sql
                .sql("""
                        update hotline.outside_ticket t set changed_at = :at, change = null, answered_at = :answered, ended_at = :ended,
                            signed_at = coalesce(signed_at, :signed)
                        from hotline.outside_system s where s.id = t.system_id and t.case_id = :id returning s.above""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("answered", utc(view.answeredAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", utc(view.endedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("signed", utc(signed), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", view.id().value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Stream<News> news(CaseView view, List<PastEvent> events) {
        return events.stream()
                .flatMap(past -> ResultKind.of(past.event()).map(what -> news(view, past, what)).stream());
    }

    private static java.time.@Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private News news(CaseView view, PastEvent past, ResultKind what) {
        String said = past.words() == null || !past.open() ? "" : past.words();
        String outcome = switch (past.event()) {
            case CaseEvent.ReplySent _ -> rows.find(view.id()).map(Ticket::result).map(TicketResult::label).orElse("");
            case CaseEvent.Refused refused -> refused.ground();
            case CaseEvent.Transferred to -> to.channel();
            case CaseEvent.Rated rated -> solved(rated);
            case CaseEvent.Closed closed -> outcome(closed.outcome());
            case CaseEvent.Withdrawn _ -> "已撤回";
            case CaseEvent.ExtensionGranted _ -> until(view);
            default -> "";
        };
        String words = switch (past.event()) {
            case CaseEvent.ReplySent sent -> reply(view, sent.reply());
            case CaseEvent.Rated rated -> CallBacks.satisfied(rated.satisfaction());
            case CaseEvent.ExtensionGranted _ -> "";
            default -> said;
        };
        return new News(view, Integer.toString(past.number()), what, past.at(), outcome, words);
    }

    private String until(CaseView view) {
        return view.due() == null ? "" : "延长到 " + clock.local(view.due().minusMillis(1)).toLocalDate();
    }

    private static String solved(CaseEvent.Rated rated) {
        return rated.solved() == null ? "" : rated.solved() ? "已解决" : "没有解决";
    }

    static String outcome(String code) {
        return switch (code) {
            case "answered" -> "已答复";
            case "refused" -> "不予受理";
            case "transferred" -> "转其他渠道";
            case "merged" -> "并案办理";
            default -> code;
        };
    }

    private String reply(CaseView view, int number) {
        return cases.sent(view.id())
                .stream()
                .filter(one -> one.number() == number)
                .map(Replies.Reply::text)
                .findFirst()
                .orElse("");
    }

    /** It was merged into another, and what was answered there answers it too. */
    void answeredWith(CaseView merged, CaseView main, Replies.Reply reply, String words) {
        if (sql.sql("""
                update hotline.outside_ticket t set changed_at = :now, change = null
                from hotline.outside_system s where s.id = t.system_id and t.case_id = :id and s.above""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", merged.id().value())
                .update() == 1) {
            write(new News(merged, "with:" + main.id().value() + ":" + reply.number(), ResultKind.ANSWERED, clock.now(),
                    "并案答复", words));
        }
    }

    private void write(News news) {
        sql.sql("""
                insert into hotline.result (system_id, case_id, mark, what, at, unit, outcome, words)
                select t.system_id, :id, :mark, :what, :at, :unit, :outcome, :words
                from hotline.outside_ticket t where t.case_id = :id on conflict do nothing""")
                .param("id", news.view().id().value())
                .param("mark", news.mark())
                .param("what", news.what().name())
                .param("at", news.at().atOffset(ZoneOffset.UTC))
                .param("unit", unit(news.view().lead()))
                .param("outcome", news.outcome())
                .param("words", news.words())
                .update();
    }

    private String unit(@Nullable UnitPath lead) {
        return lead == null ? "" : directory.unit(lead.unit()).map(Unit::name).orElse("");
    }
}
