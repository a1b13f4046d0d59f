package org.yizhan.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yizhan.shared.Sm3;

/**
 * Brings the database to this program's version: every module has a schema and a folder {@code db/migration/<module>} of its
 * own. When the digest of all scripts is the one kept from the last start, nothing else is asked.
 */
public final class Migrations {
    private static final String PATTERN = "classpath*:db/migration/*/*.sql";

    private Migrations() {}

    /** @throws StartFailure when the data was written by a newer program */
    public static void migrate(DataSource database) {
        List<Resource> scripts = scripts();
        String digest = digest(scripts);
        if (digest.equals(lastDigest(database))) {
            return;
        }
        var modules = new TreeSet<String>();
        scripts.forEach(script -> modules.add(moduleOf(script)));
        for (String module : modules) {
            migrate(database, module);
        }
        keepDigest(database, digest);
    }

    private static void migrate(DataSource database, String module) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/" + module)
                .schemas(module)
                .table("schema_history")
                .createSchemas(true)
                .load();
        boolean newer = Arrays.stream(flyway.info().all()).anyMatch(info -> info.getState().name().contains("FUTURE"));
        if (newer) {
            throw new StartFailure("数据由更新版本的一站写成，本程序版本较旧，不能打开。请升级程序后再启动。");
        }
        flyway.migrate();
    }

    private static List<Resource> scripts() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(PATTERN))
                    .sorted(Comparator.comparing(Migrations::name))
                    .toList();
        } catch (IOException e) {
            throw new StartFailure("读取数据库脚本失败：" + e.getMessage(), e);
        }
    }

    private static String digest(List<Resource> scripts) {
        var all = new StringBuilder();
        for (Resource script : scripts) {
            try {
                all.append(name(script)).append('\n').append(script.getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new StartFailure("读取数据库脚本失败：" + e.getMessage(), e);
            }
        }
        return Sm3.hex(all.toString());
    }

    private static String name(Resource script) {
        try {
            String url = script.getURL().toString();
            return url.substring(url.indexOf("db/migration/"));
        } catch (IOException e) {
            throw new StartFailure("读取数据库脚本失败：" + e.getMessage(), e);
        }
    }

    private static String moduleOf(Resource script) {
        return name(script).split("/")[2];
    }

    private static String lastDigest(DataSource database) {
        try (Connection connection = database.getConnection(); var statement = connection.createStatement()) {
            try (var exists = statement.executeQuery("select to_regclass('runtime.migrated') is not null")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return "";
                }
            }
            try (var row = statement.executeQuery("select digest from runtime.migrated")) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new StartFailure("无法连接数据库：" + e.getMessage(), e);
        }
    }

    private static void keepDigest(DataSource database, String digest) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into runtime.migrated (one, digest) values (true, ?)
                        on conflict (one) do update set digest = excluded.digest""")) {
            insert.setString(1, digest);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StartFailure("无法写入数据库：" + e.getMessage(), e);
        }
    }
}
