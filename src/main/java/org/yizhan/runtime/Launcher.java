package org.yizhan.runtime;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;

/** Starts the database, brings it to this version, then starts the program. */
public final class Launcher {
    private Launcher() {}

    public static void run(Class<?> program, Path dataFolder, int port) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder.resolve("postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        createDatabase(postgres);
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.url("yizhan"));
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        Migrations.migrate(database);
        var application = new SpringApplication(program);
        application.setDefaultProperties(Map.of("server.port", port,
                "yizhan.data", dataFolder.toAbsolutePath().toString(),
                "spring.datasource.url", postgres.url("yizhan"),
                "spring.datasource.username", postgres.user(),
                "spring.datasource.password", postgres.password()));
        application.run();
    }

    private static void createDatabase(EmbeddedPostgres postgres) {
        try (var connection = DriverManager.getConnection(postgres.url("postgres"), postgres.user(),
                postgres.password()); var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = 'yizhan'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database yizhan");
        } catch (SQLException e) {
            throw new StartFailure("内置数据库无法建立：" + e.getMessage(), e);
        }
    }
}
