package org.yizhan.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * What this program committed and has not yet seen in the chain. Kept in memory only: it wakes the sealer, and tells it when
 * an entry was taken away before it could be sealed.
 */
@Component
class CommittedEntries {
    private record Committed(long id, long atNanos) {}

    private final ConcurrentLinkedQueue<Committed> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore bell = new Semaphore(0);

    void add(long id) {
        waiting.add(new Committed(id, System.nanoTime()));
        ring();
    }

    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Returns when something was committed, or after {@code patience}. */
    boolean await(Duration patience) throws InterruptedException {
        boolean rang = bell.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
        return rang;
    }

    /** Takes out what was committed at least {@code age} ago; at most 5,000. */
    List<Long> olderThan(Duration age) {
        var ids = new ArrayList<Long>();
        long limit = System.nanoTime() - age.toNanos();
        for (Committed first = waiting.peek(); first != null && first.atNanos() - limit <= 0
                && ids.size() < 5000; first = waiting.peek()) {
            waiting.poll();
            ids.add(first.id());
        }
        return ids;
    }
}
