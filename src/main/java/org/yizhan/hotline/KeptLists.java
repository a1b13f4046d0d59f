package org.yizhan.hotline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Lists that everybody may read, as they were last answered. Each act on a ticket drops all of them when it is done; another node's act is
 * seen within a second.
 */
@Component
public class KeptLists {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 16 << 20;

    private final Cache<String, Answer> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, Answer answer) -> 2 * key.length() + answer.body().length)
            .expireAfterWrite(LONGEST)
            .build();

    private final AtomicLong acts = new AtomicLong();

    /** An answer that was good, as it goes over the line. */
    public static final class Answer {
        private final byte[] body;

        public Answer(byte[] body) {
            this.body = body;
        }

        public byte[] body() {
            return body;
        }
    }

    /** @param question what tells one list from another */
    public Answer list(String question, Supplier<Answer> ask) {
        return lists.get(acts.get() + question, key -> ask.get());
    }

    /** What is being asked while an act ends is not found by who asks afterwards. */
    void forget() {
        acts.incrementAndGet();
        lists.invalidateAll();
    }
}
