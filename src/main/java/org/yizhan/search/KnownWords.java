package org.yizhan.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Where the words that are asked for most occur, kept for each segment of the index: a segment never changes, apart from what is
 * deleted of it, and that is taken off elsewhere. After a publication only the small new segment has to be looked through.
 */
final class KnownWords {
    private static final long MOST_BYTES = 16 << 20;

    private final Cache<Place, FixedBitSet> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<Place, FixedBitSet>weigher((place, bits) -> (int) bits.ramBytesUsed())
            .executor(Runnable::run)
            .build();

    private record Place(IndexReader.CacheKey segment, Term word) {}

    @FunctionalInterface
    interface Finder {
        void addTo(DocSet set, List<LeafReaderContext> where) throws IOException;
    }

    /**
     * What the finder finds of this word of this field, which must be the same whenever it is asked.
     *
     * @return a set that must not be changed
     */
    DocSet find(IndexSearcher searcher, Term word, Finder finder) throws IOException {
        var bits = new HashMap<LeafReaderContext, FixedBitSet>();
        var unknown = new ArrayList<LeafReaderContext>();
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            FixedBitSet known = kept.getIfPresent(place(leaf, word));
            bits.put(leaf, known == null ? new FixedBitSet(leaf.reader().maxDoc()) : known);
            if (known == null) {
                unknown.add(leaf);
            }
        }
        DocSet found = DocSet.of(searcher, bits::get);
        if (!unknown.isEmpty()) {
            finder.addTo(found, unknown);
            unknown.forEach(leaf -> kept.put(place(leaf, word), found.in(leaf)));
        }
        return found;
    }

    private static Place place(LeafReaderContext leaf, Term word) {
        return new Place(leaf.reader().getCoreCacheHelper().getKey(), word);
    }
}
