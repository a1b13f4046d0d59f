package org.yizhan.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import com.zaxxer.hikari.HikariDataSource;

/**
 * One PostgreSQL server per test JVM, with a migrated template: every Spring context in the tests gets a fresh copy of it, in
 * about a tenth of a second. Registered in {@code spring.factories}, so that a test need not mention it.
 */
public class TestDatabase implements EnvironmentPostProcessor {
    private static final AtomicInteger COPIES = new AtomicInteger();
    /** Contexts still need the database while they end, so Spring ends it after them. */
    private static final AtomicBoolean ENDED_BY_SPRING = new AtomicBoolean();

    /** A fresh, migrated database, as url, user and password. */
    public record Copy(String url, String user, String password) {
        /** Keeps its connections: one anew for each statement, with the proof of the password, costs more than most statements. */
        public DataSource dataSource() {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMinimumIdle(0);
            pool.setIdleTimeout(10_000);
            pool.setMaximumPoolSize(50);
            return pool;
        }
    }

    public static Copy copy() {
        String name = "test_" + COPIES.incrementAndGet();
        execute("create database " + name + " template migrated");
        return new Copy(Server.POSTGRES.url(name), Server.POSTGRES.user(), Server.POSTGRES.password());
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        Copy copy = copy();
        if (ENDED_BY_SPRING.compareAndSet(false, true)) {
            SpringApplication.getShutdownHandlers().add(Server::end);
        }
        environment.getPropertySources()
                .addFirst(new MapPropertySource("test-database", Map.of("spring.datasource.url", copy.url(),
                        "spring.datasource.username", copy.user(), "spring.datasource.password", copy.password(),
                        "spring.datasource.hikari.maximum-pool-size", "8",
                        "spring.datasource.hikari.minimum-idle", "0", "spring.datasource.hikari.idle-timeout", "10000",
                        "yizhan.data", temporaryFolder())));
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory(Server.FOLDER, "data").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String sql) {
        try (var connection = DriverManager.getConnection(Server.POSTGRES.url("postgres"), Server.POSTGRES.user(),
                Server.POSTGRES.password()); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server {
        static final Path FOLDER = Path.of("target", "test-data-" + ProcessHandle.current().pid()).toAbsolutePath();
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            System.setProperty("yizhan.postgres.binaries", Path.of("target").toAbsolutePath().toString());
            removeLeftovers();
            EmbeddedPostgres postgres = EmbeddedPostgres.start(FOLDER.resolve("postgres"), false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!ENDED_BY_SPRING.get()) {
                    end();
                }
            }));
            try (var connection = DriverManager.getConnection(postgres.url("postgres"), postgres.user(),
                    postgres.password()); var statement = connection.createStatement()) {
                statement.execute("create database migrated");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Migrations
                    .migrate(new Database(postgres.url("migrated"), postgres.user(), postgres.password()).dataSource());
            return postgres;
        }

        static void end() {
            POSTGRES.close();
            remove(FOLDER);
        }

        /** Of test runs that were killed: their server may still be there. */
        private static void removeLeftovers() {
            try (var folders = Files.newDirectoryStream(FOLDER.resolveSibling(""), "test-data-*")) {
                for (Path folder : folders) {
                    long pid = Long.parseLong(folder.getFileName().toString().substring("test-data-".length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        PostgresProcesses.end(folder.resolve("postgres/data"), Duration.ofSeconds(5));
                        remove(folder);
                    }
                }
            } catch (IOException | NumberFormatException e) {
                // They cost only space.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void remove(Path folder) {
            try {
                PostgresBinaries.delete(folder);
            } catch (IOException e) {
                // The next run tries again.
            }
        }
    }
}
