package org.yizhan.search;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Some documents of the index as one searcher sees it, a bit for each: sets are joined and cut at a thousandth of what it
 * costs to walk through their documents. As a query it matches just these documents, all alike.
 */
final class DocSet extends Query {
    private final List<LeafReaderContext> leaves;
    private final FixedBitSet[] bits;

    private DocSet(List<LeafReaderContext> leaves) {
        this.leaves = leaves;
        bits = new FixedBitSet[leaves.size()];
    }

    static DocSet empty(IndexSearcher searcher) {
        var set = new DocSet(searcher.getLeafContexts());
        for (LeafReaderContext leaf : set.leaves) {
            set.bits[leaf.ord] = new FixedBitSet(leaf.reader().maxDoc());
        }
        return set;
    }

    /** All that has not been deleted. */
    static DocSet living(IndexSearcher searcher) {
        DocSet set = empty(searcher);
        for (LeafReaderContext leaf : set.leaves) {
            FixedBitSet bits = set.bits[leaf.ord];
            bits.set(0, bits.length());
            if (leaf.reader().getLiveDocs() != null) {
                leaf.reader().getLiveDocs().applyMask(bits, 0);
            }
        }
        return set;
    }

    /** @param bits those of a segment; they are shared, so that this set must not be changed where they were given */
    static DocSet of(IndexSearcher searcher, Function<LeafReaderContext, FixedBitSet> bits) {
        var set = new DocSet(searcher.getLeafContexts());
        for (LeafReaderContext leaf : set.leaves) {
            set.bits[leaf.ord] = bits.apply(leaf);
        }
        return set;
    }

    DocSet copy() {
        var copy = new DocSet(leaves);
        for (int i = 0; i < bits.length; i++) {
            copy.bits[i] = bits[i].clone();
        }
        return copy;
    }

    /** Adds what the query matches, deleted documents included; what is costly to verify is not asked for those already in. */
    DocSet add(IndexSearcher searcher, Query query) throws IOException {
        return add(searcher, query, leaves);
    }

    /** @param where the segments in which to look */
    DocSet add(IndexSearcher searcher, Query query, List<LeafReaderContext> where) throws IOException {
        if (where.isEmpty()) {
            return this;
        }
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : where) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            FixedBitSet into = bits[leaf.ord];
            TwoPhaseIterator verified = scorer.twoPhaseIterator();
            if (verified == null) {
                DocIdSetIterator all = scorer.iterator();
                all.nextDoc();
                all.intoBitSet(into.length(), into, 0);
                continue;
            }
            DocIdSetIterator likely = verified.approximation();
            for (int doc = likely.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = likely.nextDoc()) {
                if (!into.get(doc) && verified.matches()) {
                    into.set(doc);
                }
            }
        }
        return this;
    }

    DocSet or(DocSet other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i].or(other.bits[i]);
        }
        return this;
    }

    DocSet and(DocSet other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i].and(other.bits[i]);
        }
        return this;
    }

    /** What at least so many of the sets have. */
    static DocSet inAtLeast(int least, List<DocSet> sets, IndexSearcher searcher) {
        var inSoMany = new DocSet[least + 1];
        for (int i = 1; i <= least; i++) {
            inSoMany[i] = empty(searcher);
        }
        for (DocSet set : sets) {
            for (int i = least; i > 1; i--) {
                inSoMany[i].or(inSoMany[i - 1].copy().and(set));
            }
            inSoMany[1].or(set);
        }
        return inSoMany[least];
    }

    int count() {
        int count = 0;
        for (FixedBitSet each : bits) {
            count += each.cardinality();
        }
        return count;
    }

    List<LeafReaderContext> leaves() {
        return leaves;
    }

    FixedBitSet in(LeafReaderContext leaf) {
        return bits[leaf.ord];
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext context) {
                FixedBitSet matching = in(context);
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) {
                        return new ConstantScoreScorer(score(), scoreMode, new BitSetIterator(matching, cost()));
                    }

                    @Override
                    public long cost() {
                        return matching.approximateCardinality();
                    }
                };
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "DocSet";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
