package org.yizhan.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The names at the top of an old office file (compound file, [MS-CFB]). Nothing but the table of sectors and the directory is read,
 * entry by entry, so that the file costs the same little memory whatever it claims about itself.
 */
final class CompoundFile implements AutoCloseable {
    private static final int ENTRY = 128;
    private static final int NONE = -1;
    /** A long report with hundreds of embedded tables has some thousands. */
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int IN_HEADER = 109;

    private final FileChannel file;
    private final ByteBuffer header;
    private final int sectorSize;
    private final int sectors;
    private final int[] tables;
    private final int[] directory;

    private CompoundFile(FileChannel file) throws IOException {
        this.file = file;
        header = read(0, 512);
        int shift = header.getShort(30);
        if (shift != 9 && shift != 12) {
            throw new IOException("sectors of 2^" + shift + " bytes");
        }
        sectorSize = 1 << shift;
        sectors = (int) Math.min(Integer.MAX_VALUE, file.size() / sectorSize);
        tables = tables();
        directory = directory();
    }

    /** @throws IOException when the file is broken, or not what it says */
    static Set<String> topNames(Path path) throws IOException {
        try (var compound = new CompoundFile(FileChannel.open(path, StandardOpenOption.READ))) {
            return compound.topNames();
        }
    }

    /** The sectors that hold the allocation table, in order. */
    private int[] tables() throws IOException {
        int perSector = sectorSize / Integer.BYTES;
        var found = new int[Math.min(sectors, sectors / perSector + 1 + IN_HEADER)];
        int count = 0;
        for (int i = 0; i < IN_HEADER && count < found.length; i++) {
            int sector = header.getInt(76 + i * Integer.BYTES);
            if (sector >= 0) {
                found[count++] = sector;
            }
        }
        int next = header.getInt(68);
        while (next >= 0 && count < found.length) {
            ByteBuffer more = read(at(next), sectorSize);
            for (int i = 0; i < perSector - 1 && count < found.length; i++) {
                if (more.getInt(i * Integer.BYTES) >= 0) {
                    found[count++] = more.getInt(i * Integer.BYTES);
                }
            }
            next = more.getInt(sectorSize - Integer.BYTES);
        }
        return java.util.Arrays.copyOf(found, count);
    }

    /** The sectors that hold the directory, in order. */
    private int[] directory() throws IOException {
        var found = new int[Math.min(sectors, MOST_ENTRIES * ENTRY / sectorSize)];
        int count = 0;
        for (int sector = header.getInt(48); sector >= 0; sector = following(sector)) {
            if (count == found.length) {
                throw new IOException("a directory that does not end");
            }
            found[count++] = sector;
        }
        return java.util.Arrays.copyOf(found, count);
    }

    private int following(int sector) throws IOException {
        int perSector = sectorSize / Integer.BYTES;
        if (sector / perSector >= tables.length) {
            throw new IOException("sector " + sector + " is in no table");
        }
        return read(at(tables[sector / perSector]) + (long) sector % perSector * Integer.BYTES, Integer.BYTES)
                .getInt(0);
    }

    /** Walks the tree of names below the root entry, not into the storages. */
    private Set<String> topNames() throws IOException {
        var names = new HashSet<String>();
        var seen = new BitSet();
        var waiting = new ArrayDeque<Integer>();
        waiting.add(entry(0).getInt(76));
        while (!waiting.isEmpty()) {
            int number = waiting.remove();
            if (number == NONE || number >= 0 && seen.get(number)) {
                continue;
            }
            ByteBuffer entry = entry(number);
            seen.set(number);
            int length = Math.clamp(entry.getShort(64) - 2, 0, 62);
            names.add(new String(entry.array(), 0, length, StandardCharsets.UTF_16LE));
            waiting.add(entry.getInt(68));
            waiting.add(entry.getInt(72));
        }
        return names;
    }

    private ByteBuffer entry(int number) throws IOException {
        int perSector = sectorSize / ENTRY;
        if (number < 0 || number / perSector >= directory.length) {
            throw new IOException("entry " + number + " is not in the directory");
        }
        return read(at(directory[number / perSector]) + (long) number % perSector * ENTRY, ENTRY);
    }

    private long at(int sector) {
        return (sector + 1L) * sectorSize;
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("ends at " + from);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
