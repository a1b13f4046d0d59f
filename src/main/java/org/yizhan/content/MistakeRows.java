package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Reported mistakes in the database. */
@Repository
class MistakeRows {
    private final JdbcClient sql;

    MistakeRows(JdbcClient sql) {
        this.sql = sql;
    }

    TimeLimit limit() {
        return TimeLimit.parse(sql.sql("select time_limit from content.mistake_setting").query(String.class).single())
                .orElseThrow();
    }

    void setLimit(TimeLimit limit) {
        sql.sql("update content.mistake_setting set time_limit = :limit").param("limit", limit.written()).update();
    }

    /** Allocated once, in one statement: ZC, the day, and a number within it. */
    String nextNumber(LocalDate day) {
        int number = sql.sql("""
                insert into content.mistake_number (day, last) values (:day, 1)
                on conflict (day) do update set last = content.mistake_number.last + 1 returning last""")
                .param("day", day)
                .query(Integer.class)
                .single();
        return "ZC" + day.toString().replace("-", "") + (number < 1000 ? "%03d".formatted(number) : number);
    }

    long insert(String number, String code, String page, String title, @Nullable Long document, UnitPath unit,
            String wrong, String contact, Instant now, LocalDate due) {
        return sql
                .sql("""
                        insert into content.mistake (number, query_code, page, page_title, document_id, unit_path, wrong, contact,
                            state, received_at, due_on)
                        values (:number, :code, :page, :title, :document, :unit, :wrong, :contact, 'OPEN', :now, :due) returning id""")
                .param("number", number)
                .param("code", code)
                .param("page", page)
                .param("title", title)
                .param("document", document)
                .param("unit", unit.value())
                .param("wrong", wrong)
                .param("contact", contact)
                .param("now", Editions.at(now))
                .param("due", due)
                .query(Long.class)
                .single();
    }

    void step(long id, String act, long person, Instant now, UnitPath unit, String words) {
        sql.sql("""
                insert into content.mistake_step (mistake_id, act, person_id, at, unit_path, words)
                values (:id, :act, :person, :now, :unit, :words)""")
                .param("id", id)
                .param("act", act)
                .param("person", person)
                .param("now", Editions.at(now))
                .param("unit", unit.value())
                .param("words", words)
                .update();
    }

    record Step(String act, long person, Instant at, UnitPath unit, String words) {}

    List<Step> steps(long id) {
        return sql.sql("""
                select act, person_id, at, unit_path, words from content.mistake_step where mistake_id = :id order by id
                limit 200""")
                .param("id", id)
                .query((row, n) -> new Step(row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant(),
                        new UnitPath(row.getString(4)), row.getString(5)))
                .list();
    }

    Optional<Mistake> find(long id) {
        return sql.sql("select * from content.mistake where id = :id")
                .param("id", id)
                .query(MistakeRows::mistake)
                .optional();
    }

    /** Takes the lock of its row: two who decide wait for each other. */
    Optional<Mistake> locked(long id) {
        return sql.sql("select * from content.mistake where id = :id for update")
                .param("id", id)
                .query(MistakeRows::mistake)
                .optional();
    }

    Optional<Mistake> find(String number, String code) {
        return sql.sql("select * from content.mistake where number = :number and query_code = :code")
                .param("number", number)
                .param("code", code)
                .query(MistakeRows::mistake)
                .optional();
    }

    void passOn(long id, UnitPath unit) {
        sql.sql("update content.mistake set unit_path = :unit where id = :id")
                .param("id", id)
                .param("unit", unit.value())
                .update();
    }

    void close(long id, Mistake.State state, String answer, Instant now, LocalDate day) {
        sql.sql("""
                update content.mistake set state = :state, answer = :answer, closed_at = :now, closed_on = :day
                where id = :id""")
                .param("id", id)
                .param("state", state.name())
                .param("answer", answer)
                .param("now", Editions.at(now))
                .param("day", day)
                .update();
    }

    /** Open ones, the earliest date first; the other way round towards the ones before. */
    List<Mistake> open(Collection<UnitPath> scopes, LocalDate due, long id, boolean backwards, int size) {
        return sql.sql(SqlLimit.of(size, """
                select * from content.mistake where state = 'OPEN' and unit_path like any (:scopes) and (due_on, id) %s
                limit :rows""".formatted(backwards
                ? "< (:due, :id) order by due_on desc, id desc"
                : "> (:due, :id) order by due_on, id")))
                .param("scopes", patterns(scopes))
                .param("due", due)
                .param("id", id)
                .query(MistakeRows::mistake)
                .list();
    }

    /** Closed ones, the last first. */
    List<Mistake> closed(Collection<UnitPath> scopes, Instant at, long id, boolean backwards, int size) {
        return sql.sql(SqlLimit.of(size, """
                select * from content.mistake where state <> 'OPEN' and unit_path like any (:scopes)
                    and (closed_at, id) %s limit :rows""".formatted(backwards
                ? "> (:at, :id) order by closed_at, id"
                : "< (:at, :id) order by closed_at desc, id desc")))
                .param("scopes", patterns(scopes))
                .param("at", Editions.at(at))
                .param("id", id)
                .query(MistakeRows::mistake)
                .list();
    }

    Mistake.Figures figures(Collection<UnitPath> scopes, Instant since, LocalDate today) {
        return sql.sql("""
                select count(*) as received, count(closed_at) as closed,
                    count(*) filter (where closed_on <= due_on) as on_time,
                    count(*) filter (where state = 'OPEN' and due_on < :today) as late_open
                from content.mistake where received_at >= :since and unit_path like any (:scopes)""")
                .param("scopes", patterns(scopes))
                .param("since", Editions.at(since))
                .param("today", today)
                .query((row, n) -> new Mistake.Figures(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .single();
    }

    private static String[] patterns(Collection<UnitPath> scopes) {
        return scopes.stream().map(scope -> scope.value() + "%").toArray(String[]::new);
    }

    private static Mistake mistake(ResultSet row, int n) throws SQLException {
        long document = row.getLong("document_id");
        boolean none = row.wasNull();
        Timestamp closed = row.getTimestamp("closed_at");
        return new Mistake(row.getLong("id"), row.getString("number"), row.getString("page"),
                row.getString("page_title"), none ? null : document, new UnitPath(row.getString("unit_path")),
                row.getString("wrong"), row.getString("contact"), Mistake.State.valueOf(row.getString("state")),
                row.getTimestamp("received_at").toInstant(), row.getObject("due_on", LocalDate.class),
                closed == null ? null : closed.toInstant(), row.getObject("closed_on", LocalDate.class),
                row.getString("answer"));
    }
}
