package org.yizhan.identity;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Lets Spring Security's own stores, whose statements name tables without a schema, work in ours. */
class SchemaTables extends JdbcTemplate {
    SchemaTables(DataSource database) {
        super(database);
    }

    @Override
    public <T extends @Nullable Object> T query(String sql, @Nullable PreparedStatementSetter values,
            ResultSetExtractor<T> rows) {
        return super.query(inSchema(sql), values, rows);
    }

    @Override
    public int update(String sql, @Nullable PreparedStatementSetter values) {
        return super.update(inSchema(sql), values);
    }

    static String inSchema(String sql) {
        return sql.replaceAll("(?i)\\b(FROM|INTO|UPDATE)\\s+(oauth2_|user_)", "$1 identity.$2");
    }
}
