package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.UnitPath;

/** Coordination in the database. */
@Component
class CoordinationRows {
    private final JdbcClient sql;

    CoordinationRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Asks, or asks again what has been answered. */
    long ask(long document, UnitPath unit, long person, Instant now, String words) {
        return sql.sql("""
                insert into content.coordination (document_id, unit_path, state, asked_by, asked_at, words)
                values (:document, :unit, 'ASKED', :person, :now, :words)
                on conflict (document_id, unit_path) where state <> 'CALLED_OFF' do update set state = 'ASKED',
                    asked_by = excluded.asked_by, asked_at = excluded.asked_at, words = excluded.words,
                    answered_by = null, answered_at = null, answer = '', digest = null
                returning id""")
                .param("document", document)
                .param("unit", unit.value())
                .param("person", person)
                .param("now", Editions.at(now))
                .param("words", words)
                .query(Long.class)
                .single();
    }

    Optional<Coordination> find(long id) {
        return sql.sql("select * from content.coordination where id = :id")
                .param("id", id)
                .query(CoordinationRows::coordination)
                .optional();
    }

    /** In the order of asking, what was called off too. */
    List<Coordination> of(long document) {
        return sql.sql("select * from content.coordination where document_id = :document order by id")
                .param("document", document)
                .query(CoordinationRows::coordination)
                .list();
    }

    void answer(long id, Coordination.State state, long person, Instant now, String answer, @Nullable String digest) {
        sql.sql("""
                update content.coordination set state = :state, answered_by = :person, answered_at = :now, answer = :answer,
                    digest = :digest where id = :id""")
                .param("id", id)
                .param("state", state.name())
                .param("person", person)
                .param("now", Editions.at(now))
                .param("answer", answer)
                .param("digest", digest)
                .update();
    }

    private static Coordination coordination(ResultSet row, int number) throws SQLException {
        var answered = row.getTimestamp("answered_at");
        return new Coordination(row.getLong("id"), row.getLong("document_id"), new UnitPath(row.getString("unit_path")),
                Coordination.State.valueOf(row.getString("state")), row.getLong("asked_by"),
                row.getTimestamp("asked_at").toInstant(), row.getString("words"),
                row.getObject("answered_by", Long.class), answered == null ? null : answered.toInstant(),
                row.getString("answer"), row.getString("digest"));
    }
}
