package org.yizhan.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param total how many documents match, as far as counted
 * @param older key of the next page, null on the last
 */
public record SearchResults(List<Hit> hits, long total, List<Facet> columns, List<Facet> units, List<Facet> years,
        @Nullable String older) {
    /** One result; title and excerpt as runs of text, some of them matched, so that no markup leaves the search. */
    public record Hit(String kind, long id, List<Run> title, List<Run> excerpt, String href, String siteName,
            String column, String unit, Instant publishedAt) {}

    /** A stretch of text. */
    public record Run(String text, boolean matched) {}

    /** A value to narrow by, and how many results it has. */
    public record Facet(String value, long count) {}
}
