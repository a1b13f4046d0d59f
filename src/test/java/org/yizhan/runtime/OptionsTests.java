package org.yizhan.runtime;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTests {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    @Test
    void runsOnThisMachineWithTheDemonstrationUnlessToldOtherwise() {
        assertThat(Options.parse(List.of("run"), NOTHING))
                .isEqualTo(new Options("run", Path.of("data"), "127.0.0.1", 8080, null, true, false, List.of()));
        assertThat(Options.parse(List.of("run", "--port=81", "--host", "0.0.0.0", "--data", "/d", "--no-demo",
                "--database", "postgresql://h/d"), NOTHING))
                .isEqualTo(
                        new Options("run", Path.of("/d"), "0.0.0.0", 81, "postgresql://h/d", false, false, List.of()));
    }

    @Test
    void leavesToACommandWhatIsItsOwn() {
        Options options = Options.parse(List.of("import", "a.txt", "--data", "/d", "--column", "news"), NOTHING);
        assertThat(options.rest()).containsExactly("a.txt", "--column", "news");
        assertThat(options.data()).isEqualTo(Path.of("/d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port=x", "--port=70000", "--port=-1", "--what", "stray", "--data="})
    void refusesWhatItDoesNotUnderstand(String arg) {
        assertThatThrownBy(() -> Options.parse(List.of("run", arg), NOTHING)).isInstanceOf(StartFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p%40%2Bw@h:6000/d, jdbc:postgresql://h:6000/d?connectTimeout=5&tcpKeepAlive=true, u, p@+w",
        "jdbc:postgresql://h/d?sslmode=require&user=a&password=b+c, jdbc:postgresql://h/d?sslmode=require&user=a&password=b+c&connectTimeout=5&tcpKeepAlive=true, a, b+c"})
    void readsTheAddressOfAnExternalDatabase(String typed, String url, String user, String password) {
        assertThat(Database.external(typed, NOTHING)).isEqualTo(new Database(url, user, password));
    }

    @Test
    void prefersTheLoginFromTheEnvironment() {
        Database database = Database.external("postgresql://h/d",
                Map.of("YIZHAN_DATABASE_USER", "u", "YIZHAN_DATABASE_PASSWORD", "p"));
        assertThat(database.user() + database.password()).isEqualTo("up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://h/d", "h:5432/d", "postgresql://h", "postgresql://h/", "postgresql:// /", ""})
    void refusesAnAddressThatIsNone(String typed) {
        assertThatThrownBy(() -> Database.external(typed, NOTHING)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("写法不对");
    }

    @Test
    void saysThatThePortIsTakenBeforeAnythingIsTouched() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("data");
            Options options = new Options("run", data, "127.0.0.1", taken.getLocalPort(), null, false, false,
                    List.of());
            assertThatThrownBy(() -> Launcher.checkAddress(options)).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("已被其他程序占用");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void saysThatTheAddressIsNotOfThisMachine() {
        assertThatThrownBy(
                () -> Launcher.checkAddress(new Options("run", folder, "192.0.2.1", 0, null, false, false, List.of())))
                .hasMessageContaining("不是本机的地址");
        assertThatThrownBy(
                () -> Launcher
                        .checkAddress(new Options("run", folder, "no such host", 0, null, false, false, List.of())))
                .hasMessageContaining("不存在");
    }

    @Test
    void makesWhatNamesAFileAbsoluteForTheProgramElsewhere() throws Exception {
        Files.createDirectories(folder.resolve("来件"));
        assertThat(LocalCall.absolute(List.of("来件", "--column", "news", "b.txt", "--export", "x.json", "--force"),
                folder)).containsExactly(folder + "/来件", "--column", "news", folder + "/b.txt", "--export",
                        folder + "/x.json", "--force");
    }

    @Test
    void asksForTheYearOfTheDemonstrationCounty() {
        assertThat(Options.parse(List.of("run"), Map.of()).countyYear()).isFalse();
        assertThat(Options.parse(List.of("run", "--demo", "small"), Map.of()).countyYear()).isFalse();
        assertThat(Options.parse(List.of("run", "--demo=county-year"), Map.of()).countyYear()).isTrue();
        assertThat(Options.parse(List.of("run", "--demo", "county-year"), Map.of()).demo()).isTrue();
    }

    @Test
    void refusesADemonstrationThatIsUnknownOrUnwanted() {
        assertThatThrownBy(() -> Options.parse(List.of("run", "--demo", "large"), Map.of()))
                .hasMessageContaining("small 或 county-year");
        assertThatThrownBy(() -> Options.parse(List.of("run", "--demo"), Map.of())).hasMessageContaining("缺少值");
        assertThatThrownBy(() -> Options.parse(List.of("run", "--no-demo", "--demo", "county-year"), Map.of()))
                .hasMessageContaining("不能同时使用");
    }
}
