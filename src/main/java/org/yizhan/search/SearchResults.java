package org.yizhan.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param total how many documents match, as far as counted
 * @param older key of the next page, null on the last
 * @param sites facet whose values are ids of sites
 * @param types facet: what the columns are for
 * @param readAs what was asked instead, when what was typed finds nothing as it stands; null otherwise
 * @param perhaps what may have been meant, though something was found
 */
public record SearchResults(List<Hit> hits, long total, List<Facet> columns, List<Facet> units, List<Facet> years,
        @Nullable String older, List<Facet> sites, List<Facet> types, List<Facet> kinds, @Nullable String readAs,
        @Nullable String perhaps) {
    public SearchResults(List<Hit> hits, long total, List<Facet> columns, List<Facet> units, List<Facet> years,
            @Nullable String older) {
        this(hits, total, columns, units, years, older, List.of(), List.of(), List.of(), null, null);
    }

    SearchResults readAs(@Nullable String words, @Nullable String other) {
        return new SearchResults(hits, total, columns, units, years, older, sites, types, kinds, words, other);
    }

    /**
     * One result; title and excerpt as runs of text, some of them matched, so that no markup leaves the search.
     *
     * @param file name of the attachment that the excerpt is from; empty when it is from the text itself
     */
    public record Hit(String kind, long id, List<Run> title, List<Run> file, List<Run> excerpt, String href,
            String siteName, String column, String unit, Instant publishedAt) {}

    /** A stretch of text. */
    public record Run(String text, boolean matched) {}

    /** A value to narrow by, and how many results it has. */
    public record Facet(String value, long count) {}
}
