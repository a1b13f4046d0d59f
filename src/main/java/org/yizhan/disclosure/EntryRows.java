package org.yizhan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.DocumentCard;
import org.yizhan.shared.Actor;

/** Items of the catalogue in the database. */
@Repository
class EntryRows {
    private final JdbcClient sql;
    private final JdbcTemplate batch;
    private final CountyClock clock;

    EntryRows(JdbcClient sql, JdbcTemplate batch, CountyClock clock) {
        this.sql = sql;
        this.batch = batch;
        this.clock = clock;
    }

    Optional<Entry> find(long document) {
        return sql.sql("select * from disclosure.entry where document_id = :id")
                .param("id", document)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** @param linked whether anything explains, amends or repeals it, or it does so itself */
    record Known(@Nullable Entry entry, boolean linked) {}

    /** Both in one question. */
    Known known(long document) {
        return sql
                .sql("""
                        select e.*, e.document_id is not null as catalogued,
                            exists (select from disclosure.link l where l.from_id = asked.id)
                            or exists (select from disclosure.link l where l.to_id = asked.id) as linked
                        from (select cast(:id as bigint) as id) asked left join disclosure.entry e on e.document_id = asked.id""")
                .param("id", document)
                .query((row, n) -> new Known(row.getBoolean("catalogued") ? entry(row) : null,
                        row.getBoolean("linked")))
                .single();
    }

    List<Entry> of(Collection<Long> documents) {
        return sql.sql("select * from disclosure.entry where document_id = any(:ids)")
                .param("ids", documents.toArray(Long[]::new))
                .query((row, n) -> entry(row))
                .list();
    }

    /** Says where the document belongs; the rest of its row stays. */
    void classify(long document, Classification where, boolean confirmed) {
        sql.sql("""
                insert into disclosure.entry (document_id, body_id, section, subject, genre, audience, statutory, confirmed)
                values (:id, :body, :section, :subject, :genre, :audience, :statutory, :confirmed)
                on conflict (document_id) do update set body_id = excluded.body_id, section = excluded.section,
                    subject = excluded.subject, genre = excluded.genre, audience = excluded.audience,
                    statutory = excluded.statutory, confirmed = excluded.confirmed""")
                .param("id", document)
                .param("body", where.body())
                .param("section", where.section().name())
                .param("subject", where.subject())
                .param("genre", where.genre())
                .param("audience", where.audience())
                .param("statutory", where.statutory())
                .param("confirmed", confirmed)
                .update();
    }

    /** Puts documents into the catalogue as the program proposes; those that have a row keep their place in it. */
    void propose(List<DocumentCard> cards, List<Classification> where) {
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < cards.size(); i++) {
            Classification one = where.get(i);
            rows.add(new Object[]{cards.get(i).documentId(), one.body(), one.section().name(), one.subject(),
                one.genre(), one.audience(), one.statutory()});
        }
        batch.batchUpdate("""
                insert into disclosure.entry (document_id, body_id, section, subject, genre, audience, statutory)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (document_id) do nothing""", rows);
    }

    /** What the public sees of them from now on; documents without a row in the catalogue are passed over. */
    void show(List<DocumentCard> cards) {
        var rows = new ArrayList<Object[]>();
        for (DocumentCard card : cards) {
            Instant published = card.publishedAt() == null ? clock.now() : card.publishedAt();
            Instant first = card.firstPublishedAt() == null ? published : card.firstPublishedAt();
            rows.add(new Object[]{card.title(), card.summary(), card.href(), card.documentNumber(), card.issuingBody(),
                card.indexNumber(), card.issuedOn(), Timestamp.from(first), Timestamp.from(published),
                clock.local(first).getYear(), ChronoUnit.MICROS.between(Instant.EPOCH, first), card.documentId()});
        }
        batch.batchUpdate(
                """
                        update disclosure.entry set live = true, title = ?, summary = ?, href = ?, document_number = ?, issuing_body = ?,
                            index_number = ?, issued_on = ?, first_published_at = ?, published_at = ?, year = ?, order_key = ?
                        where document_id = ?""",
                rows);
    }

    void hide(long document) {
        sql.sql("update disclosure.entry set live = false where document_id = :id").param("id", document).update();
    }

    void validity(long document, @Nullable Validity validity, @Nullable LocalDate effective,
            @Nullable LocalDate expires, @Nullable Boolean policy, boolean normative) {
        sql.sql("""
                update disclosure.entry set validity = :validity, effective_on = :effective, expires_on = :expires,
                    policy = :policy, normative = :normative where document_id = :id""")
                .param("id", document)
                .param("validity", validity == null ? null : validity.name())
                .param("effective", effective)
                .param("expires", expires)
                .param("policy", policy)
                .param("normative", normative)
                .update();
    }

    void validity(long document, Validity validity) {
        sql.sql("update disclosure.entry set validity = :validity where document_id = :id")
                .param("id", document)
                .param("validity", validity.name())
                .update();
    }

    /** What is linked with one of them, in either direction: its page shows their titles. */
    List<Long> linkedWith(Collection<Long> documents) {
        return sql.sql("""
                select to_id from disclosure.link where from_id = any(:ids)
                union select from_id from disclosure.link where to_id = any(:ids)""")
                .param("ids", documents.toArray(Long[]::new))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Turns what has run out by this day; says which. */
    List<Long> expire(LocalDate today) {
        return sql.sql("""
                update disclosure.entry set validity = 'EXPIRED'
                where validity in ('EFFECTIVE', 'PARTLY') and expires_on < :today returning document_id""")
                .param("today", today)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Puts what has changed into the cells by which the catalogue is counted. */
    void addUp() {
        sql.sql("""
                with gone as (delete from disclosure.cell_change returning *)
                insert into disclosure.cell as cell
                select body_id, section, subject, genre, audience, statutory, year, validity, sum(n) from gone
                group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(n) <> 0
                on conflict (body_id, section, subject, genre, audience, statutory, year, validity)
                    do update set n = cell.n + excluded.n""").update();
        sql.sql("delete from disclosure.cell where n = 0").update();
    }

    void record(long document, Actor actor, String act, String words) {
        sql.sql("""
                insert into disclosure.record (document_id, at, actor_kind, actor_id, act, words)
                values (:id, :now, :kind, :actor, :act, :words)""")
                .param("id", document)
                .param("now", Timestamp.from(clock.now()))
                .param("kind", actor.ref().kind().name())
                .param("actor", actor.ref().id())
                .param("act", act)
                .param("words", words)
                .update();
    }

    static Classification classification(ResultSet row) throws SQLException {
        return new Classification(row.getObject("body_id", Long.class), Section.valueOf(row.getString("section")),
                row.getString("subject"), row.getString("genre"), row.getString("audience"),
                row.getString("statutory"));
    }

    static Entry entry(ResultSet row) throws SQLException {
        String validity = row.getString("validity");
        return new Entry(row.getLong("document_id"), classification(row), row.getBoolean("confirmed"),
                row.getBoolean("live"), row.getString("title"), row.getString("summary"), row.getString("href"),
                row.getString("document_number"), row.getString("issuing_body"), row.getString("index_number"),
                row.getObject("issued_on", LocalDate.class), at(row, "first_published_at"), at(row, "published_at"),
                row.getObject("policy", Boolean.class), row.getBoolean("normative"),
                validity == null ? null : Validity.valueOf(validity), row.getObject("effective_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
