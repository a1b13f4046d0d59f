package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.UnitPath;

/** Placements in the database. */
@Component
class Placements {
    static final String SELECT = """
            select p.*, coalesce(e.title, (select x.title from content.edition x where x.document_id = p.document_id
                    order by x.number desc limit 1)) as title,
                c.name as column_name, c.unit_path, s.name as site_name
            from content.placement p join content.document d on d.id = p.document_id
            left join content.edition e on e.id = d.live_edition_id
            join content.column_ c on c.id = p.column_id join content.site s on s.id = p.site_id
            """;

    private final JdbcClient sql;

    Placements(JdbcClient sql) {
        this.sql = sql;
    }

    long add(long documentId, ColumnRecord column, Placement.Kind kind, boolean declinable, long person, Instant now,
            String words) {
        boolean listed = kind == Placement.Kind.PUSHED;
        return sql
                .sql("""
                        insert into content.placement (document_id, column_id, site_id, kind, state, declinable, asked_by, asked_at, words,
                            decided_by, decided_at)
                        values (:document, :column, :site, :kind, :state, :declinable, :person, :now, :words,
                            case when :listed then cast(:person as bigint) end, case when :listed then cast(:now as timestamptz) end)
                        returning id""")
                .param("document", documentId)
                .param("column", column.id())
                .param("site", column.siteId())
                .param("kind", kind.name())
                .param("state", listed ? "LISTED" : "ASKED")
                .param("declinable", declinable)
                .param("person", person)
                .param("now", Editions.at(now))
                .param("words", words)
                .param("listed", listed)
                .query(Long.class)
                .single();
    }

    Optional<Placement> find(long id) {
        return sql.sql(SELECT + "where p.id = :id").param("id", id).query(Placements::placement).optional();
    }

    /** The one that is asked for or stands in this column. */
    Optional<Placement> present(long documentId, long columnId) {
        return sql.sql(
                SELECT + "where p.document_id = :document and p.column_id = :column and p.state in ('ASKED', 'LISTED')")
                .param("document", documentId)
                .param("column", columnId)
                .query(Placements::placement)
                .optional();
    }

    List<Placement> of(long documentId) {
        return sql
                .sql(SELECT
                        + "where p.document_id = :id order by p.state in ('ASKED', 'LISTED') desc, p.id desc limit 100")
                .param("id", documentId)
                .query(Placements::placement)
                .list();
    }

    void decide(long id, Placement.State state, long person, Instant now, String reason) {
        sql.sql("""
                update content.placement set state = :state, decided_by = :person, decided_at = :now, reason = :reason
                where id = :id""")
                .param("id", id)
                .param("state", state.name())
                .param("person", person)
                .param("now", Editions.at(now))
                .param("reason", reason)
                .update();
    }

    static Placement placement(ResultSet row, int n) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Placement(row.getLong("id"), row.getLong("document_id"), row.getString("title"),
                row.getLong("column_id"), row.getString("site_name"), row.getString("column_name"),
                new UnitPath(row.getString("unit_path")), Placement.Kind.valueOf(row.getString("kind")),
                Placement.State.valueOf(row.getString("state")), row.getBoolean("declinable"),
                row.getLong("asked_by"), row.getTimestamp("asked_at").toInstant(), row.getString("words"),
                row.getObject("decided_by", Long.class), decided == null ? null : decided.toInstant(),
                row.getString("reason"));
    }
}
