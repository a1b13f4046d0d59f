package org.yizhan.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is read by key, never by offset, so that the thousandth page costs what the first costs.
 *
 * @param older the key with which the next, older page begins; null on the last page
 * @param newer the key of the page before; null on the first page
 */
public record KeyPage<T>(List<T> items, @Nullable String older, @Nullable String newer) {
    public KeyPage {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of what was read in the order of reading: one row more than the page holds, if there are as many.
     *
     * @param towardsNewer whether it was read backwards, from a key that begins with {@code n}
     * @param begun whether something newer lies before it, when it was read forwards
     */
    public static <R, T> KeyPage<T> of(List<R> read, int size, boolean towardsNewer, boolean begun,
            Function<R, String> key, Function<R, T> item) {
        boolean more = read.size() > size;
        var page = new ArrayList<>(more ? read.subList(0, size) : read);
        if (towardsNewer) {
            Collections.reverse(page);
        }
        boolean hasOlder = !page.isEmpty() && (towardsNewer || more);
        boolean hasNewer = !page.isEmpty() && (towardsNewer ? more : begun);
        return new KeyPage<>(page.stream().map(item).toList(), hasOlder ? key.apply(page.getLast()) : null,
                hasNewer ? "n" + key.apply(page.getFirst()) : null);
    }
}
