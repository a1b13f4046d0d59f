package org.yizhan.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own in the data folder: durable, reachable from this machine only, with a generated password.
 * An orphan left by a killed program is stopped first; a server that dies is started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "yizhan";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final String password;
    private final boolean durable;
    private final int port;
    private final Process process;

    private EmbeddedPostgres(Path folder, boolean durable) throws IOException, InterruptedException {
        this.durable = durable;
        Files.createDirectories(folder);
        binaries = unpackBinaries(folder);
        data = folder.resolve("data");
        log = folder.resolve("postgres.log");
        password = password(folder);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise();
        }
        stopOrphan();
        port = freePort();
        process = launch();
        awaitReady();
    }

    /** Starts the server over {@code folder}, which is made when missing. Returns when it takes connections. */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, true);
    }

    /** @param durable false only for throw-away data: nothing is forced to disk */
    static EmbeddedPostgres start(Path folder, boolean durable) {
        try {
            return new EmbeddedPostgres(folder.toAbsolutePath(), durable);
        } catch (IOException e) {
            throw new StartFailure("内置数据库无法启动：" + e.getMessage() + "。日志：" + folder.resolve("postgres.log"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("内置数据库的启动被中断。", e);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
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
        try {
            signal("fast");
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Path passwordFile = Files.createTempFile(data.getParent(), "pw", ".tmp");
        try {
            Files.writeString(passwordFile, password + "\n");
            run(command("initdb", "-D", data.toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile=" + passwordFile,
                    "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "-k"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(data.resolve("pg_hba.conf"), """
                # Written by Yizhan: this machine only, password always.
                host all all 127.0.0.1/32 scram-sha-256
                """);
    }

    private Process launch() throws IOException {
        var args = new ArrayList<>(command("postgres", "-D", data.toString(), "-p", String.valueOf(port), "-h",
                "127.0.0.1", "-k", "", "-c", "shared_buffers=64MB", "-c", "max_connections=60", "-c",
                "timezone=Asia/Shanghai", "-c", "jit=off", "-c", "max_wal_size=512MB"));
        if (!durable) {
            args.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        return new ProcessBuilder(args).directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IOException("postgres ended at once: " + lastLines());
            }
            try (var connection = DriverManager.getConnection(url("postgres"), USER, password)) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("no connection within " + PATIENCE.toSeconds() + " s: " + e.getMessage());
                }
                Thread.sleep(50);
            }
        }
    }

    private void stopOrphan() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid)
                .filter(p -> p.info().command().map(c -> c.startsWith(binaries.toString())).orElse(true))
                .filter(ProcessHandle::isAlive);
        if (orphan.isPresent()) {
            signal("fast");
        }
    }

    private void signal(String mode) throws IOException, InterruptedException {
        run(command("pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "30"));
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own takes the rights away, the files stay where they are. */
    private List<String> command(String program, String... args) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(args));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!run.waitFor(120, TimeUnit.SECONDS) || run.exitValue() != 0) {
            run.destroyForcibly();
            throw new IOException(command + " failed: " + lastLines());
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

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file).trim();
    }

    private static Path unpackBinaries(Path folder) throws IOException {
        Path shared = Optional.ofNullable(System.getProperty("yizhan.postgres.binaries")).map(Path::of).orElse(folder);
        Path target = shared.resolve("binaries");
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(shared);
        Path unpacking = Files.createTempDirectory(shared, "unpacking");
        String archive = "/postgres-linux-" + architecture() + ".txz";
        try (InputStream in = EmbeddedPostgres.class.getResourceAsStream(archive)) {
            unpack(in, archive, unpacking);
        }
        try {
            Files.move(unpacking, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
        return target;
    }

    private static void unpack(@Nullable InputStream in, String archive, Path target) throws IOException {
        if (in == null) {
            throw new IOException("本机架构没有内置数据库（" + archive + "），请用 --database 指定外部 PostgreSQL");
        }
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0100) != 0 && !Files.isSymbolicLink(path)) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static String architecture() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return arch.equals("aarch64") ? "arm_64" : "x86_64";
    }
}
