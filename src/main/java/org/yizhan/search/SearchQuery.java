package org.yizhan.search;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A question to the search.
 *
 * @param words what was typed, at most 100 characters are used
 * @param after key of the page, from the last result page; null for the first
 */
public record SearchQuery(String words, String audience, @Nullable Long siteId, @Nullable String column,
        @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, Order order, @Nullable String after,
        int size) {
    public enum Order {
        RELEVANCE, NEWEST
    }
}
