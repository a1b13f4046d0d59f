package org.yizhan.portal;

import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yizhan.content.PublicChange;
import org.yizhan.shared.AfterCommit;

/**
 * Drops pages in the act that changed them: after its commit and before its door returns, so that whoever is told "published"
 * or "withdrawn" sees it so.
 */
@Component
class PageInvalidation {
    private final PageCache cache;
    private final PublicSites sites;

    PageInvalidation(PageCache cache, PublicSites sites) {
        this.cache = cache;
        this.sites = sites;
    }

    @EventListener
    void on(PublicChange change) {
        AfterCommit.run(() -> drop(change.tokens()));
    }

    /** The sites go first: a page that begins after its own invalidation must not find the old ones. */
    private void drop(Set<String> tokens) {
        if (tokens.contains(CacheTags.ALL)) {
            sites.drop();
        }
        cache.invalidate(tokens);
    }
}
