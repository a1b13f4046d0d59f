package org.yizhan.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.postgresql.ds.PGSimpleDataSource;
import org.yizhan.identity.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/** The program in a process of its own, on the beans that the build has written down as code, and what it said until it was ready. */
public final class BuiltProgram implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final int port;
    private final List<String> said = new ArrayList<>();

    private BuiltProgram(Path data, int port, Map<String, String> environment, List<String> options)
            throws IOException {
        this.data = data;
        this.port = port;
        var command = command(data, Options.RUN);
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(options);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        var output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("按 Ctrl-C")) {
            said.add(line);
            line = output.readLine();
        }
        assertThat(line).as("it is ready, and said before: %s", said).isNotNull();
    }

    private static ArrayList<String> command(Path data, String name) {
        return new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx300m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=160m",
                "-Dyizhan.identity.hash-memory=19456",
                "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-Dspring.aot.enabled=true",
                "-Dyizhan.postgres.binaries=" + Path.of("target").toAbsolutePath(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.yizhan.Yizhan", name, "--data", data.toString()));
    }

    /** On a copy of the migrated database of the tests. */
    static BuiltProgram onCopy(Path data, Map<String, String> environment, String... options) throws IOException {
        TestDatabase.Copy database = TestDatabase.copy();
        var all = new ArrayList<>(List.of("--database",
                database.url().replaceFirst("jdbc:postgresql://", "postgresql://").replaceFirst("\\?.*", "")));
        all.addAll(List.of(options));
        var variables = new java.util.HashMap<>(environment);
        variables.put("YIZHAN_DATABASE_USER", database.user());
        variables.put("YIZHAN_DATABASE_PASSWORD", database.password());
        return new BuiltProgram(data, freePort(), variables, all);
    }

    /** With a database server that it starts itself. */
    public static BuiltProgram onItsOwn(Path data, int port) throws IOException {
        return new BuiltProgram(data, port, Map.of(), List.of());
    }

    List<String> said() {
        return said;
    }

    public TestBrowser browser() {
        return new TestBrowser(port);
    }

    /** The database of a program that has started a server of its own. */
    public PGSimpleDataSource database() throws IOException {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[]{Integer.parseInt(
                Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).get(3).strip())});
        source.setServerNames(new String[]{"127.0.0.1"});
        source.setDatabaseName("yizhan");
        source.setUser("yizhan");
        source.setPassword(Files.readString(data.resolve("postgres/password")).strip());
        return source;
    }

    /** A command beside the running program; returns its exit code. */
    public int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder(command(data, command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** {@code kill -9} of the program and of its database server with all its processes. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> servers = PostgresProcesses.over(data.resolve("postgres/data"));
        assertThat(servers).isNotEmpty();
        servers.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        PostgresProcesses.end(data.resolve("postgres/data"), Duration.ofSeconds(10));
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
