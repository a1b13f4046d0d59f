package org.yizhan.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** The index on disk: one Lucene directory with exactly one writing process. */
final class LuceneStore implements AutoCloseable {
    /** Raise it when fields or analysis change: the next start makes the index anew. */
    static final String SHAPE = "5";

    static final String TITLE = "title";
    static final String BODY = "body";
    static final String FILES = "files";
    static final String KIND = "kind";
    static final String SITE_NAME = "siteName";
    static final String HREF = "href";
    static final String NUMBER = "number";

    /** Whether it has a document number: a decision of a body, not a report about one. */
    static final String DOCUMENT = "document";
    static final String YES = "y";
    static final String AUDIENCE = "audience";
    static final String SITE = "site";
    static final String COLUMN = "column";
    static final String UNIT = "unit";
    static final String TYPE = "type";
    static final String YEAR = "year";
    static final String PUBLISHED = "published";
    static final String ID = "id";
    private static final String KEY = "key";

    /** Weighed by how often they occur. */
    private static final FieldType WORDS = type(IndexOptions.DOCS_AND_FREQS, false, true);
    /** Asked only whether they stand side by side. */
    private static final FieldType PAIRS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true, false);

    private final ZoneId zone;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final boolean fresh;

    LuceneStore(Path folder, ZoneId zone) {
        this.zone = zone;
        try {
            Files.createDirectories(folder);
            Path shape = folder.resolve("shape");
            fresh = !Files.exists(shape) || !Files.readString(shape).equals(SHAPE);
            var config = new IndexWriterConfig(analyzer()).setRAMBufferSizeMB(64)
                    .setCodec(new SearchCodec())
                    .setMergePolicy(fewSegments())
                    .setOpenMode(
                            fresh ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
            writer = new IndexWriter(FSDirectory.open(folder.resolve("lucene")), config);
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("search index in " + folder, e);
        }
    }

    /** Whether the index was begun anew and has to be filled. */
    boolean isFresh() {
        return fresh;
    }

    /** Whether the writer gave up, as it does when the disk is full. */
    boolean isBroken() {
        return !writer.isOpen();
    }

    void markFilled(Path folder) throws IOException {
        writer.commit();
        Files.writeString(folder.resolve("shape"), SHAPE);
    }

    /** Very many documents are about to come: they are merged when they are all there. */
    void expectMany() {
        writer.getConfig().setMergePolicy(manySegments());
    }

    /** No more than usual are coming. */
    void expectFew() throws IOException {
        writer.getConfig().setMergePolicy(fewSegments());
        writer.maybeMerge();
    }

    void put(SearchDocument d) throws IOException {
        writer.updateDocument(new Term(KEY, key(d.kind(), d.id())), toLucene(d));
    }

    void remove(String kind, long id) throws IOException {
        writer.deleteDocuments(new Term(KEY, key(kind, id)));
    }

    /** Forces all changes to disk and lets searches see them. */
    void commit() throws IOException {
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /** Lets searches see what was merged in the background, whereupon the files that it replaces go. */
    void takeOverMerged() throws IOException {
        if (writer.hasUncommittedChanges()) {
            commit();
        }
    }

    <T> T search(Question<T> question) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return question.ask(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
    }

    interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    private static String key(String kind, long id) {
        return kind + ":" + id;
    }

    private static Analyzer analyzer() {
        var pairs = ChineseAnalyzer.ofPairs();
        var byField = Map.<String, Analyzer>of(pairs(TITLE), pairs, pairs(BODY), pairs, pairs(FILES), pairs);
        return new PerFieldAnalyzerWrapper(ChineseAnalyzer.ofWords(), byField);
    }

    /** Every segment costs each search a look-up of every word; a county's index is small enough to be merged more often. */
    private static MergePolicy fewSegments() {
        return new TieredMergePolicy().setSegmentsPerTier(6).setFloorSegmentMB(64);
    }

    /** What is merged while more keeps coming is merged again soon. */
    private static MergePolicy manySegments() {
        return new TieredMergePolicy().setSegmentsPerTier(32).setFloorSegmentMB(64);
    }

    private Document toLucene(SearchDocument d) {
        var doc = new Document();
        doc.add(new StringField(KEY, key(d.kind(), d.id()), Field.Store.NO));
        doc.add(new StringField(KIND, d.kind(), Field.Store.NO));
        doc.add(new SortedDocValuesField(KIND, new BytesRef(d.kind())));
        doc.add(new NumericDocValuesField(ID, d.id()));
        doc.add(new StringField(AUDIENCE, d.audience(), Field.Store.NO));
        text(doc, TITLE, d.title());
        text(doc, BODY, d.body());
        text(doc, FILES, d.attachments());
        String number = d.documentNumber();
        if (number != null && !number.isBlank()) {
            doc.add(new StringField(DOCUMENT, YES, Field.Store.NO));
            doc.add(new StringField(NUMBER, normaliseNumber(number), Field.Store.NO));
        }
        doc.add(new StringField(SITE, String.valueOf(d.siteId()), Field.Store.NO));
        doc.add(new SortedDocValuesField(SITE, new BytesRef(String.valueOf(d.siteId()))));
        doc.add(new StoredField(SITE_NAME, d.siteName()));
        facet(doc, COLUMN, d.column());
        facet(doc, UNIT, d.unit());
        facet(doc, TYPE, d.columnType() == null ? "" : d.columnType());
        facet(doc, YEAR, String.valueOf(d.publishedAt().atZone(zone).getYear()));
        long published = d.publishedAt().toEpochMilli();
        doc.add(new LongPoint(PUBLISHED, published));
        doc.add(new NumericDocValuesField(PUBLISHED, published));
        doc.add(new StoredField(PUBLISHED, published));
        doc.add(new StoredField(HREF, d.href()));
        return doc;
    }

    private static void text(Document doc, String field, String text) {
        String line = oneLine(text);
        if (!line.isEmpty()) {
            doc.add(new Field(field, line, WORDS));
            doc.add(new Field(pairs(field), line, PAIRS));
        }
    }

    /** Blanks and ends of lines, however many, as one blank each. */
    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c == ' ' || c >= '\t' && c <= '\r';
            if (!blank) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    private static FieldType type(IndexOptions options, boolean omitNorms, boolean stored) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(omitNorms);
        type.setStored(stored);
        type.freeze();
        return type;
    }

    /** The field that has the pairs of a field of text. */
    static String pairs(String field) {
        return field + "_pairs";
    }

    private static void facet(Document doc, String field, String value) {
        doc.add(new StringField(field, value, Field.Store.YES));
        doc.add(new SortedDocValuesField(field, new BytesRef(value)));
    }

    /** 云府办发〔2026〕12号, with whatever brackets and blanks it was typed. */
    static String normaliseNumber(String number) {
        return ChineseAnalyzer.normalise(number.replaceAll("[^\\p{L}\\p{N}]", ""));
    }
}
