package org.yizhan.statistics;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.evaluation.Period;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Bulletins in the database. */
@Repository
class BulletinRows {
    private final JdbcClient sql;
    private final JdbcTemplate batch;

    BulletinRows(JdbcClient sql, JdbcTemplate batch) {
        this.sql = sql;
        this.batch = batch;
    }

    long insert(Bulletin it, Instant now) {
        long id = sql
                .sql("""
                        insert into statistics.bulletin (kind, unit_path, period, first_day, last_day, title, words, drafted, heading, year,
                            made_by, made_at)
                        values (:kind, :unit, :period, :from, :until, :title, :words, :drafted, :heading, :year, :by, :at)
                        returning id""")
                .param("kind", it.kind().name())
                .param("unit", it.unit().value())
                .param("period", it.period().name())
                .param("from", it.from())
                .param("until", it.until())
                .param("title", it.title())
                .param("words", PlainText.lines(it.words()))
                .param("drafted", PlainText.lines(it.drafted()))
                .param("heading", it.heading().toArray(String[]::new))
                .param("year", it.year())
                .param("by", it.madeBy())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .single();
        write(id, it.rows(), it.links());
        return id;
    }

    private void write(long id, List<List<String>> rows, List<List<String>> links) {
        var lines = new ArrayList<Object[]>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Object[]{id, i, rows.get(i).toArray(String[]::new),
                (i < links.size() ? links.get(i) : List.<String>of()).toArray(String[]::new)});
        }
        batch.batchUpdate(
                "insert into statistics.bulletin_row (bulletin_id, position, cells, links) values (?, ?, ?, ?)", lines);
    }

    /** False when somebody else has changed or issued it since. */
    boolean update(long id, int version, String title, String words) {
        return sql.sql("""
                update statistics.bulletin set title = :title, words = :words, version = version + 1
                where id = :id and version = :version and state = 'DRAFT'""")
                .param("title", title)
                .param("words", words)
                .param("id", id)
                .param("version", version)
                .update() == 1;
    }

    boolean replace(long id, String words, List<String> heading, List<List<String>> rows, List<List<String>> links) {
        boolean draft = sql
                .sql("""
                        update statistics.bulletin set words = case when words = drafted then :words else words end, drafted = :words,
                            heading = :heading, version = version + 1
                        where id = :id and state = 'DRAFT'""")
                .param("words", PlainText.lines(words))
                .param("heading", heading.toArray(String[]::new))
                .param("id", id)
                .update() == 1;
        if (draft) {
            sql.sql("delete from statistics.bulletin_row where bulletin_id = :id").param("id", id).update();
            write(id, rows, links);
        }
        return draft;
    }

    /** Waits for others that issue the same kind, so that no number is given twice and none is left out. */
    boolean issue(Bulletin it, long person, Instant now) {
        sql.sql("select pg_advisory_xact_lock(hashtext('statistics.bulletin'), hashtext(:key))")
                .param("key", it.kind() + it.unit().value() + it.year())
                .query((row, n) -> 1)
                .single();
        return sql
                .sql("""
                        update statistics.bulletin set state = 'ISSUED', issued_by = :person, issued_at = :at, version = version + 1,
                            number = (select coalesce(max(number), 0) + 1 from statistics.bulletin
                                where kind = :kind and unit_path = :unit and year = :year)
                        where id = :id and version = :version and state = 'DRAFT'""")
                .param("person", person)
                .param("at", Timestamp.from(now))
                .param("kind", it.kind().name())
                .param("unit", it.unit().value())
                .param("year", it.year())
                .param("id", it.id())
                .param("version", it.version())
                .update() == 1;
    }

    boolean drop(long id) {
        sql.sql("""
                delete from statistics.bulletin_row where bulletin_id = :id and exists
                    (select 1 from statistics.bulletin where id = :id and state = 'DRAFT')""").param("id", id).update();
        return sql.sql("delete from statistics.bulletin where id = :id and state = 'DRAFT'")
                .param("id", id)
                .update() == 1;
    }

    private record Line(List<String> cells, List<String> links) {}

    Optional<Bulletin> find(long id) {
        List<Line> lines = sql
                .sql("select cells, links from statistics.bulletin_row where bulletin_id = :id order by position")
                .param("id", id)
                .query((row, n) -> new Line(strings(row.getArray(1)), strings(row.getArray(2))))
                .list();
        return sql.sql("select * from statistics.bulletin where id = :id")
                .param("id", id)
                .query((row, n) -> bulletin(row, lines))
                .optional();
    }

    /** Newest first, those of a year, without their rows. The key is the id of the last one seen. */
    KeyPage<Bulletin> ofYear(int year, @Nullable String key, int size) {
        boolean newer = key != null && key.matches("n\\d{1,18}");
        long from = key != null && key.matches("n?\\d{1,18}") ? Long.parseLong(key.replace("n", "")) : Long.MAX_VALUE;
        List<Bulletin> found = sql
                .sql(SqlLimit.of(size + 1, newer
                        ? "select * from statistics.bulletin where year = :year and id > :id order by id limit :rows"
                        : "select * from statistics.bulletin where year = :year and id < :id order by id desc limit :rows"))
                .param("year", year)
                .param("id", from)
                .query((row, n) -> bulletin(row, List.of()))
                .list();
        return KeyPage.of(found, size, newer, from != Long.MAX_VALUE, one -> Long.toString(one.id()), one -> one);
    }

    /** False when this was drawn up before. */
    boolean drawsUp(BulletinKind kind, LocalDate firstDay, Instant now) {
        return sql
                .sql("""
                        insert into statistics.drawn_up (kind, first_day, at) values (:kind, :first, :at) on conflict do nothing""")
                .param("kind", kind.name())
                .param("first", firstDay)
                .param("at", Timestamp.from(now))
                .update() == 1;
    }

    List<Integer> years() {
        return sql.sql("""
                with recursive leap (year) as (
                    select max(year) from statistics.bulletin
                    union all
                    select (select max(b.year) from statistics.bulletin b where b.year < leap.year) from leap
                    where leap.year is not null)
                select year from leap where year is not null""").query(Integer.class).list();
    }

    void sentOn(long bulletin, long column, long document, long person, Instant now) {
        sql.sql("""
                insert into statistics.sent_on (bulletin_id, column_id, document_id, person_id, at)
                values (:bulletin, :column, :document, :person, :at)""")
                .param("bulletin", bulletin)
                .param("column", column)
                .param("document", document)
                .param("person", person)
                .param("at", Timestamp.from(now))
                .update();
    }

    /** Where it went, newest first. */
    List<Bulletins.Sent> sent(long bulletin) {
        return sql.sql("select column_id, document_id from statistics.sent_on where bulletin_id = :id order by at desc")
                .param("id", bulletin)
                .query((row, n) -> new Bulletins.Sent(row.getLong(1), row.getLong(2)))
                .list();
    }

    private static Bulletin bulletin(ResultSet row, List<Line> lines) throws SQLException {
        Timestamp issued = row.getTimestamp("issued_at");
        return new Bulletin(row.getLong("id"), BulletinKind.valueOf(row.getString("kind")),
                new UnitPath(row.getString("unit_path")), Period.valueOf(row.getString("period")),
                row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class),
                row.getString("title"), row.getString("words"), row.getString("drafted"),
                strings(row.getArray("heading")),
                lines.stream().map(Line::cells).toList(), lines.stream().map(Line::links).toList(), row.getInt("year"),
                row.getObject("number", Integer.class), row.getLong("made_by"),
                row.getObject("issued_by", Long.class), issued == null ? null : issued.toInstant(),
                row.getInt("version"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
