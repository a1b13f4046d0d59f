package org.yizhan.search;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.PlainText;

/**
 * What was asked, as the index understands it. Which documents match is decided without looking at scores, and the scores of
 * those that do come from words alone, whose postings say where the best ones are: no stretch of text is scored.
 */
final class Question {
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 16;
    private static final double ENOUGH_WORDS = 0.6;
    private static final long YEAR_IN_MILLIS = 365L * 24 * 3600 * 1000;

    /** Who asks with one of these wants the document itself before what was written about it. */
    private static final List<String> POLICY_WORDS = List.of("政策", "文件", "意见", "办法", "规定", "方案", "通知", "细则", "条例",
            "规划", "措施", "决定", "补贴", "补助", "扶持", "奖励", "标准");
    private static final float DOCUMENTS_FIRST = 12;

    /** The issuing body's sign, with or without a year. */
    private static final Pattern BEGINNING = Pattern.compile("\\p{IsHan}{3,8}(\\d{4})?");

    /** A stretch whose rarest pair stands in more documents than this tells none of them apart. */
    private static final int TOO_FREQUENT = 2_500;

    private final SearchQuery query;
    private final CountyClock clock;
    private final Synonyms synonyms;
    private final String typed;
    private final List<String> parts;
    private final List<String> words;

    Question(SearchQuery query, CountyClock clock, Synonyms synonyms) {
        this.query = query;
        this.clock = clock;
        this.synonyms = synonyms;
        typed = ChineseAnalyzer.normalise(shorten(PlainText.line(query.words())));
        parts = Arrays.stream(typed.split(" ")).filter(part -> !ChineseAnalyzer.pairsOf(part).isEmpty()).toList();
        words = ChineseAnalyzer.wordsOf(typed).stream().limit(MOST_WORDS).toList();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** What to mark in the results. */
    Set<String> marks() {
        var all = new LinkedHashSet<String>();
        all.add(typed);
        all.addAll(parts);
        words.stream()
                .filter(word -> !isAPiece(word))
                .forEach(word -> all.addAll(synonyms.of(word)));
        return all;
    }

    /**
     * What answers the question.
     *
     * @param documents all that match, all alike
     * @param best the same, with the score by which they are ordered
     * @param loose whether only most of the words occur
     */
    record Answer(DocSet documents, Query best, boolean loose) {}

    /** Every word must occur, or the whole question as it stands; when nothing is found so, most of the words suffice. */
    Answer answer(IndexSearcher searcher, KnownWords known) throws IOException {
        var stretches = new Stretches(searcher, known, synonyms);
        var occurring = new ArrayList<DocSet>();
        for (String word : words) {
            occurring.add(stretches.anywhereByAnyName(word));
        }
        DocSet allowed = allowed(searcher, known);
        DocSet inTitle = stretches.inTitle(parts);
        DocSet asItStands = stretches.anywhere(parts);
        DocSet numbered = DocSet.empty(searcher).add(searcher, numbered());
        DocSet found = DocSet.inAtLeast(words.size(), occurring, searcher).or(asItStands).or(numbered).and(allowed);
        boolean loose = found.count() == 0 && words.size() > 1;
        if (loose) {
            int enough = (int) Math.ceil(words.size() * ENOUGH_WORDS);
            found = DocSet.inAtLeast(enough, occurring, searcher).and(allowed);
        }
        var best = new BooleanQuery.Builder().add(found, Occur.FILTER)
                .add(LongField.newDistanceFeatureQuery(LuceneStore.PUBLISHED, 1, today(), YEAR_IN_MILLIS), Occur.SHOULD)
                .setMinimumNumberShouldMatch(1);
        for (String word : words) {
            for (String name : synonyms.of(word)) {
                float weight = (name.equals(word) ? 1 : 0.8f) * (isAPiece(word) ? 0.25f : 1);
                best.add(word(LuceneStore.TITLE, name, 4 * weight), Occur.SHOULD);
                best.add(word(LuceneStore.BODY, name, weight), Occur.SHOULD);
                best.add(word(LuceneStore.FILES, name, 0.6f * weight), Occur.SHOULD);
            }
        }
        int size = searcher.getIndexReader().maxDoc();
        best.add(new BoostQuery(inTitle, 6 * rarity(inTitle, size)), Occur.SHOULD);
        best.add(new BoostQuery(asItStands, 3 * rarity(asItStands, size)), Occur.SHOULD);
        best.add(new BoostQuery(numbered, 50), Occur.SHOULD);
        if (asksForPolicy()) {
            DocSet documents = known.find(searcher, new Term(LuceneStore.DOCUMENT, LuceneStore.YES),
                    (set, where) -> set.add(searcher, new TermQuery(new Term(LuceneStore.DOCUMENT, LuceneStore.YES)),
                            where))
                    .copy();
            best.add(new BoostQuery(documents.and(inTitle).and(found), DOCUMENTS_FIRST), Occur.SHOULD);
        }
        return new Answer(found, best.build(), loose);
    }

    /** A whole document number, or how one begins (云政发). */
    private Query numbered() {
        String number = LuceneStore.normaliseNumber(typed);
        var term = new Term(LuceneStore.NUMBER, number);
        return BEGINNING.matcher(number).matches() ? new PrefixQuery(term) : new TermQuery(term);
    }

    private boolean asksForPolicy() {
        return POLICY_WORDS.stream().anyMatch(typed::contains);
    }

    /** A single character among several words: what the dictionary leaves of a name it does not know. */
    private boolean isAPiece(String word) {
        return word.length() == 1 && words.size() > 1;
    }

    private DocSet allowed(IndexSearcher searcher, KnownWords known) throws IOException {
        DocSet allowed = DocSet.living(searcher);
        narrow(allowed, searcher, known, LuceneStore.AUDIENCE, query.audience());
        narrow(allowed, searcher, known, LuceneStore.SITE,
                query.siteId() == null ? null : String.valueOf(query.siteId()));
        narrow(allowed, searcher, known, LuceneStore.COLUMN, query.column());
        narrow(allowed, searcher, known, LuceneStore.UNIT, query.unit());
        narrow(allowed, searcher, known, LuceneStore.TYPE, query.type());
        narrow(allowed, searcher, known, LuceneStore.KIND, query.kind());
        if (query.from() != null || query.to() != null) {
            long from = query.from() == null ? Long.MIN_VALUE : startOf(query.from());
            long to = query.to() == null ? Long.MAX_VALUE : startOf(query.to().plusDays(1)) - 1;
            allowed.and(DocSet.empty(searcher)
                    .add(searcher, LongPoint.newRangeQuery(LuceneStore.PUBLISHED, from, to)));
        }
        return allowed;
    }

    private static void narrow(DocSet allowed, IndexSearcher searcher, KnownWords known, String field,
            @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            var term = new Term(field, value);
            allowed.and(known.find(searcher, term, (set, where) -> set.add(searcher, new TermQuery(term), where)));
        }
    }

    /** The same all day, so that the next page goes on where the last one ended. */
    private long today() {
        return startOf(clock.today());
    }

    private long startOf(LocalDate day) {
        Instant start = day.atStartOfDay(clock.zone()).toInstant();
        return start.toEpochMilli();
    }

    private static Query word(String field, String word, float weight) {
        return new BoostQuery(new TermQuery(new Term(field, word)), weight);
    }

    /** As words are weighed too: the rarer, the more it says. */
    private static float rarity(DocSet set, int size) {
        return (float) Math.log1p((size + 1.0) / (set.count() + 0.5));
    }

    private static String shorten(String words) {
        return PlainText.length(words) <= LONGEST ? words : words.substring(0, words.offsetByCodePoints(0, LONGEST));
    }

    /** Where stretches of text occur; each is looked for once. */
    private static final class Stretches {
        /** No field of the index: title, body and attachments together. */
        private static final String ANYWHERE = "";

        private final IndexSearcher searcher;
        private final KnownWords known;
        private final Synonyms synonyms;
        private final Map<String, DocSet> anywhere = new HashMap<>();
        private final Map<String, DocSet> inTitle = new HashMap<>();

        Stretches(IndexSearcher searcher, KnownWords known, Synonyms synonyms) {
            this.searcher = searcher;
            this.known = known;
            this.synonyms = synonyms;
        }

        DocSet anywhereByAnyName(String word) throws IOException {
            List<String> names = synonyms.of(word);
            if (names.size() == 1) {
                return word(word);
            }
            DocSet all = DocSet.empty(searcher);
            for (String name : names) {
                all.or(word(name));
            }
            return all;
        }

        /** A word of the dictionary. */
        private DocSet word(String word) throws IOException {
            DocSet found = anywhere.get(word);
            if (found == null) {
                found = known.find(searcher, new Term(ANYWHERE, word), (set, where) -> {
                    for (String field : List.of(LuceneStore.TITLE, LuceneStore.BODY, LuceneStore.FILES)) {
                        addTo(set, field, word, where);
                    }
                });
                anywhere.put(word, found);
            }
            return found;
        }

        private DocSet title(String text) throws IOException {
            DocSet found = inTitle.get(text);
            if (found == null) {
                found = DocSet.empty(searcher);
                addTo(found, LuceneStore.TITLE, text, found.leaves());
                inTitle.put(text, found);
            }
            return found;
        }

        /** Most of them the index knows as a word, the rest is found by its pairs; a pair is found by itself. */
        private void addTo(DocSet set, String field, String text, List<LeafReaderContext> where) throws IOException {
            List<ChineseAnalyzer.Placed> pairs = ChineseAnalyzer.pairsOf(text);
            if (pairs.size() > 1 || !text.codePoints().allMatch(Character::isIdeographic)) {
                set.add(searcher, new TermQuery(new Term(field, text)), where);
            }
            set.add(searcher, inARow(LuceneStore.pairs(field), pairs), where);
        }

        DocSet inTitle(List<String> parts) throws IOException {
            DocSet all = DocSet.living(searcher);
            for (String part : parts) {
                all.and(title(part));
            }
            return all;
        }

        DocSet anywhere(List<String> parts) throws IOException {
            DocSet all = DocSet.living(searcher);
            for (String part : parts) {
                all.and(anywhere(part));
            }
            return all;
        }

        /** A part of the question as it was typed, wherever the dictionary would cut it. */
        private DocSet anywhere(String part) throws IOException {
            DocSet found = anywhere.get(part);
            if (found == null) {
                found = title(part).copy();
                List<ChineseAnalyzer.Placed> pairs = ChineseAnalyzer.pairsOf(part);
                for (String field : List.of(LuceneStore.pairs(LuceneStore.BODY),
                        LuceneStore.pairs(LuceneStore.FILES))) {
                    if (tellsApart(field, pairs)) {
                        found.add(searcher, inARow(field, pairs));
                    }
                }
                anywhere.put(part, found);
            }
            return found;
        }

        private boolean tellsApart(String field, List<ChineseAnalyzer.Placed> pairs) throws IOException {
            for (ChineseAnalyzer.Placed pair : pairs) {
                if (searcher.getIndexReader().docFreq(new Term(field, pair.term())) <= TOO_FREQUENT) {
                    return true;
                }
            }
            return pairs.size() == 1;
        }

        private static Query inARow(String field, List<ChineseAnalyzer.Placed> pairs) {
            var phrase = new PhraseQuery.Builder();
            pairs.forEach(pair -> phrase.add(new Term(field, pair.term()), pair.position()));
            return phrase.build();
        }
    }
}
