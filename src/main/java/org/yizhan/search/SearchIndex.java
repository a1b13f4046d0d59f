package org.yizhan.search;

import org.springframework.stereotype.Component;

/**
 * Takes in documents, in the transaction of the act that changed them; they can be found within a second after the commit,
 * also when the program is killed in between.
 */
@Component
public class SearchIndex {
    public void put(SearchDocument document) {
        throw new UnsupportedOperationException();
    }

    public void remove(String kind, long id) {
        throw new UnsupportedOperationException();
    }
}
