package org.yizhan.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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
        // All are asked before the first is touched, so that refused data stay as they are.
        List<Flyway> migrations = modules.stream().map(module -> flyway(database, module)).toList();
        if (knowsMore(database, scripts) || migrations.stream().anyMatch(Migrations::isNewer)) {
            throw new StartFailure("数据由更新版本的一站写成，本程序版本较旧，不能打开，数据没有改动；请升级程序后再启动。");
        }
        try {
            migrations.forEach(Flyway::migrate);
        } catch (FlywayException e) {
            throw new StartFailure("数据库升级没有成功，请把以下原因告诉开发人员：" + firstLine(e), e);
        }
        keepDigest(database, digest, scripts);
    }

    private static Flyway flyway(DataSource database, String module) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/" + module)
                .schemas(module)
                .table("schema_history")
                .createSchemas(true)
                .load();
    }

    private static boolean isNewer(Flyway module) {
        return Arrays.stream(module.info().all()).anyMatch(info -> info.getState().name().contains("FUTURE"));
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    /** Whether a program with scripts unknown to us, perhaps of a whole module more, was here. */
    private static boolean knowsMore(DataSource database, List<Resource> scripts) {
        var ours = scripts.stream().map(Migrations::name).collect(Collectors.toSet());
        return ask(database, "select scripts from runtime.migrated").lines().anyMatch(theirs -> !ours.contains(theirs));
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

    /** CRC-32, as Flyway keeps it of each script: every start computes it, and nobody has to be kept from forging it. */
    private static String digest(List<Resource> scripts) {
        var digest = new CRC32();
        for (Resource script : scripts) {
            try {
                digest.update(name(script).getBytes(StandardCharsets.UTF_8));
                digest.update(script.getContentAsByteArray());
            } catch (IOException e) {
                throw new StartFailure("读取数据库脚本失败：" + e.getMessage(), e);
            }
        }
        return scripts.size() + "-" + Long.toHexString(digest.getValue());
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
        return ask(database, "select digest from runtime.migrated");
    }

    private static String ask(DataSource database, String sql) {
        try (Connection connection = database.getConnection(); var statement = connection.createStatement()) {
            try (var exists = statement.executeQuery("select to_regclass('runtime.migrated') is not null")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return "";
                }
            }
            try (var row = statement.executeQuery(sql)) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new StartFailure("无法读取数据库：" + e.getMessage(), e);
        }
    }

    private static void keepDigest(DataSource database, String digest, List<Resource> scripts) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into runtime.migrated (one, digest, scripts) values (true, ?, ?)
                        on conflict (one) do update set digest = excluded.digest, scripts = excluded.scripts""")) {
            insert.setString(1, digest);
            insert.setString(2, scripts.stream().map(Migrations::name).collect(Collectors.joining("\n")));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StartFailure("无法写入数据库：" + e.getMessage(), e);
        }
    }
}
