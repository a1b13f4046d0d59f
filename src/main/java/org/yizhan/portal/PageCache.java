package org.yizhan.portal;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import jakarta.servlet.ServletException;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;

/**
 * Finished pages by address (页面缓存), bounded by bytes. A missing page is rendered once however many ask for it. A page whose
 * rendering began before a change that it depends on is given to those who asked before the change, and is not kept.
 */
final class PageCache {
    /** Makes the page, or answers the request itself and returns null when the answer may not be kept. */
    @FunctionalInterface
    interface Rendering {
        @Nullable
        Page run() throws IOException, ServletException;
    }

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Cache<String, Page> pages;
    private final LongSupplier now;
    private final ReentrantLock lock = new ReentrantLock();

    /** Renderings that newcomers may wait for, by address; guarded by the lock. */
    private final Map<String, Flight> joinable = new HashMap<>();

    /** All renderings that have not ended, also those that nobody may join any more; guarded by the lock. */
    private final Set<Flight> open = new HashSet<>();

    /** @param now milliseconds since 1970 */
    PageCache(long bytes, LongSupplier now) {
        this(bytes, now, gone -> {});
    }

    /** @param gone is told of each page that leaves */
    PageCache(long bytes, LongSupplier now, Consumer<Page> gone) {
        this.now = now;
        this.pages = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .removalListener((@Nullable String address, @Nullable Page page, RemovalCause cause) -> {
                    if (page != null) {
                        gone.accept(page);
                    }
                })
                .weigher((String address, Page page) -> page.weight() + 2 * address.length())
                .build();
    }

    /** The kept page, without any lock. */
    @Nullable
    Page kept(String address) {
        Page page = pages.getIfPresent(address);
        return page == null || page.until() != Page.FOR_EVER && page.until() <= now.getAsLong() ? null : page;
    }

    /** The page, kept or rendered now; null when this caller's own rendering has already answered. */
    @Nullable
    Page get(String address, Rendering rendering) throws IOException, ServletException {
        var own = new Flight();
        Flight others;
        lock.lock();
        try {
            Page page = kept(address);
            if (page != null) {
                return page;
            }
            others = joinable.putIfAbsent(address, own);
            if (others == null) {
                open.add(own);
            }
        } finally {
            lock.unlock();
        }
        if (others != null) {
            Page page = others.await();
            return page != null ? page : rendering.run();
        }
        Page page = null;
        try {
            page = rendering.run();
            return page;
        } finally {
            land(address, own, page);
        }
    }

    private void land(String address, Flight flight, @Nullable Page page) {
        lock.lock();
        try {
            joinable.remove(address, flight);
            open.remove(flight);
            if (page != null && !flight.isOverrunBy(page)) {
                pages.put(address, page);
            }
        } finally {
            lock.unlock();
        }
        flight.result.complete(page);
    }

    /** Forgets every page that depends on one of the tokens, also those that are being rendered at this moment. */
    void invalidate(Set<String> tokens) {
        lock.lock();
        try {
            open.forEach(flight -> flight.changed.addAll(tokens));
            joinable.clear();
            if (tokens.contains(CacheTags.ALL)) {
                pages.invalidateAll();
            } else {
                pages.asMap().values().removeIf(page -> page.dependsOnAnyOf(tokens));
            }
        } finally {
            lock.unlock();
        }
    }

    /** All that are kept at this moment. */
    Collection<Page> all() {
        return pages.asMap().values();
    }

    long bytes() {
        pages.cleanUp();
        return pages.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    long size() {
        pages.cleanUp();
        return pages.estimatedSize();
    }

    /** One rendering under way. */
    private static final class Flight {
        final CompletableFuture<@Nullable Page> result = new CompletableFuture<>();

        /** What changed since it began; guarded by the cache's lock. */
        final Set<String> changed = new HashSet<>();

        boolean isOverrunBy(Page page) {
            return changed.contains(CacheTags.ALL) || page.dependsOnAnyOf(changed);
        }

        @Nullable
        Page await() throws IOException {
            try {
                return result.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a page", e);
            }
        }
    }
}
