package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.WriterNews;
import org.yizhan.messaging.Channel;
import org.yizhan.shared.web.Dates;

/** Tells the applicant what happened (告知申请人), in the act's transaction: the number and what to do, never what was asked. */
@Component
class ApplicantNotices {
    private final RequestRows rows;
    private final WriterNews news;
    private final CountyClock clock;

    ApplicantNotices(RequestRows rows, WriterNews news, CountyClock clock) {
        this.rows = rows;
        this.news = news;
        this.clock = clock;
    }

    /** Once the request itself is written down; before, nobody would know whom to tell. */
    void received(CaseView view) {
        news.tell(view, "1", view.receivedAt(), "request-received",
                Map.of("number", view.number(), "code", view.code()), () -> reach(view));
    }

    Optional<Channel> first(CaseView view) {
        return news.first(reach(view));
    }

    void acted(CaseView view, List<PastEvent> events) {
        events.forEach(past -> text(view, past.event())
                .ifPresent(text -> news.tell(view, String.valueOf(past.number()), past.at(), text.template(),
                        text.values(), () -> reach(view))));
    }

    private record Text(String template, Map<String, String> values) {}

    private Optional<Text> text(CaseView view, CaseEvent event) {
        String number = view.number();
        return Optional.ofNullable(switch (event) {
            case CaseEvent.Accepted _ when view.reopenings() == 0 -> confirmed(view);
            case CaseEvent.SupplementAsked asked -> new Text(
                    rows.find(view.id()).filter(Request::isOld).isPresent()
                            ? "request-supplement-2008"
                            : "request-supplement",
                    Map.of("number", number, "until", Dates.day(asked.until())));
            case CaseEvent.ExtensionGranted _ when view.due() != null -> new Text("request-extended",
                    Map.of("number", number, "due", due(view)));
            case CaseEvent.DateGiven given -> new Text("request-extended",
                    Map.of("number", number, "due", Dates.day(given.until())));
            case CaseEvent.Suspended suspended -> new Text("request-suspended",
                    Map.of("number", number, "reason", suspended.ground()));
            case CaseEvent.ReplySent _ -> new Text("request-answered", Map.of("number", number));
            case CaseEvent.Closed closed -> Outcome.find(closed.outcome())
                    .map(outcome -> new Text("request-ended", Map.of("number", number, "reason", outcome.label())))
                    .orElse(null);
            default -> null;
        });
    }

    private @org.jspecify.annotations.Nullable Text confirmed(CaseView view) {
        LocalDate received = rows.find(view.id()).map(Request::receivedOn).orElse(null);
        return received == null || view.due() == null
                ? null
                : new Text("request-confirmed",
                        Map.of("number", view.number(), "day", Dates.day(received), "due", due(view)));
    }

    private String due(CaseView view) {
        Instant due = view.due();
        return due == null ? "" : Dates.day(clock.local(due.minusNanos(1000)).toLocalDate());
    }

    private WriterNews.Reach reach(CaseView view) {
        Applicant one = rows.applicant(view.id());
        return new WriterNews.Reach(rows.member(view.id()).orElse(null), one.phone(), one.email());
    }
}
