package org.yizhan.hotline;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.identity.Phone;
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.messaging.Recipient;

/**
 * Tells the caller by short message what happened (告知来电人), in the act's transaction: the number and where to look, never what it is
 * about. Of what lies in the past nobody is told.
 */
@Component
class TicketNotices {
    private static final Duration NEWS = Duration.ofDays(1);

    private final TicketRows rows;
    private final Outbox outbox;
    private final CountyClock clock;

    TicketNotices(TicketRows rows, Outbox outbox, CountyClock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Once the ticket itself is written down; before, nobody would know whom to tell. */
    void received(CaseView view, Caller caller) {
        if (isNews(view.receivedAt())) {
            send(view, caller, "1", "ticket-received", Map.of("number", view.number(), "code", view.code()));
        }
    }

    void acted(CaseView view, List<PastEvent> events) {
        for (PastEvent past : events) {
            if (past.event() instanceof CaseEvent.ReplySent && view.lead() != null && isNews(past.at())) {
                answered(view, String.valueOf(past.number()));
            }
        }
    }

    void answered(CaseView view, String news) {
        send(view, rows.caller(view.id()), news, "ticket-answered", Map.of("number", view.number()));
    }

    private boolean isNews(java.time.Instant at) {
        return !at.isBefore(clock.now().minus(NEWS));
    }

    private void send(CaseView view, Caller caller, String news, String template, Map<String, String> values) {
        String phone = caller.phone();
        if (Phone.problem(phone).isEmpty()) {
            outbox.send(new Notice("ticket:" + view.id().value() + ":" + news,
                    new Recipient(null, List.of()).and(Channel.SMS, phone), template, values)
                    .leadingTo("/track/" + view.number()));
        }
    }
}
