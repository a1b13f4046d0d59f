package org.yizhan.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.SqlLimit;

import tools.jackson.databind.json.JsonMapper;

/**
 * Carries changes from the database into the index, in batches: what is pending leaves the table only when the index is on
 * disk, so a killed program goes on where it was; doing a batch twice changes nothing.
 */
@Component
class Indexer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Indexer.class);
    private static final int BATCH = 200;
    private static final int ROUND = 10_000;
    /** Milliseconds between two rounds: what comes meanwhile shares a commit, which costs as much as many documents. */
    private static final int BREATH = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Path folder;
    private final CountyClock clock;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean running;
    private @Nullable LuceneStore store;
    private @Nullable Thread thread;

    Indexer(JdbcClient jdbc, JsonMapper json, CountyClock clock, @Value("${yizhan.data}/search") Path folder) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.folder = folder;
    }

    /**
     * A document that changed.
     *
     * @param payload what the index is to hold, null for nothing
     */
    private record Change(String kind, long id, @Nullable String payload) {}

    /** That a document has changed, in the order in which they did. */
    private record Pending(long seq, String kind, long id) {}

    synchronized LuceneStore store() {
        LuceneStore open = store;
        if (open == null) {
            open = new LuceneStore(folder, clock.zone());
            store = open;
        }
        return open;
    }

    void wake() {
        signal.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("search-indexer").daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        Thread working = thread;
        try {
            if (working != null) {
                working.join(TimeUnit.SECONDS.toMillis(20));
            }
            synchronized (this) {
                if (store != null) {
                    store.close();
                    store = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("search index not closed", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        try (ExecutorService cutters = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("search-cutter-", 1).daemon().factory())) {
            work(cutters);
        }
    }

    private void work(ExecutorService cutters) {
        while (running) {
            try {
                LuceneStore index = store();
                if (index.isFresh() && !filled) {
                    fill(index, cutters);
                }
                if (indexRound(index, cutters)) {
                    indexMany(index, cutters);
                }
                index.takeOverMerged();
                TimeUnit.MILLISECONDS.sleep(BREATH);
                signal.tryAcquire(300, TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                if (running) {
                    log.warn("indexing failed, trying again", e);
                    dropBroken();
                    pause();
                }
            }
        }
    }

    /** A full disk closes Lucene's writer for good; what is pending goes into the next one. */
    private synchronized void dropBroken() {
        if (store != null && store.isBroken()) {
            try {
                store.close();
            } catch (IOException e) {
                log.warn("the broken search index is left", e);
            }
            store = null;
            filled = false;
        }
    }

    private boolean filled;

    private void fill(LuceneStore index, ExecutorService cutters) throws IOException {
        String kind = "";
        long id = 0;
        index.expectMany();
        try (var hands = new Hands(index, cutters)) {
            while (running) {
                List<Change> batch = jdbc.sql(SqlLimit.of(BATCH, """
                        select kind, id, payload::text as payload from search.document
                        where (kind, id) > (:kind, :id) order by kind, id limit :rows"""))
                        .param("kind", kind)
                        .param("id", id)
                        .query(Change.class)
                        .list();
                hands.take(batch);
                if (batch.size() < BATCH) {
                    hands.finish();
                    index.markFilled(folder);
                    index.commit();
                    index.expectFew();
                    filled = true;
                    return;
                }
                kind = batch.getLast().kind();
                id = batch.getLast().id();
            }
        }
    }

    private void indexMany(LuceneStore index, ExecutorService cutters) throws IOException {
        index.expectMany();
        try {
            boolean more = true;
            while (running && more) {
                more = indexRound(index, cutters);
            }
        } finally {
            if (!index.isBroken()) {
                index.expectFew();
            }
        }
    }

    /**
     * Takes what is pending, batch by batch, as much as is worth a commit, which costs as much as many documents.
     *
     * @return whether there may be more
     */
    private boolean indexRound(LuceneStore index, ExecutorService cutters) throws IOException {
        List<Pending> round = jdbc
                .sql(SqlLimit.of(ROUND, "select seq, kind, id from search.pending order by seq limit :rows"))
                .query(Pending.class)
                .list();
        if (round.isEmpty()) {
            return false;
        }
        int taken = 0;
        try (var hands = new Hands(index, cutters)) {
            while (running && taken < round.size()) {
                int to = Math.min(taken + BATCH, round.size());
                hands.take(changes(round.subList(taken, to)));
                taken = to;
            }
            hands.finish();
        }
        index.commit();
        jdbc.sql("delete from search.pending where seq = any(:done)")
                .param("done", round.subList(0, taken).stream().map(Pending::seq).toArray(Long[]::new))
                .update();
        return round.size() == ROUND;
    }

    /**
     * Asked by key and not joined to what is pending: the database has seen that table empty and would sort all of it, texts
     * included, for each batch.
     */
    private List<Change> changes(List<Pending> batch) {
        return jdbc.sql("""
                select one.kind, one.id, d.payload::text as payload
                from unnest(:kinds::text[], :ids::bigint[]) with ordinality one (kind, id, place)
                left join search.document d on d.kind = one.kind and d.id = one.id order by one.place""")
                .param("kinds", batch.stream().map(Pending::kind).toArray(String[]::new))
                .param("ids", batch.stream().map(Pending::id).toArray(Long[]::new))
                .query(Change.class)
                .list();
    }

    /**
     * Several documents at a time, as cutting text is most of the work, while the next ones are being read. A document that
     * occurs once more waits until its former state is done with.
     */
    private final class Hands implements AutoCloseable {
        private static final int MOST = 2 * BATCH;

        private final LuceneStore index;
        private final ExecutorService cutters;
        private final Semaphore free = new Semaphore(MOST);
        private final Set<String> seen = new HashSet<>();
        private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

        Hands(LuceneStore index, ExecutorService cutters) {
            this.index = index;
            this.cutters = cutters;
        }

        void take(List<Change> batch) throws IOException {
            for (Change change : batch) {
                String document = change.kind() + ":" + change.id();
                if (!seen.add(document)) {
                    finish();
                    seen.add(document);
                }
                free.acquireUninterruptibly();
                cutters.execute(() -> take(change));
            }
        }

        private void take(Change change) {
            try {
                Indexer.this.take(index, change);
            } catch (IOException | RuntimeException | Error e) {
                failed.compareAndSet(null, e);
            } finally {
                free.release();
            }
        }

        /** Waits until nothing is in hand any more; fails when any document has failed. */
        void finish() throws IOException {
            close();
            seen.clear();
            Throwable cause = failed.get();
            if (cause != null) {
                throw new IOException("a document could not be indexed", cause);
            }
        }

        /** After a failure too, nothing goes on behind the back of the next attempt. */
        @Override
        public void close() {
            free.acquireUninterruptibly(MOST);
            free.release(MOST);
        }
    }

    private void take(LuceneStore index, Change change) throws IOException {
        String payload = change.payload();
        if (payload == null) {
            index.remove(change.kind(), change.id());
        } else {
            index.put(json.readValue(payload, SearchDocument.class));
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
