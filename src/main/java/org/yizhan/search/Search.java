package org.yizhan.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.PlainText;

/** Finds what the reader may see (检索). */
@Component
public class Search {
    private static final int LONGEST_QUESTION = 100;
    private static final int MOST_WORDS = 16;
    private static final int LARGEST_PAGE = 50;
    private static final int FACET_VALUES = 12;
    private static final long YEAR_IN_MILLIS = 365L * 24 * 3600 * 1000;

    private final Indexer indexer;
    private final CountyClock clock;
    private final Map<String, Visibility> oracles = new HashMap<>();

    Search(Indexer indexer, CountyClock clock, List<Visibility> oracles) {
        this.indexer = indexer;
        this.clock = clock;
        oracles.forEach(oracle -> this.oracles.put(oracle.kind(), oracle));
    }

    /**
     * Answers a question. Every word must occur, or the whole question as it stands; when nothing is found so, most of the
     * words suffice. A question without any word finds nothing.
     */
    public SearchResults find(SearchQuery query) {
        String typed = shorten(PlainText.line(query.words()));
        List<String> words = ChineseAnalyzer.wordsOf(typed).stream().limit(MOST_WORDS).toList();
        if (words.isEmpty()) {
            return nothing();
        }
        SearchResults strict = indexer.store().search(searcher -> answer(searcher, query, typed, words, true));
        if (strict.total() > 0 || words.size() < 2) {
            return strict;
        }
        return indexer.store().search(searcher -> answer(searcher, query, typed, words, false));
    }

    private SearchResults answer(IndexSearcher searcher, SearchQuery query, String typed, List<String> words,
            boolean allWords) throws IOException {
        Query question = question(query, typed, words, allWords);
        int size = Math.clamp(query.size(), 1, LARGEST_PAGE);
        var found = new ArrayList<Found>();
        FieldDoc after = Keys.read(query.after(), query.order());
        String older = null;
        Tally tally = searcher.search(question, new TallyManager());
        long total = tally.total();
        while (found.size() < size) {
            var manager = new TopFieldCollectorManager(sort(query.order()), size + 1, after, 1);
            TopFieldDocs docs = searcher.search(question, manager);
            List<Found> page = load(searcher, docs, query.audience());
            boolean last = docs.scoreDocs.length <= size;
            int used = Math.min(docs.scoreDocs.length, size);
            for (int i = 0; i < used && found.size() < size; i++) {
                after = (FieldDoc) docs.scoreDocs[i];
                Found hit = page.get(i);
                if (hit.visible()) {
                    found.add(hit);
                } else {
                    total--;
                }
                older = last && i == used - 1 ? null : Keys.write(after);
            }
            if (last) {
                break;
            }
        }
        var highlighter = new Highlighter(highlightWords(typed, words));
        return new SearchResults(found.stream().map(f -> f.toHit(highlighter)).toList(), Math.max(total, found.size()),
                tally.of(LuceneStore.COLUMN), tally.of(LuceneStore.UNIT), tally.of(LuceneStore.YEAR), older);
    }

    private Query question(SearchQuery query, String typed, List<String> words, boolean allWords) {
        var text = new BooleanQuery.Builder();
        for (String word : words) {
            text.add(orItsSynonyms(word), allWords ? Occur.MUST : Occur.SHOULD);
        }
        if (!allWords) {
            text.setMinimumNumberShouldMatch(Math.max(1, (int) Math.ceil(words.size() * 0.6)));
        }
        String normal = ChineseAnalyzer.normalise(typed);
        var wholeOrWords = new BooleanQuery.Builder().add(text.build(), Occur.SHOULD)
                .add(asItStands(normal), Occur.SHOULD);
        wholeOrWords.add(new BoostQuery(
                new TermQuery(new Term(LuceneStore.NUMBER, LuceneStore.normaliseNumber(typed))), 50), Occur.SHOULD);
        wholeOrWords.setMinimumNumberShouldMatch(1);

        var all = new BooleanQuery.Builder().add(wholeOrWords.build(), Occur.MUST)
                .add(new TermQuery(new Term(LuceneStore.AUDIENCE, query.audience())), Occur.FILTER)
                .add(LongField.newDistanceFeatureQuery(LuceneStore.PUBLISHED, 1.0f, clock.now().toEpochMilli(),
                        YEAR_IN_MILLIS), Occur.SHOULD);
        narrow(all, LuceneStore.SITE, query.siteId() == null ? null : String.valueOf(query.siteId()));
        narrow(all, LuceneStore.COLUMN, query.column());
        narrow(all, LuceneStore.UNIT, query.unit());
        if (query.from() != null || query.to() != null) {
            long from = query.from() == null
                    ? Long.MIN_VALUE
                    : query.from().atStartOfDay(clock.zone()).toInstant().toEpochMilli();
            long to = query.to() == null
                    ? Long.MAX_VALUE
                    : query.to().plusDays(1).atStartOfDay(clock.zone()).toInstant().toEpochMilli() - 1;
            all.add(LongPoint.newRangeQuery(LuceneStore.PUBLISHED, from, to), Occur.FILTER);
        }
        return all.build();
    }

    private static void narrow(BooleanQuery.Builder all, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            all.add(new TermQuery(new Term(field, value)), Occur.FILTER);
        }
    }

    private static Query orItsSynonyms(String word) {
        List<String> all = Synonyms.of(word);
        return all.size() == 1
                ? anyField(word)
                : new DisjunctionMaxQuery(
                        all.stream()
                                .map(w -> w.equals(word) ? anyField(w) : new BoostQuery(anyField(w), 0.8f))
                                .toList(),
                        0);
    }

    private static Query anyField(String word) {
        return new DisjunctionMaxQuery(List.of(new BoostQuery(new TermQuery(new Term(LuceneStore.TITLE, word)), 4),
                new BoostQuery(pairs(LuceneStore.TITLE_PAIRS, word), 3),
                new TermQuery(new Term(LuceneStore.BODY, word)),
                new BoostQuery(pairs(LuceneStore.BODY_PAIRS, word), 0.7f),
                new BoostQuery(new TermQuery(new Term(LuceneStore.FILES, word)), 0.6f),
                new BoostQuery(pairs(LuceneStore.FILES_PAIRS, word), 0.4f)), 0.1f);
    }

    /** Every part between blanks as it was typed, wherever the dictionary would cut it. */
    private static Query asItStands(String typed) {
        var parts = new BooleanQuery.Builder();
        for (String part : typed.split(" ")) {
            parts.add(new DisjunctionMaxQuery(List.of(new BoostQuery(pairs(LuceneStore.TITLE_PAIRS, part), 6),
                    new BoostQuery(pairs(LuceneStore.BODY_PAIRS, part), 2),
                    new BoostQuery(pairs(LuceneStore.FILES_PAIRS, part), 1)), 0.1f), Occur.MUST);
        }
        return parts.build();
    }

    /** The stretch of text as it stands: neighbouring pairs of Chinese characters, words of letters and digits. */
    private static Query pairs(String field, String text) {
        var phrase = new PhraseQuery.Builder();
        int position = 0;
        int terms = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (Character.isIdeographic(c)) {
                int next = i + Character.charCount(c);
                boolean pair = next < text.length() && Character.isIdeographic(text.codePointAt(next));
                boolean inPair = i > 0 && Character.isIdeographic(text.codePointBefore(i));
                if (pair) {
                    phrase.add(new Term(field, text.substring(i, next + Character.charCount(text.codePointAt(next)))),
                            position);
                    terms++;
                } else if (!inPair) {
                    phrase.add(new Term(field, text.substring(i, next)), position);
                    terms++;
                }
                position++;
                i = next;
            } else if (Character.isLetterOrDigit(c)) {
                int to = i;
                while (to < text.length() && isWestern(text.codePointAt(to))) {
                    to += Character.charCount(text.codePointAt(to));
                }
                to = Math.max(to, i + Character.charCount(c));
                phrase.add(new Term(field, text.substring(i, to)), position++);
                terms++;
                i = to;
            } else {
                i += Character.charCount(c);
            }
        }
        PhraseQuery query = phrase.build();
        return terms == 1 ? new ConstantScoreQuery(new TermQuery(query.getTerms()[0])) : query;
    }

    private static boolean isWestern(int c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }

    private static Set<String> highlightWords(String typed, List<String> words) {
        var all = new LinkedHashSet<String>();
        all.add(ChineseAnalyzer.normalise(typed));
        all.addAll(Arrays.asList(ChineseAnalyzer.normalise(typed).split(" ")));
        words.stream()
                .filter(w -> w.length() > 1 || words.size() == 1)
                .forEach(word -> all.addAll(Synonyms.of(word)));
        return all;
    }

    private static Sort sort(SearchQuery.Order order) {
        SortField newest = new SortField(LuceneStore.PUBLISHED, SortField.Type.LONG, true);
        SortField id = new SortField(LuceneStore.ID, SortField.Type.LONG, true);
        return order == SearchQuery.Order.NEWEST ? new Sort(newest, id) : new Sort(SortField.FIELD_SCORE, newest, id);
    }

    private List<Found> load(IndexSearcher searcher, TopFieldDocs docs, String audience) throws IOException {
        var documents = new ArrayList<Document>();
        var idsByKind = new HashMap<String, Set<Long>>();
        for (var scoreDoc : docs.scoreDocs) {
            Document document = searcher.storedFields().document(scoreDoc.doc);
            documents.add(document);
            idsByKind.computeIfAbsent(document.get("kind"), k -> new LinkedHashSet<>()).add(id(document));
        }
        var visible = new HashMap<String, Set<Long>>();
        idsByKind.forEach((kind, ids) -> {
            Visibility oracle = oracles.get(kind);
            visible.put(kind, oracle == null ? Set.of() : oracle.visible(ids, audience));
        });
        return documents.stream()
                .map(d -> new Found(d, visible.getOrDefault(d.get("kind"), Set.of()).contains(id(d))))
                .toList();
    }

    private static long id(Document document) {
        return document.getField("id").numericValue().longValue();
    }

    private static String shorten(String words) {
        return words.codePointCount(0, words.length()) <= LONGEST_QUESTION
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_QUESTION));
    }

    private static SearchResults nothing() {
        return new SearchResults(List.of(), 0, List.of(), List.of(), List.of(), null);
    }

    private record Found(Document document, boolean visible) {
        SearchResults.Hit toHit(Highlighter highlighter) {
            List<SearchResults.Run> excerpt = highlighter.excerpt(document.get(LuceneStore.BODY));
            String files = document.get(LuceneStore.FILES);
            if (files != null && excerpt.stream().noneMatch(SearchResults.Run::matched)) {
                List<SearchResults.Run> inFiles = highlighter.excerpt(files);
                if (inFiles.stream().anyMatch(SearchResults.Run::matched)) {
                    excerpt = inFiles;
                }
            }
            return new SearchResults.Hit(document.get("kind"), id(document),
                    highlighter.whole(document.get(LuceneStore.TITLE)), excerpt, document.get("href"),
                    document.get("siteName"), document.get(LuceneStore.COLUMN), document.get(LuceneStore.UNIT),
                    Instant.ofEpochMilli(document.getField(LuceneStore.PUBLISHED).numericValue().longValue()));
        }
    }

    /** How many match, and how often each value of a facet. */
    private record Tally(long total, Map<String, List<SearchResults.Facet>> facets) {
        List<SearchResults.Facet> of(String field) {
            return facets.getOrDefault(field, List.of());
        }
    }

    /** Counts all matches and the values of the three facets, in one pass without scores. */
    private static final class TallyManager implements CollectorManager<TallyManager.Counter, Tally> {
        private static final List<String> FIELDS = List.of(LuceneStore.COLUMN, LuceneStore.UNIT, LuceneStore.YEAR);

        @Override
        public Counter newCollector() {
            return new Counter();
        }

        @Override
        public Tally reduce(java.util.Collection<Counter> counters) throws IOException {
            long total = 0;
            var sums = new HashMap<String, Map<String, Long>>();
            for (Counter counter : counters) {
                counter.flush();
                total += counter.total;
                counter.counts.forEach((field, values) -> values.forEach((value, count) -> sums
                        .computeIfAbsent(field, f -> new HashMap<>())
                        .merge(value, count, Long::sum)));
            }
            var facets = new HashMap<String, List<SearchResults.Facet>>();
            sums.forEach((field, values) -> facets.put(field, top(field, values)));
            return new Tally(total, facets);
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
                    .limit(FACET_VALUES)
                    .toList();
        }

        private static final class Counter extends SimpleCollector {
            final Map<String, Map<String, Long>> counts = new HashMap<>();
            long total;
            private SortedDocValues[] values = {};
            private int[][] ordinals = {};

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
                flush();
                values = new SortedDocValues[FIELDS.size()];
                ordinals = new int[FIELDS.size()][];
                for (int i = 0; i < values.length; i++) {
                    values[i] = DocValues.getSorted(context.reader(), FIELDS.get(i));
                    ordinals[i] = new int[Math.max(1, values[i].getValueCount())];
                }
            }

            @Override
            public void collect(int doc) throws IOException {
                total++;
                for (int i = 0; i < values.length; i++) {
                    if (values[i].advanceExact(doc)) {
                        ordinals[i][values[i].ordValue()]++;
                    }
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }

            void flush() throws IOException {
                for (int i = 0; i < values.length; i++) {
                    Map<String, Long> field = counts.computeIfAbsent(FIELDS.get(i), f -> new HashMap<>());
                    for (int ord = 0; ord < ordinals[i].length; ord++) {
                        if (ordinals[i][ord] > 0) {
                            field.merge(values[i].lookupOrd(ord).utf8ToString(), (long) ordinals[i][ord], Long::sum);
                        }
                    }
                }
                values = new SortedDocValues[0];
                ordinals = new int[0][];
            }
        }
    }

    /** The key of a result page: where it ended, as the sort values of its last result. */
    private static final class Keys {
        static String write(FieldDoc doc) {
            var key = new StringBuilder();
            Object[] fields = java.util.Objects.requireNonNull(doc.fields);
            for (Object value : fields) {
                key.append(key.isEmpty() ? "" : "_")
                        .append(value instanceof Float f
                                ? Integer.toHexString(Float.floatToIntBits(f))
                                : String.valueOf(value));
            }
            return key.toString();
        }

        /** A key that cannot be read means the first page. */
        static @Nullable FieldDoc read(@Nullable String key, SearchQuery.Order order) {
            if (key == null || !key.matches("([0-9a-f]{1,8}_)?-?\\d{1,18}_\\d{1,18}")) {
                return null;
            }
            String[] parts = key.split("_");
            boolean byScore = order == SearchQuery.Order.RELEVANCE;
            if (parts.length != (byScore ? 3 : 2)) {
                return null;
            }
            Long published = Long.valueOf(parts[parts.length - 2]);
            Long id = Long.valueOf(parts[parts.length - 1]);
            float score = byScore ? Float.intBitsToFloat(Integer.parseUnsignedInt(parts[0], 16)) : 0;
            if (Float.isNaN(score)) {
                return null;
            }
            Object[] fields = byScore ? new Object[]{score, published, id} : new Object[]{published, id};
            return new FieldDoc(Integer.MAX_VALUE, score, fields);
        }
    }
}
