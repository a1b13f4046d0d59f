package org.yizhan.shared;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Something that every page or every save needs and that seldom changes, kept in memory. Read anew after each change on this machine,
 * and every few seconds for changes made by another node.
 */
public final class Kept<T> {
    private static final long OLDEST_NANOS = 5_000_000_000L;

    private final Supplier<T> reading;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Read<T> last;

    public Kept(Supplier<T> reading) {
        this.reading = reading;
    }

    /** @param change how many changes were known before it was read: one that comes while reading makes it old */
    private record Read<T>(T value, long change, long at) {}

    public T now() {
        Read<T> found = last;
        if (found == null || found.change != changes.get() || System.nanoTime() - found.at > OLDEST_NANOS) {
            long change = changes.get();
            long at = System.nanoTime();
            found = new Read<>(reading.get(), change, at);
            last = found;
        }
        return found.value;
    }

    /** To be called in the transaction of the change. */
    public void changed() {
        AfterCommit.run(changes::incrementAndGet);
    }
}
