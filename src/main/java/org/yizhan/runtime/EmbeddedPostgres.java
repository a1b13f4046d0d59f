package org.yizhan.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in the data folder: durable, reachable from this machine only, with a generated password.
 * What a killed program left running is ended first; a server that dies is started again on the same port. The caller holds the
 * lock of the data folder, so that nobody else starts a server over the same files.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "yizhan";
    private static final String VERSION = "18";
    private static final Duration RECOVERY = Duration.ofMinutes(30);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int LAUNCHES = 5;

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final PostgresAccount account;
    private final String password;
    private final boolean durable;
    private final Consumer<String> progress;
    private final Thread watchdog;
    private int port;
    private volatile Process process;
    private volatile boolean closing;

    private EmbeddedPostgres(Path folder, boolean durable, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        this.durable = durable;
        this.progress = progress;
        Files.createDirectories(folder);
        data = folder.resolve("data");
        log = folder.resolve("postgres.log");
        keepLogShort();
        checkVersion();
        binaries = PostgresBinaries.in(Optional.ofNullable(System.getProperty("yizhan.postgres.binaries"))
                .map(Path::of)
                .orElse(folder));
        password = password(folder);
        account = PostgresAccount.forFolder(folder);
        if (!Files.exists(data)) {
            initialise(folder);
        }
        PostgresProcesses.end(data, STOP);
        process = launchFirst();
        checkDurability();
        watchdog = Thread.ofPlatform().daemon().name("postgres-watchdog").start(this::watch);
    }

    /** Starts the server over {@code folder}, which is made when missing. Returns when it takes connections. */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, true, Console::say);
    }

    /** @param durable false only for throw-away data: nothing is forced to disk */
    static EmbeddedPostgres start(Path folder, boolean durable) {
        return start(folder, durable, line -> {});
    }

    private static EmbeddedPostgres start(Path folder, boolean durable, Consumer<String> progress) {
        try {
            return new EmbeddedPostgres(folder.toAbsolutePath(), durable, progress);
        } catch (IOException | SQLException e) {
            throw new StartFailure(
                    "内置数据库无法启动：" + e.getMessage() + "（日志：" + folder.resolve("postgres.log") + "）", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("内置数据库的启动被中断。", e);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5&tcpKeepAlive=true";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public long pid() {
        return process.pid();
    }

    /** Stops the server quickly and in order: sessions are ended, everything is on disk. */
    @Override
    public void close() {
        closing = true;
        watchdog.interrupt();
        try {
            watchdog.join();
            PostgresProcesses.stop(process.toHandle(), STOP);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void initialise(Path folder) throws IOException, InterruptedException {
        progress.accept("正在准备数据库……");
        Path unfinished = folder.resolve("data.new");
        PostgresBinaries.delete(unfinished);
        Path passwordFile = folder.resolve("password.initdb");
        try {
            Files.deleteIfExists(passwordFile);
            writeSecret(passwordFile, password + "\n");
            Files.setAttribute(passwordFile, "unix:uid", Files.getAttribute(folder, "unix:uid"));
            initdb(unfinished, passwordFile);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(unfinished.resolve("pg_hba.conf"), """
                # Written by Yizhan: this machine only, password always.
                host all all 127.0.0.1/32 scram-sha-256
                """);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(Path target, Path passwordFile) throws IOException, InterruptedException {
        List<String> command = command("initdb", "-D", target.toString(), "-U", USER, "-A", "scram-sha-256",
                "--pwfile=" + passwordFile, "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C", "-k", "-c", "scram_iterations=1"); // 24 random bytes cannot be guessed, many rounds only cost
        Process run = processOf(command).start();
        if (!run.waitFor(5, TimeUnit.MINUTES) || run.exitValue() != 0) {
            run.destroyForcibly();
            throw new IOException("initdb: " + lastLines());
        }
    }

    private Process launchFirst() throws IOException, InterruptedException, SQLException {
        IOException last = new IOException("not started");
        for (int i = 0; i < LAUNCHES; i++) {
            port = freePort();
            Process launched = launch();
            try {
                awaitReady(launched);
                return launched;
            } catch (IOException | SQLException | StartFailure e) {
                close(launched);
                PostgresProcesses.end(data, STOP);
                if (!isPassing(e)) {
                    throw e;
                }
                last = new IOException(e.getMessage(), e);
                Thread.sleep(500L * (i + 1));
            }
        }
        throw last;
    }

    /** The port was snatched, or the last process of a killed server is just leaving. */
    private static boolean isPassing(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("could not bind") || message.contains("could not create any TCP/IP sockets")
                || message.contains("shared memory block is still in use") || message.contains("already exists");
    }

    private Process launch() throws IOException {
        String safe = durable ? "on" : "off";
        return processOf(command("postgres", "-D", data.toString(), "-p", String.valueOf(port), "-h", "127.0.0.1", "-k",
                "", "-c", "fsync=" + safe, "-c", "synchronous_commit=" + safe, "-c", "full_page_writes=" + safe, "-c",
                "shared_buffers=64MB", "-c", "max_connections=" + (durable ? 60 : 300), "-c", "timezone=Asia/Shanghai",
                "-c", "jit=off",
                "-c", "max_wal_size=512MB", "-c", "logging_collector=off", "-c", "log_timezone=Asia/Shanghai")).start();
    }

    private void awaitReady(Process launched) throws IOException, InterruptedException, SQLException {
        long started = System.nanoTime();
        boolean told = false;
        while (true) {
            try (var connection = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (!launched.isAlive()) {
                    throw new IOException(lastLines());
                }
                if ("28P01".equals(e.getSQLState())) {
                    throw new StartFailure("内置数据库的密码文件 " + data.resolveSibling("password")
                            + " 与数据不符，请从备份中恢复这个文件。", e);
                }
                Duration waited = Duration.ofNanos(System.nanoTime() - started);
                if (waited.compareTo(RECOVERY) > 0) {
                    throw e;
                }
                if (!told && waited.toSeconds() >= 5) {
                    progress.accept("数据库正在从上次的意外中断中恢复，请稍候……");
                    told = true;
                }
                Thread.sleep(30);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(USER);
        source.setPassword(password);
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        return source.getConnection();
    }

    private void checkDurability() throws SQLException {
        try (var connection = connect("postgres"); var statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (durable && !row.getString(1).equals("on")) {
                        close(process);
                        throw new StartFailure("数据库设置 " + setting + " 已被关闭，断电会丢失数据，程序拒绝启动。");
                    }
                }
            }
        }
    }

    private static void close(Process process) {
        try {
            PostgresProcesses.stop(process.toHandle(), STOP);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private void watch() {
        long pause = 100;
        while (!closing) {
            try {
                long since = System.nanoTime();
                int exit = process.waitFor();
                LOG.error("The database server ended with {}, it is started again. {}", exit, lastLines());
                pause = Duration.ofNanos(System.nanoTime() - since).toSeconds() > 60
                        ? 100
                        : Math.min(pause * 2, 10_000);
                Thread.sleep(pause);
                PostgresProcesses.end(data, STOP);
                process = launch();
                awaitReady(process);
                LOG.warn("The database server is back, process {}.", process.pid());
            } catch (InterruptedException e) {
                return;
            } catch (IOException | SQLException | StartFailure e) {
                LOG.error("The database server does not start again, next try in {} ms.", pause, e);
            }
        }
    }

    private List<String> command(String program, String... args) {
        var command = new ArrayList<>(account.prefix());
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(args));
        return command;
    }

    private ProcessBuilder processOf(List<String> command) {
        var builder = new ProcessBuilder(command).directory(log.resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private void checkVersion() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(data) && !Files.exists(version)) {
            throw new StartFailure("文件夹 " + data + " 不是完整的数据库，请从备份中恢复，或把它移走后重新开始。");
        }
        if (Files.exists(version) && !Files.readString(version).trim().equals(VERSION)) {
            throw new StartFailure("数据由 PostgreSQL " + Files.readString(version).trim() + " 写成，本程序内置的是 " + VERSION
                    + "，不能打开；数据没有改动。");
        }
    }

    private void keepLogShort() throws IOException {
        if (Files.exists(log) && Files.size(log) > 10_000_000) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(data) || !Files.exists(file)) {
            if (Files.exists(data)) {
                throw new StartFailure("找不到内置数据库的密码文件 " + file + "，请从备份中恢复这个文件。");
            }
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Path written = folder.resolve("password.new");
            Files.deleteIfExists(written);
            writeSecret(written, HexFormat.of().formatHex(secret));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(file).trim();
    }

    static void writeSecret(Path file, String secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardOpenOption.SYNC);
    }
}
