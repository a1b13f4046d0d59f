package org.yizhan.portal;

import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yizhan.content.PublicChange;

/**
 * Drops pages in the act that changed them: after its commit and before its door returns, so that whoever is told "published"
 * or "withdrawn" sees it so. Not a transactional listener, because those are kept in the publication registry: two statements
 * for an act that a restart makes needless, as the cache does not outlive the program.
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
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            drop(change.tokens());
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_ROLLED_BACK) {
                    drop(change.tokens());
                }
            }
        });
    }

    /** The sites go first: a page that begins after its own invalidation must not find the old ones. */
    private void drop(Set<String> tokens) {
        if (tokens.contains(CacheTags.ALL)) {
            sites.drop();
        }
        cache.invalidate(tokens);
    }
}
