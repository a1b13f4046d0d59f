package org.yizhan.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompoundFileTests {
    private static final int SECTOR = 512;

    @TempDir
    Path folder;

    @Test
    void readsTheNamesAtTheTopAndNotThoseInside() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var compound = new POIFSFileSystem()) {
            for (String name : new String[]{"WordDocument", "1Table", "Data", "工作簿"}) {
                compound.createDocument(new ByteArrayInputStream(new byte[5000]), name);
            }
            compound.getRoot()
                    .createDirectory("ObjectPool")
                    .createDocument("Workbook", new ByteArrayInputStream(new byte[9]));
            compound.writeFilesystem(bytes);
        }
        assertThat(CompoundFile.topNames(file(bytes.toByteArray()))).containsExactlyInAnyOrder("WordDocument", "1Table",
                "Data", "工作簿",
                "ObjectPool");
    }

    @Test
    void followsTheTablesOfALargeFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var compound = new POIFSFileSystem()) {
            compound.createDocument(new ByteArrayInputStream(new byte[20 << 20]), "Data");
            for (int i = 0; i < 500; i++) {
                compound.createDocument(new ByteArrayInputStream(new byte[1]), "part" + i);
            }
            compound.createDocument(new ByteArrayInputStream(new byte[5000]), "WordDocument");
            compound.writeFilesystem(bytes);
        }
        assertThat(CompoundFile.topNames(file(bytes.toByteArray()))).hasSize(502).contains("WordDocument", "part499");
    }

    @Test
    void aDirectoryThatFillsTheDiskIsRefusedWithoutReadingIt() throws IOException {
        Path file = file(compound(0, 1));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer table = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < SECTOR / 4; i++) {
                table.putInt(i == 0 ? -3 : i == 127 ? 1 : i + 1);
            }
            channel.write(table.flip(), SECTOR);
            channel.write(ByteBuffer.wrap(new byte[1]), 200L << 20);
        }
        assertThatThrownBy(() -> CompoundFile.topNames(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void namesThatLeadInACircleAreReadOnce(int sibling) throws IOException {
        byte[] bytes = compound(0, 1);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(2 * SECTOR + 128 + 68, sibling);
        assertThat(CompoundFile.topNames(file(bytes))).contains("WordDocument");
    }

    @Test
    void whateverIsCutOffOrAlteredIsBrokenAndNothingWorse() throws IOException {
        byte[] whole = compound(0, 1);
        for (int length = 0; length < whole.length; length += 37) {
            brokenOrRead(Arrays.copyOf(whole, length));
        }
        for (int at = 24; at < 76 + 8; at++) {
            for (int value : new int[]{0, 1, 0x7f, 0x80, 0xff}) {
                byte[] altered = whole.clone();
                altered[at] = (byte) value;
                brokenOrRead(altered);
            }
        }
    }

    private void brokenOrRead(byte[] bytes) throws IOException {
        Path file = file(bytes);
        try {
            assertThat(CompoundFile.topNames(file)).hasSizeLessThan(5);
        } catch (IOException broken) {
            assertThat(broken).hasNoCause();
        }
    }

    /** Header, one table of sectors, one sector of directory: the root and one stream. */
    private static byte[] compound(int table, int directory) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, 0xE11AB1A1E011CFD0L)
                .putShort(30, (short) 9)
                .putInt(48, directory)
                .putInt(68, -2)
                .putInt(76, table);
        for (int i = 1; i < 109; i++) {
            bytes.putInt(76 + 4 * i, -1);
        }
        for (int i = 0; i < SECTOR / 4; i++) {
            bytes.putInt(SECTOR + 4 * i, i == 0 ? -3 : i == 1 ? -2 : -1);
        }
        entry(bytes, 0, "Root Entry", 1);
        entry(bytes, 1, "WordDocument", -1);
        entry(bytes, 2, "1Table", -1);
        return bytes.array();
    }

    private static void entry(ByteBuffer bytes, int number, String name, int child) {
        int at = 2 * SECTOR + number * 128;
        byte[] letters = name.getBytes(StandardCharsets.UTF_16LE);
        bytes.put(at, letters)
                .putShort(at + 64, (short) (letters.length + 2))
                .putInt(at + 68, -1)
                .putInt(at + 72, -1)
                .putInt(at + 76, child);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }
}
