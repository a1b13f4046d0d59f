package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

import tools.jackson.databind.json.JsonMapper;

/** The answers to a case, each as it was handed in and as it left (答复). */
@Component
public class Replies {
    private static final String FIELDS = """
            select number, text, state, overrides, written_by, written_at, approved_by, sent_at from casework.reply
            """;
    /** The last one of the case {@code :id}, for {@link #reply}. */
    static final String LAST = FIELDS + "where case_id = :id order by number desc limit 1";

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
        static Reply draft(int number, String text, List<String> overridden, ActorRef by, Instant at) {
            return new Reply(number, text, State.DRAFT, List.copyOf(overridden), by.id(), at, null, null);
        }

        Reply approved(List<String> nowOverridden, ActorRef by) {
            return new Reply(number, text, State.APPROVED, List.copyOf(nowOverridden), writtenBy, writtenAt, by.id(),
                    sentAt);
        }

        Reply sent(Instant at) {
            return new Reply(number, text, State.SENT, overridden, writtenBy, writtenAt, approvedBy, at);
        }

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
        return sql.sql(LAST).param("id", id.value()).query((row, n) -> reply(row)).optional();
    }

    Reply reply(ResultSet row) throws SQLException {
        return new Reply(row.getInt("number"), row.getString("text"), State.valueOf(row.getString("state")),
                json.readerForListOf(String.class).readValue(row.getString("overrides")), row.getLong("written_by"),
                row.getTimestamp("written_at").toInstant(), row.getObject("approved_by", Long.class),
                Moments.instant(row, "sent_at"));
    }

    /** The answer that an act wrote or changed; the statement is about the case {@code id}. */
    void save(CaseFile file, Writes writes) {
        file.changedAnswer()
                .ifPresent(answer -> writes
                        .add("""
                                insert into casework.reply (case_id, number, text, state, overrides, written_by, written_at, approved_by, sent_at)
                                values (:id, :answer, :answerText, :answerState, cast(:overrides as jsonb), :writtenBy, :writtenAt, :approvedBy,
                                    :sentAt)
                                on conflict (case_id, number) do update set state = excluded.state, overrides = excluded.overrides,
                                    approved_by = excluded.approved_by, sent_at = excluded.sent_at""")
                        .with("answer", answer.number())
                        .with("answerText", answer.text())
                        .with("answerState", answer.state().name())
                        .with("overrides", json.writeValueAsString(answer.overridden()))
                        .with("writtenBy", answer.writtenBy())
                        .with("writtenAt", Moments.time(answer.writtenAt()))
                        .with("approvedBy", answer.approvedBy())
                        .with("sentAt", Moments.time(answer.sentAt())));
    }
}
