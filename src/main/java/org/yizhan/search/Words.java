package org.yizhan.search;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.springframework.stereotype.Component;

/**
 * The vocabulary of the index as it is now, or was a moment ago: making it costs as much as many searches, so it is made anew
 * only when the index has changed, and takes no more than a small share of the time.
 */
@Component
class Words {
    private static final int SHARE = 50;

    private final Asked asked;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Made made = new Made(Vocabulary.EMPTY, -1, 0);

    Words(Asked asked) {
        this.asked = asked;
    }

    /** @param notBefore in nanoseconds, when it may be made anew */
    private record Made(Vocabulary vocabulary, long version, long notBefore) {}

    /** Who comes while it is made takes the one before. */
    Vocabulary of(IndexSearcher searcher) throws IOException {
        long version = searcher.getIndexReader() instanceof DirectoryReader reader ? reader.getVersion() : 0;
        Made now = made;
        boolean first = now.version() < 0;
        boolean old = first || now.version() != version && System.nanoTime() - now.notBefore() >= 0;
        if (!old || !first && !lock.tryLock()) {
            return now.vocabulary();
        }
        if (first) {
            lock.lock();
        }
        try {
            if (made == now) {
                long began = System.nanoTime();
                Vocabulary vocabulary = Vocabulary.of(searcher, asked.successful());
                long ended = System.nanoTime();
                made = new Made(vocabulary, version, ended + SHARE * (ended - began));
            }
            return made.vocabulary();
        } finally {
            lock.unlock();
        }
    }
}
