package org.yizhan.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrationsTests {
    private final TestDatabase.Copy copy = TestDatabase.copy();

    @Test
    void refusesDataOfANewerModuleVersionAndChangesNothing() throws Exception {
        execute("update runtime.migrated set digest = 'another', scripts = ''");
        execute("drop schema calendar cascade");
        execute("""
                insert into search.schema_history
                       (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'x', 1, true)""");
        List<String> before = tables();
        assertRefused();
        assertThat(tables()).isEqualTo(before);
        assertThat(one("select digest from runtime.migrated")).isEqualTo("another");
    }

    @Test
    void refusesDataOfAProgramWithAModuleMore() throws Exception {
        execute("""
                update runtime.migrated
                set digest = 'another', scripts = scripts || chr(10) || 'db/migration/letters/V1__letters.sql'""");
        assertRefused();
        assertThat(one("select digest from runtime.migrated")).isEqualTo("another");
    }

    @Test
    void bringsDataOfAnOlderProgramUpToDate() throws Exception {
        String digest = one("select digest from runtime.migrated");
        execute("update runtime.migrated set digest = 'older', scripts = ''");
        execute("drop schema calendar cascade");
        Migrations.migrate(copy.dataSource());
        assertThat(one("select digest from runtime.migrated")).isEqualTo(digest);
        assertThat(one("select count(*) from calendar.schema_history where success")).isNotEqualTo("0");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> Migrations.migrate(copy.dataSource())).isInstanceOf(StartFailure.class)
                .hasMessageContaining("更新版本");
    }

    private List<String> tables() throws SQLException {
        var names = new ArrayList<String>();
        try (var connection = copy.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select schemaname || '.' || tablename from pg_tables order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private String one(String sql) throws SQLException {
        try (var connection = copy.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = copy.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
