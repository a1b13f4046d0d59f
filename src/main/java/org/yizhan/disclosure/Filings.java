package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/** Announces changes, withdrawals and terminations with their reasons (备案公示), and keeps the file of each item (档案). */
@Service
public class Filings {
    private final JdbcClient sql;
    private final EntryRows entries;
    private final Bodies bodies;
    private final Journal journal;
    private final CountyClock clock;
    private final Announcer announcer;

    Filings(JdbcClient sql, EntryRows entries, Bodies bodies, Journal journal, CountyClock clock,
            Announcer announcer) {
        this.sql = sql;
        this.entries = entries;
        this.bodies = bodies;
        this.journal = journal;
        this.clock = clock;
        this.announcer = announcer;
    }

    void changed(Entry entry, String reason) {
        write(entry, Filing.Kind.CHANGED, reason);
    }

    void withdrawn(Entry entry, String reason) {
        write(entry, Filing.Kind.WITHDRAWN, reason);
    }

    void terminated(Entry entry, String reason) {
        write(entry, Filing.Kind.TERMINATED, reason);
    }

    /** A change or termination that the office itself wants to announce. */
    @Transactional
    public Optional<Refusal> announce(Actor actor, long document, Filing.Kind kind, String typed) {
        var entry = entries.find(document);
        if (entry.isEmpty()) {
            return Optional.of(new Refusal("这篇稿件不在公开目录里。"));
        }
        var body = bodies.find(entry.get().where().body() == null ? 0 : entry.get().where().body());
        String reason = PlainText.line(typed).strip();
        var refusal = body.<Optional<Refusal>>map(
                b -> DisclosureRules.refusal(DisclosureAction.MANAGE, actor, b.unit()))
                .orElse(Optional.of(new Refusal("没有找到公开主体。")))
                .or(() -> Refusal.when(kind == Filing.Kind.WITHDRAWN, "撤下由撤稿办理，公示自动登记。"))
                .or(() -> Refusal.when(reason.isEmpty() || PlainText.length(reason) > 200, "请写明原因，最多200个字；公众会看到。"));
        if (refusal.isEmpty()) {
            write(entry.get(), kind, reason);
            entries.record(document, actor, kind.name(), reason);
            journal.record(actor.ref(), DisclosureAct.FILED, new ObjectRef("article", document),
                    Map.of("kind", kind.name()));
        }
        return refusal;
    }

    private void write(Entry entry, Filing.Kind kind, String reason) {
        if (entry.where().body() == null || entry.title().isEmpty()) {
            return;
        }
        sql.sql("""
                insert into disclosure.filing (document_id, body_id, kind, title, index_number, reason, at)
                values (:document, :body, :kind, :title, :number, :reason, :now)""")
                .param("document", entry.documentId())
                .param("body", entry.where().body())
                .param("kind", kind.name())
                .param("title", entry.title())
                .param("number", entry.indexNumber())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.now()))
                .update();
        announcer.say(Announcer.FILINGS);
    }

    /** Newest first; of one body, or of all. */
    @Transactional(readOnly = true)
    public KeyPage<Filing> list(@Nullable Long body, @Nullable String key, int size) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean newer = place.startsWith("n");
        long from = place.isEmpty() ? Long.MAX_VALUE : Long.parseLong(newer ? place.substring(1) : place);
        List<Filing> found = sql.sql(SqlLimit.of(size + 1, """
                select f.*, b.name as body_name from disclosure.filing f join disclosure.body b on b.unit_id = f.body_id
                where f.id %s :from and (cast(:body as bigint) is null or f.body_id = :body)
                order by f.id %s limit :rows""".formatted(newer ? ">" : "<", newer ? "" : "desc")))
                .param("from", from)
                .param("body", body)
                .query((row, n) -> new Filing(row.getLong("id"), row.getLong("document_id"), row.getLong("body_id"),
                        row.getString("body_name"), Filing.Kind.valueOf(row.getString("kind")), row.getString("title"),
                        row.getString("index_number"), row.getString("reason"),
                        row.getTimestamp("at").toInstant()))
                .list();
        return newer && found.size() < size
                ? list(body, null, size)
                : KeyPage.of(found, size, newer, !place.isEmpty(), filing -> Long.toString(filing.id()),
                        filing -> filing);
    }
}
