package org.yizhan.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bytes on disk under the data folder, each content once, at {@code files/aa/bb/<SM3>}. A file appears there whole or not at
 * all: it is written beside, forced to the disk and then moved.
 */
@Component
class BlobStore {
    private final Path root;
    private final Path incoming;

    BlobStore(@Value("${yizhan.data}") Path data) throws IOException {
        this.root = data.resolve("files");
        this.incoming = root.resolve("incoming");
        Files.createDirectories(incoming);
    }

    /** An empty place for bytes that are still being checked. */
    Path temporary() throws IOException {
        return Files.createTempFile(incoming, "in", null);
    }

    /** Copies at most {@code limit} bytes; the answer is one more than the limit when there was more. */
    static long copy(InputStream from, Path to, long limit) throws IOException {
        long size = 0;
        byte[] chunk = new byte[64 << 10];
        try (var out = Files.newOutputStream(to)) {
            int n;
            while ((n = from.read(chunk)) >= 0) {
                size += n;
                if (size > limit) {
                    return limit + 1;
                }
                out.write(chunk, 0, n);
            }
        }
        return size;
    }

    /**
     * Takes the temporary file into the store; afterwards it is gone from where it was. Equal bytes that lie there already are
     * replaced, and so are as young as these.
     */
    void keep(Path temporary, String sm3) {
        Path outer = root.resolve(sm3.substring(0, 2));
        Path inner = outer.resolve(sm3.substring(2, 4));
        try {
            Files.createDirectories(inner);
            force(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, inner.resolve(sm3), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            force(inner, StandardOpenOption.READ);
            force(outer, StandardOpenOption.READ);
            force(root, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + sm3 + " cannot be kept", e);
        }
    }

    /** Digests of what has lain here since before that moment, one after the other; to be closed. */
    Stream<String> keptBefore(Instant moment) throws IOException {
        return Files.find(root, 3, (path, facts) -> facts.isRegularFile()
                && path.getNameCount() == root.getNameCount() + 3
                && facts.lastModifiedTime().toInstant().isBefore(moment)).map(path -> path.getFileName().toString());
    }

    /** Deletes the bytes if they are still as old. */
    boolean dropKeptBefore(Instant moment, String sm3) {
        return dropOlder(place(sm3), moment);
    }

    /** What was left over when a program ended in the middle of an upload, of any node that shares this folder. */
    void dropTemporaryBefore(Instant moment) throws IOException {
        try (Stream<Path> leftovers = Files.list(incoming)) {
            leftovers.forEach(leftover -> dropOlder(leftover, moment));
        }
    }

    private static boolean dropOlder(Path path, Instant moment) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(moment) && Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
            return false; // another node was faster
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream open(String sm3) throws IOException {
        return Files.newInputStream(place(sm3));
    }

    boolean has(String sm3) {
        return Files.exists(place(sm3));
    }

    private Path place(String sm3) {
        return root.resolve(sm3.substring(0, 2)).resolve(sm3.substring(2, 4)).resolve(sm3);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot open a folder for this; a file must always be forced.
            if (how == StandardOpenOption.WRITE) {
                throw e;
            }
        }
    }
}
