package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.shared.Kept;
import org.yizhan.shared.UnitPath;

/** The leaders in the database: a county has some dozens, so that a list holds them all. */
@Repository
class LeaderRows {
    private final JdbcClient sql;
    private final Kept<List<KnownLeader>> inForce = new Kept<>(() -> all(false));

    LeaderRows(JdbcClient sql) {
        this.sql = sql;
    }

    List<KnownLeader> inForce() {
        return inForce.now();
    }

    List<KnownLeader> all(boolean retired) {
        return sql.sql("select * from content.leader where retired = :retired order by position, id limit 2000")
                .param("retired", retired)
                .query(LeaderRows::leader)
                .list();
    }

    Optional<KnownLeader> byId(long id) {
        return sql.sql("select * from content.leader where id = :id")
                .param("id", id)
                .query(LeaderRows::leader)
                .optional();
    }

    /** Empty when the unit has somebody of this name already. */
    Optional<Long> insert(UnitPath unit, String name, String posts, int position) {
        inForce.changed();
        return sql.sql("""
                insert into content.leader (unit_path, name, posts, position) values (:unit, :name, :posts, :position)
                on conflict do nothing returning id""")
                .param("unit", unit.value())
                .param("name", name)
                .param("posts", posts)
                .param("position", position)
                .query(Long.class)
                .optional();
    }

    /** False when somebody else was faster. */
    boolean update(long id, int version, UnitPath unit, String name, String posts, int position) {
        inForce.changed();
        return sql.sql("""
                update content.leader set unit_path = :unit, name = :name, posts = :posts, position = :position,
                    retired = false, version = version + 1 where id = :id and version = :version""")
                .param("id", id)
                .param("version", version)
                .param("unit", unit.value())
                .param("name", name)
                .param("posts", posts)
                .param("position", position)
                .update() == 1;
    }

    boolean isTaken(UnitPath unit, String name, long byOtherThan) {
        return sql.sql("""
                select exists (select 1 from content.leader where unit_path = :unit and name = :name and id <> :id)""")
                .param("unit", unit.value())
                .param("name", name)
                .param("id", byOtherThan)
                .query(Boolean.class)
                .single();
    }

    void retire(long id) {
        inForce.changed();
        sql.sql("update content.leader set retired = true, version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    private static KnownLeader leader(ResultSet row, int n) throws SQLException {
        return new KnownLeader(row.getLong("id"), new UnitPath(row.getString("unit_path")), row.getString("name"),
                row.getString("posts"), row.getInt("position"), row.getBoolean("retired"), row.getInt("version"));
    }
}
