package org.yizhan.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.statistics.YearLine.Counted;

/** The lines of the yearly table in the database. */
@Repository
class YearLineRows {
    private final JdbcClient sql;
    private final JdbcTemplate batch;

    YearLineRows(JdbcClient sql, JdbcTemplate batch) {
        this.sql = sql;
        this.batch = batch;
    }

    /** Nobody else changes the lines until this transaction ends. */
    void lock() {
        sql.sql("lock table statistics.year_line in share row exclusive mode").update();
    }

    /** In the order of the table; a county has some fifty. */
    List<YearLine> all() {
        Map<Long, Set<Long>> columns = new HashMap<>();
        sql.sql("select line_id, column_id from statistics.year_line_column").query(row -> {
            columns.computeIfAbsent(row.getLong(1), any -> new HashSet<>()).add(row.getLong(2));
        });
        return sql.sql("""
                select id, group_name, name, position, counted, version from statistics.year_line
                order by position, id""")
                .query((row, n) -> new YearLine(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        Counted.valueOf(row.getString(5)), columns.getOrDefault(row.getLong(1), Set.of()),
                        row.getInt(6)))
                .list();
    }

    Optional<YearLine> find(long id) {
        return all().stream().filter(line -> line.id() == id).findFirst();
    }

    long insert(YearLine line) {
        long id = sql.sql("""
                insert into statistics.year_line (group_name, name, position, counted)
                values (:group, :name, :position, :counted) returning id""")
                .param("group", line.group())
                .param("name", line.name())
                .param("position", line.position())
                .param("counted", line.counted().name())
                .query(Long.class)
                .single();
        write(id, line.columns());
        return id;
    }

    boolean update(YearLine line) {
        boolean done = sql.sql("""
                update statistics.year_line set group_name = :group, name = :name, position = :position,
                    counted = :counted, version = version + 1
                where id = :id and version = :version""")
                .param("group", line.group())
                .param("name", line.name())
                .param("position", line.position())
                .param("counted", line.counted().name())
                .param("id", line.id())
                .param("version", line.version())
                .update() == 1;
        if (done) {
            sql.sql("delete from statistics.year_line_column where line_id = :id").param("id", line.id()).update();
            write(line.id(), line.columns());
        }
        return done;
    }

    boolean drop(long id) {
        return sql.sql("delete from statistics.year_line where id = :id").param("id", id).update() == 1;
    }

    private void write(long id, Set<Long> columns) {
        batch.batchUpdate("insert into statistics.year_line_column (column_id, line_id) values (?, ?)",
                columns.stream().sorted().map(column -> new Object[]{column, id}).toList());
    }
}
