package org.yizhan.search;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;

/**
 * How the index is written to disk: as Lucene does, apart from the texts. They lie in small pieces, because a page of results
 * reads ten of them from ten places, and must unpack the whole piece for each. Lucene finds it by its name in
 * {@code META-INF/services}.
 */
public final class SearchCodec extends FilterCodec {
    private static final int PIECE = 4096;
    private static final int MOST_IN_A_PIECE = 16;
    private static final int PIECES_IN_A_BLOCK = 10;

    private final StoredFieldsFormat texts = new Lucene90CompressingStoredFieldsFormat("YizhanTexts",
            CompressionMode.FAST,
            PIECE, MOST_IN_A_PIECE, PIECES_IN_A_BLOCK);

    public SearchCodec() {
        super("Yizhan", new Lucene104Codec());
    }

    @Override
    public StoredFieldsFormat storedFieldsFormat() {
        return texts;
    }
}
