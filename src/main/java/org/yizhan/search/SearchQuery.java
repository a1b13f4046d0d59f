package org.yizhan.search;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A question to the search.
 *
 * @param words what was typed, at most 100 characters are used
 * @param after key of the page, from the last result page; null for the first
 * @param type what the column is for
 * @param kind what is found: articles, guides
 */
public record SearchQuery(String words, String audience, @Nullable Long siteId, @Nullable String column,
        @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, Order order, @Nullable String after,
        int size, @Nullable String type, @Nullable String kind) {
    public enum Order {
        RELEVANCE, NEWEST
    }

    public SearchQuery(String words, String audience, @Nullable Long siteId, @Nullable String column,
            @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, Order order,
            @Nullable String after, int size) {
        this(words, audience, siteId, column, unit, from, to, order, after, size, null, null);
    }

    SearchQuery with(String otherWords) {
        return new SearchQuery(otherWords, audience, siteId, column, unit, from, to, order, after, size, type, kind);
    }
}
