package org.yizhan.runtime;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

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

    @Test
    void limitsOfTheOldRegulationComeToWhoHasTheNewOnesAlone() throws Exception {
        String script = new ClassPathResource("db/migration/requests/V7__limits_of_the_old_regulation.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        String count = "select count(*) from casework.limit_rule where kind = 'request' and code like '%-2008'";
        execute("delete from casework.limit_rule where kind = 'request'");
        execute(script);
        assertThat(one(count)).as("what ships comes whole").isEqualTo("0");
        for (String code : List.of("confirm", "screen", "supplement", "opinion")) {
            for (String valid : List.of("date '2000-01-01', date '2024-12-31'", "date '2025-01-01', null")) {
                execute("""
                        insert into casework.limit_rule (kind, code, name, nature, begins, ends, term, basis, valid_from, valid_until)
                        values ('request', '%s', '期限', 'STEP', '', '', '12wd', '条例第三十条', %s)"""
                        .formatted(code, valid));
            }
        }
        execute(script);
        execute(script);
        assertThat(one(count)).isEqualTo("6");
        assertThat(
                one("""
                        select basis || term from casework.limit_rule where code = 'supplement-2008' and valid_from = date '2025-01-01'"""))
                .startsWith("2008年条例第二十一条")
                .endsWith("12wd");
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
