package org.yizhan.files;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads a ZIP archive that nobody trusts. The number of entries is known before the directory is read, the unpacked bytes are
 * counted as they come (what the directory declares may be a lie), and a stream that swells too much ends in
 * {@link UnsafeArchive}. Names without the UTF-8 mark are read as UTF-8 where they are that, otherwise as GB 18030, which is
 * what Chinese Windows writes.
 */
public final class SafeZip implements Closeable {
    public static final int MOST_ENTRIES = 50_000;
    private static final long LARGEST_DIRECTORY = 16L << 20;
    private static final long RATIO_FREE = 1L << 20;
    private static final int HIGHEST_RATIO = 250;
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final ZipFile zip;
    private final List<Entry> entries;
    private long budget;

    /** One file in the archive; folders are left out. {@code name} is as written, with {@code /} between folders. */
    public static final class Entry {
        private final ZipArchiveEntry entry;
        private final String name;

        Entry(ZipArchiveEntry entry) {
            this.entry = entry;
            this.name = nameOf(entry);
        }

        public String name() {
            return name;
        }

        /** What the directory declares; the truth is known after reading. */
        public long declaredSize() {
            return entry.getSize();
        }

        public boolean encrypted() {
            return entry.getGeneralPurposeBit().usesEncryption();
        }

        /** Whether unpacking under this name would leave the folder, or follow a link. */
        public boolean leavesFolder() {
            return entry.isUnixSymlink()
                    || name.startsWith("/")
                    || name.matches("^[A-Za-z]:.*")
                    || name.indexOf('\0') >= 0
                    || List.of(name.split("/")).contains("..");
        }
    }

    private SafeZip(ZipFile zip, long mostBytes) {
        this.zip = zip;
        this.budget = mostBytes;
        this.entries = new ArrayList<>();
        var all = zip.getEntriesInPhysicalOrder();
        while (all.hasMoreElements()) {
            ZipArchiveEntry entry = all.nextElement();
            if (!entry.isDirectory()) {
                entries.add(new Entry(entry));
            }
        }
    }

    /** @param mostBytes how many unpacked bytes may be read in all */
    public static SafeZip open(Path file, long mostBytes) throws IOException {
        checkDirectory(file);
        try {
            return new SafeZip(ZipFile.builder().setPath(file).setCharset(GB18030).get(), mostBytes);
        } catch (IllegalArgumentException | IOException e) {
            throw new UnsafeArchive("压缩包已损坏或不是 ZIP 格式，请重新压缩后再上传");
        }
    }

    public List<Entry> entries() {
        return entries;
    }

    public InputStream open(Entry entry) throws IOException {
        if (entry.encrypted()) {
            throw new UnsafeArchive("压缩包设有密码，请去掉密码后再上传");
        }
        if (!zip.canReadEntryData(entry.entry)) {
            throw new UnsafeArchive("压缩包的压缩方法不常用，请用系统自带的压缩功能重新压缩");
        }
        return new Counted(zip.getInputStream(entry.entry), Math.max(1, entry.entry.getCompressedSize()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static String nameOf(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null || entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return entry.getName().replace('\\', '/');
        }
        // The backslash is the second byte of many GBK characters: replace it only after decoding.
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw))
                    .toString()
                    .replace('\\', '/');
        } catch (CharacterCodingException e) {
            return new String(raw, GB18030).replace('\\', '/');
        }
    }

    /** Reads the end of the archive alone, so that a directory of millions of entries costs nothing. */
    private static void checkDirectory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = (int) Math.min(channel.size(), 22 + 65_535);
            ByteBuffer tail = read(channel, channel.size() - length, length);
            int end = -1;
            for (int at = length - 22; at >= 0 && end < 0; at--) {
                if (tail.getInt(at) == 0x06054b50) {
                    end = at;
                }
            }
            if (end < 0) {
                throw new UnsafeArchive("文件不完整，可能没有存好或者没有传完，请重新保存（压缩包请重新压缩）后再上传");
            }
            long count = tail.getShort(end + 10) & 0xFFFF;
            long size = tail.getInt(end + 12) & 0xFFFF_FFFFL;
            if ((count == 0xFFFF || size == 0xFFFF_FFFFL) && end >= 20 && tail.getInt(end - 20) == 0x07064b50) {
                long at = tail.getLong(end - 20 + 8);
                if (at < 0 || at > channel.size() - 56) {
                    throw new UnsafeArchive("文件不完整，可能没有存好或者没有传完，请重新保存（压缩包请重新压缩）后再上传");
                }
                ByteBuffer wide = read(channel, at, 56);
                count = wide.getLong(32);
                size = wide.getLong(40);
            }
            if (count < 0 || count > MOST_ENTRIES || size < 0 || size > LARGEST_DIRECTORY) {
                throw new UnsafeArchive("压缩包内的文件超过 " + MOST_ENTRIES + " 个，请分成几个压缩包上传");
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, at + buffer.position());
            if (n < 0) {
                break;
            }
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private final class Counted extends FilterInputStream {
        private final long compressed;
        private long out;

        Counted(InputStream in, long compressed) {
            super(in);
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int n) throws UnsafeArchive {
            out += n;
            budget -= n;
            if (budget < 0) {
                throw new UnsafeArchive("压缩包解开后太大，请分成几个压缩包上传");
            }
            if (out > RATIO_FREE && out / compressed > HIGHEST_RATIO) {
                throw new UnsafeArchive("压缩包的压缩比异常，可能是恶意文件，没有收下");
            }
        }
    }
}
