package org.yizhan.casework;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** What other modules read of cases; whether a person may see it is {@link CaseOracle}'s to say. */
@Component
public class CaseReading {
    private final CaseRows rows;
    private final Replies replies;

    CaseReading(CaseRows rows, Replies replies) {
        this.rows = rows;
        this.replies = replies;
    }

    public Optional<CaseView> find(CaseId id) {
        return rows.find(id);
    }

    public Optional<CaseView> byNumber(String number) {
        return rows.byNumber(number);
    }

    /** In no particular order. */
    public List<CaseView> find(Collection<Long> ids) {
        return rows.find(ids);
    }

    public List<PastEvent> events(CaseId id) {
        return rows.events(id);
    }

    /** The answers that have left, the last one last. */
    public List<Replies.Reply> sent(CaseId id) {
        return replies.of(id).stream().filter(reply -> reply.state() == Replies.State.SENT).toList();
    }
}
