package org.yizhan.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** The answers to a case, each as it was handed in and as it left (答复). */
@Component
public class Replies {
    private static final String FIELDS = """
            select number, text, state, overrides, written_by, written_at, approved_by, sent_at from casework.reply
            """;
    private final JdbcClient sql;
    private final JsonMapper json = JsonMapper.builder().build();

    Replies(JdbcClient sql) {
        this.sql = sql;
    }

    public enum State {
        DRAFT, APPROVED, SENT
    }

    /** @param overridden codes of findings of the reply check that somebody let pass */
    public record Reply(int number, String text, State state, List<String> overridden, long writtenBy,
            Instant writtenAt,
            @Nullable Long approvedBy, @Nullable Instant sentAt) {
        Reply saying(String otherText) {
            return new Reply(number, otherText, state, overridden, writtenBy, writtenAt, approvedBy, sentAt);
        }
    }

    public List<Reply> of(CaseId id) {
        return sql.sql(FIELDS + "where case_id = :id order by number")
                .param("id", id.value())
                .query((row, n) -> reply(row))
                .list();
    }

    Optional<Reply> last(CaseId id) {
        Optional<Chronicle> past = Chronicle.of(id);
        if (past.isPresent()) {
            return Optional.ofNullable(past.get().replies().lastEntry()).map(Map.Entry::getValue);
        }
        return sql.sql(FIELDS + "where case_id = :id order by number desc limit 1")
                .param("id", id.value())
                .query((row, n) -> reply(row))
                .optional();
    }

    private Reply reply(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Reply(row.getInt("number"), row.getString("text"), State.valueOf(row.getString("state")),
                json.readerForListOf(String.class).readValue(row.getString("overrides")), row.getLong("written_by"),
                row.getTimestamp("written_at").toInstant(), row.getObject("approved_by", Long.class),
                Moments.instant(row, "sent_at"));
    }

    void draft(CaseId id, String text, List<String> overridden, long by, Instant at) {
        Optional<Chronicle> past = Chronicle.of(id);
        if (past.isPresent()) {
            past.get()
                    .put(new Reply(past.get().replies().size() + 1, text, State.DRAFT, List.copyOf(overridden), by, at,
                            null, null));
            return;
        }
        sql.sql("""
                insert into casework.reply (case_id, number, text, state, overrides, written_by, written_at)
                select :id, coalesce(max(number), 0) + 1, :text, 'DRAFT', cast(:overrides as jsonb), :by, :at
                from casework.reply where case_id = :id""")
                .param("id", id.value())
                .param("text", text)
                .param("overrides", json.writeValueAsString(overridden))
                .param("by", by)
                .param("at", Moments.time(at))
                .update();
    }

    void approve(CaseId id, int number, List<String> overridden, long by) {
        Optional<Chronicle> past = Chronicle.of(id);
        if (past.isPresent()) {
            Reply it = past.get().reply(number);
            past.get()
                    .put(new Reply(number, it.text(), State.APPROVED, List.copyOf(overridden), it.writtenBy(),
                            it.writtenAt(), by, it.sentAt()));
            return;
        }
        sql.sql("""
                update casework.reply set state = 'APPROVED', approved_by = :by, overrides = cast(:overrides as jsonb)
                where case_id = :id and number = :number""")
                .param("by", by)
                .param("overrides", json.writeValueAsString(overridden))
                .param("id", id.value())
                .param("number", number)
                .update();
    }

    void send(CaseId id, int number, Instant at) {
        Optional<Chronicle> past = Chronicle.of(id);
        if (past.isPresent()) {
            Reply it = past.get().reply(number);
            past.get()
                    .put(new Reply(number, it.text(), State.SENT, it.overridden(), it.writtenBy(), it.writtenAt(),
                            it.approvedBy(), at));
            return;
        }
        sql.sql("update casework.reply set state = 'SENT', sent_at = :at where case_id = :id and number = :number")
                .param("at", Moments.time(at))
                .param("id", id.value())
                .param("number", number)
                .update();
    }
}
