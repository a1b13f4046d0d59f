package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

/** Every text as it was saved (历次保存), the newest of each document. */
@Repository
class SavedTexts {
    /** More than anyone goes back; a text is saved every few minutes while it is written. */
    private static final int KEPT = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;

    SavedTexts(JdbcClient sql) {
        this.sql = sql;
    }

    record Row(long id, int edition, int version, long person, Instant at) {}

    record Whole(Row row, long columnId, Draft draft) {}

    void keep(Edition saved, long person, Instant now) {
        sql.sql("""
                insert into content.saved_text (document_id, edition_number, version, person_id, at, column_id, draft)
                values (:document, :edition, :version, :person, :now, :column, :draft)""")
                .param("document", saved.documentId())
                .param("edition", saved.number())
                .param("version", saved.version())
                .param("person", person)
                .param("now", Editions.at(now))
                .param("column", saved.columnId())
                .param("draft", JSON.writeValueAsString(saved.draft()))
                .update();
        sql.sql("""
                delete from content.saved_text where document_id = :document and id < (select min(id) from (
                    select id from content.saved_text where document_id = :document order by id desc limit %d) kept)"""
                .formatted(KEPT)).param("document", saved.documentId()).update();
    }

    List<Row> of(long documentId) {
        return sql.sql("""
                select id, edition_number, version, person_id, at from content.saved_text
                where document_id = :document order by id desc""")
                .param("document", documentId)
                .query((row, n) -> new Row(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    Optional<Whole> find(long documentId, long id) {
        return sql.sql("""
                select id, edition_number, version, person_id, at, column_id, draft from content.saved_text
                where document_id = :document and id = :id""")
                .param("document", documentId)
                .param("id", id)
                .query((row, n) -> new Whole(new Row(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4),
                        row.getTimestamp(5).toInstant()), row.getLong(6),
                        JSON.readValue(row.getString(7), Draft.class)))
                .optional();
    }
}
