package org.yizhan.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Real processes and real kills: what was acknowledged is found at the next start. */
@Timeout(180)
class EmbeddedPostgresTests {
    @TempDir
    Path folder;

    @BeforeEach
    void sharesTheUnpackedBinaries() {
        System.setProperty("yizhan.postgres.binaries", Path.of("target").toAbsolutePath().toString());
    }

    @Test
    void keepsEveryAcknowledgedWriteWhenTheProgramIsKilledAndItsServerStaysBehind() throws Exception {
        try (var victim = new Victim(folder)) {
            Set<Integer> acknowledged = victim.writes(200);
            victim.kill();
            acknowledged.addAll(victim.rest());
            assertThat(victim.server().isAlive()).as("the orphan is still running").isTrue();
            assertFound(acknowledged);
            assertThat(victim.server().isAlive()).as("the orphan was ended").isFalse();
        }
    }

    @Test
    void keepsEveryAcknowledgedWriteWhenTheServerIsKilledAndStartsItAgainOnTheSamePort() throws Exception {
        try (var victim = new Victim(folder)) {
            Set<Integer> acknowledged = victim.writes(200);
            victim.server().destroyForcibly();
            acknowledged.addAll(victim.writes(200));
            victim.kill();
            acknowledged.addAll(victim.rest());
            assertFound(acknowledged);
        }
    }

    @Test
    void keepsEveryAcknowledgedWriteWhenProgramAndServerAreKilled() throws Exception {
        try (var victim = new Victim(folder)) {
            Set<Integer> acknowledged = victim.writes(200);
            victim.server().destroyForcibly();
            victim.kill();
            acknowledged.addAll(victim.rest());
            assertFound(acknowledged);
        }
    }

    @Test
    void isDurableAndOpenOnlyToThisMachineWithThePassword() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            try (var connection = DriverManager.getConnection(postgres.url("postgres"), postgres.user(),
                    postgres.password()); var statement = connection.createStatement()) {
                for (String setting : Set.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                    try (var row = statement.executeQuery("show " + setting)) {
                        row.next();
                        assertThat(row.getString(1)).as(setting).isEqualTo("on");
                    }
                }
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url("postgres"), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres/password"))))
                    .isEqualTo("rw-------");
            int port = URI.create(postgres.url("postgres").substring("jdbc:".length())).getPort();
            for (var card : NetworkInterface.networkInterfaces().toList()) {
                for (var address : card.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
                    assertThatThrownBy(() -> {
                        try (var socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port), 2000);
                        }
                    }).as("reached from " + address).isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void isNotMisledByALockFileWithTheNumberOfAStranger() throws Exception {
        EmbeddedPostgres.start(folder.resolve("postgres")).close();
        Path lock = folder.resolve("postgres/data/postmaster.pid");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n" + lock.getParent() + "\n0\n1\n\n127.0.0.1\n");
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
        }
    }

    @Test
    void beginsAnewAfterAHalfFinishedFirstStart() throws Exception {
        Path half = Files.createDirectories(folder.resolve("postgres/data.new/base"));
        Files.writeString(half.resolve("1"), "half");
        Files.writeString(folder.resolve("postgres/password"), "");
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            assertThat(postgres.password()).hasSizeGreaterThan(30);
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void unpacksItsBinariesAgainWhenSomeAreMissing() throws Exception {
        Path binaries = PostgresBinaries.in(folder);
        Path program = binaries.resolve("bin/initdb");
        Files.delete(program);
        Files.createDirectories(folder.resolve("unpacking123"));
        assertThat(PostgresBinaries.in(folder)).isEqualTo(binaries);
        assertThat(program).isExecutable();
        assertThat(folder.resolve("unpacking123")).doesNotExist();
    }

    @Test
    void refusesDataOfAnotherServerVersionAndLeavesThemAlone() throws Exception {
        EmbeddedPostgres.start(folder.resolve("postgres")).close();
        Path version = folder.resolve("postgres/data/PG_VERSION");
        Files.writeString(version, "19\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("postgres"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 19");
        assertThat(version).hasContent("19");
    }

    @Test
    void refusesToInventAPasswordForDataThatHaveOne() throws Exception {
        EmbeddedPostgres.start(folder.resolve("postgres")).close();
        Path password = folder.resolve("postgres/password");
        Files.writeString(password, "something else");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("postgres"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("密码文件");
        assertThat(PostgresProcesses.over(folder.resolve("postgres/data"))).isEmpty();
        Files.delete(password);
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("postgres"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("密码文件");
    }

    private void assertFound(Set<Integer> acknowledged) throws Exception {
        var found = new HashSet<Integer>();
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var connection = DriverManager.getConnection(postgres.url("postgres"), postgres.user(),
                        postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from written")) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200);
        assertThat(found).containsAll(acknowledged);
    }

    /** The program in a process of its own. */
    private static final class Victim implements AutoCloseable {
        private final Path data;
        private final Process program;
        private final BufferedReader said;
        private final ProcessHandle server;

        Victim(Path folder) throws IOException {
            data = folder.resolve("postgres/data");
            program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx100m",
                    "-Dyizhan.postgres.binaries=" + System.getProperty("yizhan.postgres.binaries"), "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    WritingProgram.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            said = program.inputReader();
            String line = said.readLine();
            while (line != null && !line.startsWith("server ")) {
                line = said.readLine();
            }
            assertThat(line).as("the program started").isNotNull();
            server = ProcessHandle.of(Long.parseLong(line.substring("server ".length()))).orElseThrow();
        }

        ProcessHandle server() {
            return server;
        }

        Set<Integer> writes(int count) throws IOException {
            var acknowledged = new HashSet<Integer>();
            while (acknowledged.size() < count) {
                String line = said.readLine();
                assertThat(line).isNotNull();
                add(line, acknowledged);
            }
            return acknowledged;
        }

        /** Said before it died. */
        Set<Integer> rest() throws IOException {
            var acknowledged = new HashSet<Integer>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                add(line, acknowledged);
            }
            return acknowledged;
        }

        private static void add(String line, Set<Integer> acknowledged) {
            if (line.startsWith("acknowledged ")) {
                acknowledged.add(Integer.valueOf(line.substring("acknowledged ".length())));
            }
        }

        void kill() throws InterruptedException {
            program.toHandle().destroyForcibly(); // unlike Process, leaves what it said readable
            program.waitFor();
        }

        @Override
        public void close() throws Exception {
            kill();
            PostgresProcesses.end(data, Duration.ofSeconds(10));
        }
    }
}
