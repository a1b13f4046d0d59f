package org.yizhan.shared;

import java.util.List;

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
}
