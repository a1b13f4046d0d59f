package org.yizhan.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where handed-over files lie until their import is finished: {@code import/<job>/<position>} in the data folder. */
@Component
class ImportStaging {
    static final long LARGEST_FILE = 200L << 20;

    private final Path root;

    ImportStaging(@Value("${yizhan.data}") Path data) {
        this.root = data.resolve("import");
    }

    Path file(long job, int position) {
        return root.resolve(Long.toString(job)).resolve(Integer.toString(position));
    }

    /** An empty folder for the pictures inside a document. */
    Path emptyPictures(long job, int position) {
        Path folder = pictures(job, position);
        try {
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path pictures(long job, int position) {
        return root.resolve(Long.toString(job)).resolve(position + "-pictures");
    }

    /** Writes the file over whatever lay there from an earlier, interrupted try; false when it is too large. */
    boolean keep(long job, int position, InputStream bytes) throws IOException {
        Path target = file(job, position);
        Files.createDirectories(target.getParent());
        byte[] chunk = new byte[64 << 10];
        long size = 0;
        try (var out = Files.newOutputStream(target)) {
            int n;
            while ((n = bytes.read(chunk)) >= 0) {
                size += n;
                if (size > LARGEST_FILE) {
                    break;
                }
                out.write(chunk, 0, n);
            }
        }
        if (size > LARGEST_FILE) {
            Files.delete(target);
            return false;
        }
        return true;
    }

    void discard(long job) {
        try {
            delete(root.resolve(Long.toString(job)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void dropEmptyPictures(long job, int position) {
        Path folder = pictures(job, position);
        try (var inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                return;
            }
        } catch (IOException e) {
            return;
        }
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // A temporary folder of the system, which empties it in its own time.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
