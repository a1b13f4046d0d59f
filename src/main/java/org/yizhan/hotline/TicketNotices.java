package org.yizhan.hotline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Replies;
import org.yizhan.casework.WriterNews;

/**
 * Tells the caller by short message what happened (告知来电人), in the act's transaction: the number and where to look, never what it is
 * about.
 */
@Component
class TicketNotices {
    private final TicketRows rows;
    private final WriterNews news;

    TicketNotices(TicketRows rows, WriterNews news) {
        this.rows = rows;
        this.news = news;
    }

    /** Once the ticket itself is written down; before, nobody would know whom to tell. */
    void received(CaseView view, Caller caller) {
        news.tell(view, "1", view.receivedAt(), "ticket-received",
                Map.of("number", view.number(), "code", view.code()), () -> reach(caller));
    }

    void acted(CaseView view, List<PastEvent> events) {
        for (PastEvent past : events) {
            if (past.event() instanceof CaseEvent.ReplySent && view.lead() != null) {
                answered(view, String.valueOf(past.number()), past.at());
            }
        }
    }

    /** That the ticket with which this one was merged has its answer. */
    void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {
        answered(merged, "with:" + main.id().value() + ":" + reply.number(), Objects.requireNonNull(reply.sentAt()));
    }

    private void answered(CaseView view, String event, Instant at) {
        news.tell(view, event, at, "ticket-answered", Map.of("number", view.number()),
                () -> reach(rows.caller(view.id())));
    }

    private static WriterNews.Reach reach(Caller caller) {
        return new WriterNews.Reach(null, caller.phone(), "");
    }
}
