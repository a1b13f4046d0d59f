package org.yizhan.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DiskSpaceTests {
    @TempDir
    Path folder;

    @Test
    void turnsAwayWhatWouldEatTheReserve() {
        assertThat(new DiskSpace(folder, DataSize.ofBytes(0)).refusal(0)).isEmpty();
        assertThat(new DiskSpace(folder, DataSize.ofBytes(0)).refusal(-1)).as("an unknown length").isEmpty();
        assertThat(new DiskSpace(folder, DataSize.ofBytes(0)).refusal(DiskSpace.free(folder) + 1)).isPresent();
        assertThat(new DiskSpace(folder, DataSize.ofTerabytes(8000)).refusal(0)).get()
                .extracting("text")
                .asString()
                .contains("没有保存");
    }

    @Test
    void recognisesAFullDiskWhereverItWasMet() {
        assertThat(DiskSpace.ranOut(new IllegalStateException(
                new UncheckedIOException(new IOException("/data/files/1: No space left on device"))))).isTrue();
        assertThat(DiskSpace.ranOut(new SQLException("could not extend file", "53100"))).isTrue();
        assertThat(DiskSpace.ranOut(new SQLException("too many connections", "53300"))).isFalse();
        assertThat(DiskSpace.ranOut(null)).isFalse();
    }
}
