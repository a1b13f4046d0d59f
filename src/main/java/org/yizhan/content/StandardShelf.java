package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.directory.UnitKind;

/** The column standards and the rule of the group in the database. */
@Repository
class StandardShelf {
    private final JdbcClient sql;

    StandardShelf(JdbcClient sql) {
        this.sql = sql;
    }

    List<StandardColumn> all() {
        return sql.sql("select * from content.column_standard order by unit_kind, retired, position, id")
                .query(StandardShelf::column)
                .list();
    }

    List<StandardColumn> of(UnitKind kind) {
        return sql.sql("""
                select * from content.column_standard where unit_kind = :kind order by retired, position, id""")
                .param("kind", kind.name())
                .query(StandardShelf::column)
                .list();
    }

    Optional<StandardColumn> find(long id) {
        return sql.sql("select * from content.column_standard where id = :id")
                .param("id", id)
                .query(StandardShelf::column)
                .optional();
    }

    /** Empty when the kind has a column of this slug already. */
    Optional<Long> insert(StandardColumn column) {
        return params(
                sql.sql("""
                        insert into content.column_standard (unit_kind, slug, name, description, type, duty, update_every_days, model,
                            disclosure, needs_issuing_body, chain, position, retired)
                        values (:kind, :slug, :name, :description, :type, :duty, :days, :model, :disclosure, :body, :chain,
                            :position, :retired)
                        on conflict (unit_kind, slug) do nothing returning id"""),
                column).query(Long.class).optional();
    }

    void update(StandardColumn column) {
        params(sql
                .sql("""
                        update content.column_standard set unit_kind = :kind, slug = :slug, name = :name, description = :description,
                            type = :type, duty = :duty, update_every_days = :days, model = :model, disclosure = :disclosure,
                            needs_issuing_body = :body, chain = :chain, position = :position, retired = :retired
                        where id = :id"""),
                column).param("id", column.id()).update();
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, StandardColumn column) {
        return statement.param("kind", column.kind().name())
                .param("slug", column.slug())
                .param("name", column.name())
                .param("description", column.description())
                .param("type", column.type())
                .param("duty", column.duty())
                .param("days", column.updateEveryDays())
                .param("model", column.model())
                .param("disclosure", column.disclosure())
                .param("body", column.needsIssuingBody())
                .param("chain", column.chain().stored())
                .param("position", column.position())
                .param("retired", column.retired());
    }

    GroupRule rule() {
        return sql.sql("select * from content.group_rule")
                .query((row, n) -> new GroupRule(row.getString("domain_rule"), row.getString("county_domain"),
                        row.getInt("extra_columns"), row.getInt("shutdowns_a_year"), row.getInt("shutdown_days"),
                        row.getInt("closing_notice_days"),
                        Arrays.asList((Integer[]) row.getArray("warn_days").getArray()), row.getInt("idle_days")))
                .single();
    }

    void update(GroupRule rule) {
        sql.sql("""
                update content.group_rule set domain_rule = :domainRule, county_domain = :countyDomain,
                    extra_columns = :extra, shutdowns_a_year = :shutdowns, shutdown_days = :days,
                    closing_notice_days = :notice, warn_days = :warn, idle_days = :idle""")
                .param("domainRule", rule.domainRule())
                .param("countyDomain", rule.countyDomain())
                .param("extra", rule.extraColumns())
                .param("shutdowns", rule.shutdownsAYear())
                .param("days", rule.shutdownDays())
                .param("notice", rule.closingNoticeDays())
                .param("warn", rule.warnDays().toArray(Integer[]::new))
                .param("idle", rule.idleDays())
                .update();
    }

    private static StandardColumn column(ResultSet row, int n) throws SQLException {
        return new StandardColumn(row.getLong("id"), UnitKind.valueOf(row.getString("unit_kind")),
                row.getString("slug"), row.getString("name"), row.getString("description"), row.getString("type"),
                row.getString("duty"), row.getObject("update_every_days", Integer.class), row.getString("model"),
                row.getBoolean("disclosure"), row.getBoolean("needs_issuing_body"),
                ChainPattern.parse(row.getString("chain")), row.getInt("position"), row.getBoolean("retired"));
    }
}
