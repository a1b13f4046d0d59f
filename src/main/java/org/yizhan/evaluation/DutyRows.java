package org.yizhan.evaluation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitPath;

/** Rules, confirmations, exemptions and reminders in the database. */
@Repository
class DutyRows {
    private final JdbcClient sql;

    DutyRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those that have not ended before this day, the ones to come included. */
    List<DutyRule> rules(LocalDate day) {
        return sql.sql("""
                select * from evaluation.duty_rule where valid_until is null or valid_until >= :day
                order by column_id is not null, column_type, unit_kind nulls first, measure, period, id""")
                .param("day", day)
                .query(DutyRows::rule)
                .list();
    }

    Optional<DutyRule> rule(long id) {
        return sql.sql("select * from evaluation.duty_rule where id = :id")
                .param("id", id)
                .query(DutyRows::rule)
                .optional();
    }

    long insert(DutyRule rule) {
        return params(
                sql.sql("""
                        insert into evaluation.duty_rule (name, measure, column_id, column_type, unit_kind, time_limit, care,
                            remind_days, period, minimum, valid_from, valid_until, note)
                        values (:name, :measure, :column, :type, :kind, :limit, :care, :remind, :period, :minimum, :from, :until,
                            :note)
                        returning id"""),
                rule).query(Long.class).single();
    }

    /** False when somebody else has changed it since. */
    boolean update(DutyRule rule) {
        return params(
                sql.sql("""
                        update evaluation.duty_rule set name = :name, measure = :measure, column_id = :column, column_type = :type,
                            unit_kind = :kind, time_limit = :limit, care = :care, remind_days = :remind, period = :period,
                            minimum = :minimum, valid_from = :from, valid_until = :until, note = :note, version = version + 1
                        where id = :id and version = :version"""),
                rule).param("id", rule.id())
                .param("version", rule.version())
                .update() == 1;
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, DutyRule rule) {
        return statement.param("name", rule.name())
                .param("measure", rule.measure().name())
                .param("column", rule.columnId())
                .param("type", rule.columnType())
                .param("kind", rule.unitKind() == null ? null : rule.unitKind().name())
                .param("limit", rule.limit() == null ? null : rule.limit().written())
                .param("care", rule.care().name())
                .param("remind", rule.remindDays())
                .param("period", rule.period() == null ? null : rule.period().name())
                .param("minimum", rule.minimum())
                .param("from", rule.validFrom())
                .param("until", rule.validUntil())
                .param("note", rule.note());
    }

    private static DutyRule rule(ResultSet row, int n) throws SQLException {
        String kind = row.getString("unit_kind");
        String limit = row.getString("time_limit");
        String period = row.getString("period");
        return new DutyRule(row.getLong("id"), row.getString("name"),
                DutyRule.Measure.valueOf(row.getString("measure")), row.getObject("column_id", Long.class),
                row.getString("column_type"), kind == null ? null : UnitKind.valueOf(kind),
                limit == null ? null : TimeLimit.parse(limit).orElseThrow(), Care.valueOf(row.getString("care")),
                row.getInt("remind_days"), period == null ? null : Period.valueOf(period),
                row.getObject("minimum", Integer.class), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class), row.getString("note"), row.getInt("version"));
    }

    void confirm(long columnId, LocalDate day, long person, Instant at, String note) {
        sql.sql("""
                insert into evaluation.confirmation (column_id, day, person_id, at, note)
                values (:column, :day, :person, :at, :note)""")
                .param("column", columnId)
                .param("day", day)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("note", note)
                .update();
    }

    /** The last confirmation of each column that has one. */
    Map<Long, LocalDate> confirmations() {
        var last = new HashMap<Long, LocalDate>();
        sql.sql("select distinct on (column_id) column_id, day from evaluation.confirmation order by column_id, id desc")
                .query(row -> {
                    last.put(row.getLong(1), row.getObject(2, LocalDate.class));
                });
        return last;
    }

    /** Somebody's word that a column is right. */
    record Confirmation(LocalDate day, long person, String note) {}

    List<Confirmation> confirmations(long columnId) {
        return sql.sql("""
                select day, person_id, note from evaluation.confirmation where column_id = :column
                order by id desc limit 20""")
                .param("column", columnId)
                .query((row, n) -> new Confirmation(row.getObject(1, LocalDate.class), row.getLong(2),
                        row.getString(3)))
                .list();
    }

    void exempt(long columnId, LocalDate from, LocalDate until, String reason, long person, Instant at) {
        sql.sql("""
                insert into evaluation.exemption (column_id, from_day, until_day, reason, person_id, at)
                values (:column, :from, :until, :reason, :person, :at)""")
                .param("column", columnId)
                .param("from", from)
                .param("until", until)
                .param("reason", reason)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** False when it was over already. */
    boolean endExemption(long columnId, long id, long person, Instant at) {
        return sql.sql("""
                update evaluation.exemption set ended_by = :person, ended_at = :at
                where id = :id and column_id = :column and ended_at is null""")
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .param("column", columnId)
                .update() == 1;
    }

    Set<Long> exempted(LocalDate day) {
        return new HashSet<>(sql.sql("""
                select column_id from evaluation.exemption
                where until_day >= :day and from_day <= :day and ended_at is null""")
                .param("day", day)
                .query(Long.class)
                .list());
    }

    /** @param ended whether somebody ended it before its day */
    record Exemption(long id, LocalDate from, LocalDate until, String reason, long person, boolean ended) {}

    List<Exemption> exemptions(long columnId) {
        return sql.sql("""
                select id, from_day, until_day, reason, person_id, ended_at is not null from evaluation.exemption
                where column_id = :column order by id desc limit 20""")
                .param("column", columnId)
                .query((row, n) -> new Exemption(row.getLong(1), row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class), row.getString(4), row.getLong(5), row.getBoolean(6)))
                .list();
    }

    /** How far somebody has been reminded. */
    enum Stage {
        SOON, LAPSED
    }

    /** @param since the day of the last care; the epoch for a column that never had any */
    record Reminder(long columnId, LocalDate since, Stage stage, @Nullable LocalDate due, @Nullable Long person,
            UnitPath unit) {}

    /** Keeps those that are new; returns how many these were. */
    int remind(List<Reminder> reminders, Instant at) {
        if (reminders.isEmpty()) {
            return 0;
        }
        return sql.sql("""
                insert into evaluation.reminder (column_id, since, stage, due, person_id, unit_path, at)
                select *, :at from unnest(cast(:columns as bigint[]), cast(:since as date[]), cast(:stages as text[]),
                    cast(:due as date[]), cast(:people as bigint[]), cast(:units as text[]))
                on conflict do nothing""")
                .param("columns", reminders.stream().map(Reminder::columnId).toArray(Long[]::new))
                .param("since", reminders.stream().map(one -> one.since().toString()).toArray(String[]::new))
                .param("stages", reminders.stream().map(one -> one.stage().name()).toArray(String[]::new))
                .param("due", reminders.stream()
                        .map(one -> one.due() == null ? null : one.due().toString())
                        .toArray(String[]::new))
                .param("people", reminders.stream().map(Reminder::person).toArray(Long[]::new))
                .param("units", reminders.stream().map(one -> one.unit().value()).toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What somebody was told of a column, and when. */
    record Told(Stage stage, @Nullable LocalDate due, @Nullable Long person, Instant at) {}

    List<Told> reminders(long columnId) {
        return sql.sql("""
                select stage, due, person_id, at from evaluation.reminder where column_id = :column
                order by at desc, stage limit 20""")
                .param("column", columnId)
                .query((row, n) -> new Told(Stage.valueOf(row.getString(1)), row.getObject(2, LocalDate.class),
                        row.getObject(3, Long.class), row.getTimestamp(4).toInstant()))
                .list();
    }

    Map<String, String> openTodos() {
        var open = new HashMap<String, String>();
        sql.sql("select key, words from evaluation.open_todo for update").query(row -> {
            open.put(row.getString(1), row.getString(2));
        });
        return open;
    }

    void todoOpened(String key, String words) {
        sql.sql("""
                insert into evaluation.open_todo (key, words) values (:key, :words)
                on conflict (key) do update set words = excluded.words""")
                .param("key", key)
                .param("words", words)
                .update();
    }

    void todoClosed(String key) {
        sql.sql("delete from evaluation.open_todo where key = :key").param("key", key).update();
    }
}
