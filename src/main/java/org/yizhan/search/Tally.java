package org.yizhan.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Counts how often each value of the facets occurs among the documents found. */
final class Tally {
    private static final List<String> FIELDS = List.of(LuceneStore.COLUMN, LuceneStore.UNIT, LuceneStore.YEAR,
            LuceneStore.SITE, LuceneStore.TYPE, LuceneStore.KIND);
    private static final int MOST_VALUES = 12;

    private final Map<IndexReader.CacheKey, List<Values>> valuesBySegment = new ConcurrentHashMap<>();

    /** The values of one facet in one segment, and which of them each document has (0 for none). */
    private record Values(String[] names, int[] ofDocument) {
        static Values read(LeafReader segment, String field) throws IOException {
            SortedDocValues stored = DocValues.getSorted(segment, field);
            var names = new String[stored.getValueCount() + 1];
            for (int i = 1; i < names.length; i++) {
                names[i] = stored.lookupOrd(i - 1).utf8ToString();
            }
            var ofDocument = new int[segment.maxDoc()];
            for (int doc = stored.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = stored.nextDoc()) {
                ofDocument[doc] = stored.ordValue() + 1;
            }
            return new Values(names, ofDocument);
        }
    }

    /** The facets by field: the most frequent values first, years from the latest. */
    Map<String, List<SearchResults.Facet>> of(DocSet found) {
        var counts = new HashMap<String, Map<String, Long>>();
        for (LeafReaderContext leaf : found.leaves()) {
            List<Values> values = valuesOf(leaf.reader());
            for (int i = 0; i < FIELDS.size(); i++) {
                count(found.in(leaf), values.get(i), counts.computeIfAbsent(FIELDS.get(i), f -> new HashMap<>()));
            }
        }
        var facets = new HashMap<String, List<SearchResults.Facet>>();
        counts.forEach((field, values) -> facets.put(field, top(field, values)));
        return facets;
    }

    private static void count(FixedBitSet found, Values values, Map<String, Long> counts) {
        var times = new int[values.names().length];
        int[] ofDocument = values.ofDocument();
        long[] words = found.getBits();
        for (int i = 0; i < FixedBitSet.bits2words(found.length()); i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                times[ofDocument[(i << 6) + Long.numberOfTrailingZeros(word)]]++;
            }
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] > 0) {
                counts.merge(values.names()[i], (long) times[i], Long::sum);
            }
        }
    }

    /** Read once for every segment and dropped with it; a segment never changes. */
    private List<Values> valuesOf(LeafReader segment) {
        IndexReader.CacheHelper cache = segment.getCoreCacheHelper();
        return valuesBySegment.computeIfAbsent(cache.getKey(), key -> {
            cache.addClosedListener(valuesBySegment::remove);
            try {
                var values = new ArrayList<Values>();
                for (String field : FIELDS) {
                    values.add(Values.read(segment, field));
                }
                return List.copyOf(values);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<SearchResults.Facet> top(String field, Map<String, Long> values) {
        Comparator<SearchResults.Facet> order = field.equals(LuceneStore.YEAR)
                ? Comparator.comparing(SearchResults.Facet::value).reversed()
                : Comparator.comparingLong(SearchResults.Facet::count)
                        .reversed()
                        .thenComparing(SearchResults.Facet::value);
        return values.entrySet()
                .stream()
                .map(e -> new SearchResults.Facet(e.getKey(), e.getValue()))
                .sorted(order)
                .limit(MOST_VALUES)
                .toList();
    }
}
