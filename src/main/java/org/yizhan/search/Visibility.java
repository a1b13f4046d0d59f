package org.yizhan.search;

import java.util.Collection;
import java.util.Set;

/**
 * The oracle that has the last word on what a reader may see now, asked for every page of results: the index may be a moment
 * behind, the oracle never is. The owner of a kind of document implements it.
 */
public interface Visibility {
    String kind();

    /** Of these ids, the ones that the audience may see at this moment. */
    Set<Long> visible(Collection<Long> ids, String audience);
}
