package org.yizhan.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Special checks and what they found, in the database. */
@Repository
class CheckRows {
    private static final String FINDINGS = """
            select f.id, f.check_id, c.title, f.unit_path, f.text, o.case_id from supervision.finding f
            join supervision.special_check c on c.id = f.check_id
            left join supervision.order_sheet o on o.finding_id = f.id
            """;

    private final JdbcClient sql;

    CheckRows(JdbcClient sql) {
        this.sql = sql;
    }

    long insert(NewCheck it, long by, Instant now) {
        long id = sql.sql("""
                insert into supervision.special_check (title, scope, basis, first_day, last_day, made_by, made_at)
                values (:title, :scope, :basis, :first, :last, :by, :now) returning id""")
                .param("title", it.title())
                .param("scope", it.scope())
                .param("basis", it.basis())
                .param("first", it.firstDay())
                .param("last", it.lastDay())
                .param("by", by)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        cover(id, it.units());
        return id;
    }

    void cover(long id, List<UnitPath> units) {
        sql.sql("""
                insert into supervision.checked_unit (check_id, unit_path) select :id, unit from unnest(:units) unit
                on conflict do nothing""")
                .param("id", id)
                .param("units", units.stream().map(UnitPath::value).toArray(String[]::new))
                .update();
    }

    Optional<SpecialCheck> find(long id) {
        List<UnitPath> units = sql.sql("select unit_path from supervision.checked_unit where check_id = :id order by 1")
                .param("id", id)
                .query((row, n) -> new UnitPath(row.getString(1)))
                .list();
        return sql.sql("select * from supervision.special_check where id = :id")
                .param("id", id)
                .query((row, n) -> check(row, units))
                .optional();
    }

    /** Newest first. */
    KeyPage<SpecialCheck> page(@Nullable String key, int size) {
        boolean newer = key != null && key.matches("n\\d{1,18}");
        long from = key != null && key.matches("n?\\d{1,18}") ? Long.parseLong(key.replace("n", "")) : Long.MAX_VALUE;
        List<SpecialCheck> found = sql
                .sql(SqlLimit.of(size + 1, newer
                        ? "select * from supervision.special_check where id > :id order by id limit :rows"
                        : "select * from supervision.special_check where id < :id order by id desc limit :rows"))
                .param("id", from)
                .query((row, n) -> check(row, List.of()))
                .list();
        return KeyPage.of(found, size, newer, from != Long.MAX_VALUE, one -> Long.toString(one.id()), one -> one);
    }

    /** Those that ended within these days. */
    List<SpecialCheck> closed(Instant from, Instant until) {
        return sql.sql("""
                select * from supervision.special_check where closed_at >= :from and closed_at < :until
                order by closed_at, id""")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> check(row, List.of()))
                .list();
    }

    private static SpecialCheck check(ResultSet row, List<UnitPath> units) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new SpecialCheck(row.getLong("id"), row.getString("title"), row.getString("scope"),
                row.getString("basis"), row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class), units, row.getString("conclusion"),
                closed == null ? null : closed.toInstant(), row.getInt("version"));
    }

    long find(long check, UnitPath unit, String text, long by, Instant now) {
        return sql
                .sql("""
                        insert into supervision.finding (check_id, unit_path, text, by_id, at) values (:check, :unit, :text, :by, :now)
                        returning id""")
                .param("check", check)
                .param("unit", unit.value())
                .param("text", text)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void remove(long finding) {
        sql.sql("delete from supervision.finding where id = :id").param("id", finding).update();
    }

    Optional<Finding> finding(long id) {
        return sql.sql(FINDINGS + "where f.id = :id").param("id", id).query((row, n) -> finding(row)).optional();
    }

    List<Finding> findings(long check) {
        return sql.sql(FINDINGS + "where f.check_id = :check order by f.unit_path, f.id")
                .param("check", check)
                .query((row, n) -> finding(row))
                .list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        Long order = row.getObject("case_id", Long.class);
        return new Finding(row.getLong("id"), row.getLong("check_id"), row.getString("title"),
                new UnitPath(row.getString("unit_path")), row.getString("text"),
                order == null ? null : new CaseId(order));
    }

    /** False when somebody else was first. */
    boolean close(long id, int version, String conclusion, long by, Instant now) {
        return sql.sql("""
                update supervision.special_check set conclusion = :conclusion, closed_by = :by, closed_at = :now,
                    version = version + 1
                where id = :id and version = :version and closed_at is null""")
                .param("conclusion", conclusion)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .param("version", version)
                .update() == 1;
    }
}
