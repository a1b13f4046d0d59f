package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yizhan.shared.SqlLimit;

/**
 * The one answer for all whose cases were merged (并件答复): each reads it on his own case, as the kind tells it to others, and
 * hears when it is given. Of a guarded case nothing is told.
 */
@Component
class MergedAnswers {
    private static final int AT_ONCE = 200;

    private final CaseRows rows;
    private final CaseLog log;
    private final Kinds kinds;
    private final Replies replies;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;

    MergedAnswers(CaseRows rows, CaseLog log, Kinds kinds, Replies replies, JdbcClient sql,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.log = log;
        this.kinds = kinds;
        this.replies = replies;
        this.sql = sql;
        this.events = events;
    }

    /** An answer has left that others wait for too. */
    record AnsweredForOthers(CaseId id, int reply) {}

    /** What was answered while the case was merged into another, in the words that its writer may read. */
    List<Replies.Reply> of(CaseView view) {
        var all = new ArrayList<Replies.Reply>();
        collect(view.id(), Instant.MIN, Instant.MAX, all);
        return all;
    }

    private void collect(CaseId id, Instant from, Instant until, List<Replies.Reply> all) {
        List<PastEvent> past = log.of(id);
        for (PastEvent one : past) {
            if (!(one.event() instanceof CaseEvent.Merged merged)) {
                continue;
            }
            Instant begin = one.at().isAfter(from) ? one.at() : from;
            Instant apart = past.stream()
                    .filter(later -> later.number() > one.number() && later.event() instanceof CaseEvent.Reopened)
                    .map(PastEvent::at)
                    .findFirst()
                    .orElse(Instant.MAX);
            Instant end = apart.isBefore(until) ? apart : until;
            Optional<CaseView> main = rows.find(merged.into()).filter(other -> !other.guarded());
            if (begin.isBefore(end) && main.isPresent()) {
                told(main.get(), begin, end, all);
                collect(main.get().id(), begin, end, all);
            }
        }
    }

    private void told(CaseView main, Instant begin, Instant end, List<Replies.Reply> all) {
        for (Replies.Reply reply : replies.of(main.id())) {
            Instant sent = reply.sentAt();
            if (sent == null || sent.isBefore(begin) || !sent.isBefore(end)) {
                continue;
            }
            String text = kinds.of(main.kind()).shared(main, reply.text());
            if (!text.isBlank()) {
                all.add(reply.saying(text));
            }
        }
    }

    /** Whether the case into which it was merged is still being handled; never said of a guarded one. */
    boolean waits(CaseView view) {
        return main(view).filter(main -> main.state().isOpen() && !main.guarded()).isPresent();
    }

    private Optional<CaseView> main(CaseView view) {
        CaseView at = view;
        while (CaseFile.MERGED.equals(at.outcome())) {
            at = rows.find(into(at.id())).orElseThrow();
        }
        return at == view ? Optional.empty() : Optional.of(at);
    }

    private CaseId into(CaseId id) {
        return log.of(id)
                .reversed()
                .stream()
                .flatMap(past -> past.event() instanceof CaseEvent.Merged merged
                        ? Stream.of(merged.into())
                        : Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    boolean hasOthers(CaseId id) {
        return !others(id, 0, 1).isEmpty();
    }

    /** Those that are merged into it now, in the order in which they came in. */
    private List<CaseView> others(CaseId id, long after, int most) {
        return rows.find(sql.sql(SqlLimit.of(most, """
                select c.id from casework.tie t join casework.cases c on c.id = t.case_id
                where t.other_id = :id and t.nature = 'MERGED' and t.case_id > :after and c.outcome = 'merged'
                    and (select cast(e.facts ->> 'into' as bigint) from casework.event e
                        where e.case_id = c.id and e.type = 'MERGED' order by e.number desc limit 1) = :id
                order by t.case_id limit :rows"""))
                .param("id", id.value())
                .param("after", after)
                .query(Long.class)
                .list());
    }

    /** In the transaction in which the answer leaves. */
    void follow(CaseFile file) {
        for (PastEvent past : file.fresh()) {
            if (past.event() instanceof CaseEvent.ReplySent sent && hasOthers(file.id())) {
                events.publishEvent(new AnsweredForOthers(file.id(), sent.reply()));
            }
        }
    }

    @ApplicationModuleListener
    void on(AnsweredForOthers answered) {
        CaseView main = rows.find(answered.id()).orElseThrow();
        Replies.Reply reply = replies.of(main.id())
                .stream()
                .filter(one -> one.number() == answered.reply())
                .findFirst()
                .orElseThrow();
        CaseKind kind = kinds.of(main.kind());
        if (!main.guarded() && !kind.shared(main, reply.text()).isBlank()) {
            tell(kind, main.id(), main, reply);
        }
    }

    private void tell(CaseKind kind, CaseId id, CaseView main, Replies.Reply reply) {
        long after = 0;
        List<CaseView> some;
        do {
            some = others(id, after, AT_ONCE);
            for (CaseView merged : some) {
                kind.answeredWith(merged, main, reply);
                tell(kind, merged.id(), main, reply);
                after = Math.max(after, merged.id().value());
            }
        } while (some.size() == AT_ONCE);
    }
}
