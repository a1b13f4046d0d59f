package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.SqlLimit;

/** Plans in the database. */
@Component
class Plans {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final TodoList todos;

    Plans(JdbcClient sql, TodoList todos) {
        this.sql = sql;
        this.todos = todos;
    }

    /** The to-do that says that a plan could not be kept. */
    static String todo(long documentId) {
        return "article-plan:" + documentId;
    }

    void add(Edition edition, Plan.Kind kind, Instant at, long approver, Instant now, @Nullable Withdrawal how) {
        sql.sql("""
                insert into content.plan (document_id, edition_id, kind, at, digest, approver, approved_at, withdrawal_kind, reason,
                    successor)
                values (:document, :edition, :kind, :at, :digest, :approver, :now, :how, :reason, :successor)""")
                .param("document", edition.documentId())
                .param("edition", edition.id())
                .param("kind", kind.name())
                .param("at", Editions.at(at))
                .param("digest", edition.digest())
                .param("approver", approver)
                .param("now", Editions.at(now))
                .param("how", how == null ? null : how.kind().name())
                .param("reason", how == null ? "" : how.reason())
                .param("successor", how == null ? null : how.successor())
                .update();
    }

    Optional<Plan> find(long id) {
        return sql.sql("select * from content.plan where id = :id").param("id", id).query(Plans::plan).optional();
    }

    Optional<Plan> waiting(long documentId, Plan.Kind kind) {
        return sql.sql("select * from content.plan where document_id = :id and kind = :kind and state = 'WAITING'")
                .param("id", documentId)
                .param("kind", kind.name())
                .query(Plans::plan)
                .optional();
    }

    /** What was planned for the document and is not over, and what came of the last few. */
    List<Plan> of(long documentId) {
        return sql.sql("select * from content.plan where document_id = :id order by id desc limit 6")
                .param("id", documentId)
                .query(Plans::plan)
                .list();
    }

    /** What should have happened by now: whether the program ran at that time or not does not matter. */
    List<Plan> due(Instant now, int most) {
        return sql
                .sql(SqlLimit.of(most,
                        """
                                select * from content.plan where state = 'WAITING' and at <= :now and (retry_at is null or retry_at <= :now)
                                order by at, id limit :rows"""))
                .param("now", Editions.at(now))
                .query(Plans::plan)
                .list();
    }

    void settle(long id, Plan.State state, long person, Instant now, String words) {
        sql.sql("""
                update content.plan set state = :state, settled_at = :now, settled_by = :person, words = :words
                where id = :id and state = 'WAITING'""")
                .param("id", id)
                .param("state", state.name())
                .param("person", person)
                .param("words", words)
                .param("now", Editions.at(now))
                .update();
    }

    /** After a failure of the program: later, so that what fails again and again keeps nothing else waiting. */
    void putOff(long id, Instant now) {
        sql.sql("update content.plan set retry_at = :at where id = :id and state = 'WAITING'")
                .param("id", id)
                .param("at", Editions.at(now.plus(PAUSE)))
                .update();
    }

    /** An act has moved the edition on: what was planned for it in its former state is off. */
    void overtaken(Edition edition, EditionState state, Actor actor, Instant now) {
        todos.done(todo(edition.documentId()), actor.ref());
        if (state == EditionState.READY) {
            return;
        }
        sql.sql("""
                update content.plan set state = 'CANCELLED', settled_at = :now, settled_by = :person, words = :words
                where edition_id = :edition and state = 'WAITING' and (kind = 'GO_LIVE' or not :live)""")
                .param("edition", edition.id())
                .param("live", state == EditionState.LIVE)
                .param("person", actor.ref().id())
                .param("words", "稿件先转为“" + state.label() + "”")
                .param("now", Editions.at(now))
                .update();
    }

    static Plan plan(ResultSet row, int n) throws SQLException {
        String how = row.getString("withdrawal_kind");
        Timestamp settled = row.getTimestamp("settled_at");
        return new Plan(row.getLong("id"), row.getLong("document_id"), row.getLong("edition_id"),
                Plan.Kind.valueOf(row.getString("kind")), row.getTimestamp("at").toInstant(), row.getString("digest"),
                row.getLong("approver"), row.getTimestamp("approved_at").toInstant(), how == null
                        ? null
                        : new Withdrawal(Withdrawn.Kind.valueOf(how), row.getString("reason"),
                                row.getString("successor")),
                Plan.State.valueOf(row.getString("state")), settled == null ? null : settled.toInstant(),
                row.getString("words"));
    }
}
