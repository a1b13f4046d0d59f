package org.yizhan.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that is not ours, as a county's own database administrators run one, with an account that may not do everything. */
@Timeout(300)
class ExternalDatabaseTests {
    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void aServerWithAnAccountOfTheCounty() throws SQLException {
        System.setProperty("yizhan.postgres.binaries", Path.of("target").toAbsolutePath().toString());
        server = EmbeddedPostgres.start(folder.resolve("server"), false);
        execute("postgres", "create role county login password 'p@ss'", "create role guest login password 'guest'",
                "create database county owner county", "create database standby owner county",
                "alter database standby set default_transaction_read_only = on",
                "create database latin owner county encoding 'LATIN1' locale 'C' template template0",
                "create database closed owner county", "revoke connect on database closed from public");
    }

    @AfterAll
    static void stops() {
        server.close();
    }

    @Test
    void carriesACountyFromEmptyToTheDemonstrationAndStartsAgain() throws Exception {
        assertThat(start(address("county", "p%40ss", "county"))).matches(ended -> ended.code() == 0);
        long articles = count("select count(*) from content.document");
        assertThat(articles).isGreaterThan(20);
        assertThat(folder.resolve("data/postgres")).as("a database of its own").doesNotExist();

        assertThat(start(address("county", "p%40ss", "county"))).matches(ended -> ended.code() == 0);
        assertThat(count("select count(*) from content.document")).isEqualTo(articles);

        execute("county", "grant create on database county to guest");
        assertThat(refusal("guest", "guest", "county")).contains("属于账号“county”");
    }

    @Test
    void saysInOneSentenceWhatIsWrongAndEndsWithACode() throws Exception {
        Ended ended = start(address("county", "wrong", "county"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.complaint()).contains("请核对用户名和密码").hasLineCount(1);
        assertThat(folder.resolve("data/lock")).as("nothing was touched").doesNotExist();
    }

    @Test
    void namesEveryMistakeInTheAddressAndEveryRightThatIsMissing() {
        assertThat(refusal("nobody", "p%40ss", "county")).contains("账号“nobody”").contains("请核对用户名和密码");
        assertThat(refusal("county", "p%40ss", "absent")).contains("没有").contains("这个库");
        assertThat(refusal("guest", "guest", "standby")).contains("只读");
        assertThat(refusal("county", "p%40ss", "latin")).contains("LATIN1");
        assertThat(refusal("guest", "guest", "county")).contains("账号“guest”").contains("CREATE");
        assertThat(refusal("guest", "guest", "closed")).contains("账号“guest”").contains("没有连接");
        assertThatThrownBy(() -> Database.external("postgresql://u:p@127.0.0.1:1/d", Map.of()).check())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("连接不上");
        assertThatThrownBy(() -> Database.external("postgresql://u:p@no-such-host.invalid/d", Map.of()).check())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("连接不上");
        assertThatThrownBy(() -> Database.external("postgresql://u:p@127.0.0.1:99999/d", Map.of()).check())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("写法不对");
        assertThatThrownBy(() -> Database.checkVersion(140_019)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 14，版本太旧");
        Database.checkVersion(150_000);
    }

    private static String refusal(String user, String password, String database) {
        try {
            Database.external(address(user, password, database), Map.of()).check();
            return "";
        } catch (StartFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String address(String user, String password, String database) {
        return server.url(database)
                .replaceFirst("jdbc:postgresql://", "postgresql://" + user + ":" + password + "@")
                .replaceFirst("\\?.*", "");
    }

    private record Ended(int code, String complaint) {}

    /** One start of the real program, a few pages, and its end. */
    private static Ended start(String address) throws Exception {
        Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx300m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=160m",
                "-Dyizhan.identity.hash-memory=19456", "--enable-native-access=ALL-UNNAMED", "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.yizhan.Yizhan", Options.REHEARSE, "--data", folder.resolve("data").toString(), "--database",
                address).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String complaint = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(program.exitValue(), complaint);
    }

    private static long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("county"), server.user(), server.password());
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(database), server.user(), server.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
