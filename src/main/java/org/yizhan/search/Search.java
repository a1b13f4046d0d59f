package org.yizhan.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/** Finds what the reader may see (检索). */
@Component
public class Search {
    private static final int LARGEST_PAGE = 50;
    private static final SearchResults NOTHING = new SearchResults(List.of(), 0, List.of(),
            List.of(), List.of(), null);
    private static final Set<String> SHOWN = Set.of(LuceneStore.TITLE, LuceneStore.BODY, LuceneStore.HREF,
            LuceneStore.SITE_NAME, LuceneStore.COLUMN, LuceneStore.UNIT, LuceneStore.PUBLISHED);

    /**
     * So many searches run at a time, in the order in which they came: more would only take turns on the same processors, and
     * a short one would wait for all the long ones beside it.
     */
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Indexer indexer;
    private final CountyClock clock;
    private final Tally tally = new Tally();
    private final KnownWords known = new KnownWords();
    private final SearchTuning tuning;
    private final Words words;
    private final Asked asked;
    private final Map<String, Visibility> oracles = new HashMap<>();

    Search(Indexer indexer, CountyClock clock, SearchTuning tuning, Words words, Asked asked,
            List<Visibility> oracles) {
        this.indexer = indexer;
        this.clock = clock;
        this.tuning = tuning;
        this.words = words;
        this.asked = asked;
        oracles.forEach(oracle -> this.oracles.put(oracle.kind(), oracle));
    }

    /**
     * Answers a question. Every word must occur, or the whole question as it stands. When nothing is found so, what was probably
     * meant is asked instead: spelled in letters, or with a word put right; only then most of the words suffice. A question without
     * any word finds nothing.
     */
    public SearchResults find(SearchQuery query) {
        Synonyms synonyms = tuning.synonyms();
        var question = new Question(query, clock, synonyms);
        if (question.isEmpty()) {
            return NOTHING;
        }
        turns.acquireUninterruptibly();
        try {
            return indexer.store().search(searcher -> find(searcher, query, question, synonyms));
        } finally {
            turns.release();
        }
    }

    private SearchResults find(IndexSearcher searcher, SearchQuery query, Question question, Synonyms synonyms)
            throws IOException {
        Question.Answer answer = question.answer(searcher, known);
        boolean nothing = answer.loose() || answer.documents().count() == 0;
        boolean letters = !Pinyin.lettersOf(query.words()).isEmpty();
        if (nothing || letters && query.after() == null) {
            for (String meant : words.of(searcher).meant(query.words())) {
                SearchQuery other = query.with(meant);
                var better = new Question(other, clock, synonyms);
                Question.Answer found = better.answer(searcher, known);
                if (!found.loose() && found.documents().count() > 0) {
                    return nothing
                            ? results(searcher, other, better, found).readAs(meant, null)
                            : results(searcher, query, question, answer).readAs(null, meant);
                }
            }
        }
        return results(searcher, query, question, answer);
    }

    /** What a question that begins so may become, the most used first. */
    public List<String> completions(String begun, int most) {
        if (begun.isBlank()) {
            return List.of();
        }
        return indexer.store().search(searcher -> words.of(searcher).completions(begun, most));
    }

    /** What editors put first for these words. */
    public List<Promoted> promotedFor(String typed) {
        return tuning.promotedFor(typed);
    }

    /** Notes that a visitor has asked this, and whether anything was found; for editors to see what is missing. */
    public void asked(String typed, boolean found) {
        asked.note(typed, found);
    }

    private SearchResults results(IndexSearcher searcher, SearchQuery query, Question question, Question.Answer answer)
            throws IOException {
        long total = answer.documents().count();
        if (total == 0) {
            return NOTHING;
        }
        Query asked = query.order() == SearchQuery.Order.NEWEST ? answer.documents() : answer.best();
        int size = Math.clamp(query.size(), 1, LARGEST_PAGE);
        var shown = new ArrayList<Candidate>();
        FieldDoc after = PageKey.read(query.after(), query.order());
        String older = null;
        boolean last = false;
        while (!last && shown.size() < size) {
            var best = new TopFieldCollectorManager(sort(query.order()), size + 1, after, 1);
            ScoreDoc[] docs = searcher.search(asked, best).scoreDocs;
            last = docs.length <= size;
            List<Candidate> candidates = candidates(searcher, docs);
            Map<String, Set<Long>> visible = visible(candidates, query.audience());
            int used = Math.min(docs.length, size);
            for (int i = 0; i < used && shown.size() < size; i++) {
                Candidate candidate = candidates.get(i);
                after = (FieldDoc) docs[i];
                if (visible.getOrDefault(candidate.kind(), Set.of()).contains(candidate.id())) {
                    shown.add(candidate);
                } else {
                    total--;
                }
                older = last && i == used - 1 ? null : PageKey.write(after);
            }
        }
        var highlighter = new Highlighter(question.marks());
        var hits = new ArrayList<SearchResults.Hit>();
        StoredFields stored = searcher.storedFields();
        for (Candidate candidate : shown) {
            hits.add(hit(stored, candidate, highlighter));
        }
        Map<String, List<SearchResults.Facet>> facets = tally.of(answer.documents());
        return new SearchResults(hits, Math.max(total, hits.size()), facets.getOrDefault(LuceneStore.COLUMN, List.of()),
                facets.getOrDefault(LuceneStore.UNIT, List.of()), facets.getOrDefault(LuceneStore.YEAR, List.of()),
                older, facets.getOrDefault(LuceneStore.SITE, List.of()),
                facets.getOrDefault(LuceneStore.TYPE, List.of()), facets.getOrDefault(LuceneStore.KIND, List.of()),
                null, null);
    }

    private static Sort sort(SearchQuery.Order order) {
        SortField newest = new SortField(LuceneStore.PUBLISHED, SortField.Type.LONG, true);
        SortField id = new SortField(LuceneStore.ID, SortField.Type.LONG, true);
        return order == SearchQuery.Order.NEWEST ? new Sort(newest, id) : new Sort(SortField.FIELD_SCORE, newest, id);
    }

    /** What stands in the index at this place, as far as the oracle asks. */
    private record Candidate(int doc, String kind, long id) {}

    private static List<Candidate> candidates(IndexSearcher searcher, ScoreDoc[] docs) throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        var candidates = new ArrayList<Candidate>();
        for (ScoreDoc found : docs) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
            int doc = found.doc - leaf.docBase;
            SortedDocValues kind = DocValues.getSorted(leaf.reader(), LuceneStore.KIND);
            NumericDocValues id = DocValues.getNumeric(leaf.reader(), LuceneStore.ID);
            if (kind.advanceExact(doc) && id.advanceExact(doc)) {
                candidates.add(new Candidate(found.doc, kind.lookupOrd(kind.ordValue()).utf8ToString(),
                        id.longValue()));
            }
        }
        return candidates;
    }

    private Map<String, Set<Long>> visible(List<Candidate> candidates, String audience) {
        var idsByKind = new HashMap<String, Set<Long>>();
        candidates.forEach(
                c -> idsByKind.computeIfAbsent(c.kind(), kind -> new LinkedHashSet<>()).add(c.id()));
        var visible = new HashMap<String, Set<Long>>();
        idsByKind.forEach((kind, ids) -> {
            Visibility oracle = oracles.get(kind);
            visible.put(kind, oracle == null ? Set.of() : oracle.visible(ids, audience));
        });
        return visible;
    }

    private static SearchResults.Hit hit(StoredFields stored, Candidate candidate, Highlighter highlighter)
            throws IOException {
        Document document = stored.document(candidate.doc(), SHOWN);
        List<SearchResults.Run> excerpt = highlighter.excerpt(value(document, LuceneStore.BODY));
        List<SearchResults.Run> file = List.of();
        if (!matched(excerpt)) {
            String files = stored.document(candidate.doc(), Set.of(LuceneStore.FILES)).get(LuceneStore.FILES);
            Attachment found = files == null ? null : found(files, highlighter);
            if (found != null) {
                excerpt = found.excerpt();
                file = found.name();
            }
        }
        return new SearchResults.Hit(candidate.kind(), candidate.id(),
                highlighter.whole(value(document, LuceneStore.TITLE)), file, excerpt,
                value(document, LuceneStore.HREF),
                value(document, LuceneStore.SITE_NAME), value(document, LuceneStore.COLUMN),
                value(document, LuceneStore.UNIT),
                Instant.ofEpochMilli(document.getField(LuceneStore.PUBLISHED).numericValue().longValue()));
    }

    /** An attachment in which the words stand. */
    private record Attachment(List<SearchResults.Run> name, List<SearchResults.Run> excerpt) {}

    /** The first attachment whose text has the words, or else whose name has them. */
    private static @Nullable Attachment found(String files, Highlighter highlighter) {
        Attachment byName = null;
        for (String file : files.split(Character.toString(SearchDocument.AFTER_A_FILE))) {
            int name = file.indexOf(SearchDocument.AFTER_THE_NAME);
            var found = new Attachment(highlighter.whole(name < 0 ? "附件" : file.substring(0, name)),
                    highlighter.excerpt(file.substring(name + 1).strip()));
            if (matched(found.excerpt())) {
                return found;
            }
            if (byName == null && matched(found.name())) {
                byName = found;
            }
        }
        return byName;
    }

    private static boolean matched(List<SearchResults.Run> runs) {
        return runs.stream().anyMatch(SearchResults.Run::matched);
    }

    private static String value(Document document, String field) {
        return Objects.requireNonNullElse(document.get(field), "");
    }
}
