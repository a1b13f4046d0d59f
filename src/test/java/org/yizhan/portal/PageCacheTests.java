package org.yizhan.portal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class PageCacheTests {
    private final AtomicLong now = new AtomicLong(1_000);
    private final PageCache cache = new PageCache(1 << 20, now::get);

    @Test
    void rendersOnceAndKeeps() throws Exception {
        var rendered = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            cache.get("/", () -> {
                rendered.incrementAndGet();
                return page("home", "site:1");
            });
        }
        assertThat(rendered).hasValue(1);
        assertThat(text(cache.kept("/"))).isEqualTo("home");
    }

    @Test
    void rendersAMissOnceHoweverManyAsk() throws Exception {
        var rendered = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> cache.get("/", () -> {
                        rendered.incrementAndGet();
                        await(go);
                        return page("home", "site:1");
                    })))
                    .toList();
            Thread.sleep(50);
            go.countDown();
            for (var answer : answers) {
                assertThat(text(answer.get())).isEqualTo("home");
            }
        }
        assertThat(rendered).hasValue(1);
    }

    @Test
    void everybodyRendersHimselfWhereNothingMayBeKept() throws Exception {
        var rendered = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> cache.get("/gone", () -> {
                        rendered.incrementAndGet();
                        await(go);
                        return null;
                    })))
                    .toList();
            Thread.sleep(50);
            go.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isNull();
            }
        }
        assertThat(rendered).hasValue(20);
        assertThat(cache.size()).isZero();
    }

    @Test
    void aFailureIsNotKeptAndHoldsNobodyUp() throws Exception {
        assertThatThrownBy(() -> cache.get("/", () -> {
            throw new IllegalStateException("template broken");
        })).hasMessage("template broken");
        assertThat(text(cache.get("/", () -> page("home", "site:1")))).isEqualTo("home");
    }

    @Test
    void forgetsExactlyThePagesThatDependOnTheChange() throws Exception {
        cache.get("/a", () -> page("a", "site:1", "column:5", "article:99"));
        cache.get("/b", () -> page("b", "site:1", "column:5"));
        cache.get("/c", () -> page("c", "site:1", "column:55"));

        cache.invalidate(Set.of("article:99"));
        assertThat(cache.kept("/a")).isNull();
        assertThat(cache.kept("/b")).isNotNull();

        cache.invalidate(Set.of("column:5"));
        assertThat(cache.kept("/b")).isNull();
        assertThat(cache.kept("/c")).isNotNull();

        cache.invalidate(Set.of("all"));
        assertThat(cache.kept("/c")).isNull();
    }

    @Test
    void doesNotKeepAPageWhoseRenderingBeganBeforeTheChange() throws Exception {
        Page stale = cache.get("/a", () -> {
            Page made = page("old", "article:99");
            cache.invalidate(Set.of("article:99"));
            return made;
        });
        assertThat(text(stale)).as("who asked before the change may see what was").isEqualTo("old");
        assertThat(cache.kept("/a")).isNull();
    }

    @Test
    void keepsAPageThatTheChangeDuringItsRenderingDoesNotConcern() throws Exception {
        cache.get("/a", () -> {
            cache.invalidate(Set.of("article:1"));
            return page("a", "article:99");
        });
        assertThat(cache.kept("/a")).isNotNull();
    }

    @Test
    void whoAsksAfterAChangeDoesNotGetARenderingThatBeganBefore() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var before = threads.submit(() -> cache.get("/a", () -> {
                began.countDown();
                await(go);
                return page("old", "article:99");
            }));
            await(began);
            cache.invalidate(Set.of("article:99"));
            var after = threads.submit(() -> cache.get("/a", () -> page("new", "article:99")));
            assertThat(text(after.get(5, TimeUnit.SECONDS))).isEqualTo("new");
            go.countDown();
            assertThat(text(before.get())).isEqualTo("old");
        }
        assertThat(text(cache.kept("/a"))).as("the late old page does not push out the new one").isEqualTo("new");
    }

    /** The truth is a number per address. Whoever asks after a change has returned must never see an older number. */
    @Test
    void neverShowsWhatWasBeforeAChangeToWhoAsksAfterIt() throws Exception {
        int addresses = 8;
        var truth = new AtomicIntegerArray(addresses);
        var settled = new AtomicIntegerArray(addresses);
        var failures = new AtomicInteger();
        var hits = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < addresses; writer++) {
                int address = writer;
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        int next = truth.get(address) + 1;
                        truth.set(address, next);
                        cache.invalidate(Set.of("article:" + address));
                        settled.set(address, next);
                        Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                    }
                    return null;
                });
            }
            for (int reader = 0; reader < 32; reader++) {
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        int address = ThreadLocalRandom.current().nextInt(addresses);
                        int atLeast = settled.get(address);
                        Page page = cache.get("/" + address, () -> {
                            int read = truth.get(address);
                            Thread.yield();
                            return page(Integer.toString(read), "article:" + address);
                        });
                        hits.incrementAndGet();
                        if (Integer.parseInt(text(page)) < atLeast) {
                            failures.incrementAndGet();
                        }
                        Thread.yield();
                    }
                    return null;
                });
            }
        }
        assertThat(hits.get()).isGreaterThan(1_000);
        assertThat(failures).hasValue(0);
        IntStream.range(0, addresses).forEach(i -> {
            Page kept = cache.kept("/" + i);
            if (kept != null) {
                assertThat(text(kept)).isEqualTo(Integer.toString(truth.get(i)));
            }
        });
    }

    @Test
    void staysWithinItsBytesWhateverIsAsked() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            String address = "/tzgg/?before=" + Integer.toHexString(i * 7919);
            cache.get(address, () -> page("x".repeat(4_000), "column:5"));
        }
        assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(cache.size()).isLessThan(1_000);
    }

    @Test
    void forgetsByTheClockWhatIsOnlyTrueToday() throws Exception {
        cache.get("/", () -> Page.of("text/html", List.of(), bytes("today"), Set.of("site:1"), 2_000));
        assertThat(cache.kept("/")).isNotNull();
        now.set(2_000);
        assertThat(cache.kept("/")).isNull();
        assertThat(text(cache.get("/", () -> page("tomorrow", "site:1")))).isEqualTo("tomorrow");
    }

    private static Page page(String text, String... tokens) {
        return Page.of("text/html;charset=utf-8", List.of(), bytes(text), Set.of(tokens), Page.FOR_EVER);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Page page) {
        return StandardCharsets.UTF_8.decode(Objects.requireNonNull(page).plain().whole().body().duplicate())
                .toString();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
