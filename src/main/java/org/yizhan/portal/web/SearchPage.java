package org.yizhan.portal.web;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.disclosure.Validity;
import org.yizhan.search.Promoted;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * What the search page shows.
 *
 * @param found null when nothing was asked
 * @param everywhere the same question without the site
 * @param plain the same question without the narrowing
 * @param older address of the next page
 * @param perhaps what may have been meant, as a question of its own
 * @param promoted what editors put first
 * @param policies policy documents whose titles answer the question, those in force first; they are not among the rest
 * @param validity how documents stand, by their ids
 */
public record SearchPage(String words, @Nullable Long siteId, String siteName, @Nullable SearchResults found,
        String total, List<Choice> chosen, List<Group> groups, boolean byTime, String otherOrder, String everywhere,
        String plain, @Nullable String older, boolean further, String firstPage, @Nullable Choice perhaps,
        List<Promoted> promoted, List<SearchResults.Hit> policies, Map<Long, Validity> validity, List<NavEntry> crumbs,
        Times times, Meta meta) {
    /** A value to narrow by, how many results it leaves, and the address that does it. */
    public record Choice(String label, String count, String href) {}

    /** Values of one kind. */
    public record Group(String label, List<Choice> choices) {}

    /** How the document stands; null for what is not a document with a validity. */
    public @Nullable Validity validityOf(SearchResults.Hit hit) {
        return hit.kind().equals("article") ? validity.get(hit.id()) : null;
    }

    /** What was found and does not stand on top already. */
    public List<SearchResults.Hit> rest() {
        return found == null ? List.of() : found.hits().stream().filter(hit -> !policies.contains(hit)).toList();
    }

    public boolean narrowed() {
        return !chosen.isEmpty();
    }
}
