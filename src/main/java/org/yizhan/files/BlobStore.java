package org.yizhan.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SM3Digest;
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
        try (var leftovers = Files.list(incoming)) {
            for (Path leftover : leftovers.toList()) {
                Files.deleteIfExists(leftover);
            }
        }
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

    static String sm3(Path file) throws IOException {
        var digest = new SM3Digest();
        byte[] chunk = new byte[64 << 10];
        try (InputStream in = Files.newInputStream(file)) {
            int n;
            while ((n = in.read(chunk)) >= 0) {
                digest.update(chunk, 0, n);
            }
        }
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    /** Takes the temporary file into the store; afterwards it is gone from where it was. */
    void keep(Path temporary, String sm3) throws IOException {
        Path place = place(sm3);
        if (Files.exists(place)) {
            Files.deleteIfExists(temporary);
            return;
        }
        Files.createDirectories(place.getParent());
        force(temporary, StandardOpenOption.WRITE);
        try {
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(temporary);
        }
        force(root.resolve(sm3.substring(0, 2)).resolve(sm3.substring(2, 4)), StandardOpenOption.READ);
        force(root.resolve(sm3.substring(0, 2)), StandardOpenOption.READ);
        force(root, StandardOpenOption.READ);
    }

    InputStream open(String sm3) throws IOException {
        return Files.newInputStream(place(sm3));
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
