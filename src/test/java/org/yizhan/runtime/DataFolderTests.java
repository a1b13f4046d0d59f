package org.yizhan.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTests {
    @TempDir
    Path folder;

    @Test
    void isMadeWhenMissingAndLockedForOneProgram() {
        Path data = folder.resolve("a/b");
        try (DataFolder first = DataFolder.open(data)) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(data)).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("正被另一个");
        }
        DataFolder.open(data).close();
    }

    @Test
    void saysThatAFileIsInTheWay() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> DataFolder.open(file)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("同名的是一个文件");
    }

    @Test
    void saysThatItCannotBeWritten() {
        assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/yizhan"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("不能写入");
    }

    @Test
    void keepsTheSecretOfTheRunningProgramToItsOwner() throws Exception {
        new RunFile(1, "127.0.0.1", 8080, "secret").write(folder);
        assertThat(RunFile.read(folder)).contains(new RunFile(1, "127.0.0.1", 8080, "secret"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("run.json"))).hasSize(2);
        Files.writeString(folder.resolve("run.json"), "{\"pid\":\"1\"");
        assertThat(RunFile.read(folder)).isEmpty();
    }
}
