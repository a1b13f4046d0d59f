package org.yizhan.search;

import org.springframework.stereotype.Component;

/** Finds what the reader may see (检索). */
@Component
public class Search {
    public SearchResults find(SearchQuery query) {
        throw new UnsupportedOperationException();
    }
}
