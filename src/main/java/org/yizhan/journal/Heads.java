package org.yizhan.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The signed heads of the chain in the data folder: the newest in {@code journal/head}, and one an hour while there are acts
 * in {@code journal/heads}, which only grows. Whoever rewrites the database does not reach them.
 */
@Component
class Heads {
    private static final long BETWEEN_LINES = Duration.ofHours(1).toNanos();

    private final Path newest;
    private final Path all;
    private final JournalKeys keys;
    private @Nullable Optional<Head> kept;
    private long lastLine = System.nanoTime() - BETWEEN_LINES;

    Heads(@Value("${yizhan.data:data}") Path data, JournalKeys keys) {
        this.newest = data.resolve("journal").resolve("head");
        this.all = data.resolve("journal").resolve("heads");
        this.keys = keys;
    }

    synchronized void keep(long seq, byte[] hash) {
        Head head = Head.signed(seq, hash, keys);
        String line = head + "\n";
        try {
            JournalKeys.writeSafely(newest, line);
            kept = Optional.of(head);
            if (System.nanoTime() - lastLine >= BETWEEN_LINES) {
                append(line);
                lastLine = System.nanoTime();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head that was kept last, also by the program's last run; none if its signature is not this program's. */
    synchronized Optional<Head> newest() {
        Optional<Head> known = kept;
        if (known == null) {
            known = read(newest).stream().findFirst().flatMap(Head::parse).filter(head -> head.isGenuine(keys));
            kept = known;
        }
        return known;
    }

    /** Puts a head that the chain no longer agrees with where it stays, before newer ones take its place. */
    synchronized void preserve(Head head) {
        try {
            append(head + "\n");
            kept = Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(all, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All lines, the unreadable ones too, in the order in which they were written, the newest head last. */
    List<String> lines() {
        var lines = new ArrayList<>(read(all));
        lines.addAll(read(newest));
        return lines;
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
