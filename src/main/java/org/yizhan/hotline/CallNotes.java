package org.yizhan.hotline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SqlLimit;

/** What else happened in a call (通话记录): three people spoke, or it was handed to another number. Never changed, never taken away. */
@Component
class CallNotes {
    private static final int MOST = 20;

    private final JdbcClient sql;

    CallNotes(JdbcClient sql) {
        this.sql = sql;
    }

    enum Nature {
        THREE_PARTY("三方通话"), HAND_OFF("转接");

        private final String label;

        Nature(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** @param party with whom: a department and who spoke, or the name of the other number */
    record Note(Nature nature, @Nullable Long caseId, String party, String number, String words, Instant at) {}

    long add(Nature nature, @Nullable CaseId about, String party, String number, String words, String mark,
            ActorRef who, Instant at) {
        return sql.sql("""
                insert into hotline.call_note (nature, case_id, party, number, words, phone_mark, by_id, at)
                values (:nature, :case, :party, :number, :words, :mark, :by, :at) returning id""")
                .param("nature", nature.name())
                .param("case", about == null ? null : about.value(), java.sql.Types.BIGINT)
                .param("party", party)
                .param("number", number)
                .param("words", words)
                .param("mark", mark)
                .param("by", who.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** In the order in which they happened. */
    List<Note> of(CaseId id) {
        return sql
                .sql("""
                        select nature, case_id, party, number, words, at from hotline.call_note where case_id = :id order by id""")
                .param("id", id.value())
                .query((row, n) -> note(row))
                .list();
    }

    /** The last hand-offs of all calls, the newest first. */
    List<Note> handedOff() {
        return sql.sql(SqlLimit.of(MOST, """
                select nature, case_id, party, number, words, at from hotline.call_note where nature = 'HAND_OFF'
                order by id desc limit :rows"""))
                .query((row, n) -> note(row))
                .list();
    }

    private static Note note(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Note(Nature.valueOf(row.getString("nature")), row.getObject("case_id", Long.class),
                row.getString("party"), row.getString("number"), row.getString("words"),
                row.getTimestamp("at").toInstant());
    }
}
